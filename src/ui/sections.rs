//! The sections of a form, each drawn as one page, and how far each is.

use crate::engine::form::{Form, NodeId};
use crate::engine::progress::Progress;
use crate::engine::words;
use crate::ui::components::SectionState;
use crate::ui::open_form::OpenForm;
use crate::ui::wording;

/// A part of a form that is drawn as one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its number in the form, from 1. It stays the same when an earlier section is not asked.
    pub number: usize,
    /// Its group; `None` where the form as a whole is one page.
    pub node: Option<NodeId>,
    /// Its heading.
    pub title: String,
}

impl Section {
    /// No section: the place of a page that shows all of them.
    #[must_use]
    pub fn nowhere() -> Self {
        Self {
            number: 0,
            node: None,
            title: String::new(),
        }
    }
}

/// The sections that are asked; follows the form. A form whose questions stand outside groups is one
/// page.
#[must_use]
pub fn sections(form: OpenForm) -> Vec<Section> {
    let words = wording();
    form.follow(|inner| {
        let roots = inner.children(None);
        let has_loose_questions = roots.iter().any(|node| {
            inner
                .item(*node)
                .is_some_and(|item| item.item_type.takes_answers())
        });
        if has_loose_questions || roots.is_empty() {
            let title = inner
                .questionnaire()
                .title
                .in_language(words.language())
                .to_owned();
            return vec![Section {
                number: 1,
                node: None,
                title,
            }];
        }
        roots
            .iter()
            .enumerate()
            .filter(|(_, node)| inner.is_asked(**node))
            .filter_map(|(n, node)| {
                let item = inner.item(*node)?;
                if item.is_hidden || form.is_kept_from_person(item) {
                    return None;
                }
                let title = words::question(item, &words);
                Some(Section {
                    number: n.saturating_add(1),
                    node: Some(*node),
                    title,
                })
            })
            .collect()
    })
}

/// How far a section is; follows the form.
#[must_use]
pub fn state(form: OpenForm, section: &Section) -> SectionState {
    let has_shown_errors = form.shown().iter().any(|violation| {
        section
            .node
            .is_none_or(|node| form.with_form(|form| is_within(form, violation.node, node)))
    });
    if has_shown_errors {
        return SectionState::HasErrors;
    }
    let is_satisfied = form.check(section.node).is_empty();
    let definition = form.definition();
    let progress =
        form.follow(|inner| Progress::of(&definition, inner, section.node, is_satisfied));
    match progress {
        Progress::ToRead => SectionState::ToRead,
        Progress::Optional => SectionState::Optional,
        Progress::NotStarted => SectionState::NotStarted,
        Progress::InProgress => SectionState::InProgress,
        Progress::Complete => SectionState::Complete,
    }
}

/// The section a question is in.
#[must_use]
pub fn section_of(form: OpenForm, node: NodeId, sections: &[Section]) -> Option<Section> {
    form.with_form(|form| {
        sections
            .iter()
            .find(|section| section.node.is_none_or(|of| is_within(form, node, of)))
            .cloned()
    })
}

fn is_within(form: &Form, node: NodeId, ancestor: NodeId) -> bool {
    let mut next = Some(node);
    while let Some(node) = next {
        if node == ancestor {
            return true;
        }
        next = form.parent(node);
    }
    false
}
