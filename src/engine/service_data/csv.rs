//! The counts as rows for a spreadsheet, with what has to be known to read them.

use super::{Figure, ServiceData};
use crate::engine::csv::Rows;
use crate::engine::wording::Wording;

/// The columns. Their names are for programs and stay the same in every language.
const COLUMNS: [&str; 5] = ["kind", "form", "question", "answer", "cases"];

/// The notes that go with the counts wherever they go.
pub const NOTES: [&str; 5] = [
    "service-data.note.for",
    "service-data.note.small",
    "service-data.note.rounded",
    "service-data.note.left-out",
    "service-data.note.two-files",
];

/// The rows; the same counts give the same bytes.
#[must_use]
pub fn write(data: &ServiceData, wording: &Wording) -> String {
    let mut rows = Rows::begin(&COLUMNS);
    let row = |kind: &str, form: &str, question: &str, answer: &str, cases: String| {
        [kind, form, question, answer]
            .map(str::to_owned)
            .into_iter()
            .chain([cases])
            .collect::<Vec<String>>()
    };
    let all = wording.say("service-data.all");
    rows.push(&row("count", "", &all, "", words(data.n_cases, wording)));
    for table in &data.tables {
        let kind = if table.has_several {
            "count-several"
        } else {
            "count"
        };
        for of in &table.rows {
            let cases = words(of.figure, wording);
            rows.push(&row(kind, &table.form, &table.question, &of.name, cases));
        }
    }
    let made = wording.fill("service-data.made", &[("month", &data.month)]);
    for note in [made].into_iter().chain(NOTES.map(|key| wording.say(key))) {
        rows.push(&row("note", "", &note, "", String::new()));
    }
    rows.finish()
}

/// A count in words: a number, or that it is not shown.
#[must_use]
pub fn words(figure: Figure, wording: &Wording) -> String {
    match figure {
        Figure::About(count) => count.to_string(),
        Figure::Hidden => wording.say("service-data.hidden"),
    }
}
