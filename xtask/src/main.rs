//! The project's commands: `cargo xtask serve`, `cargo xtask test`, `cargo xtask dist`.
//!
//! Plain Rust without a dependency, so that it starts within seconds on a machine that has nothing
//! but cargo, and can say what it fetches and builds while it does so. The site itself is put
//! together by the program in `xtask/site`.

mod bench;
mod debian;
mod durability;
mod site;
mod step;
mod tests;
mod toolchain;
mod tools;

use std::path::Path;
use std::process::ExitCode;

use crate::step::Outcome;

const USAGE: &str = "\
cargo xtask serve [--port N] [--release] [--features gallery]   build, and open on this machine
cargo xtask build [--release] [--features gallery]              build into target/site only
cargo xtask test [native|browser|e2e] [words of a test's name]  every test, or one part
cargo xtask durability [--trials N] [--kind KIND]               ends a real browser while it saves; KIND is
                                                                browser, renderer, close, term, navigate or power
cargo xtask bench                                               the figures: reports, vault, sizes of the site
cargo xtask dist                                                the site to be hosted, into dist/
cargo xtask headers [nginx|apache|htaccess|iis|plain]           what a host has to send with it
cargo xtask headers write                                       the same, into hosting/
cargo xtask check-forms FOLDER                                  what is wrong with an agency's folder, or with forms
cargo xtask finish FOLDER                                       Trunk's last step (Trunk.toml)";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(code) => code,
        Err(what) => {
            eprintln!("\n{what}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Outcome<ExitCode> {
    // Every path in here is relative to the repository, but for what somebody types.
    let typed_in = std::env::current_dir().map_err(|error| error.to_string())?;
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let repository = repository.ok_or("xtask has been moved out of the repository")?;
    std::env::set_current_dir(repository)
        .map_err(|error| format!("{}: {error}", repository.display()))?;

    let (command, options) = match words.split_first() {
        Some((command, options)) => (command.as_str(), Options::read(options)?),
        None => ("help", Options::default()),
    };
    let done = Ok(ExitCode::SUCCESS);
    match command {
        "serve" => {
            let tools = toolchain::with_wasm()?;
            let folder = site::build(&tools, &options.build())?;
            site::serve(&folder, options.port)?;
            done
        }
        "build" => {
            let tools = toolchain::with_wasm()?;
            let folder = site::build(&tools, &options.build())?;
            println!("{}", folder.display());
            done
        }
        "dist" => {
            let tools = toolchain::with_wasm()?;
            site::dist(&tools)?;
            done
        }
        "check-forms" => {
            let folder = typed_in.join(options.rest.first().ok_or(USAGE)?);
            site::check_forms(&toolchain::found(), &folder)
        }
        "test" => tests::run(&options.rest),
        "bench" => bench::run_all(&toolchain::with_wasm()?),
        "durability" => {
            let tools = toolchain::with_wasm()?;
            durability::run(&tools, options.trials, options.kind.as_deref())
        }
        "finish" => {
            let folder = std::env::var("TRUNK_STAGING_DIR").ok();
            let folder = options.rest.first().cloned().or(folder).ok_or(USAGE)?;
            site::finish(&toolchain::found(), &folder)?;
            done
        }
        "headers" => {
            let server = options.rest.first().map_or("plain", String::as_str);
            site::program(&toolchain::found(), &["headers", server])?;
            done
        }
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            done
        }
        other => Err(format!("There is no `cargo xtask {other}`.\n\n{USAGE}")),
    }
}

/// What stands behind the command.
#[derive(Default)]
struct Options {
    is_release: bool,
    features: Option<String>,
    port: Option<u16>,
    trials: Option<u32>,
    kind: Option<String>,
    rest: Vec<String>,
}

impl Options {
    fn read(words: &[String]) -> Outcome<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| format!("{word} wants a value.\n\n{USAGE}"))
            };
            match word.as_str() {
                "--release" => options.is_release = true,
                "--features" => options.features = Some(value()?.clone()),
                "--port" => {
                    let port = value()?.parse();
                    options.port = Some(port.map_err(|_| "--port wants a number up to 65535")?);
                }
                "--trials" => {
                    let trials = value()?.parse();
                    options.trials = Some(trials.map_err(|_| "--trials wants a number")?);
                }
                "--kind" => options.kind = Some(value()?.clone()),
                _ if word.starts_with("--") => {
                    return Err(format!("{word} is not known.\n\n{USAGE}"));
                }
                _ => options.rest.push(word.clone()),
            }
        }
        Ok(options)
    }

    fn build(&self) -> site::Build {
        site::Build {
            is_release: self.is_release,
            features: self.features.clone(),
        }
    }
}
