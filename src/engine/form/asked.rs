//! Which items are asked now, and who has to be looked at again when something changes.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::super::questionnaire::{Condition, EnableBehavior, Operator};
use super::super::value::Value;
use super::plan::Link;
use super::{Form, NodeId};

/// Nodes to look at again, first those that others wait for.
pub(super) type Queue = BTreeSet<(usize, NodeId)>;

impl Form {
    /// Decides about every node from nothing.
    pub(super) fn ask_all(&mut self) {
        let nodes: Vec<NodeId> = self.all().collect();
        for node in &nodes {
            if let Some(node) = self.node_mut(*node) {
                node.is_asked = false;
            }
        }
        let mut queue = Queue::new();
        for node in nodes {
            self.look_again_at(node, &mut queue);
        }
        self.ask(queue);
    }

    /// Decides about the nodes in the queue and about all that follow from them; the nodes that came
    /// to be asked or not asked.
    pub(super) fn ask(&mut self, mut queue: Queue) -> Vec<NodeId> {
        let mut changed = Vec::new();
        while let Some((_, node)) = queue.pop_first() {
            let is_asked = self.decide(node);
            let Some(known) = self.node_mut(node) else {
                continue;
            };
            if known.is_asked == is_asked {
                continue;
            }
            known.is_asked = is_asked;
            let has_values = known.values().next().is_some();
            changed.push(node);
            for child in self.children(Some(node)) {
                self.look_again_at(*child, &mut queue);
            }
            // In a circle an answer counts whether or not its question is asked, so that nothing
            // that comes earlier in the order has to be looked at again.
            if has_values {
                self.look_again_at_dependents(node, |link| !link.is_circular, &mut queue);
            }
        }
        changed
    }

    pub(super) fn look_again_at(&self, node: NodeId, queue: &mut Queue) {
        let rank = self
            .node(node)
            .and_then(|known| self.plan.at(known.spec))
            .map(|planned| planned.rank);
        if let Some(rank) = rank {
            queue.insert((rank, node));
        }
    }

    /// Queues the nodes whose conditions read this node.
    pub(super) fn look_again_at_dependents(
        &self,
        node: NodeId,
        which: impl Fn(&Link) -> bool,
        queue: &mut Queue,
    ) {
        let planned = self.node(node).and_then(|known| self.plan.at(known.spec));
        let links = planned.map_or(&[][..], |planned| planned.dependents.as_slice());
        for link in links.iter().filter(|link| which(link)) {
            for dependent in self.linked(node, link.spec, link.shared) {
                self.look_again_at(*dependent, queue);
            }
        }
    }

    fn decide(&self, node: NodeId) -> bool {
        let parent_is_asked = self.parent(node).is_none_or(|parent| self.is_asked(parent));
        parent_is_asked && self.conditions_hold(node)
    }

    /// Whether the node's own conditions hold.
    fn conditions_hold(&self, node: NodeId) -> bool {
        let Some(known) = self.node(node) else {
            return false;
        };
        let (Some(item), Some(planned)) = (self.item(node), self.plan.at(known.spec)) else {
            return false;
        };
        let mut held = item
            .enable_when
            .iter()
            .zip(&planned.sources)
            .map(|(condition, source)| self.holds(node, condition, *source));
        if item.enable_when.is_empty() {
            return true;
        }
        match item.enable_behavior {
            EnableBehavior::All => held.all(|holds| holds),
            EnableBehavior::Any => held.any(|holds| holds),
        }
    }

    fn holds(&self, node: NodeId, condition: &Condition, source: Option<Link>) -> bool {
        let answers = source.into_iter().flat_map(|link| {
            self.linked(node, link.spec, link.shared)
                .iter()
                .filter_map(|question| self.node(*question))
                .filter(move |question| link.is_circular || question.is_asked)
                .flat_map(super::Node::values)
        });
        is_met(condition, answers)
    }
}

/// Whether the answers meet a condition. Without an answer only "there is none" is met; answers that
/// cannot be compared meet no condition on their order.
fn is_met<'a>(condition: &Condition, mut answers: impl Iterator<Item = &'a Value>) -> bool {
    let expected = &condition.answer;
    let mut some_is = |accepted: &[Ordering]| {
        answers.any(|answer| {
            answer
                .compare(expected)
                .is_some_and(|order| accepted.contains(&order))
        })
    };
    match condition.operator {
        Operator::Exists => {
            let exists = answers.next().is_some();
            *expected == Value::Boolean(exists)
        }
        Operator::Equal => answers.any(|answer| answer.is_same_as(expected)),
        Operator::NotEqual => {
            let mut answers = answers.peekable();
            answers.peek().is_some() && !answers.any(|answer| answer.is_same_as(expected))
        }
        Operator::Greater => some_is(&[Ordering::Greater]),
        Operator::Less => some_is(&[Ordering::Less]),
        Operator::GreaterOrEqual => some_is(&[Ordering::Greater, Ordering::Equal]),
        Operator::LessOrEqual => some_is(&[Ordering::Less, Ordering::Equal]),
    }
}
