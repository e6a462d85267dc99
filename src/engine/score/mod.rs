//! The measures: how each is scored, what its answers come to, and the words for it.
//!
//! Every number a clinician may act on is computed here, in whole numbers and exact fractions, from
//! the rules in the measure's own folder. Where an answer that is needed is absent there is no
//! number, only a statement of what is missing.

pub mod cases;
pub mod change;
pub mod fraction;
mod judge;
pub mod measure;
pub mod outcome;
pub mod read;
mod read_json;
pub mod recorded;
pub mod rows;
pub mod wire;
pub mod wrap;

pub use change::{Change, Difference, Reliable, Verdict, change, change_combined};
pub use measure::{Better, ItemNumber, Measure, MeasureId, Position, Scale};
pub use outcome::{Answers, Outcome, Score, Scored, score};
pub use read::read_measure;
pub use read_json::measure_of;
pub use recorded::{Critical, Paper, PaperCritical, Recorded, Way, critical, recorded};
pub use rows::{ScoreRow, row, rows};
pub use wrap::wrap;
