//! Runs every row of every `forms/*/cases.tsv`: answers that were worked out by hand.

#![expect(
    clippy::unwrap_used,
    reason = "a table that cannot be read has to stop the test"
)]

use std::path::{Path, PathBuf};

use mhtr_forms::engine::score::{Measure, cases, read_measure};

/// The folders in `forms/` with a measure, and the measures.
pub fn measures() -> Vec<(PathBuf, Measure)> {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let mut measures = Vec::new();
    for folder in std::fs::read_dir(forms).unwrap() {
        let folder = folder.unwrap().path();
        if let Ok(toml) = std::fs::read_to_string(folder.join("measure.toml")) {
            let (measure, problems) = read_measure(&toml);
            assert_eq!(problems, Vec::new(), "{}", folder.display());
            measures.push((folder, measure.unwrap()));
        }
    }
    measures.sort_by(|(one, _), (other, _)| one.cmp(other));
    measures
}

/// The scoring rules in a folder of `forms/`, as they are written.
pub fn toml_of(folder: &str) -> String {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    std::fs::read_to_string(forms.join(folder).join("measure.toml")).unwrap()
}

/// The measure in a folder of `forms/`.
pub fn measure(folder: &str) -> Measure {
    let mut measures = measures().into_iter();
    let found = measures.find(|(_, measure)| measure.id.as_str() == folder);
    found.unwrap().1
}

#[test]
fn every_row_of_every_measure_comes_to_what_was_worked_out_by_hand() {
    let mut n_rows = 0;
    for (folder, measure) in measures() {
        let table = std::fs::read_to_string(folder.join("cases.tsv")).unwrap();
        let checked = cases::check(&measure, &table);
        assert_eq!(checked.problems, Vec::new(), "{}", measure.id);
        assert_eq!(checked.n_rows + 1, table.lines().count(), "{}", measure.id);
        n_rows += checked.n_rows;
    }
    assert!(n_rows > 150, "only {n_rows} rows were found");
}

/// A table of cases can be wrong too, and the line says where.
#[test]
fn a_row_that_comes_to_something_else_is_told_with_its_line() {
    let measure = measure("wsas");
    let table =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("forms/wsas/cases.tsv"));
    let table = table.unwrap();
    let header: Vec<&str> = table.lines().next().unwrap().split('\t').collect();
    let total = header.iter().position(|column| *column == "total").unwrap();
    let change = |line: usize, change: &dyn Fn(&mut Vec<&str>)| {
        let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
        let mut cells: Vec<&str> = table.lines().nth(line).unwrap().split('\t').collect();
        change(&mut cells);
        lines[line] = cells.join("\t");
        let problems = cases::check(&measure, &lines.join("\n")).problems;
        problems
            .into_iter()
            .map(|problem| (problem.place, problem.what))
            .collect::<Vec<_>>()
    };
    let said = |line: usize, what| (format!("cases.tsv: line {line}"), what);
    assert_eq!(
        change(2, &|cells| cells[total] = "999"),
        [said(3, "problem.cases.differs")]
    );
    assert_eq!(
        change(2, &|cells| cells[1] = "x"),
        [said(3, "problem.cases.answer")]
    );
    assert_eq!(
        change(1, &|cells| cells.push("1")),
        [said(2, "problem.cases.cells")]
    );
    assert_eq!(
        change(0, &|cells| cells[1] = "one"),
        [said(1, "problem.cases.items")]
    );
    let unknown = change(0, &|cells| cells[total] = "sum");
    assert!(
        unknown.contains(&said(2, "problem.cases.column")),
        "{unknown:?}"
    );
}

#[test]
fn every_measure_is_named_after_its_folder_and_has_cases_notes_and_sources() {
    for (folder, measure) in measures() {
        assert_eq!(folder.file_name().unwrap(), measure.id.as_str());
        let rows = std::fs::read_to_string(folder.join("cases.tsv")).unwrap();
        assert!(rows.lines().count() > 10, "{}: too few cases", measure.id);
        assert!(folder.join("NOTES.md").exists(), "{}: no notes", measure.id);
    }
}
