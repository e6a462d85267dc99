//! Compares the measures with a file of worked cases from an independent scorer.
//!
//! `cargo run --example score_vectors -- FILE` prints every field that differs and, last,
//! "N passed, N failed"; the exit code is 1 if any case failed or the file could not be read.

#![expect(clippy::print_stdout, reason = "a command-line program's output")]

use std::path::Path;
use std::process::ExitCode;

use mhtr_forms::engine::score::{Measure, read_measure, wire};
use rust_decimal::Decimal;
use serde_json::Value as Json;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        println!("Name the file of cases: cargo run --example score_vectors -- FILE");
        return ExitCode::FAILURE;
    };
    match compare(Path::new(&file)) {
        Ok((passed, failed)) => {
            println!("{passed} passed, {failed} failed");
            if failed == 0 && passed > 0 {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(problem) => {
            println!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// How many cases of the file passed and failed.
fn compare(file: &Path) -> Result<(usize, usize), String> {
    let measures = measures()?;
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let vectors: Json = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let cases = vectors.get("cases").and_then(Json::as_array);
    let cases = cases.ok_or("The file has no list of cases.")?;
    let word = |case: &Json, key: &str| {
        let word = case.get(key).and_then(Json::as_str);
        word.unwrap_or_default().to_owned()
    };
    let mut failed = 0;
    for case in cases {
        let (instrument, kind) = (word(case, "instrument"), word(case, "kind"));
        let input = case.get("input").unwrap_or(&Json::Null);
        let given = wire::evaluate(&measures, &instrument, &kind, input);
        let expected = case.get("expected").unwrap_or(&Json::Null);
        let mut differences = Vec::new();
        differ("", expected, &given, &mut differences);
        if !differences.is_empty() {
            failed += 1;
            println!("{}: {}", word(case, "id"), word(case, "description"));
            for difference in differences {
                println!("  {difference}");
            }
        }
    }
    Ok((cases.len() - failed, failed))
}

/// Every measure in `forms/`.
fn measures() -> Result<Vec<Measure>, String> {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let mut measures = Vec::new();
    for folder in std::fs::read_dir(forms).map_err(|error| error.to_string())? {
        let file = folder.map_err(|error| error.to_string())?.path();
        let file = file.join("measure.toml");
        if !file.exists() {
            continue;
        }
        let toml = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
        match read_measure(&toml) {
            (Some(measure), problems) if problems.is_empty() => measures.push(measure),
            (_, problems) => return Err(format!("{}: {problems:?}", file.display())),
        }
    }
    Ok(measures)
}

/// Lists every place where two values differ; numbers are compared as numbers.
fn differ(place: &str, expected: &Json, given: &Json, differences: &mut Vec<String>) {
    match (expected, given) {
        (Json::Object(one), Json::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> =
                one.keys().chain(other.keys()).collect();
            for key in keys {
                let place = format!("{place}.{key}");
                match (one.get(key), other.get(key)) {
                    (Some(expected), Some(given)) => differ(&place, expected, given, differences),
                    (Some(expected), None) => {
                        differences.push(format!("{place}: {expected} expected, not there"));
                    }
                    (None, Some(given)) => {
                        differences.push(format!("{place}: {given} given, not expected"));
                    }
                    (None, None) => {}
                }
            }
        }
        (Json::Array(one), Json::Array(other)) if one.len() == other.len() => {
            for (at, (expected, given)) in one.iter().zip(other).enumerate() {
                differ(&format!("{place}[{at}]"), expected, given, differences);
            }
        }
        (Json::Number(one), Json::Number(other)) if as_decimal(one) == as_decimal(other) => {}
        (expected, given) if expected == given => {}
        (expected, given) => {
            differences.push(format!("{place}: {expected} expected, {given} given"));
        }
    }
}

/// A JSON number as an exact decimal.
fn as_decimal(number: &serde_json::Number) -> Option<Decimal> {
    number.to_string().parse::<Decimal>().ok()
}
