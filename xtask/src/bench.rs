//! Prints the project's figures: what the vault and the reports cost, and what a visitor downloads.

use std::process::{Command, ExitCode};

use crate::site::{self, Server};
use crate::step::{Outcome, run, step, watched};
use crate::toolchain::Toolchain;
use crate::tools;

/// The programs in `examples/` that print figures of the engine and of the vault.
const PROGRAMS: [(&str, &str); 2] = [
    ("report_figures", "The report of a full case"),
    ("vault_figures", "The vault with 500 cases"),
];

/// Runs every benchmark. Nothing is asserted: times are those of this machine.
///
/// # Errors
///
/// If something cannot be built or stops.
pub fn run_all(tools: &Toolchain) -> Outcome<ExitCode> {
    for (program, what) in PROGRAMS {
        step(&format!("{what}: examples/{program}.rs"), || {
            let mut cargo = tools.cargo();
            run(cargo.args(["run", "--quiet", "--release", "--example", program]))
        })?;
    }
    site::dist(tools)?;
    in_browser(tools)
}

/// What the report costs where it is read, by `bench/report.mjs`.
fn in_browser(tools: &Toolchain) -> Outcome<ExitCode> {
    let browser = tools::browser()?;
    tools::node_packages()?;
    let folder = site::to_measure(tools)?;
    let server = Server::start(&folder, 0, "/")?;
    let mut node = Command::new("node");
    node.args(["bench/report.mjs", "--url", &server.address])
        .env("CHROMIUM", browser);
    let what = "The report of a full case in a browser, four times as slow: bench/report.mjs";
    let (is_success, _) = step(what, || watched(&mut node))?;
    Ok(if is_success {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
