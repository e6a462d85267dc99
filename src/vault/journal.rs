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

/// The most pieces that are compared with each other; what differs in more places is put in whole. To
/// compare takes as many steps as there are pieces, times those that differ.
const MAX_PIECES: usize = 10_000;

impl Delta {
    /// What makes `to` of `from`.
    #[must_use]
    pub fn between(from: &str, to: &str) -> Self {
        let mut steps = Steps::default();
        let (head, before, after, tail) = apart(from, to);
        steps.keep(head);
        steps.change(before, after);
        steps.keep(tail);
        Self {
            steps: steps.0,
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

/// How many bytes two texts begin with alike, what differs of each, and how many bytes they end with alike.
fn apart<'a>(from: &'a str, to: &'a str) -> (usize, &'a str, &'a str, usize) {
    let alike = |of: &mut dyn Iterator<Item = (char, char)>| -> usize {
        of.take_while(|(one, other)| one == other)
            .map(|(one, _)| one.len_utf8())
            .sum()
    };
    let head = alike(&mut from.chars().zip(to.chars()));
    let (_, before) = from.split_at_checked(head).unwrap_or_default();
    let (_, after) = to.split_at_checked(head).unwrap_or_default();
    let tail = alike(&mut before.chars().rev().zip(after.chars().rev()));
    let without = |text: &'a str| {
        let end = text.len().saturating_sub(tail);
        text.split_at_checked(end).unwrap_or_default().0
    };
    (head, without(before), without(after), tail)
}

/// Steps in the making: none that does nothing, and no two of one kind in a row.
#[derive(Default)]
struct Steps(Vec<Step>);

impl Steps {
    fn keep(&mut self, n: usize) {
        match self.0.last_mut() {
            Some(Step::Keep(kept)) => *kept += n,
            Some(Step::Drop(_) | Step::Put(_)) | None if n > 0 => self.0.push(Step::Keep(n)),
            Some(Step::Drop(_) | Step::Put(_)) | None => {}
        }
    }

    fn swap(&mut self, before: &str, after: &str) {
        let (head, before, after, tail) = apart(before, after);
        self.keep(head);
        if !before.is_empty() {
            self.0.push(Step::Drop(before.len()));
        }
        if !after.is_empty() {
            self.0.push(Step::Put(after.to_owned()));
        }
        self.keep(tail);
    }

    fn change(&mut self, from: &str, to: &str) {
        let (before, after) = (pieces(from), pieces(to));
        if before.len() + after.len() > MAX_PIECES {
            self.swap(from, to);
            return;
        }
        let words = |of: &[&str], at: usize, n: usize| -> String {
            of.iter().skip(at).take(n).copied().collect()
        };
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            let (_, old, new) = op.as_tag_tuple();
            let was = words(&before, old.start, old.len());
            match op {
                DiffOp::Equal { .. } => self.keep(was.len()),
                DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                    self.swap(&was, &words(&after, new.start, new.len()));
                }
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of three pieces at most, of those that a change could trip over.
    fn texts() -> Vec<String> {
        let pieces = ["a,", "ab", "é,", "🏴", ",", "xé"];
        let mut texts = vec![String::new()];
        let mut longest = texts.clone();
        for _ in 0..3 {
            let longer = longest
                .iter()
                .flat_map(|text| pieces.map(|of| format!("{text}{of}")));
            longest = longer.collect();
            texts.extend(longest.iter().cloned());
        }
        texts.sort();
        texts.dedup();
        texts
    }

    #[test]
    fn a_change_leads_from_any_text_to_any_other() {
        for from in texts() {
            for to in texts() {
                let delta = Delta::between(&from, &to);
                assert_eq!(delta.apply(&from), Some(to), "{from:?}, {delta:?}");
            }
        }
    }

    #[test]
    fn a_change_that_was_written_leads_where_it_led_before() {
        let (from, to) = (
            "{\"a\":1,\"é\":\"b\",\"c\":2}",
            "{\"a\":1,\"é\":\"🏴\",\"c\":3}",
        );
        let written = serde_json::to_string(&Delta::between(from, to)).unwrap();
        let read: Delta = serde_json::from_str(&written).unwrap();
        assert_eq!(read.apply(from).as_deref(), Some(to));
    }

    #[test]
    fn a_change_leads_from_a_text_it_was_not_made_of_to_the_same_or_nowhere() {
        let texts = texts();
        let some: Vec<&String> = texts.iter().step_by(7).collect();
        let mut n_nowhere = 0;
        for from in &some {
            for to in &some {
                let delta = Delta::between(from, to);
                for other in &some {
                    let led = delta.apply(other);
                    assert!(
                        led.is_none() || led.as_ref() == Some(*to),
                        "{from:?} {other:?}"
                    );
                    n_nowhere += usize::from(led.is_none());
                }
            }
        }
        assert!(n_nowhere > 10_000);
    }

    #[test]
    fn a_change_is_as_small_as_what_was_changed() {
        let before = format!("{{\"a\":\"{}\",\"b\":1,\"c\":2}}", "x".repeat(50_000));
        let after = before.replace("xxx\",\"b\":1", "xxy\",\"b\":7");
        let written = serde_json::to_string(&Delta::between(&before, &after)).unwrap();
        assert!(written.len() < 200, "{written}");
        let far_apart = format!("[{after}{before}]");
        let changed = format!("({after}{before})");
        let delta = Delta::between(&far_apart, &changed);
        assert!(serde_json::to_string(&delta).unwrap().len() < 200);
    }
}
