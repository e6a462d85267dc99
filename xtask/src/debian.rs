//! The standard library for the browser out of Debian's own packages, where rustup's server is out of reach.
//!
//! Debian ships a current compiler and the sources of its standard library (`rustc-web`,
//! `rust-web-src`), but not the library built for browsers. Built once and put where the compiler
//! looks for it, it serves plain `cargo build` from then on.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::step::{Outcome, is_there, output, run, step};
use crate::toolchain::TARGET;

const PACKAGES: [&str; 7] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
    "rust-web-clippy",
    "rustfmt-web",
];

/// Whether Debian's packages can be installed: Debian, and allowed to.
pub fn is_possible() -> bool {
    is_debian() && is_root()
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && is_there("apt-get")
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

/// Installs packages, or says how to.
pub fn install(packages: &[&str], reason: &str) -> Outcome<()> {
    let list = packages.join(" ");
    if !is_possible() {
        return Err(format!("{reason}\nOn Debian: sudo apt-get install {list}"));
    }
    step(&format!("Installing Debian's {list}"), || {
        let apt = || {
            let mut apt = Command::new("apt-get");
            apt.env("DEBIAN_FRONTEND", "noninteractive");
            apt
        };
        run(apt().args(["update", "-qq"]))?;
        // Its list of what it unpacks is long and of no use; what goes wrong comes by the other way.
        let quiet = ["install", "-y", "-qq", "--no-install-recommends"];
        run(apt().args(quiet).args(packages).stdout(Stdio::null()))
    })
    .map_err(|error| format!("{reason}\n{error}"))
}

/// Installs packages with services in them, and leaves the services as they are: not started, on no port.
pub fn install_without_starting(packages: &[&str], reason: &str) -> Outcome<()> {
    let policy = Path::new("/usr/sbin/policy-rc.d");
    // Debian asks this program before it starts anything; whoever has one of their own has decided.
    let is_ours = is_possible() && !policy.exists();
    if is_ours {
        let failed = |error: std::io::Error| format!("{}: {error}", policy.display());
        fs::write(policy, "#!/bin/sh\nexit 101\n").map_err(failed)?;
        run(Command::new("chmod").arg("755").arg(policy))?;
    }
    let outcome = install(packages, reason);
    if is_ours {
        fs::remove_file(policy).map_err(|error| format!("{}: {error}", policy.display()))?;
    }
    outcome
}

/// Installs Debian's compiler and builds the standard library for the browser with it.
pub fn bring(was_asked_for: bool) -> Outcome<()> {
    let has_compiler = [
        "/usr/bin/rustc",
        "/usr/bin/cargo",
        "/usr/bin/cargo-clippy",
        "/usr/bin/rustfmt",
    ]
    .iter()
    .all(|program| Path::new(program).exists());
    let has_source = Path::new("/usr/lib/rustlib/src/rust/library/Cargo.lock").exists();
    if !(has_compiler && has_source && is_there("rust-lld")) {
        let way = if was_asked_for {
            "WASM_STD=debian"
        } else {
            "Debian's way"
        };
        install(
            &PACKAGES,
            &format!("{way} needs Debian's compiler and the source of its standard library."),
        )?;
    }
    let folder = Path::new("/usr/lib/rustlib").join(TARGET);
    let version =
        output(Command::new("/usr/bin/rustc").arg("-vV")).ok_or("/usr/bin/rustc does not start")?;
    let stamp = folder.join(".built-with");
    if fs::read_to_string(&stamp).is_ok_and(|was| was.trim_end() == version)
        && folder.join("lib").is_dir()
    {
        return Ok(());
    }
    step(
        &format!("Building the standard library for {TARGET}, once (a minute of work)"),
        || {
            build(&folder)?;
            fs::write(&stamp, version).map_err(|error| format!("{}: {error}", stamp.display()))
        },
    )
}

/// Has cargo build the library as a dependency of an empty crate, and copies it to the compiler.
fn build(folder: &Path) -> Outcome<()> {
    let work = env::temp_dir().join(format!("wasm-std-{}", std::process::id()));
    let outcome = build_in(&work, folder);
    // The work is in the way of nobody if it stays.
    drop(fs::remove_dir_all(&work));
    outcome
}

fn build_in(work: &Path, folder: &Path) -> Outcome<()> {
    let failed = |error: std::io::Error| format!("{}: {error}", work.display());
    fs::create_dir_all(work.join("src")).map_err(failed)?;
    fs::write(work.join("src/lib.rs"), "").map_err(failed)?;
    let manifest = "[package]\nname = \"mkstd\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
                    [profile.release]\nopt-level = 3\ncodegen-units = 1\npanic = \"abort\"\n";
    fs::write(work.join("Cargo.toml"), manifest).map_err(failed)?;

    let mut cargo = Command::new("/usr/bin/cargo");
    cargo
        .current_dir(work)
        .args(["build", "--quiet", "--release", "--target", TARGET])
        // `test` and `proc_macro` as in the official library, without which no test links.
        .arg("-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test");
    // Only what is set below may steer this build.
    for (name, _) in env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_") && name != "CARGO_HOME")
        {
            cargo.env_remove(name);
        }
    }
    cargo
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO")
        .env("RUSTC", "/usr/bin/rustc")
        // Lets this one build use -Z; nothing built later needs it.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode in it, link-time optimisation of the app could not see into the library.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    run(&mut cargo)?;

    let library = folder.join("lib");
    let failed = |error: std::io::Error| format!("{}: {error}", library.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(&library).map_err(failed)?;
    let built = work.join("target").join(TARGET).join("release/deps");
    for entry in fs::read_dir(built).map_err(failed)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libmkstd-") {
            fs::copy(entry.path(), library.join(&name)).map_err(failed)?;
        }
    }
    Ok(())
}
