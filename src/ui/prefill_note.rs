//! What is said beside a prefilled answer: where it came from, and what the source says today.

use crate::engine::case::prefill::{Prefilled, Proposal, Standing};

/// What is known of one prefilled answer.
#[derive(Debug, Clone, PartialEq)]
pub struct PrefillNote {
    /// What was taken and from where.
    pub prefilled: Prefilled,
    /// Where it came from, in words, a line each.
    pub origins: Vec<String>,
    /// What would be taken today, where that is something.
    pub proposal: Option<Proposal>,
    /// How the answer stands to its source.
    pub standing: Standing,
}
