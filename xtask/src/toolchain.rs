//! Finds a compiler that can build for the browser, and brings what it lacks.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use crate::debian;
use crate::step::{Outcome, is_there, output, run, step};

/// The target of everything that runs in a browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The name under which rustup knows Debian's compiler.
const LINKED: &str = "wasm-web";

/// The compiler that everything is built with, so that nothing is built twice.
#[derive(Debug, Clone)]
pub enum Toolchain {
    /// Whatever `cargo` is here, as for any other project.
    AsItIs,
    /// Debian's compiler, by its name with rustup.
    Linked,
    /// Debian's compiler, where there is no rustup.
    Debian,
}

impl Toolchain {
    /// One of the toolchain's programs, ready to be given its arguments.
    pub fn command(&self, program: &str) -> Command {
        match self {
            Self::AsItIs => Command::new(program),
            Self::Linked => {
                let mut command = Command::new(program);
                command.env("RUSTUP_TOOLCHAIN", LINKED);
                // Cargo tells its children which compiler it is itself; this one is another.
                for name in ["CARGO", "RUSTC", "RUSTDOC"] {
                    command.env_remove(name);
                }
                command
            }
            Self::Debian => {
                let mut path = OsString::from("/usr/bin:");
                path.push(env::var_os("PATH").unwrap_or_default());
                let mut command = Command::new(Path::new("/usr/bin").join(program));
                command.env("PATH", path);
                command
            }
        }
    }

    /// Cargo, for this repository.
    pub fn cargo(&self) -> Command {
        let mut cargo = self.command("cargo");
        // Cargo tells what it runs about the package that it runs; a cargo below must not believe it is that one's.
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(|name| {
                name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST")
            }) {
                cargo.env_remove(name);
            }
        }
        cargo
    }

    /// The folder of the standard library for the browser, if it is there.
    fn wasm_library(&self) -> Option<PathBuf> {
        let mut rustc = self.command("rustc");
        let folder = output(rustc.args(["--print", "target-libdir", "--target", TARGET]))?;
        let folder = PathBuf::from(folder);
        has_std(&folder).then_some(folder)
    }
}

/// The compiler to use where nothing of the browser's is wanted: whatever is there.
pub fn found() -> Toolchain {
    let candidates = [Toolchain::AsItIs, debians()];
    let found = candidates
        .into_iter()
        .find(|it| it.wasm_library().is_some());
    found.unwrap_or(Toolchain::AsItIs)
}

/// A compiler that can build for the browser, whatever has to be brought for that.
pub fn with_wasm() -> Outcome<Toolchain> {
    let tools = with_target()?;
    forget_what_was_built_with_another_library(&tools)?;
    Ok(tools)
}

fn with_target() -> Outcome<Toolchain> {
    for it in [Toolchain::AsItIs, debians()] {
        if it.wasm_library().is_some() {
            return Ok(it);
        }
    }
    let wants_debian = env::var("WASM_STD").is_ok_and(|way| way == "debian");
    if !wants_debian {
        if is_there("rustup") {
            let added = step(
                &format!("Fetching the {TARGET} target: rustup target add"),
                || run(Command::new("rustup").args(["target", "add", TARGET])),
            );
            if added.is_ok() && Toolchain::AsItIs.wasm_library().is_some() {
                return Ok(Toolchain::AsItIs);
            }
        }
        if !debian::is_possible() {
            return Err(format!(
                "The standard library for {TARGET} is not there, and could not be fetched.\n\
                 With rustup (https://rustup.rs):   rustup target add {TARGET}\n\
                 On Debian, from its own packages:  sudo env WASM_STD=debian cargo xtask build"
            ));
        }
        println!(
            "  That way did not work. Taking Debian's own packages instead (WASM_STD=debian says so from the start)."
        );
    }
    debian::bring(wants_debian)?;
    if is_there("rustup") {
        link()?;
    }
    let tools = debians();
    match tools.wasm_library() {
        Some(_) => Ok(tools),
        None => Err(format!(
            "Debian's compiler has been set up, but finds no standard library for {TARGET}."
        )),
    }
}

/// Debian's compiler, under the name that works here.
fn debians() -> Toolchain {
    if is_there("rustup") {
        Toolchain::Linked
    } else {
        Toolchain::Debian
    }
}

/// Tells rustup of Debian's compiler.
fn link() -> Outcome<()> {
    let root = output(Command::new("rustup").args(["run", LINKED, "rustc", "--print", "sysroot"]));
    if root.is_some_and(|root| {
        Path::new(&root)
            .canonicalize()
            .is_ok_and(|root| root == Path::new("/usr"))
    }) {
        return Ok(());
    }
    run(Command::new("rustup").args(["toolchain", "link", LINKED, "/usr"]))
}

fn has_std(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .any(|name| name.starts_with("libstd-") && name.ends_with(".rlib"))
}

/// The folder that cargo builds into: the one this program itself was built into.
pub fn target_folder() -> PathBuf {
    let folder = env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.parent()?.to_owned()));
    folder.unwrap_or_else(|| PathBuf::from("target"))
}

/// Removes what was built for the browser with another standard library.
///
/// A standard library that is built again has other hashes in it under the same compiler version, so
/// that cargo does not notice and the compiler stops with "can't find crate".
fn forget_what_was_built_with_another_library(tools: &Toolchain) -> Outcome<()> {
    let Some(library) = tools.wasm_library() else {
        return Ok(());
    };
    let built = target_folder().join(TARGET);
    let stamp = built.join("standard-library.stamp");
    let is = fingerprint(&library);
    let was = fs::read_to_string(&stamp).ok();
    if was.as_ref() == Some(&is) {
        return Ok(());
    }
    let failed = |error: std::io::Error| format!("{}: {error}", built.display());
    if was.is_some() {
        println!(
            "▸ The standard library is another one than last time: building for the browser from the start"
        );
        fs::remove_dir_all(&built).map_err(failed)?;
    }
    fs::create_dir_all(&built).map_err(failed)?;
    fs::write(&stamp, is).map_err(failed)
}

/// Where the library is, and the name, length and day of each of its files.
fn fingerprint(library: &Path) -> String {
    let mut lines = vec![library.display().to_string()];
    for entry in fs::read_dir(library).into_iter().flatten().flatten() {
        let about = entry.metadata().ok();
        let length = about.as_ref().map_or(0, fs::Metadata::len);
        let changed = about
            .and_then(|about| about.modified().ok())
            .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
            .map_or(0, |since| since.as_nanos());
        lines.push(format!(
            "{} {length} {changed}",
            entry.file_name().to_string_lossy()
        ));
    }
    lines.sort();
    lines.join("\n")
}
