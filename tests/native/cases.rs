//! Runs every row of every `forms/*/cases.tsv`: answers that were worked out by hand.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a table that cannot be read has to stop the test"
)]

use std::path::{Path, PathBuf};

use mhtr_forms::engine::score::outcome::Tally;
use mhtr_forms::engine::score::{
    Answers, ItemNumber, Measure, Outcome, Position, read_measure, score,
};

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
    let mut wrong = Vec::new();
    let mut n_rows = 0;
    for (folder, measure) in measures() {
        let table = std::fs::read_to_string(folder.join("cases.tsv")).unwrap();
        let mut lines = table.lines();
        let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), columns.len(), "{}: {line}", measure.id);
            let row = Row {
                measure: &measure,
                cells: columns.iter().copied().zip(cells).collect(),
            };
            wrong.extend(row.differences());
            n_rows += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(n_rows > 150, "only {n_rows} rows were found");
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

/// A row of a table of cases.
struct Row<'a> {
    measure: &'a Measure,
    cells: Vec<(&'a str, &'a str)>,
}

impl Row<'_> {
    fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for (column, cell) in &self.cells {
            if let Ok(number) = column.parse() {
                match *cell {
                    "-" => {}
                    "n/a" => answers.is_not_applicable = true,
                    cell => {
                        let position = Position(cell.parse().unwrap());
                        answers.positions.insert(ItemNumber(number), position);
                    }
                }
            } else if self.measure.unscored.iter().any(|item| item.id == *column) && *cell != "-" {
                let position = Position(cell.parse().unwrap());
                answers.unscored.insert((*column).to_owned(), position);
            }
        }
        answers
    }

    fn differences(&self) -> Vec<String> {
        let outcome = score(self.measure, &self.answers());
        let n_items = self.cells.iter().filter(|(column, _)| is_item(column));
        assert_eq!(n_items.count(), self.measure.items.len());
        let name = self.cells[0].1;
        let mut differences = Vec::new();
        for (column, expected) in &self.cells[1..] {
            let Some(given) = self.given(column, &outcome) else {
                continue;
            };
            if given != *expected {
                let id = &self.measure.id;
                differences.push(format!("{id}, {name}: {column} {expected}, not {given}"));
            }
        }
        differences
    }

    /// What was computed for a column; `None` for a column that is not a result.
    fn given(&self, column: &str, outcome: &Outcome) -> Option<String> {
        let scored = outcome.total.score.scored();
        let none = || "none".to_owned();
        let band = |set: &str| {
            let bands = scored.map(|scored| &scored.judgement.bands);
            let in_band = bands.and_then(|bands| bands.iter().find(|it| it.set == set));
            in_band.map_or_else(none, |it| it.band.code.clone())
        };
        Some(match column {
            column if is_item(column) => return None,
            "note" => return None,
            "total" => shown(&outcome.total),
            "band" => band(&self.measure.band_sets[0].id),
            "cut-off" => scored
                .and_then(|scored| scored.judgement.is_case)
                .map_or_else(none, yes_or_no),
            "pro-rated" => yes_or_no(scored.is_some_and(|scored| scored.is_prorated)),
            "critical" => numbers(&outcome.critical),
            "critical blank" => numbers(&outcome.critical_unanswered),
            "skipped" => numbers(&outcome.skipped),
            "highest" => outcome.scale.highest.to_string(),
            column => {
                if let Some((_, tally)) = outcome.subscales.iter().find(|(id, _)| id == column) {
                    shown(tally)
                } else if self.measure.band_sets.iter().any(|set| set.id == column) {
                    band(column)
                } else if let Some(second) = &self.measure.second_scale
                    && second.id == column
                {
                    scored.map_or_else(none, |scored| {
                        (scored.shown - rust_decimal::Decimal::from(second.minus)).to_string()
                    })
                } else if let Some(item) = outcome.unscored.iter().find(|item| item.id == column) {
                    item.answer
                        .map_or_else(|| "-".to_owned(), |position| position.0.to_string())
                } else if let Some(id) = column.strip_suffix(" asked") {
                    let item = outcome.unscored.iter().find(|item| item.id == id);
                    yes_or_no(item.unwrap().is_applicable)
                } else {
                    panic!("{}: no such column: {column}", self.measure.id)
                }
            }
        })
    }
}

fn is_item(column: &str) -> bool {
    column.parse::<u16>().is_ok()
}

fn shown(tally: &Tally) -> String {
    let scored = tally.score.scored();
    scored.map_or_else(|| "none".to_owned(), |scored| scored.shown.to_string())
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

fn numbers(items: &[ItemNumber]) -> String {
    if items.is_empty() {
        return "-".to_owned();
    }
    let numbers: Vec<String> = items.iter().map(ToString::to_string).collect();
    numbers.join(" ")
}
