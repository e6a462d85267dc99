//! What a form holds of a measure: answers, a total copied from paper, or the reason for neither.
//!
//! Only what is asked at the moment counts. A total typed in from paper is never mistaken for one
//! that was scored here: it comes with what a person could read off the paper form and nothing else.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::measure::{ItemNumber, Measure, Position, Scale};
use super::outcome::{Answers, Outcome, Score, Scored, score};
use crate::engine::calendar::Date;
use crate::engine::form::{Form, NodeId};
use crate::engine::questionnaire::{Item, LinkId};
use crate::engine::response::Entry;
use crate::engine::value::Value;

/// What a form holds of a measure.
#[derive(Debug, Clone, PartialEq)]
pub enum Recorded {
    /// Nothing yet, or the form does not ask for it.
    NotStarted,
    /// Answers to its questions.
    FromItems(Outcome),
    /// A total copied from a paper form.
    FromPaper(Paper),
    /// It was not completed.
    NotDone {
        /// Why, as it was written; empty while nothing is written.
        reason: String,
    },
}

impl Recorded {
    /// The total, if there is one.
    #[must_use]
    pub fn total(&self) -> Option<&Scored> {
        match self {
            Self::NotStarted | Self::NotDone { .. } => None,
            Self::FromItems(outcome) => outcome.total.score.scored(),
            Self::FromPaper(paper) => paper.total.scored(),
        }
    }

    /// The least and the greatest total there could be.
    #[must_use]
    pub fn scale(&self, measure: &Measure) -> Scale {
        match self {
            Self::FromItems(outcome) => outcome.scale,
            Self::NotStarted | Self::NotDone { .. } | Self::FromPaper(_) => measure.scale(),
        }
    }
}

/// What was copied from a paper form.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The total, with the bands and the cut-off of its typed value; not scored while there is none,
    /// or none that the measure can give.
    pub total: Score,
    /// The day the paper form was completed.
    pub date: Option<Date>,
    /// Subscale scores that were copied, by the subscale's id.
    pub subscales: Vec<(String, Score)>,
    /// What the paper form says about the critical items.
    pub critical: PaperCritical,
}

/// How a measure was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// The person answered its questions on the screen.
    OnScreen,
    /// Its questions were read to the person.
    ReadAloud,
    /// A total was copied from a paper form.
    Paper,
    /// It was not completed.
    NotDone,
    /// Its questions were answered, and nothing says how.
    NotSaid,
}

/// What a paper form says about the measure's critical items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperCritical {
    /// The measure has none.
    NotAsked,
    /// Nothing was said yet. That is not "no".
    Unanswered,
    /// At least one was answered above the limit.
    Yes,
    /// None was.
    No,
    /// The paper form cannot be seen.
    NotKnown,
}

/// The critical items of a measure within a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Critical {
    /// Answered so that somebody has to act, whatever the total and also when there is none.
    pub flagged: Vec<NodeId>,
    /// Asked and left blank.
    pub unanswered: Vec<NodeId>,
}

/// Codes of the answers in `forms/measure-record/questionnaire.json`, by their question.
mod code {
    pub const SELF: &str = "self";
    pub const READ_ALOUD: &str = "read-aloud";
    pub const PAPER: &str = "paper";
    pub const NOT_DONE: &str = "not-done";
    pub const YES: &str = "yes";
    pub const NO: &str = "no";
    pub const NOT_KNOWN: &str = "not-known";
}

/// What the form holds of the measure.
///
/// The form may hold the measure within its record ([`super::wrap()`]), or its bare questions.
#[must_use]
pub fn recorded(measure: &Measure, form: &Form) -> Recorded {
    if form.nodes_of(&measure.id.part("how")).is_empty() {
        let answers = answers(measure, form);
        return if answers.positions.is_empty() {
            Recorded::NotStarted
        } else {
            Recorded::FromItems(score(measure, &answers))
        };
    }
    match chosen(measure, form, "how").as_deref() {
        Some(code::SELF | code::READ_ALOUD) => {
            Recorded::FromItems(score(measure, &answers(measure, form)))
        }
        Some(code::PAPER) => Recorded::FromPaper(paper(measure, form)),
        Some(code::NOT_DONE) => Recorded::NotDone {
            reason: match value(form, &measure.id.part("not-done-reason")) {
                Some(Value::String(reason)) => reason.clone(),
                _ => String::new(),
            },
        },
        Some(_) | None => Recorded::NotStarted,
    }
}

/// How the measure was taken in this form.
#[must_use]
pub fn way(measure: &Measure, form: &Form) -> Way {
    match chosen(measure, form, "how").as_deref() {
        Some(code::SELF) => Way::OnScreen,
        Some(code::READ_ALOUD) => Way::ReadAloud,
        Some(code::PAPER) => Way::Paper,
        Some(code::NOT_DONE) => Way::NotDone,
        Some(_) | None => Way::NotSaid,
    }
}

/// The critical items of the measure that call for action in this form, and those left blank.
#[must_use]
pub fn critical(measure: &Measure, form: &Form) -> Critical {
    let mut critical = Critical::default();
    for item in measure.critical.iter().flat_map(|rule| &rule.items) {
        let Some(node) = measure.link_id(*item).and_then(|id| asked(form, id)) else {
            continue;
        };
        match position(form, node).and_then(|position| measure.points(*item, position)) {
            Some(points) if measure.is_critical(*item, points) => critical.flagged.push(node),
            Some(_) => {}
            None => critical.unanswered.push(node),
        }
    }
    // A form on paper, or one that was stopped, is asked about as a whole. "I cannot see the answers"
    // is no more a "no" than silence is.
    if let Some(node) = asked(form, &measure.id.part("paper-critical")) {
        match chosen(measure, form, "paper-critical").as_deref() {
            Some(code::YES | code::NO) => {}
            Some(_) | None => critical.unanswered.push(node),
        }
    }
    critical
}

/// The answers that stand in the form.
#[must_use]
pub fn answers(measure: &Measure, form: &Form) -> Answers {
    let at = |link_id: &LinkId| position(form, asked(form, link_id)?);
    let positions = measure.numbers().filter_map(|item: ItemNumber| {
        let position = at(measure.link_id(item)?)?;
        measure.points(item, position)?;
        Some((item, position))
    });
    let unscored = measure
        .unscored
        .iter()
        .filter_map(|item| Some((item.id.clone(), at(&item.link_id)?)));
    Answers {
        positions: positions.collect(),
        is_not_applicable: false,
        unscored: unscored.collect(),
    }
}

/// What was copied from the paper form.
fn paper(measure: &Measure, form: &Form) -> Paper {
    let number = |name: &str| match value(form, &measure.id.part(name)) {
        Some(Value::Decimal(number)) => Some(*number),
        Some(Value::Integer(number)) => Some(Decimal::from(*number)),
        _ => None,
    };
    let total = number("paper-total").and_then(|typed| measure.typed_total(typed));
    let on_paper = measure.subscales.iter().filter(|it| it.is_on_paper);
    let subscales = on_paper.filter_map(|subscale| {
        let typed = number(&format!("paper-{}", subscale.id))?;
        let scored = measure.typed_part(typed)?;
        Some((subscale.id.clone(), Score::Scored(scored)))
    });
    Paper {
        total: total.map_or(Score::NotScored, Score::Scored),
        date: match value(form, &measure.id.part("paper-date")) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        },
        subscales: subscales.collect(),
        critical: if measure.critical.is_none() {
            PaperCritical::NotAsked
        } else {
            match chosen(measure, form, "paper-critical").as_deref() {
                Some(code::YES) => PaperCritical::Yes,
                Some(code::NO) => PaperCritical::No,
                Some(code::NOT_KNOWN) => PaperCritical::NotKnown,
                Some(_) | None => PaperCritical::Unanswered,
            }
        },
    }
}

/// The node of an item that is asked.
fn asked(form: &Form, link_id: &LinkId) -> Option<NodeId> {
    let mut nodes = form.nodes_of(link_id).iter().copied();
    nodes.find(|node| form.is_asked(*node))
}

/// The value at a node; words that could not be read as one are no value.
fn value_at(form: &Form, node: NodeId) -> Option<&Value> {
    form.entries(node).iter().find_map(|entry| match entry {
        Entry::Value(value) => Some(value),
        Entry::AsTyped(_) => None,
    })
}

/// The value of an item that is asked.
fn value<'a>(form: &'a Form, link_id: &LinkId) -> Option<&'a Value> {
    value_at(form, asked(form, link_id)?)
}

/// The code chosen at a part of the measure's record.
fn chosen(measure: &Measure, form: &Form, part: &str) -> Option<String> {
    if let Value::Coding(coding) = value(form, &measure.id.part(part))? {
        coding.code.clone()
    } else {
        None
    }
}

/// The position ticked at a node: the ordinal of the option chosen, or a whole number as it stands.
fn position(form: &Form, node: NodeId) -> Option<Position> {
    let item = form.item(node)?;
    let value = value_at(form, node)?;
    if let Value::Integer(number) = value {
        Some(Position(i64::from(*number)))
    } else {
        ordinal(item, value).map(Position)
    }
}

/// The ordinal of the option that gives this answer.
fn ordinal(item: &Item, value: &Value) -> Option<i64> {
    let option = item
        .options
        .iter()
        .find(|option| match (&option.value, value) {
            (Value::Coding(offered), Value::Coding(chosen)) => offered.is_same_as(chosen),
            (offered, chosen) => offered == chosen,
        })?;
    let ordinal = option.ordinal?.normalize();
    if ordinal.scale() == 0 {
        ordinal.to_i64()
    } else {
        None
    }
}
