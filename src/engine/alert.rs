//! Answers that somebody has to act on today: they are named, they stay in view, and they make the
//! detailed risk assessment and the crisis plan required.
//!
//! Source: Clinical Lead MHTR Manual v8.0, §2.2 step 3: "Any current or past thoughts of self-harm,
//! suicide. If so, a more detailed assessment of this specific risk must be completed and result in a
//! crisis plan being developed."

use super::catalogue::Definition;
use super::form::{Form, NodeId};
use super::response::Entry;
use super::score;

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
        let mut alerts = Self::default();
        for measure in &definition.measures {
            let critical = score::critical(measure, form);
            alerts.raised.extend(critical.flagged);
            alerts.unanswered.extend(critical.unanswered);
        }
        alerts.collect_chosen(form, None);
        let order = form_order(form);
        let place = |node: &NodeId| order.iter().position(|of| of == node);
        alerts.raised.sort_by_key(place);
        alerts.raised.dedup();
        alerts.unanswered.sort_by_key(place);
        alerts
    }

    /// Whether an alert stands.
    #[must_use]
    pub fn stand(&self) -> bool {
        !self.raised.is_empty()
    }

    /// Adds the questions where an option was chosen that its author marked as critical.
    fn collect_chosen(&mut self, form: &Form, parent: Option<NodeId>) {
        for &node in form.children(parent) {
            if !form.is_asked(node) {
                continue;
            }
            let is_critical = form.item(node).is_some_and(|item| {
                item.options.iter().any(|option| {
                    option.is_critical
                        && form.entries(node).iter().any(|entry| match entry {
                            Entry::Value(value) => value.is_same_as(&option.value),
                            Entry::AsTyped(_) => false,
                        })
                })
            });
            if is_critical {
                self.raised.push(node);
            }
            self.collect_chosen(form, Some(node));
        }
    }
}

/// Every node, in the order a person meets them.
fn form_order(form: &Form) -> Vec<NodeId> {
    fn walk(form: &Form, parent: Option<NodeId>, order: &mut Vec<NodeId>) {
        for &node in form.children(parent) {
            order.push(node);
            walk(form, Some(node), order);
        }
    }
    let mut order = Vec::new();
    walk(form, None, &mut order);
    order
}
