//! The times a measure was taken in a case, and the first of them beside the last.
//!
//! Only like is set beside like: the totals of one measure, over the same questions. Which came first is told
//! by the day alone, and where that is not known, nothing is compared: a wrong order would turn an
//! improvement into its opposite. A total is never put in the place of one that is missing.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{Document, DocumentId};
use crate::engine::calendar::Date;
use crate::engine::catalogue::Definition;
use crate::engine::form::Form;
use crate::engine::questionnaire::LinkId;
use crate::engine::response::Status;
use crate::engine::score::change::{difference, together};
use crate::engine::score::recorded::way;
use crate::engine::score::{self, Difference, Measure, Recorded, Verdict, Way};
use crate::engine::value::Value;

/// The measures that NHS Talking Therapies judges together. Source: as for
/// [`crate::engine::score::change_combined`].
pub const TOGETHER: [&str; 2] = ["phq-9", "gad-7"];

/// The question after the day of an assessment.
const DAY: &str = "assessment.date";

/// One time a measure was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Administration {
    /// The document it is recorded in.
    pub document: DocumentId,
    /// The day it was taken: that on the paper form, that of the assessment as it was given, or the day the
    /// form with its questions was started. A correction that is made later does not move it. `None` if
    /// the paper form's day is not known.
    pub day: Option<Date>,
    /// What is recorded.
    pub recorded: Recorded,
    /// How it was taken.
    pub way: Way,
    /// Whether the form it is in is finished and checked.
    pub is_finished: bool,
}

/// The times one measure was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The measure.
    pub measure: Arc<Measure>,
    /// In order of their days, and on one day in the order their forms were started. Those without a day
    /// stand at the end.
    pub administrations: Vec<Administration>,
}

/// The first administration beside the last.
#[derive(Debug, Clone, PartialEq)]
pub enum Comparison {
    /// The last total less the first.
    Difference(Difference),
    /// They are not compared.
    None(Reason),
}

/// Why there is no comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The measure was taken once.
    Once,
    /// The day of at least one administration is not known.
    NoDay,
    /// The first and the last were on the same day.
    SameDay,
    /// The first has no total.
    FirstNotScored,
    /// The last has no total.
    FinalNotScored,
    /// Neither has a total.
    NeitherScored,
    /// One was taken over fewer questions than the other.
    OtherScale,
}

/// PHQ-9 and GAD-7 taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// What may be said of both.
    Verdict(Verdict),
    /// Both are compared, and not over the same days.
    OtherOccasions,
}

/// The measures of these documents with the times each was taken, in the order they are first found.
#[must_use]
pub fn courses<'a>(
    forms: impl IntoIterator<Item = (&'a Document, &'a Definition, &'a Form)>,
) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::new();
    for (document, definition, form) in forms {
        if document.response.status == Status::EnteredInError {
            continue;
        }
        for measure in &definition.measures {
            let Some(administration) = administration(document, measure, form) else {
                continue;
            };
            let known = courses
                .iter_mut()
                .find(|course| course.measure.id == measure.id);
            match known {
                Some(course) => course.administrations.push(administration),
                None => courses.push(Course {
                    measure: Arc::clone(measure),
                    administrations: vec![administration],
                }),
            }
        }
    }
    for course in &mut courses {
        course.administrations.sort_by(in_order);
    }
    courses
}

/// The day on which the questions of a form were answered, as the form itself says.
#[must_use]
pub fn day_given(form: &Form) -> Option<Date> {
    let node = form.nodes_of(&LinkId::new(DAY)).first()?;
    form.answers(*node).find_map(|value| {
        if let Value::Date(date) = value {
            date.day.map(|_| *date)
        } else {
            None
        }
    })
}

/// What a document holds of a measure; `None` while it holds nothing.
fn administration(document: &Document, measure: &Measure, form: &Form) -> Option<Administration> {
    let recorded = score::recorded(measure, form);
    let day = match &recorded {
        Recorded::NotStarted => return None,
        Recorded::FromItems(_) | Recorded::NotDone { .. } => {
            Some(day_given(form).unwrap_or(document.started.date))
        }
        Recorded::FromPaper(paper) => paper.date,
    };
    Some(Administration {
        document: document.id,
        day: day.filter(|date| date.day.is_some()),
        recorded,
        way: way(measure, form),
        is_finished: document.is_complete(),
    })
}

fn in_order(one: &Administration, other: &Administration) -> Ordering {
    let days = match (one.day, other.day) {
        (Some(one), Some(other)) => one.compare(other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    days.then(one.document.cmp(&other.document))
}

impl Course {
    /// The first and the last, if it was taken more than once.
    #[must_use]
    pub fn ends(&self) -> Option<(&Administration, &Administration)> {
        match self.administrations.as_slice() {
            [first, .., last] => Some((first, last)),
            [] | [_] => None,
        }
    }

    /// Whether the day of every administration is known, so that there is a first and a last.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.administrations.iter().all(|of| of.day.is_some())
    }

    /// The first administration beside the last.
    #[must_use]
    pub fn comparison(&self) -> Comparison {
        let Some((first, last)) = self.ends() else {
            return Comparison::None(Reason::Once);
        };
        if !self.is_in_order() {
            return Comparison::None(Reason::NoDay);
        }
        if first.day == last.day {
            return Comparison::None(Reason::SameDay);
        }
        let (before, after) = match (first.recorded.total(), last.recorded.total()) {
            (Some(before), Some(after)) => (before, after),
            (None, Some(_)) => return Comparison::None(Reason::FirstNotScored),
            (Some(_), None) => return Comparison::None(Reason::FinalNotScored),
            (None, None) => return Comparison::None(Reason::NeitherScored),
        };
        let measure = &*self.measure;
        if first.recorded.scale(measure) != last.recorded.scale(measure) {
            return Comparison::None(Reason::OtherScale);
        }
        Comparison::Difference(difference(measure, before, after))
    }
}

/// What may be said of the PHQ-9 and the GAD-7 together; `None` unless both have a verdict.
#[must_use]
pub fn taken_together(courses: &[Course]) -> Option<Together> {
    let verdict_on = |name: &str| {
        let mut named = courses.iter().filter(|of| of.measure.id.as_str() == name);
        let course = named.next()?;
        let Comparison::Difference(difference) = course.comparison() else {
            return None;
        };
        let (first, last) = course.ends()?;
        Some((difference.verdict?, (first.day, last.day)))
    };
    let [one, other] = TOGETHER.map(verdict_on);
    let ((one, of_one), (other, of_other)) = (one?, other?);
    Some(if of_one == of_other {
        Together::Verdict(together(one, other))
    } else {
        Together::OtherOccasions
    })
}
