//! Puts a stored response into a form, and lists what has no place in it.

use std::collections::BTreeMap;

use super::super::questionnaire::{ItemType, LinkId};
use super::super::response::{Answer, Entry, Response, ResponseItem};
use super::change::{is_blank, is_repeating_group};
use super::plan::Spec;
use super::{Form, NodeId, NotCarried, WhyNotCarried, fits, takes_answers};

impl Form {
    /// Puts the answers of a response into the empty form.
    pub(super) fn take_in(&mut self, response: &Response) -> Vec<NotCarried> {
        let mut not_carried = Vec::new();
        let items: Vec<&ResponseItem> = response.items.iter().collect();
        self.take_in_level(None, &items, &mut not_carried);
        not_carried
    }

    /// Puts the items of one level into the nodes there. Recursion ends at the depth of the plan:
    /// what lies deeper in the response has no place and is listed.
    fn take_in_level(
        &mut self,
        parent: Option<NodeId>,
        items: &[&ResponseItem],
        not_carried: &mut Vec<NotCarried>,
    ) {
        let mut waiting: BTreeMap<&LinkId, Vec<&ResponseItem>> = BTreeMap::new();
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
                ItemType::Group => self.take_in_group(node, spec, &found, not_carried),
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
                | ItemType::Quantity => self.take_in_question(node, &found, not_carried),
            }
        }
        for item in items {
            if waiting.contains_key(&item.link_id) {
                list_lost(item, WhyNotCarried::NoSuchItem, not_carried);
            }
        }
    }

    fn take_in_group(
        &mut self,
        first: NodeId,
        spec: Spec,
        found: &[&ResponseItem],
        not_carried: &mut Vec<NotCarried>,
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
                list_lost(item, WhyNotCarried::TooMany, not_carried);
                continue;
            };
            let mut inner: Vec<&ResponseItem> = item.items.iter().collect();
            for answer in &item.answers {
                list_answer(&item.link_id, answer, WhyNotCarried::OtherType, not_carried);
                inner.extend(&answer.items);
            }
            self.take_in_level(Some(node), &inner, not_carried);
        }
    }

    fn take_in_question(
        &mut self,
        node: NodeId,
        found: &[&ResponseItem],
        not_carried: &mut Vec<NotCarried>,
    ) {
        let Some(item) = self.item(node) else {
            return;
        };
        let mut entries = Vec::new();
        let mut inner: Vec<&ResponseItem> = Vec::new();
        for found in found {
            // Items beside the answers belong within them, but some writers put them here.
            inner.extend(&found.items);
            for answer in &found.answers {
                inner.extend(&answer.items);
                let fits = match &answer.entry {
                    Entry::Value(value) => fits(item, value),
                    Entry::AsTyped(_) => takes_answers(item),
                };
                if is_blank(&answer.entry) {
                    // An answer that is there only to hold the items within it.
                } else if !fits {
                    list_answer(
                        &found.link_id,
                        answer,
                        WhyNotCarried::OtherType,
                        not_carried,
                    );
                } else if !item.repeats && !entries.is_empty() {
                    list_answer(&found.link_id, answer, WhyNotCarried::TooMany, not_carried);
                } else {
                    entries.push(answer.entry.clone());
                }
            }
        }
        if let Some(known) = self.node_mut(node) {
            known.entries = entries;
        }
        self.take_in_level(Some(node), &inner, not_carried);
    }
}

fn list_answer(
    link_id: &LinkId,
    answer: &Answer,
    why: WhyNotCarried,
    not_carried: &mut Vec<NotCarried>,
) {
    if !is_blank(&answer.entry) {
        not_carried.push(NotCarried {
            link_id: link_id.clone(),
            was: answer.entry.clone(),
            why,
        });
    }
}

/// Lists every answer in an item and below it, in order.
fn list_lost(item: &ResponseItem, why: WhyNotCarried, not_carried: &mut Vec<NotCarried>) {
    let mut ahead = vec![item];
    while let Some(item) = ahead.pop() {
        for answer in &item.answers {
            list_answer(&item.link_id, answer, why, not_carried);
        }
        let inner = item
            .answers
            .iter()
            .flat_map(|answer| &answer.items)
            .chain(&item.items);
        let mut inner: Vec<&ResponseItem> = inner.collect();
        inner.reverse();
        ahead.extend(inner);
    }
}
