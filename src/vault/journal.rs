//! What changed between two states of a text, as small as the change: one answer, not the record.
//!
//! A text is cut behind its commas, so that a piece is about one field of its JSON. Which cuts are made
//! does not matter for what comes out: applying a [`Delta`] gives the very text it was made from, or
//! nothing.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::seal::hash;

/// What to do with the pieces of a text to make another of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delta {
    /// Steps through the earlier text, from its beginning to its end.
    steps: Vec<Step>,
    /// The first 8 bytes of the hash of what must come out.
    check: [u8; 8],
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Step {
    /// Takes over this many bytes.
    #[serde(rename = "k")]
    Keep(usize),
    /// Leaves out this many bytes.
    #[serde(rename = "d")]
    Drop(usize),
    /// Puts this in.
    #[serde(rename = "p")]
    Put(String),
}

impl Delta {
    /// What makes `to` of `from`.
    #[must_use]
    pub fn between(from: &str, to: &str) -> Self {
        let (before, after) = (pieces(from), pieces(to));
        let length = |pieces: &[&str], at: usize, n: usize| -> usize {
            pieces.iter().skip(at).take(n).map(|of| of.len()).sum()
        };
        let words =
            |at: usize, n: usize| -> String { after.iter().skip(at).take(n).copied().collect() };
        let mut steps = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            match op {
                DiffOp::Equal { old_index, len, .. } => {
                    steps.push(Step::Keep(length(&before, old_index, len)));
                }
                DiffOp::Delete {
                    old_index, old_len, ..
                } => {
                    steps.push(Step::Drop(length(&before, old_index, old_len)));
                }
                DiffOp::Insert {
                    new_index, new_len, ..
                } => {
                    steps.push(Step::Put(words(new_index, new_len)));
                }
                DiffOp::Replace {
                    old_index,
                    old_len,
                    new_index,
                    new_len,
                } => {
                    steps.push(Step::Drop(length(&before, old_index, old_len)));
                    steps.push(Step::Put(words(new_index, new_len)));
                }
            }
        }
        Self {
            steps,
            check: check(to),
        }
    }

    /// What comes out of a text; `None` where it is not the text this was made from.
    #[must_use]
    pub fn apply(&self, from: &str) -> Option<String> {
        let mut to = String::with_capacity(from.len());
        let mut rest = from;
        for step in &self.steps {
            match step {
                Step::Keep(n) => {
                    let (kept, after) = rest.split_at_checked(*n)?;
                    to.push_str(kept);
                    rest = after;
                }
                Step::Drop(n) => rest = rest.split_at_checked(*n)?.1,
                Step::Put(words) => to.push_str(words),
            }
        }
        (rest.is_empty() && check(&to) == self.check).then_some(to)
    }
}

fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive(',').collect()
}

fn check(text: &str) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = hash(text.as_bytes());
    [a, b, c, d, e, f, g, h]
}

/// One entry of a record's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When it was written, as the screen shows times.
    pub at: String,
    /// What changed since the entry before, or since the record's body.
    pub delta: Delta,
}
