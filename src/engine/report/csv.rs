//! A case as rows for a spreadsheet: every answer, and every score with what has to be known to read it.

use super::{Standing, answered, change, opened};
use crate::engine::case::Case;
use crate::engine::catalogue::Catalogue;
use crate::engine::csv::Rows;
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
        Standing::Finished => "finished",
    };
    let mut rows = Rows::begin(&COLUMNS);
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
                rows.push(&[&head[..], &row[..], &blank()[..]].concat());
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
                rows.push(&[&head[..], &cells[..]].concat());
            }
        }
        // A change stands with the form that the later of the two scores is in.
        for change in changes.iter().filter(|of| of.document == document.id) {
            let row = ["change", &change.measure, &change.name, &change.value].map(str::to_owned);
            let [scale, band, cut_off, _] = blank();
            let rest = [scale, band, cut_off, change.facts.join(" ")];
            rows.push(&[&head[..], &row[..], &rest[..]].concat());
        }
    }
    rows.finish()
}

/// The cells of an answer that only a score has something in.
fn blank() -> [String; 4] {
    std::array::from_fn(|_| String::new())
}
