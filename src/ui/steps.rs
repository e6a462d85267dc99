//! The steps of a form in easy read: what is asked on each, what is read aloud, and what stands on none.

use crate::engine::easy_read::{Ask, EasyRead, Step};
use crate::engine::form::{Form, NodeId};
use crate::engine::questionnaire::LinkId;
use crate::engine::words;
use crate::ui::open_form::OpenForm;
use crate::ui::read_aloud::Statement;
use crate::ui::wording;

/// The questions of a step.
#[must_use]
pub fn nodes(form: OpenForm, asks: &[Ask]) -> Vec<NodeId> {
    form.with_form(|form| {
        asks.iter()
            .filter_map(|ask| form.nodes_of(&LinkId::new(&ask.item)).first().copied())
            .collect()
    })
}

/// What can be read aloud of a step: its ideas, and its questions with their answers.
#[must_use]
pub fn statements(form: OpenForm, step: &Step) -> Vec<Statement> {
    let definition = form.definition();
    let words = wording();
    let recording = |id: &str| definition.recordings.get(id).cloned();
    let ideas = step.ideas.iter().map(|idea| Statement {
        id: idea.id.clone(),
        text: idea.lines.join(" "),
        recording: recording(&idea.id),
    });
    let asks = step.asks.iter().filter_map(|ask| {
        let item = form.with_form(|form| {
            let node = form.nodes_of(&LinkId::new(&ask.item)).first().copied()?;
            form.is_asked(node)
                .then(|| form.item(node).cloned())
                .flatten()
        })?;
        let mut text = words::question(&item, &words);
        for option in &item.options {
            let option = words::of_value(&item, &option.value, &words);
            text.push_str(&format!(" {option}."));
        }
        Some(Statement {
            id: ask.item.clone(),
            text,
            recording: recording(&ask.item),
        })
    });
    ideas.chain(asks).collect()
}

/// The questions that have to be answered and stand on no step: the worker answers them first.
#[must_use]
pub fn not_in_steps(form: &Form, parent: Option<NodeId>, easy_read: &EasyRead) -> Vec<NodeId> {
    let mut found = Vec::new();
    for &node in form.children(parent) {
        let Some(item) = form.item(node) else {
            continue;
        };
        let is_in_step = easy_read
            .steps
            .iter()
            .flat_map(|step| &step.asks)
            .any(|ask| ask.item == item.link_id.as_str());
        if is_in_step || item.is_for_worker || item.is_hidden || !form.is_asked(node) {
            continue;
        }
        if item.item_type.takes_answers() && item.is_required {
            found.push(node);
        }
        found.extend(not_in_steps(form, Some(node), easy_read));
    }
    found
}
