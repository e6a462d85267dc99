//! Kills a real browser while the page saves, and counts what was confirmed and is not there afterwards.

use std::process::{Command, ExitCode};

use crate::site::{self, Build, Server};
use crate::step::{Outcome, step, watched};
use crate::toolchain::Toolchain;
use crate::tools;

/// The features that give the page what the trials ask of it: a store that opens by itself, and
/// `window.__crash` to write into it.
const FEATURES: &str = "gallery,trials";

/// Builds the site for trials, serves it, and lets `tests/durability/run.mjs` do the rest.
///
/// # Errors
///
/// If the site cannot be built or served. Anything lost is no error but a failure.
pub fn run(tools: &Toolchain, trials: Option<u32>, kind: Option<&str>) -> Outcome<ExitCode> {
    let browser = tools::browser()?;
    tools::node_packages()?;
    let build = Build {
        is_release: false,
        features: Some(FEATURES.to_owned()),
    };
    let folder = site::build(tools, &build)?;
    let server = Server::start(&folder, 0, "/")?;
    let mut node = Command::new("node");
    node.args(["tests/durability/run.mjs", "--url", &server.address])
        .env("CHROMIUM", browser);
    if let Some(trials) = trials {
        node.args(["--trials", &trials.to_string()]);
    }
    if let Some(kind) = kind {
        node.args(["--kind", kind]);
    }
    let (is_success, _) = step("Ending a browser while it saves", || watched(&mut node))?;
    Ok(if is_success {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
