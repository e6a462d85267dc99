//! A questionnaire being filled in: which items are asked, and what stands in each.
//!
//! A form is an arena of nodes, one for every item that is there at the moment; a repeating group has
//! a node for each repetition. A node's id stays the same for the life of the form, so that a screen
//! can hang a signal on it and be told exactly which nodes a change touched.
//!
//! An answer given earlier to an item that is no longer asked is kept, so that changing one's mind
//! twice loses nothing, but it takes no part in conditions, validation, scores or the report.

use std::sync::Arc;

use super::questionnaire::{Item, LinkId, Questionnaire};
use super::response::{Entry, Response};

/// A place in a form: one item, or one repetition of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// A questionnaire being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    questionnaire: Arc<Questionnaire>,
}

/// What a person did to a form.
#[derive(Debug, Clone, PartialEq)]
pub enum FormChange {
    /// Everything that stands at a question, in order; nothing is a question left blank.
    Answer {
        /// The question.
        node: NodeId,
        /// What stands there now.
        entries: Vec<Entry>,
    },
    /// One more repetition of a group, after the others.
    Repeat {
        /// The node the group is in; `None` at the top of the form.
        parent: Option<NodeId>,
        /// The group.
        link_id: LinkId,
    },
    /// One repetition of a group taken away, with what stands in it. The last one is emptied instead.
    Remove {
        /// The repetition.
        node: NodeId,
    },
}

/// What a change touched, for a screen to draw again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Nodes whose answers changed or that came to be asked or not asked.
    pub nodes: Vec<NodeId>,
    /// Nodes whose children were added or taken away; `None` is the top of the form.
    pub parents: Vec<Option<NodeId>>,
}

/// Whether answers to items that are not asked are written too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything entered: for keeping an unfinished form.
    Everything,
    /// Only what is asked, and only values: for reports, exports and finished forms.
    Asked,
}

/// Part of a stored response that a questionnaire has no place for.
#[derive(Debug, Clone, PartialEq)]
pub struct NotCarried {
    /// The item it answered.
    pub link_id: LinkId,
    /// What stood there.
    pub was: Entry,
    /// Why it has no place.
    pub why: WhyNotCarried,
}

/// Why an answer has no place in a questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNotCarried {
    /// The questionnaire has no such item there.
    NoSuchItem,
    /// The item takes another type of answer.
    OtherType,
    /// The item has fewer places than there were answers.
    TooMany,
}

impl Form {
    /// A fresh form, with initial values in place.
    #[must_use]
    pub fn start(questionnaire: Arc<Questionnaire>) -> Self {
        Self { questionnaire }
    }

    /// A form as it was left, and what of the response has no place in this questionnaire.
    ///
    /// Initial values are not applied: a person may have emptied the field on purpose.
    #[must_use]
    pub fn open(questionnaire: Arc<Questionnaire>, response: &Response) -> (Self, Vec<NotCarried>) {
        let _ = response;
        (Self { questionnaire }, Vec::new())
    }

    /// What is being filled in.
    #[must_use]
    pub fn questionnaire(&self) -> &Arc<Questionnaire> {
        &self.questionnaire
    }

    /// The nodes at the top of the form (`None`) or within a node, in order.
    #[must_use]
    pub fn children(&self, parent: Option<NodeId>) -> &[NodeId] {
        let _ = parent;
        &[]
    }

    /// The node a node is in; `None` at the top of the form, and for a node no longer there.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        let _ = node;
        None
    }

    /// The item a node stands for; `None` if the node is no longer there.
    #[must_use]
    pub fn item(&self, node: NodeId) -> Option<&Item> {
        let _ = node;
        None
    }

    /// What stands at a question, asked or not.
    #[must_use]
    pub fn entries(&self, node: NodeId) -> &[Entry] {
        let _ = node;
        &[]
    }

    /// Whether it is asked now: its own conditions hold and its parent is asked.
    #[must_use]
    pub fn is_asked(&self, node: NodeId) -> bool {
        let _ = node;
        false
    }

    /// The nodes that stand for an item, in the form's order.
    #[must_use]
    pub fn nodes_of(&self, link_id: &LinkId) -> &[NodeId] {
        let _ = link_id;
        &[]
    }

    /// Carries out a change. A change to a node that is no longer there does nothing.
    pub fn apply(&mut self, change: FormChange) -> Touched {
        let _ = change;
        Touched::default()
    }

    /// The answers, to be kept or exported. `status`, `authored` and `language` are the caller's.
    #[must_use]
    pub fn response(&self, scope: Scope) -> Response {
        let _ = scope;
        Response::default()
    }
}
