//! Puts a stored response into a form, and lists what has no place in it.

use std::collections::BTreeMap;

use super::super::questionnaire::{ItemType, LinkId};
use super::super::response::{Answer, Entry, Response, ResponseItem};
use super::change::{is_blank, is_repeating_group};
use super::plan::Spec;
use super::{Form, NodeId, NotCarried, WhyNotCarried, fits};

/// What of a response has found no place so far.
#[derive(Default)]
struct Left<'r> {
    /// Answers that have none.
    not_carried: Vec<NotCarried>,
    /// Items that have none where they stand in the response.
    items: Vec<&'r ResponseItem>,
}

impl Form {
    /// Puts the answers of a response into the empty form.
    pub(super) fn take_in(&mut self, response: &Response) -> Vec<NotCarried> {
        let mut left = Left::default();
        let items: Vec<&ResponseItem> = response.items.iter().collect();
        self.take_in_level(None, &items, &mut left);
        self.take_in_moved(&mut left);
        left.not_carried
    }

    /// Puts the answers to questions that stand somewhere else in this questionnaire where they stand
    /// now, if there is one such place and nothing in it; lists what is then still left.
    fn take_in_moved<'r>(&mut self, left: &mut Left<'r>) {
        let mut ahead: Vec<&'r ResponseItem> = std::mem::take(&mut left.items);
        ahead.reverse();
        while let Some(item) = ahead.pop() {
            if let Some(node) = self.only_empty_place(&item.link_id) {
                self.take_in_question(node, &[item], left);
            } else {
                for answer in &item.answers {
                    list_answer(&item.link_id, answer, WhyNotCarried::NoSuchItem, left);
                }
                ahead.extend(inner(item).into_iter().rev());
            }
            // Items within a moved question that have no place there either.
            ahead.extend(std::mem::take(&mut left.items).into_iter().rev());
        }
    }

    /// The place of a question that is there once, in no group that repeats, with nothing in it.
    fn only_empty_place(&self, link_id: &LinkId) -> Option<NodeId> {
        let [node] = self.nodes_of(link_id) else {
            return None;
        };
        let mut around = self.parent(*node);
        while let Some(at) = around {
            if self.item(at).is_some_and(is_repeating_group) {
                return None;
            }
            around = self.parent(at);
        }
        let is_free = self
            .item(*node)
            .is_some_and(|item| item.item_type.takes_answers())
            && self.entries(*node).is_empty();
        is_free.then_some(*node)
    }

    /// Puts the items of one level into the nodes there. Recursion ends at the depth of the plan:
    /// what lies deeper in the response has no place and is listed.
    fn take_in_level<'r>(
        &mut self,
        parent: Option<NodeId>,
        items: &[&'r ResponseItem],
        left: &mut Left<'r>,
    ) {
        let mut waiting: BTreeMap<&LinkId, Vec<&'r ResponseItem>> = BTreeMap::new();
        for item in items {
            waiting.entry(&item.link_id).or_default().push(item);
        }
        for node in self.children(parent).to_vec() {
            let Some((spec, item)) = self.node(node).map(|known| known.spec).zip(self.item(node))
            else {
                continue;
            };
            let Some(found) = waiting.remove(&item.link_id) else {
                continue;
            };
            match item.item_type {
                ItemType::Group => self.take_in_group(node, spec, &found, left),
                ItemType::Display
                | ItemType::Boolean
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
                | ItemType::Attachment
                | ItemType::Reference
                | ItemType::Quantity => self.take_in_question(node, &found, left),
            }
        }
        for item in items {
            if waiting.contains_key(&item.link_id) {
                left.items.push(item);
            }
        }
    }

    fn take_in_group<'r>(
        &mut self,
        first: NodeId,
        spec: Spec,
        found: &[&'r ResponseItem],
        left: &mut Left<'r>,
    ) {
        let repeats = self.item(first).is_some_and(is_repeating_group);
        let parent = self.parent(first);
        for (n, item) in found.iter().enumerate() {
            let node = match n {
                0 => Some(first),
                _ if repeats => self.add_repetition(parent, spec),
                _ => None,
            };
            let Some(node) = node else {
                list_lost(item, WhyNotCarried::TooMany, left);
                continue;
            };
            let mut inner: Vec<&'r ResponseItem> = item.items.iter().collect();
            for answer in &item.answers {
                list_answer(&item.link_id, answer, WhyNotCarried::OtherType, left);
                inner.extend(&answer.items);
            }
            self.take_in_level(Some(node), &inner, left);
        }
    }

    fn take_in_question<'r>(
        &mut self,
        node: NodeId,
        found: &[&'r ResponseItem],
        left: &mut Left<'r>,
    ) {
        let Some(item) = self.item(node) else {
            return;
        };
        // Not empty only where an answer that moved came here first.
        let mut entries = self.entries(node).to_vec();
        let mut inner: Vec<&'r ResponseItem> = Vec::new();
        for found in found {
            // Items beside the answers belong within them, but some writers put them here.
            inner.extend(&found.items);
            for answer in &found.answers {
                inner.extend(&answer.items);
                let fits = match &answer.entry {
                    Entry::Value(value) => fits(item, value),
                    Entry::AsTyped(_) => item.item_type.takes_answers(),
                };
                if is_blank(&answer.entry) {
                    // An answer that is there only to hold the items within it.
                } else if !fits {
                    list_answer(&found.link_id, answer, WhyNotCarried::OtherType, left);
                } else if !item.repeats && !entries.is_empty() {
                    list_answer(&found.link_id, answer, WhyNotCarried::TooMany, left);
                } else {
                    entries.push(answer.entry.clone());
                }
            }
        }
        if let Some(known) = self.node_mut(node) {
            known.entries = entries;
        }
        self.take_in_level(Some(node), &inner, left);
    }
}

fn list_answer(link_id: &LinkId, answer: &Answer, why: WhyNotCarried, left: &mut Left<'_>) {
    if !is_blank(&answer.entry) {
        left.not_carried.push(NotCarried {
            link_id: link_id.clone(),
            was: answer.entry.clone(),
            why,
        });
    }
}

/// Lists every answer in an item and below it, in order.
fn list_lost(item: &ResponseItem, why: WhyNotCarried, left: &mut Left<'_>) {
    let mut ahead = vec![item];
    while let Some(item) = ahead.pop() {
        for answer in &item.answers {
            list_answer(&item.link_id, answer, why, left);
        }
        ahead.extend(inner(item).into_iter().rev());
    }
}

/// The items within an item, in order.
fn inner(item: &ResponseItem) -> Vec<&ResponseItem> {
    item.answers
        .iter()
        .flat_map(|answer| &answer.items)
        .chain(&item.items)
        .collect()
}
