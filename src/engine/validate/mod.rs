//! What a person still has to put right before a form, or a part of it, is finished.
//!
//! Only what is asked is looked at, and only what a person can change: nothing is demanded of items
//! that are hidden or read-only, nor of types that cannot be filled in here. A question has at most
//! one violation, the first in the order missing, unreadable, other, because a person puts one thing
//! right at a time.

mod answer;
mod rule;

use regex_lite::{Regex, RegexBuilder};

use super::calendar::Date;
use super::form::{Form, NodeId};
use super::questionnaire::{Item, ItemType};
use super::response::Entry;

pub use rule::{Rule, Violation};

/// What has to be put right in the form, or within one node of it, in the form's order.
///
/// `alert_stands` says whether an alert stands anywhere in the form; the caller computes it.
#[must_use]
pub fn validate(
    form: &Form,
    within: Option<NodeId>,
    today: Date,
    alert_stands: bool,
) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut ahead: Vec<NodeId> = match within {
        None => form.children(None).iter().rev().copied().collect(),
        Some(node) if is_in_hidden(form, node) => Vec::new(),
        Some(node) => vec![node],
    };
    while let Some(node) = ahead.pop() {
        let Some(item) = form.item(node).filter(|item| !item.is_hidden) else {
            continue;
        };
        if !form.is_asked(node) {
            continue;
        }
        let rule = match item.item_type {
            _ if item.is_read_only => None,
            ItemType::Group => group(form, node, item, alert_stands),
            ItemType::Display | ItemType::Attachment | ItemType::Reference => None,
            ItemType::Boolean
            | ItemType::Decimal
            | ItemType::Integer
            | ItemType::Date
            | ItemType::DateTime
            | ItemType::Time
            | ItemType::String
            | ItemType::Text
            | ItemType::Url
            | ItemType::Choice
            | ItemType::OpenChoice
            | ItemType::Quantity => question(form, node, item, today, alert_stands),
        };
        if let Some(rule) = rule {
            violations.push(Violation {
                node,
                link_id: item.link_id.clone(),
                rule,
            });
        }
        ahead.extend(form.children(Some(node)).iter().rev());
    }
    violations
}

/// Whether anything around a node is hidden.
fn is_in_hidden(form: &Form, node: NodeId) -> bool {
    let mut at = form.parent(node);
    while let Some(around) = at {
        if form.item(around).is_some_and(|item| item.is_hidden) {
            return true;
        }
        at = form.parent(around);
    }
    false
}

/// What is wrong with a group: nothing in it, or too few or too many repetitions.
///
/// The first repetition speaks for all. A group in which nothing can be answered is not demanded.
fn group(form: &Form, node: NodeId, item: &Item, alert_stands: bool) -> Option<Rule> {
    let repetitions = form.repetitions(node);
    if repetitions.first() != Some(&node) {
        return None;
    }
    let can_be_filled = repetitions
        .iter()
        .any(|repetition| is_any_question(form, *repetition, |_| true));
    if !can_be_filled {
        return None;
    }
    let n_filled = repetitions
        .iter()
        .filter(|repetition| {
            is_any_question(form, **repetition, |question| {
                !form.entries(question).is_empty()
            })
        })
        .count();
    if n_filled == 0
        && let Some(rule) = missing(item, alert_stands)
    {
        return Some(rule);
    }
    counts(item, n_filled)
}

/// Whether any question within a node that a person can answer is as described.
fn is_any_question(form: &Form, node: NodeId, is_so: impl Fn(NodeId) -> bool) -> bool {
    let mut ahead = vec![node];
    while let Some(node) = ahead.pop() {
        let Some(item) = form.item(node) else {
            continue;
        };
        if item.is_hidden || !form.is_asked(node) {
            continue;
        }
        if item.item_type.takes_answers() && is_so(node) {
            return true;
        }
        ahead.extend(form.children(Some(node)));
    }
    false
}

fn question(
    form: &Form,
    node: NodeId,
    item: &Item,
    today: Date,
    alert_stands: bool,
) -> Option<Rule> {
    let entries = form.entries(node);
    if entries.is_empty() {
        return missing(item, alert_stands).or_else(|| counts(item, 0));
    }
    entries
        .iter()
        .find_map(|entry| match entry {
            Entry::AsTyped(typed) => Some(answer::unreadable(item, typed)),
            Entry::Value(value) => answer::value(item, value, form.pattern(node), today),
        })
        .or_else(|| counts(item, entries.len()))
        .or_else(|| answer::exclusive(item, entries))
        .or_else(|| answer::holding(item, entries))
}

/// Whether an answer is demanded where there is none.
///
/// A least number of answers demands one, as the reference validators of FHIR do.
fn missing(item: &Item, alert_stands: bool) -> Option<Rule> {
    if item.is_required || item.limits.min_occurs == Some(1) {
        Some(Rule::Required)
    } else if item.is_required_on_alert && alert_stands {
        Some(Rule::RequiredByAlert)
    } else {
        None
    }
}

/// Whether there are too few or too many answers or repetitions.
fn counts(item: &Item, n: usize) -> Option<Rule> {
    let most = if item.repeats {
        item.limits.max_occurs
    } else {
        Some(1)
    };
    match (item.limits.min_occurs, most) {
        (Some(least), _) if n < least => Some(Rule::TooFew { least }),
        (_, Some(most)) if n > most => Some(Rule::TooMany { most }),
        _ => None,
    }
}

/// The largest compiled pattern, in bytes. A pattern beyond it is refused when it is read.
const LARGEST_PATTERN: usize = 256 * 1024;

/// Compiles a pattern that a whole answer must match.
///
/// Matching takes time in proportion to the length of the answer, whatever the pattern: there are no
/// look-arounds and no back-references.
///
/// # Errors
/// When it is not a pattern, uses what is not supported, or is too large.
pub fn compile(pattern: &str) -> Result<Regex, regex_lite::Error> {
    // On its own first: `a)|(b` would otherwise close the brackets put around it.
    RegexBuilder::new(pattern)
        .size_limit(LARGEST_PATTERN)
        .build()?;
    RegexBuilder::new(&format!("^(?:{pattern})$"))
        .size_limit(LARGEST_PATTERN)
        .build()
}
