//! A question of a form whose options are counted: one that its author marked for it.

use std::sync::Arc;

use super::CountTable;
use super::counting::{Read, increase, title_of};
use super::suppression;
use crate::engine::catalogue::Definition;
use crate::engine::questionnaire::{Item, ItemType, LinkId};
use crate::engine::value::Value;
use crate::engine::wording::Wording;
use crate::engine::words;

/// The code by which a form's author says that a question is counted.
const SYSTEM: &str = "urn:mhtr-forms:codes:service-data";
const COUNT: &str = "count";

/// A question whose options are counted.
#[derive(Debug)]
pub(super) struct Question {
    definition: Arc<Definition>,
    link_id: LinkId,
    /// For each option of the form, in its order.
    chosen: Vec<u32>,
    /// An answer that is none of the options. What it says is not read.
    other: u32,
    none: u32,
}

impl Question {
    /// The questions of a form that are marked. Only options can be counted: a question without any is none.
    pub(super) fn marked_in(definition: &Arc<Definition>) -> Vec<Self> {
        let mut found = Vec::new();
        collect(&definition.questionnaire.items, &mut found);
        let question = |item: &Item| Self {
            definition: Arc::clone(definition),
            link_id: item.link_id.clone(),
            chosen: vec![0; item.options.len()],
            other: 0,
            none: 0,
        };
        found.into_iter().map(question).collect()
    }

    /// Counts what the newest document of the form says, as far as it is asked there.
    pub(super) fn add(&mut self, read: &[Read<'_>]) {
        let newest = read
            .iter()
            .rev()
            .find(|of| of.document.form == self.definition.id);
        let answers: Vec<&Value> = newest.map_or_else(Vec::new, |of| {
            let nodes = of.form.nodes_of(&self.link_id).iter();
            nodes
                .filter(|node| of.form.is_asked(**node))
                .flat_map(|node| of.form.answers(*node))
                .collect()
        });
        let Some(item) = self.definition.item(&self.link_id) else {
            return;
        };
        let is_chosen = |option: &Value| answers.iter().any(|answer| option.is_same_as(answer));
        let mut is_any = false;
        for (option, count) in item.options.iter().zip(&mut self.chosen) {
            // Of a question with one answer, one is counted.
            if is_chosen(&option.value) && (item.repeats || !is_any) {
                increase(count);
                is_any = true;
            }
        }
        if !is_any {
            let is_other = !answers.is_empty() && item.item_type == ItemType::OpenChoice;
            increase(if is_other {
                &mut self.other
            } else {
                &mut self.none
            });
        }
    }

    /// The table of it.
    pub(super) fn table(&self, n_cases: u32, wording: &Wording) -> CountTable {
        let item = self.definition.item(&self.link_id);
        let options = item.map_or(&[][..], |item| &item.options);
        let has_several = item.is_some_and(|item| item.repeats);
        let mut names: Vec<String> = options
            .iter()
            .map(|option| option.words.in_language(wording.language()).to_owned())
            .collect();
        let figures = if has_several {
            suppression::beside_others(&self.chosen, n_cases)
        } else {
            let mut counts = self.chosen.clone();
            // A row that everybody knows to be empty would only seem to protect another one.
            if item.is_some_and(|item| item.item_type == ItemType::OpenChoice) {
                names.push(wording.say("service-data.other"));
                counts.push(self.other);
            }
            names.push(wording.say("service-data.none"));
            counts.push(self.none);
            suppression::parts(&counts)
        };
        CountTable {
            has_several,
            ..CountTable::new(
                title_of(&self.definition, wording),
                item.map(|item| words::name(item, wording))
                    .unwrap_or_default(),
                names,
                figures,
            )
        }
    }
}

/// The items that are marked and have options.
fn collect<'a>(items: &'a [Item], found: &mut Vec<&'a Item>) {
    for item in items {
        let is_marked = item.codes.iter().any(|coding| {
            coding.system.as_deref() == Some(SYSTEM) && coding.code.as_deref() == Some(COUNT)
        });
        if is_marked && !item.options.is_empty() {
            found.push(item);
        }
        collect(&item.items, found);
    }
}
