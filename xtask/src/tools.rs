//! The programs beside cargo: a browser and what drives it, LibreOffice, Node's packages, wasm-opt.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian;
use crate::step::{Outcome, is_there, output, run, step};

/// Where the end-to-end tests and their packages are.
const END_TO_END: &str = "tests/e2e";

/// Finds Chromium, or installs Debian's.
pub fn browser() -> Outcome<PathBuf> {
    found_or_installed(
        find_browser,
        "Chromium",
        "chromium",
        "The tests in a browser need Chromium or Chrome in PATH, or named by the variable CHROMIUM.",
    )
}

/// Finds a program, or installs Debian's package of it.
fn found_or_installed(
    find: impl Fn() -> Option<PathBuf>,
    name: &str,
    package: &str,
    reason: &str,
) -> Outcome<PathBuf> {
    if let Some(program) = find() {
        return Ok(program);
    }
    debian::install(&[package], reason)?;
    find().ok_or_else(|| format!("{name} has been installed but is not found in PATH."))
}

fn find_browser() -> Option<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM") {
        return Some(path.into());
    }
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    names.iter().find_map(|name| in_path(name))
}

/// Finds Firefox, or installs Debian's: the edition in one file is opened with it too.
pub fn firefox() -> Outcome<PathBuf> {
    found_or_installed(
        find_firefox,
        "Firefox",
        "firefox-esr",
        "The tests of the edition in one file need Firefox in PATH, or named by the variable FIREFOX.",
    )
}

fn find_firefox() -> Option<PathBuf> {
    match env::var_os("FIREFOX") {
        Some(path) => Some(path.into()),
        None => ["firefox-esr", "firefox"]
            .iter()
            .find_map(|name| in_path(name)),
    }
}

/// Finds LibreOffice, with what reads its pages, or installs Debian's: the tests of Word documents open them with it.
pub fn office() -> Outcome<PathBuf> {
    if let Some(office) = find_office() {
        return Ok(office);
    }
    debian::install(
        // The last for letters as wide as those the documents name.
        &[
            "libreoffice-writer-nogui",
            "poppler-utils",
            "fonts-liberation",
        ],
        "The tests of Word documents need LibreOffice (soffice, or named by the variable SOFFICE) and Poppler \
         (pdftotext) in PATH.",
    )?;
    find_office().ok_or_else(|| {
        "LibreOffice and Poppler have been installed but are not found in PATH.".to_owned()
    })
}

fn find_office() -> Option<PathBuf> {
    in_path("pdftotext")?;
    match env::var_os("SOFFICE") {
        Some(path) => Some(path.into()),
        None => in_path("soffice"),
    }
}

fn in_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}

/// Finds the servers that agencies have, for the test of `hosting/`, or installs Debian's. Nothing of them is started.
pub fn servers() -> Outcome<Servers> {
    if let Some(servers) = find_servers() {
        return Ok(servers);
    }
    debian::install_without_starting(
        &["nginx", "libnginx-mod-http-brotli-static", "apache2-bin"],
        "The tests of hosting/ need nginx and Apache in PATH, or named by the variables NGINX and APACHE.",
    )?;
    find_servers()
        .ok_or_else(|| "nginx and Apache have been installed but are not found.".to_owned())
}

/// The programs of two servers.
pub struct Servers {
    pub nginx: PathBuf,
    pub apache: PathBuf,
}

fn find_servers() -> Option<Servers> {
    let find = |variable: &str, names: &[&str]| {
        let named = env::var_os(variable).map(PathBuf::from);
        named
            .or_else(|| names.iter().find_map(|name| in_path(name)))
            // Debian's own place, which is not in everybody's PATH.
            .or_else(|| {
                let places = names.iter().map(|name| Path::new("/usr/sbin").join(name));
                places.into_iter().find(|path| path.is_file())
            })
    };
    Some(Servers {
        nginx: find("NGINX", &["nginx"])?,
        apache: find("APACHE", &["apache2", "httpd"])?,
    })
}

/// Brings the packages of the end-to-end tests, exactly as their lock file names them.
pub fn node_packages() -> Outcome<()> {
    let packages = Path::new(END_TO_END);
    let lock = fs::read_to_string(packages.join("package-lock.json"))
        .map_err(|error| format!("{END_TO_END}/package-lock.json: {error}"))?;
    // npm leaves no word of which lock file it installed, so a copy is kept beside what it installed.
    let stamp = packages.join("node_modules/.installed-from-lock");
    if fs::read_to_string(&stamp).is_ok_and(|was| was == lock) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if !is_there("node") || !is_there(npm) {
        return Err(
            "The end-to-end tests need Node.js 20 or later with npm (https://nodejs.org; on Debian: \
             sudo apt-get install nodejs npm)."
                .to_owned(),
        );
    }
    step(
        "Fetching the packages of the end-to-end tests: npm ci",
        || {
            let mut npm = Command::new(npm);
            npm.current_dir(packages)
                .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            run(npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
        },
    )?;
    fs::write(&stamp, lock).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// wasm-opt: the one in PATH, or the one that comes with the packages of the end-to-end tests.
pub fn wasm_opt() -> Outcome<PathBuf> {
    if let Some(path) = in_path("wasm-opt").filter(|path| knows_the_flags(path)) {
        return Ok(path);
    }
    node_packages()?;
    let name = if cfg!(windows) {
        "wasm-opt.cmd"
    } else {
        "wasm-opt"
    };
    let path = Path::new(END_TO_END).join("node_modules/.bin").join(name);
    // The program is started from other folders too.
    let path = path
        .canonicalize()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    if knows_the_flags(&path) {
        Ok(path)
    } else {
        Err(format!("{} does not start.", path.display()))
    }
}

/// A wasm-opt of the last few years; Debian 12's 108 stops at what the compiler writes.
fn knows_the_flags(program: &Path) -> bool {
    let version = output(Command::new(program).arg("--version")).unwrap_or_default();
    let number = version
        .split_whitespace()
        .filter_map(|word| word.trim_start_matches("version_").parse::<u32>().ok())
        .next();
    number.is_some_and(|number| number >= 120)
}
