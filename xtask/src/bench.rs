//! Prints the project's figures: what the vault and the reports cost, and what a visitor downloads.

use std::process::ExitCode;

use crate::site;
use crate::step::{Outcome, run, step};
use crate::toolchain::Toolchain;

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
    Ok(ExitCode::SUCCESS)
}
