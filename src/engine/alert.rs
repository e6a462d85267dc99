//! Answers that somebody has to act on today: they are named, they stay in view, and they make the
//! detailed risk assessment and the crisis plan required.
//!
//! Source: Clinical Lead MHTR Manual v8.0, §2.2 step 3: "Any current or past thoughts of self-harm,
//! suicide. If so, a more detailed assessment of this specific risk must be completed and result in a
//! crisis plan being developed."

use std::collections::BTreeSet;

use super::catalogue::Definition;
use super::form::{Form, NodeId};
use super::score;
use super::wording::Wording;
use super::words;

/// What stands in a form that bears on risk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alerts {
    /// Questions whose answer raises an alert, in the form's order. Nothing but another answer to the
    /// question takes an alert away: no total and no note does.
    pub raised: Vec<NodeId>,
    /// Risk questions of a measure that was begun, left without an answer: not the same as "no".
    pub unanswered: Vec<NodeId>,
}

impl Alerts {
    /// The alerts of a form as it stands.
    #[must_use]
    pub fn of(definition: &Definition, form: &Form) -> Self {
        let (mut flagged, mut unanswered) = (BTreeSet::new(), BTreeSet::new());
        for measure in &definition.measures {
            let critical = score::critical(measure, form);
            flagged.extend(critical.flagged);
            unanswered.extend(critical.unanswered);
        }
        let mut alerts = Self::default();
        for node in form.within(None) {
            if flagged.contains(&node) || has_critical_choice(form, node) {
                alerts.raised.push(node);
            }
            if unanswered.contains(&node) {
                alerts.unanswered.push(node);
            }
        }
        alerts
    }

    /// Whether an alert stands.
    #[must_use]
    pub fn stand(&self) -> bool {
        !self.raised.is_empty()
    }
}

/// Whether an option was chosen that its author marked as critical, at a question that is asked.
#[must_use]
pub fn has_critical_choice(form: &Form, node: NodeId) -> bool {
    let options = form.item(node).map_or(&[][..], |item| &item.options);
    form.answers(node).any(|value| {
        options
            .iter()
            .any(|option| option.is_critical && option.value.is_same_as(value))
    })
}

/// A question that bears on risk and what was answered, in one line, with the measure it is from: two
/// measures ask in the same words, and nobody may have to guess which one was meant.
#[must_use]
pub fn line(definition: &Definition, form: &Form, node: NodeId, wording: &Wording) -> String {
    let Some(item) = form.item(node) else {
        return String::new();
    };
    let question = words::question(item, wording);
    let answer = words::of_entries(item, form.entries(node), wording);
    let line = if answer.is_empty() {
        question
    } else {
        wording.fill(
            "alert.line",
            &[("question", &question), ("answer", &answer)],
        )
    };
    let measure = definition.measures.iter().find(|measure| {
        let rest = item.link_id.as_str().strip_prefix(measure.id.as_str());
        rest.is_some_and(|rest| rest.starts_with('.'))
    });
    match measure {
        Some(measure) => wording.fill(
            "alert.of-measure",
            &[("measure", &measure.title), ("line", &line)],
        ),
        None => line,
    }
}
