//! The parts a form is shown in, one at a time: its sections, or in easy read its steps.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::catalogue::Definition;
use crate::engine::easy_read::{EasyRead, Step};
use crate::engine::form::NodeId;
use crate::engine::presentation::Presentation;
use crate::engine::validate::Violation;
use crate::ui::open_form::OpenForm;
use crate::ui::sections::{Section, section_of, sections};
use crate::ui::steps::{nodes, not_in_steps};
use crate::ui::wording;

/// What is shown at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A section of the form.
    Section(Section),
    /// A step of easy read.
    Step(Box<Step>),
    /// What stands on no step of easy read: these questions are the worker's.
    Worker(Vec<NodeId>),
}

/// The form in easy read, if it is to be shown so and can be.
#[must_use]
pub fn easy_read(definition: &Definition, presentation: Presentation) -> Option<Arc<EasyRead>> {
    let (easy_read, _) = definition.presentations.easy_read.as_ref()?;
    (presentation == Presentation::EasyRead).then(|| Arc::clone(easy_read))
}

/// The parts as the answers stand; follows the form.
#[must_use]
pub fn parts(form: OpenForm, easy_read: Option<&EasyRead>, is_with_client: bool) -> Vec<Part> {
    let Some(easy_read) = easy_read else {
        return sections(form).into_iter().map(Part::Section).collect();
    };
    let mut parts: Vec<Part> = form.follow(|form| {
        let steps = easy_read.shown(form).cloned();
        steps.map(|step| Part::Step(Box::new(step))).collect()
    });
    if !is_with_client {
        let mut own = form.with_form(|form| not_in_steps(form, None, easy_read));
        let of_worker = sections(form)
            .into_iter()
            .filter_map(|section| section.node);
        own.extend(
            of_worker.filter(|node| form.item(*node).is_some_and(|item| item.is_for_worker)),
        );
        if !own.is_empty() {
            parts.push(Part::Worker(own));
        }
    }
    parts
}

impl Part {
    /// Its heading.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Section(section) => section.title.clone(),
            Self::Step(step) => step.title.clone(),
            Self::Worker(_) => wording().say("step.for-worker"),
        }
    }

    /// Whether a question stands on it.
    #[must_use]
    pub fn holds(&self, form: OpenForm, node: NodeId) -> bool {
        match self {
            Self::Section(section) => {
                section_of(form, node, std::slice::from_ref(section)).is_some()
            }
            Self::Step(step) => is_within(form, node, &nodes(form, &step.asks)),
            Self::Worker(own) => is_within(form, node, own),
        }
    }

    /// What is wrong on it.
    #[must_use]
    pub fn check(&self, form: OpenForm) -> Vec<Violation> {
        let all_of = |nodes: Vec<NodeId>| {
            let asked = nodes
                .into_iter()
                .filter(|node| form.with_form(|form| form.is_asked(*node)));
            asked.flat_map(|node| form.check(Some(node))).collect()
        };
        match self {
            Self::Section(section) => form.check(section.node),
            Self::Step(step) => all_of(nodes(form, &step.asks)),
            Self::Worker(own) => all_of(own.clone()),
        }
    }
}

/// Whether a node is one of these or stands within one.
fn is_within(form: OpenForm, node: NodeId, ancestors: &[NodeId]) -> bool {
    form.with_form(|form| {
        let mut next = Some(node);
        while let Some(node) = next {
            if ancestors.contains(&node) {
                return true;
            }
            next = form.parent(node);
        }
        false
    })
}

/// Whether somebody can answer a question here: one that stands on no part is for somebody else.
#[must_use]
pub fn is_on_a_part(form: OpenForm, node: NodeId, parts: &[Part]) -> bool {
    let is_kept = form.with_form(|inner| {
        let mut next = Some(node);
        while let Some(node) = next {
            if inner
                .item(node)
                .is_some_and(|item| form.is_kept_from_person(item))
            {
                return true;
            }
            next = inner.parent(node);
        }
        false
    });
    !is_kept && untrack(|| parts.iter().any(|part| part.holds(form, node)))
}
