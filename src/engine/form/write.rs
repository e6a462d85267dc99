//! Writes what stands in a form as a response.

use super::super::questionnaire::ItemType;
use super::super::response::{Answer, Entry, Response, ResponseItem};
use super::change::is_repeating_group;
use super::{Form, NodeId, Scope};

impl Form {
    /// The answers, to be kept or exported. `status`, `authored` and `language` are the caller's.
    ///
    /// Items without an answer are left out. Only when everything is kept, the repetitions of a group
    /// that is there more than once are all written, so that they are found again.
    #[must_use]
    pub fn response(&self, scope: Scope) -> Response {
        let questionnaire = &self.questionnaire;
        let canonical = questionnaire.url.as_ref().map(|url| {
            questionnaire
                .version
                .as_ref()
                .map_or_else(|| url.clone(), |version| format!("{url}|{version}"))
        });
        Response {
            questionnaire: canonical,
            items: self.written(None, scope),
            ..Response::default()
        }
    }

    /// The items of one level. Recursion ends at the depth of the plan.
    fn written(&self, parent: Option<NodeId>, scope: Scope) -> Vec<ResponseItem> {
        let mut items = Vec::new();
        for node in self.children(parent) {
            let Some(item) = self.item(*node) else {
                continue;
            };
            if item.item_type == ItemType::Display
                || (scope == Scope::Asked && !self.is_asked(*node))
            {
                continue;
            }
            let mut inner = self.written(Some(*node), scope);
            let mut answers = self.written_answers(*node, scope);
            let keeps_its_place = || {
                scope == Scope::Everything
                    && is_repeating_group(item)
                    && self.repetitions(*node).len() > 1
            };
            if answers.is_empty() && inner.is_empty() && !keeps_its_place() {
                continue;
            }
            if item.item_type != ItemType::Group && !inner.is_empty() {
                if answers.is_empty() {
                    answers.push(Answer {
                        entry: Entry::AsTyped(String::new()),
                        items: Vec::new(),
                    });
                }
                if let Some(first) = answers.first_mut() {
                    first.items = std::mem::take(&mut inner);
                }
            }
            items.push(ResponseItem {
                link_id: item.link_id.clone(),
                text: (!item.text.is_empty()).then(|| item.text.base.clone()),
                answers,
                items: inner,
            });
        }
        items
    }

    fn written_answers(&self, node: NodeId, scope: Scope) -> Vec<Answer> {
        self.entries(node)
            .iter()
            .filter(|entry| match entry {
                Entry::Value(_) => true,
                Entry::AsTyped(_) => scope == Scope::Everything,
            })
            .map(|entry| Answer {
                entry: entry.clone(),
                items: Vec::new(),
            })
            .collect()
    }
}
