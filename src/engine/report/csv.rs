//! A case as rows for a spreadsheet: every answer, and every score with what has to be known to read it.
//!
//! RFC 4180 with every cell in quotation marks, so that a program that separates by something else
//! finds no cell of its own in an answer. It begins with a byte order mark, without which a spreadsheet
//! takes the letters for those of another code page.

use super::{Standing, answered, change, opened};
use crate::engine::case::Case;
use crate::engine::catalogue::Catalogue;
use crate::engine::score;
use crate::engine::wording::Wording;
use crate::engine::words;

/// The columns. Their names are for programs and stay the same in every language.
const COLUMNS: [&str; 14] = [
    "record", "revision", "standing", "document", "form", "changed", "kind", "linkId", "question",
    "answer", "scale", "band", "cutOff", "notes",
];

/// The rows of a case; the same case gives the same bytes. Each says whether the report that is handed on
/// with them is a draft.
#[must_use]
pub fn write(standing: Standing, case: &Case, catalogue: &Catalogue, wording: &Wording) -> String {
    let standing = match standing {
        Standing::Draft => "draft",
        Standing::Signed => "signed",
    };
    let mut csv = String::from("\u{FEFF}");
    push(&mut csv, &COLUMNS.map(str::to_owned));
    let opened = opened(case, catalogue);
    let changes = change::rows(&opened, wording);
    for of in &opened {
        let document = of.document;
        let head = [
            case.id.to_string(),
            case.revision.to_string(),
            standing.to_owned(),
            document.id.to_string(),
            document.form.to_string(),
            document.changed.to_string(),
        ];
        for node in of.form.within(None) {
            let Some(item) = of.form.item(node) else {
                continue;
            };
            for entry in answered(&of.form, node) {
                let answer = words::of_entries(item, &[entry], wording);
                let question = words::question(item, wording);
                let row = [
                    "answer".to_owned(),
                    item.link_id.to_string(),
                    question,
                    answer,
                ];
                push(&mut csv, &[&head[..], &row[..], &blank()[..]].concat());
            }
        }
        for measure in &of.definition.measures {
            let recorded = score::recorded(measure, &of.form);
            for row in score::rows(measure, &recorded, wording) {
                let link_id = match &row.subscale {
                    Some(subscale) => format!("{}/{subscale}", measure.id),
                    None => measure.id.to_string(),
                };
                let mut notes = row.marks;
                notes.extend(row.critical);
                notes.extend(row.critical_unanswered);
                let cells = [
                    "score".to_owned(),
                    link_id,
                    row.name,
                    row.value,
                    row.scale,
                    row.band.unwrap_or_default(),
                    row.cut_off.unwrap_or_default(),
                    notes.join("; "),
                ];
                push(&mut csv, &[&head[..], &cells[..]].concat());
            }
        }
        // A change stands with the form that the later of the two scores is in.
        for change in changes.iter().filter(|of| of.document == document.id) {
            let row = ["change", &change.measure, &change.name, &change.value].map(str::to_owned);
            let [scale, band, cut_off, _] = blank();
            let rest = [scale, band, cut_off, change.facts.join(" ")];
            push(&mut csv, &[&head[..], &row[..], &rest[..]].concat());
        }
    }
    csv
}

/// The cells of an answer that only a score has something in.
fn blank() -> [String; 4] {
    std::array::from_fn(|_| String::new())
}

fn push(csv: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|it| cell(it)).collect();
    csv.push_str(&cells.join(","));
    csv.push_str("\r\n");
}

/// One cell in quotation marks.
///
/// What a spreadsheet would take for a formula has an apostrophe before it, which makes it words. The
/// wide forms are taken for the plain ones where Chinese, Japanese or Korean is set.
#[must_use]
pub fn cell(words: &str) -> String {
    let is_formula =
        words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let apostrophe = if is_formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", words.replace('"', "\"\""))
}
