//! Worked cases: `cases.tsv` beside a `measure.toml`. Each row has answers and what somebody worked out by hand that they
//! come to; a row that the measure scores otherwise is a problem of one of the two.

use super::outcome::Tally;
use super::{Answers, ItemNumber, Measure, Outcome, Position, score};
use crate::engine::problem::{Problem, Severity};

/// What became of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many rows were compared.
    pub n_rows: usize,
    /// What differs, and what could not be read.
    pub problems: Vec<Problem>,
}

/// Compares every row with what the measure makes of it.
#[must_use]
pub fn check(measure: &Measure, table: &str) -> Checked {
    let mut lines = table.lines().enumerate().map(|(n, line)| (n + 1, line));
    let columns: Vec<&str> = lines
        .next()
        .map_or_else(Vec::new, |(_, line)| line.split('\t').collect());
    let mut checked = Checked {
        n_rows: 0,
        problems: Vec::new(),
    };
    let of_items = columns.iter().filter(|column| is_item(column)).count();
    if of_items != measure.items.len() {
        let problem = problem(1, "problem.cases.items").with("items", measure.items.len());
        checked.problems.push(problem.with("columns", of_items));
        return checked;
    }
    for (line, text) in lines.filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = text.split('\t').collect();
        if cells.len() != columns.len() {
            let problem = problem(line, "problem.cases.cells").with("cells", cells.len());
            checked
                .problems
                .push(problem.with("columns", columns.len()));
            continue;
        }
        let row = Row {
            measure,
            line,
            cells: columns.iter().copied().zip(cells).collect(),
        };
        checked.n_rows += 1;
        checked.problems.extend(row.problems());
    }
    checked
}

fn problem(line: usize, what: &'static str) -> Problem {
    Problem::new(Severity::Refused, format!("cases.tsv: line {line}"), what)
}

/// A row of a table of cases.
struct Row<'a> {
    measure: &'a Measure,
    line: usize,
    cells: Vec<(&'a str, &'a str)>,
}

impl Row<'_> {
    /// The answers; the cell that is no position of an answer.
    fn answers(&self) -> Result<Answers, &str> {
        let mut answers = Answers::default();
        for (column, cell) in &self.cells {
            let position = || cell.parse().map(Position).map_err(|_| *cell);
            if let Ok(number) = column.parse() {
                match *cell {
                    "-" => {}
                    "n/a" => answers.is_not_applicable = true,
                    _ => {
                        answers.positions.insert(ItemNumber(number), position()?);
                    }
                }
            } else if self.measure.unscored.iter().any(|item| item.id == *column) && *cell != "-" {
                answers.unscored.insert((*column).to_owned(), position()?);
            }
        }
        Ok(answers)
    }

    fn problems(&self) -> Vec<Problem> {
        let answers = match self.answers() {
            Ok(answers) => answers,
            Err(cell) => {
                let problem = problem(self.line, "problem.cases.answer");
                return vec![problem.with("cell", cell)];
            }
        };
        let outcome = score(self.measure, &answers);
        let name = self.cells.first().map_or("", |(_, name)| *name);
        let mut problems = Vec::new();
        for (column, expected) in self.cells.iter().skip(1) {
            match self.given(column, &outcome) {
                Given::NoResult => {}
                Given::NoColumn => {
                    let problem = problem(self.line, "problem.cases.column");
                    problems.push(problem.with("column", column));
                }
                Given::Result(given) if given == *expected => {}
                Given::Result(given) => {
                    let problem = problem(self.line, "problem.cases.differs");
                    let problem = problem.with("name", name).with("column", column);
                    problems.push(problem.with("expected", expected).with("given", given));
                }
            }
        }
        problems
    }

    /// What was computed for a column.
    fn given(&self, column: &str, outcome: &Outcome) -> Given {
        let scored = outcome.total.score.scored();
        let none = || "none".to_owned();
        let band = |set: &str| {
            let bands = scored.map(|scored| &scored.judgement.bands);
            let in_band = bands.and_then(|bands| bands.iter().find(|it| it.set == set));
            in_band.map_or_else(none, |it| it.band.code.clone())
        };
        Given::Result(match column {
            column if is_item(column) => return Given::NoResult,
            "note" => return Given::NoResult,
            "total" => shown(&outcome.total),
            "band" => match self.measure.band_sets.first() {
                Some(set) => band(&set.id),
                None => return Given::NoColumn,
            },
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
                } else if let Some(item) = column
                    .strip_suffix(" asked")
                    .and_then(|id| outcome.unscored.iter().find(|item| item.id == id))
                {
                    yes_or_no(item.is_applicable)
                } else {
                    return Given::NoColumn;
                }
            }
        })
    }
}

/// What was computed for a column of a table.
enum Given {
    /// This.
    Result(String),
    /// Nothing: it is no column of a result.
    NoResult,
    /// Nothing: the measure has no such result.
    NoColumn,
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
