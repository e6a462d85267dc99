//! Builds the app for the browser and has `xtask/site` make a site of it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::step::{Outcome, output, run, step};
use crate::toolchain::{TARGET, Toolchain, target_folder};
use crate::tools;

/// The port of `cargo xtask serve`, unless another one is asked for.
const PORT: u16 = 8080;

/// The program that writes Word documents, which is loaded when somebody asks for one.
const WORD: &str = "word";

/// The program that says what is wrong with an agency's folder.
const CHECK: &str = "check";

/// The program with which the edition in one file unpacks itself.
const UNPACK: &str = "unpack";

/// The edition in one file, by its name in `dist/`.
const SINGLE: &str = "mhtr-forms.html";

/// The program that draws a form into a page of somebody else's.
const EMBED: &str = "embed";

/// The program of the JavaScript module for developers, a package of its own.
const API: &str = "api";

/// Which build.
pub struct Build {
    pub is_release: bool,
    pub features: Option<String>,
}

/// Builds the site to look at while working, into `target/site`.
pub fn build(tools: &Toolchain, build: &Build) -> Outcome<PathBuf> {
    let folder = target_folder().join("site");
    make(tools, build, &folder, None)?;
    api(tools, build.is_release, &target_folder().join(API), None)?;
    Ok(folder)
}

/// Builds the site to measure in a browser, as small and as quick as it is hosted, with what the tests ask of it.
pub fn to_measure(tools: &Toolchain) -> Outcome<PathBuf> {
    let folder = target_folder().join("site-to-measure");
    let build = Build {
        is_release: true,
        features: Some("trials".to_owned()),
    };
    make(tools, &build, &folder, tools::wasm_opt().ok().as_deref())?;
    Ok(folder)
}

/// Builds the site to be hosted, into `dist`, and prints its sizes.
pub fn dist(tools: &Toolchain) -> Outcome<()> {
    let wasm_opt = tools::wasm_opt();
    to_host(tools, wasm_opt.as_deref().ok(), Path::new("dist"))?;
    if let Err(why) = wasm_opt {
        println!(
            "\nwasm-opt was left out: {why}\nThe site works; its .wasm is about half as large again as it need be."
        );
    }
    println!(
        "\ndist/ is ready to be hosted as it is, in any folder of any server of static files."
    );
    println!("What to tell the server: dist/hosting/README.md");
    Ok(())
}

/// Whether all that is downloaded keeps within what it may take, made as it is hosted.
pub fn keeps_within_its_budgets(tools: &Toolchain) -> Outcome<bool> {
    let wasm_opt = tools::wasm_opt()?;
    to_host(
        tools,
        Some(&wasm_opt),
        &target_folder().join("dist-to-measure"),
    )?;
    Ok(true)
}

/// Makes the site as it is hosted, with everything beside it, into a folder.
fn to_host(tools: &Toolchain, wasm_opt: Option<&Path>, folder: &Path) -> Outcome<()> {
    let build = Build {
        is_release: true,
        features: None,
    };
    // Made anew, so that what is hosted is what is here.
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let work = target_folder().join("dist");
    make(tools, &build, &work, wasm_opt)?;
    step(&format!("Copying it to {}", folder.display()), || {
        copy_folder(&work, folder)
    })?;
    single(tools, true, wasm_opt, &work, folder)?;
    api(tools, true, &folder.join(API), wasm_opt)?;
    step(
        "Compressing its files and writing down their hashes",
        || {
            let metadata = metadata(tools)?;
            let metadata = metadata.display().to_string();
            let compiler = tools.command("rustc").arg("--version").output();
            let compiler = compiler.map_err(|error| format!("rustc: {error}"))?.stdout;
            let compiler = String::from_utf8_lossy(&compiler).trim().to_owned();
            let site = folder.display().to_string();
            let mut words = vec!["pack", &site];
            words.extend(["--metadata", &metadata, "--compiler", &compiler]);
            let commit = commit();
            if let Some(commit) = &commit {
                words.extend(["--commit", commit]);
            }
            program_with(tools, &["--features", "packing"], &words)
        },
    )?;
    let sizes = step("Comparing what is downloaded with what may be", || {
        run(program_command().arg("sizes").arg(folder))
    });
    // What wasm-opt has not made smaller keeps within no budget.
    if wasm_opt.is_some() { sizes } else { Ok(()) }
}

/// Has cargo say what the programs are made of, for the browser, and gives the file it says it in.
fn metadata(tools: &Toolchain) -> Outcome<PathBuf> {
    let mut cargo = tools.cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let said = cargo.args(["--filter-platform", TARGET]).output();
    let said = said.map_err(|error| format!("cargo metadata: {error}"))?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned());
    }
    let file = target_folder().join("metadata.json");
    std::fs::write(&file, said.stdout).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(file)
}

/// What the compiler is told for the browser, and for nothing else.
const FLAGS_OF_THE_TARGET: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The flags of a release. With them the programs come out the same wherever the project lies: where something was compiled
/// stands in every message of a program that stops. And views are put together without their types, which makes the app
/// a tenth smaller (a small program it makes larger).
fn of_a_release() -> Outcome<String> {
    let repository = std::env::current_dir().map_err(|error| error.to_string())?;
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .ok_or("There is no home folder, and CARGO_HOME names none.")?;
    let folders = [
        (target_folder(), "target"),
        (repository, "."),
        (home, "cargo"),
    ];
    // Of several that fit, the compiler takes the last.
    let folders = folders.iter().rev().map(|(folder, name)| {
        let folder = folder.display().to_string();
        // Cargo takes the flags apart at spaces.
        if folder.contains(' ') {
            return Err(format!("{folder} has a space in it; the build could not be repeated elsewhere. Move the project, or CARGO_HOME."));
        }
        Ok(format!("--remap-path-prefix={folder}={name}"))
    });
    let folders = folders.collect::<Outcome<Vec<_>>>()?;
    Ok(format!("--cfg erase_components {}", folders.join(" ")))
}

/// The commit that this is made of, marked if anything differs from it; nothing outside of a repository.
fn commit() -> Option<String> {
    let git = |words: &[&str]| output(Command::new("git").args(words));
    let commit = git(&["rev-parse", "HEAD"])?;
    let is_changed = git(&["status", "--porcelain"]).is_some_and(|changes| !changes.is_empty());
    Some(if is_changed {
        format!("{commit} with changes")
    } else {
        commit
    })
}

/// Compiles some of the programs for the browser.
fn compile(tools: &Toolchain, is_release: bool, which: &[&str]) -> Outcome<()> {
    let mut cargo = tools.cargo();
    cargo.args(["build", "--package", "mhtr-forms", "--target", TARGET]);
    if is_release {
        cargo.arg("--release");
        cargo.env(FLAGS_OF_THE_TARGET, of_a_release()?);
    }
    run(cargo.args(which))
}

fn make(tools: &Toolchain, build: &Build, folder: &Path, wasm_opt: Option<&Path>) -> Outcome<()> {
    let profile = if build.is_release { "release" } else { "debug" };
    step(
        &format!("Compiling the app for the browser ({profile})"),
        || {
            // In two parts, which the program below takes apart and the page puts together.
            let mut features = vec!["split"];
            features.extend(build.features.as_deref());
            let app = ["--bin", "mhtr-forms", "--features", &features.join(",")];
            compile(tools, build.is_release, &app)?;
            // The others know of no second part: whatever it exports would be in them.
            let mut others = Vec::new();
            for name in [WORD, CHECK, UNPACK, EMBED] {
                others.extend(["--bin", name]);
            }
            if let Some(features) = &build.features {
                others.extend(["--features", features]);
            }
            compile(tools, build.is_release, &others)
        },
    )?;
    step("Compiling the program that puts the site together", || {
        compile_program(tools, &[])
    })?;
    step(
        &format!("Putting the site together in {}", folder.display()),
        || {
            let compiled = target_folder().join(TARGET).join(profile);
            let mut site = program_command();
            site.arg("build")
                .arg("--wasm")
                .arg(compiled.join("mhtr-forms.wasm"))
                .arg("--word")
                .arg(compiled.join(format!("{WORD}.wasm")))
                .arg("--embed")
                .arg(compiled.join(format!("{EMBED}.wasm")))
                .arg("--out")
                .arg(folder);
            if build.is_release {
                site.arg("--release");
            }
            if let Some(program) = wasm_opt {
                site.arg("--wasm-opt").arg(program);
            }
            run(&mut site)
        },
    )
}

/// Makes the edition in one file out of a site, into a folder, and gives its path.
pub fn single(
    tools: &Toolchain,
    is_release: bool,
    wasm_opt: Option<&Path>,
    site: &Path,
    folder: &Path,
) -> Outcome<PathBuf> {
    let file = folder.join(SINGLE);
    step(&format!("Making {} of it", file.display()), || {
        compile_program(tools, &["--features", "packing"])?;
        let profile = if is_release { "release" } else { "debug" };
        let unpack = target_folder().join(TARGET).join(profile);
        let mut command = program_command();
        command.arg("single").arg(site);
        command
            .arg("--unpack")
            .arg(unpack.join(format!("{UNPACK}.wasm")));
        command.arg("--out").arg(&file);
        if is_release {
            command.arg("--release");
        }
        if let Some(program) = wasm_opt {
            command.arg("--wasm-opt").arg(program);
        }
        run(&mut command)
    })?;
    Ok(file)
}

/// Makes the JavaScript module for developers, and the package of it that npm installs.
fn api(tools: &Toolchain, is_release: bool, folder: &Path, wasm_opt: Option<&Path>) -> Outcome<()> {
    let (flag, profile) = if is_release {
        (Some("--release"), "release")
    } else {
        (None, "debug")
    };
    step(&format!("Making {}", folder.display()), || {
        let mut cargo = tools.cargo();
        cargo.args(["build", "--package", API, "--target", TARGET]);
        if is_release {
            cargo.env(FLAGS_OF_THE_TARGET, of_a_release()?);
        }
        run(cargo.args(flag))?;
        let compiled = target_folder().join(TARGET).join(profile);
        let mut site = program_command();
        site.arg("api").arg("--wasm");
        site.arg(compiled.join(format!("{API}.wasm")));
        // Whose work is in it is told in the package.
        site.arg("--metadata").arg(metadata(tools)?);
        site.arg("--out").arg(folder).args(flag);
        if let Some(program) = wasm_opt {
            site.arg("--wasm-opt").arg(program);
        }
        run(&mut site)
    })
}

/// Serves a site until Ctrl-C.
pub fn serve(folder: &Path, port: Option<u16>) -> Outcome<()> {
    let server = Server::start(folder, port.unwrap_or(PORT), "/")?;
    println!(
        "\n  {}\n\nCtrl-C ends it. Only this machine can see it.",
        server.address
    );
    server.wait()
}

/// A running server. It ends when this value goes, and when this program does.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Serves a folder on this machine, below a path such as `/sub/folder/`. Port 0 takes any free one.
    pub fn start(folder: &Path, port: u16, at: &str) -> Outcome<Self> {
        let mut command = program_command();
        command
            .arg("serve")
            .arg(folder)
            .args(["--port", &port.to_string(), "--at", at])
            // The server ends when its input ends, which it also does when this program is killed.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| format!("the server does not start: {error}"))?;
        let mut address = String::new();
        if let Some(printed) = child.stdout.take() {
            BufReader::new(printed)
                .read_line(&mut address)
                .map_err(|error| format!("the server: {error}"))?;
        }
        let address = address.trim_end().to_owned();
        if address.is_empty() {
            drop(child.wait());
            return Err("The server did not start.".to_owned());
        }
        Ok(Self { child, address })
    }

    fn wait(mut self) -> Outcome<()> {
        // `wait` of the child itself would close its input first, and so end it.
        loop {
            match self.child.try_wait() {
                Ok(None) => std::thread::sleep(std::time::Duration::from_millis(200)),
                Ok(Some(status)) => return Err(format!("The server ended ({status}).")),
                Err(error) => return Err(format!("The server: {error}")),
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}

/// Does what is left to do for a site that Trunk has put together.
pub fn finish(tools: &Toolchain, folder: &str) -> Outcome<()> {
    let is_release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let mut cargo = tools.cargo();
    cargo.args(["build", "--package", "mhtr-forms", "--bin", WORD]);
    cargo.args(["--bin", CHECK, "--bin", EMBED, "--target", TARGET]);
    let (flag, profile) = if is_release {
        (Some("--release"), "release")
    } else {
        (None, "debug")
    };
    run(cargo.args(flag))?;
    let compiled = target_folder().join(TARGET).join(profile);
    compile_program(tools, &[])?;
    let mut site = program_command();
    site.args(["finish", folder, "--word"])
        .arg(compiled.join(format!("{WORD}.wasm")))
        .arg("--embed")
        .arg(compiled.join(format!("{EMBED}.wasm")));
    run(site.args(flag))
}

/// Says what is wrong with an agency's folder, or with the forms in a folder.
pub fn check_forms(tools: &Toolchain, folder: &Path) -> Outcome<std::process::ExitCode> {
    let mut cargo = tools.cargo();
    cargo.args([
        "run",
        "--quiet",
        "--package",
        "mhtr-forms",
        "--bin",
        CHECK,
        "--",
    ]);
    let status = cargo.arg(folder).arg("forms").status();
    let status = status.map_err(|error| format!("cargo does not start: {error}"))?;
    Ok(if status.success() {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    })
}

/// Runs the program that makes and serves sites.
pub fn program(tools: &Toolchain, words: &[&str]) -> Outcome<()> {
    program_with(tools, &[], words)
}

fn program_with(tools: &Toolchain, how: &[&str], words: &[&str]) -> Outcome<()> {
    compile_program(tools, how)?;
    run(program_command().args(words))
}

/// Compiles the program that makes and serves sites.
pub fn compile_program(tools: &Toolchain, how: &[&str]) -> Outcome<()> {
    let mut cargo = tools.cargo();
    run(cargo.args(["build", "--package", "site"]).args(how))
}

/// The program as it is, without cargo in between, so that its input is this program's to close.
fn program_command() -> Command {
    let name = format!("site{}", std::env::consts::EXE_SUFFIX);
    Command::new(target_folder().join("debug").join(name))
}

fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)?.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target).map_err(failed)?;
        }
    }
    Ok(())
}
