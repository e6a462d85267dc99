//! What follows from sessions that were not attended without a reasonable excuse: the 6th working day after the second.
//!
//! "The Responsible Officer must make a decision whether to refer the matter to the Enforcement Officer when an offender
//! fails to comply with their order by the 6th working day after the alleged second unreasonable failure to comply"
//! (Clinical Lead MHTR Manual v8.0, section 3.2.1, an instruction to probation).
//!
//! A day is worked out and shown to staff. Nothing is decided: only what the practitioner recorded as no reasonable excuse
//! is counted, an excuse nobody has judged is not one, and a failure without its day gives no day. That a failure may lie
//! too far back to be the first of two is probation's to know; the manual gives no limit, and none is applied.

use std::sync::Arc;

use super::calendar::Date;
use super::case::Document;
use super::catalogue::Catalogue;
use super::form::{Form, NodeId};
use super::questionnaire::LinkId;
use super::value::Value;
use super::wording::Wording;
use super::working_days::{Counted, WorkingDays};

/// A session that was offered, in the form for the log.
const SESSION: &str = "session";
const DATE: &str = "session.date";
/// It is asked only of a session that the person missed or cancelled.
const REASONABLE: &str = "session.reasonable";
/// The answer that there was no reasonable excuse.
const NO: &str = "no";
/// The answer that it is not known yet.
const NOT_KNOWN: &str = "not-known";

/// The working day by which probation decides, counted from the second failure. Source: as above.
const NTH: u16 = 6;

/// Where a log stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// There are not two failures, nor could there be.
    NotTwo,
    /// One failure is recorded, and others may be some: nobody has said whether their excuse was reasonable.
    MaybeTwo,
    /// Two or more, and at least one of them without its day: which was the second is not known.
    WithoutDay {
        /// How many failures are recorded.
        n: usize,
    },
    /// The second was on a day for which bank holidays are not known.
    NotCounted {
        /// That day.
        second: Date,
    },
    /// Counted.
    Counted {
        /// The day of the second failure.
        second: Date,
        /// The 6th working day after it.
        sixth: Counted,
    },
}

/// The sessions of a log that were not attended, as far as the excuse is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedSessions {
    /// What follows from those without a reasonable excuse.
    pub standing: Standing,
    /// How many there are of which nobody has said whether the excuse was reasonable.
    pub n_not_judged: usize,
}

impl MissedSessions {
    /// What the log says. A form without such questions has no missed sessions.
    #[must_use]
    pub fn of(form: &Form, working_days: &WorkingDays) -> Self {
        let mut days = Vec::new();
        let mut n_not_judged = 0;
        for &session in form.nodes_of(&LinkId::new(SESSION)) {
            let Some(excuse) = within(form, session, REASONABLE) else {
                continue;
            };
            match code(form, excuse) {
                Some(NO) => days.push(day(form, session)),
                Some(NOT_KNOWN) | None => n_not_judged += 1,
                Some(_) => {}
            }
        }
        Self {
            standing: standing(&days, n_not_judged, working_days),
            n_not_judged,
        }
    }

    /// What a document of a case says; `None` for one that is no log, or whose form is not here.
    #[must_use]
    pub fn in_document(document: &Document, catalogue: &Catalogue) -> Option<Self> {
        let definition = catalogue.get(&document.form)?;
        definition.item(&LinkId::new(REASONABLE))?;
        let questionnaire = Arc::clone(&definition.questionnaire);
        let (form, _) = Form::open(questionnaire, &document.response);
        Some(Self::of(&form, &definition.working_days))
    }

    /// The one sentence that says where it stands; none where there is nothing to say.
    #[must_use]
    pub fn line(&self, wording: &Wording) -> Option<String> {
        match &self.standing {
            Standing::NotTwo => None,
            Standing::MaybeTwo => Some(wording.say("second-failure.maybe")),
            Standing::WithoutDay { n } => {
                Some(wording.fill("second-failure.without-day", &[("n", &n.to_string())]))
            }
            Standing::NotCounted { second } => {
                let with = [("second", &*second.words(wording))];
                Some(wording.fill("second-failure.not-counted", &with))
            }
            Standing::Counted { second, sixth } => {
                let (second, sixth) = (second.words(wording), sixth.day.words(wording));
                let with = [("second", &*second), ("sixth", &*sixth)];
                Some(wording.fill("second-failure.counted", &with))
            }
        }
    }

    /// What has to be known beside that sentence: what is not known, the rule, how it was counted, and who decides.
    #[must_use]
    pub fn explained(&self, wording: &Wording) -> Vec<String> {
        let mut lines = Vec::new();
        if self.standing == Standing::NotTwo {
            return lines;
        }
        if self.n_not_judged > 0 {
            lines.push(wording.count("second-failure.not-judged", self.n_not_judged));
        }
        if let Standing::Counted { sixth, .. } = &self.standing {
            let how = if sixth.left_out.is_empty() {
                wording.say("second-failure.how")
            } else {
                let days = sixth.left_out.iter().map(|day| day.words(wording));
                let days = days.collect::<Vec<_>>().join("; ");
                wording.fill("second-failure.how-left-out", &[("days", &days)])
            };
            lines.push(how);
        }
        lines.push(wording.say("second-failure.rule"));
        lines.push(wording.say("second-failure.decides"));
        lines
    }

    /// Whether two failures are recorded.
    #[must_use]
    pub fn are_two(&self) -> bool {
        match self.standing {
            Standing::NotTwo | Standing::MaybeTwo => false,
            Standing::WithoutDay { .. }
            | Standing::NotCounted { .. }
            | Standing::Counted { .. } => true,
        }
    }
}

fn standing(days: &[Option<Date>], n_not_judged: usize, working_days: &WorkingDays) -> Standing {
    let n = days.len();
    if n < 2 {
        let may_be_two = n == 1 && n_not_judged > 0;
        return if may_be_two {
            Standing::MaybeTwo
        } else {
            Standing::NotTwo
        };
    }
    let mut known: Vec<Date> = days.iter().copied().flatten().collect();
    known.sort_by(|one, other| one.compare(*other));
    match known.get(1) {
        // The days are those of the calendar, in whatever order the sessions were written down.
        Some(&second) if known.len() == n => match working_days.nth_after(second, NTH) {
            Some(sixth) => Standing::Counted { second, sixth },
            None => Standing::NotCounted { second },
        },
        Some(_) | None => Standing::WithoutDay { n },
    }
}

/// A question of one session, while it is asked.
fn within(form: &Form, session: NodeId, link_id: &str) -> Option<NodeId> {
    let is_it = |node: &NodeId| {
        let item = form.item(*node);
        item.is_some_and(|item| item.link_id.as_str() == link_id) && form.is_asked(*node)
    };
    form.within(Some(session)).into_iter().find(is_it)
}

fn code(form: &Form, node: NodeId) -> Option<&str> {
    form.answers(node).find_map(|value| {
        if let Value::Coding(coding) = value {
            coding.code.as_deref()
        } else {
            None
        }
    })
}

/// The day of a session, if all of it is known.
fn day(form: &Form, session: NodeId) -> Option<Date> {
    let mut answers = form.answers(within(form, session, DATE)?);
    answers.find_map(|value| {
        if let Value::Date(date) = value {
            date.day.is_some().then_some(*date)
        } else {
            None
        }
    })
}
