//! Counts and outcomes over all cases, with nothing that identifies a person: to monitor the quality of the
//! service.
//!
//! "Collate anonymised data to monitor the quality of service delivery" (Clinical Lead MHTR Manual v8.0,
//! Appendix 2). Cases are counted one at a time, so that none has to stay open. What a person typed is never
//! read: only which of a form's options was chosen, which band a total is in, and the month a case was opened.
//! There are no means: a mean over few people gives them away. The counts themselves leave this module only as
//! [`suppression`] lets them.

mod counting;
mod measure;
mod question;

pub mod csv;
pub mod suppression;

use std::sync::Arc;

use super::calendar::Date;
use super::case::Case;
use super::catalogue::Catalogue;
use super::wording::Wording;
pub use counting::Counting;
pub use suppression::Figure;

/// Counts and outcomes, as they may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceData {
    /// The month it was made in, in words.
    pub month: String,
    /// How many cases were counted.
    pub n_cases: Figure,
    /// The tables, in order.
    pub tables: Vec<CountTable>,
}

/// One question that was put to all cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountTable {
    /// The form it is in; empty where it is in none.
    pub form: String,
    /// What was counted.
    pub question: String,
    /// Whether one case may be counted in several rows.
    pub has_several: bool,
    /// The rows.
    pub rows: Vec<CountRow>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    /// What the cases in it have in common.
    pub name: String,
    /// How many there are.
    pub figure: Figure,
}

impl CountTable {
    /// Whether anything of it is shown.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.rows.iter().any(|row| row.figure != Figure::Hidden)
    }

    fn new(form: String, question: String, names: Vec<String>, figures: Vec<Figure>) -> Self {
        let rows = names.into_iter().zip(figures);
        Self {
            form,
            question,
            has_several: false,
            rows: rows
                .map(|(name, figure)| CountRow { name, figure })
                .collect(),
        }
    }
}

/// Counts and outcomes over these cases.
#[must_use]
pub fn of<'a>(
    cases: impl IntoIterator<Item = &'a Case>,
    catalogue: &Arc<Catalogue>,
    wording: &Wording,
    today: Date,
) -> ServiceData {
    let mut counting = Counting::over(catalogue);
    for case in cases {
        counting.add(case);
    }
    counting.finish(wording, today)
}
