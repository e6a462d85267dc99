//! Says what is being done and how long it took, and runs other programs.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What went wrong is one text for the person who typed the command.
pub type Outcome<T> = Result<T, String>;

/// Says what is done, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("▸ {what}");
    let started = Instant::now();
    let outcome = work();
    println!("  {:.1} s", started.elapsed().as_secs_f64());
    outcome
}

/// Runs a program to its end and wants it to succeed.
pub fn run(command: &mut Command) -> Outcome<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("`{}` does not start: {error}", words_of(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status}).", words_of(command)))
    }
}

/// What a program prints, without the line's end; nothing if it fails or is not there.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim_end().to_owned())
}

/// Runs a program, passing on what it prints line by line; whether it succeeded, and the lines.
pub fn watched(command: &mut Command) -> Outcome<(bool, Vec<String>)> {
    let what = words_of(command);
    let failed = |error: std::io::Error| format!("`{what}` does not start: {error}");
    let mut child = command
        // Held open for as long as this program lives; who cares to can end when it ends.
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut lines = Vec::new();
    if let Some(printed) = child.stdout.take() {
        for line in BufReader::new(printed).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            println!("{line}");
            lines.push(line);
        }
    }
    let status = child.wait().map_err(failed)?;
    Ok((status.success(), lines))
}

/// Whether a program of this name can be started.
pub fn is_there(program: &str) -> bool {
    output(Command::new(program).arg("--version")).is_some()
}

fn words_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
