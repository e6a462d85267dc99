//! A questionnaire being filled in: which items are asked, and what stands in each.
//!
//! A form is an arena of nodes, one for every item that is there at the moment; a repeating group has
//! a node for each repetition. A node's id stays the same for the life of the form, so that a screen
//! can hang a signal on it and be told exactly which nodes a change touched.
//!
//! An answer given earlier to an item that is no longer asked is kept, so that changing one's mind
//! twice loses nothing, but it takes no part in conditions, validation, scores or the report.
//!
//! Items within a question are there once for the question, however often it is answered, and whether
//! or not it is answered. FHIR keeps them within the answer: they are written into the first one, and
//! into an answer without a value where there is none.
//!
//! A condition reads the nearest question with its link id: within the same repetition, then in the
//! group around that, and so on outwards. Where the nearest group holds several repetitions of the
//! question, the condition reads all of their answers.

mod asked;
mod change;
mod open;
mod plan;
mod write;

use std::fmt;
use std::sync::Arc;

use regex_lite::Regex;

use super::questionnaire::{Item, ItemType, LinkId, Questionnaire};
use super::response::{Entry, Response};
use super::value::Value;
use plan::{Plan, Planned, Spec};

/// A form never has more nodes than this over its life; repetitions beyond it are not added. It keeps
/// a hostile questionnaire of nested repeating groups from filling the memory.
const MOST_NODES: usize = 100_000;

/// A place in a form: one item, or one repetition of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A questionnaire being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    questionnaire: Arc<Questionnaire>,
    plan: Arc<Plan>,
    /// Every node there ever was, by its id; `None` for those taken away.
    nodes: Vec<Option<Node>>,
    top: Vec<NodeId>,
    /// The nodes of each item, in the form's order.
    by_spec: Vec<Vec<NodeId>>,
}

/// What is known about a node.
#[derive(Debug, Clone)]
struct Node {
    spec: Spec,
    parent: Option<NodeId>,
    children: Vec<NodeId>,
    entries: Vec<Entry>,
    is_asked: bool,
}

/// What a person did to a form.
#[derive(Debug, Clone, PartialEq)]
pub enum FormChange {
    /// Everything that stands at a question, in order; nothing is a question left blank.
    ///
    /// Values that are not of the item's type, and a second entry where the item does not repeat,
    /// are not taken: the change then does nothing.
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
    /// Nodes whose answers changed or that came to be asked or not asked, each once, in the order of
    /// their ids. Nodes that the change itself added or took away are not among them.
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
    /// The questionnaire has no such item, or not one place for it.
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
        let mut form = Self::empty(questionnaire);
        let nodes: Vec<NodeId> = form.all().collect();
        for node in nodes {
            form.fill_initially(node);
        }
        form.ask_all();
        form
    }

    /// A form as it was left, and what of the response has no place in this questionnaire.
    ///
    /// Initial values are not applied: a person may have emptied the field on purpose. The answer to a
    /// question that has moved to another group goes where the question stands now.
    #[must_use]
    pub fn open(questionnaire: Arc<Questionnaire>, response: &Response) -> (Self, Vec<NotCarried>) {
        let mut form = Self::empty(questionnaire);
        let not_carried = form.take_in(response);
        form.ask_all();
        (form, not_carried)
    }

    /// What is being filled in.
    #[must_use]
    pub fn questionnaire(&self) -> &Arc<Questionnaire> {
        &self.questionnaire
    }

    /// The nodes at the top of the form (`None`) or within a node, in order.
    #[must_use]
    pub fn children(&self, parent: Option<NodeId>) -> &[NodeId] {
        match parent {
            None => &self.top,
            Some(parent) => self.node(parent).map_or(&[], |node| &node.children),
        }
    }

    /// The node a node is in; `None` at the top of the form, and for a node no longer there.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.node(node)?.parent
    }

    /// The item a node stands for; `None` if the node is no longer there.
    #[must_use]
    pub fn item(&self, node: NodeId) -> Option<&Item> {
        self.plan.item(&self.questionnaire, self.node(node)?.spec)
    }

    /// What stands at a question, asked or not.
    #[must_use]
    pub fn entries(&self, node: NodeId) -> &[Entry] {
        self.node(node).map_or(&[], |node| &node.entries)
    }

    /// The answers that count: the values that stand at a question that is asked.
    pub fn answers(&self, node: NodeId) -> impl Iterator<Item = &Value> {
        let asked = self.node(node).filter(|node| node.is_asked);
        asked.into_iter().flat_map(Node::values)
    }

    /// Whether it is asked now: its own conditions hold and its parent is asked.
    #[must_use]
    pub fn is_asked(&self, node: NodeId) -> bool {
        self.node(node).is_some_and(|node| node.is_asked)
    }

    /// The nodes that stand for an item, in the form's order.
    #[must_use]
    pub fn nodes_of(&self, link_id: &LinkId) -> &[NodeId] {
        self.plan
            .spec_of(link_id)
            .and_then(|spec| self.by_spec.get(spec))
            .map_or(&[], Vec::as_slice)
    }

    /// The nodes within a node, itself first, or all of the form; in the form's order.
    #[must_use]
    pub fn within(&self, node: Option<NodeId>) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut ahead: Vec<NodeId> = match node {
            None => self.top.iter().rev().copied().collect(),
            Some(node) => self.node(node).map(|_| node).into_iter().collect(),
        };
        while let Some(node) = ahead.pop() {
            found.push(node);
            ahead.extend(self.children(Some(node)).iter().rev());
        }
        found
    }

    /// The repetitions of the same group beside a node, itself included, in order; for any other
    /// node, itself.
    #[must_use]
    pub fn repetitions(&self, node: NodeId) -> &[NodeId] {
        let Some(spec) = self.node(node).map(|node| node.spec) else {
            return &[];
        };
        let level = self.plan.at(spec).map_or(0, Planned::level);
        self.linked(node, spec, level)
    }

    /// The compiled pattern that the answers to a question must match, if there is one.
    pub(super) fn pattern(&self, node: NodeId) -> Option<&Regex> {
        self.plan
            .pattern(&self.questionnaire, self.node(node)?.spec)
    }

    /// A form with one node for every item and nothing in any of them.
    fn empty(questionnaire: Arc<Questionnaire>) -> Self {
        let plan = Arc::new(Plan::new(&questionnaire));
        let mut form = Self {
            questionnaire,
            by_spec: vec![Vec::new(); plan.len()],
            plan,
            nodes: Vec::new(),
            top: Vec::new(),
        };
        for spec in form.plan.clone().top() {
            if let Some(node) = form.grow(*spec, None) {
                form.top.push(node);
            }
        }
        form
    }

    fn node(&self, node: NodeId) -> Option<&Node> {
        self.nodes.get(usize::try_from(node.0).ok()?)?.as_ref()
    }

    fn node_mut(&mut self, node: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(usize::try_from(node.0).ok()?)?.as_mut()
    }

    /// Every node, in the order of their ids.
    fn all(&self) -> impl Iterator<Item = NodeId> {
        (0..)
            .map(NodeId)
            .zip(&self.nodes)
            .filter_map(|(id, node)| node.as_ref().map(|_| id))
    }

    /// The node's ancestor at a level, or the node itself if it stands there.
    fn ancestor_at(&self, node: NodeId, level: usize) -> Option<NodeId> {
        let mut at = node;
        loop {
            let known = self.node(at)?;
            if self.plan.at(known.spec)?.level() == level {
                return Some(at);
            }
            at = known.parent?;
        }
    }

    /// The nodes of an item that have the same ancestor as `node` at the last of `shared` levels.
    fn linked(&self, node: NodeId, spec: Spec, shared: usize) -> &[NodeId] {
        let of_spec = self.by_spec.get(spec).map_or(&[][..], Vec::as_slice);
        let scope = shared
            .checked_sub(1)
            .and_then(|level| self.ancestor_at(node, level).map(|scope| (level, scope)));
        let Some((level, scope)) = scope.filter(|_| of_spec.len() > 1) else {
            return of_spec;
        };
        // In the form's order, the nodes within one scope stand next to each other.
        let line = self.line(scope);
        let from = of_spec.partition_point(|other| self.line(*other) < line);
        let from_here = of_spec.get(from..).unwrap_or_default();
        let n = from_here.partition_point(|other| self.ancestor_at(*other, level) == Some(scope));
        from_here.get(..n).unwrap_or_default()
    }
}

impl Node {
    fn values(&self) -> impl Iterator<Item = &Value> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Value(value) => Some(value),
            Entry::AsTyped(_) => None,
        })
    }
}

/// The items with a condition that decides about itself in the end, in the questionnaire's order.
#[must_use]
pub fn circular_conditions(questionnaire: &Questionnaire) -> Vec<LinkId> {
    Plan::new(questionnaire)
        .circular(questionnaire)
        .into_iter()
        .map(|item| item.link_id.clone())
        .collect()
}

/// Whether a value is of the type an item takes.
///
/// A choice takes codings, and whatever else its options are made of.
#[must_use]
pub fn fits(item: &Item, value: &Value) -> bool {
    let is_like_an_option = || {
        item.options
            .iter()
            .any(|option| std::mem::discriminant(&option.value) == std::mem::discriminant(value))
    };
    match item.item_type {
        ItemType::Group | ItemType::Display | ItemType::Attachment | ItemType::Reference => false,
        ItemType::Boolean => matches!(value, Value::Boolean(_)),
        ItemType::Decimal => matches!(value, Value::Decimal(_)),
        ItemType::Integer => matches!(value, Value::Integer(_)),
        ItemType::Date => matches!(value, Value::Date(_)),
        ItemType::DateTime => matches!(value, Value::DateTime(_)),
        ItemType::Time => matches!(value, Value::Time(_)),
        ItemType::String | ItemType::Text => matches!(value, Value::String(_)),
        ItemType::Url => matches!(value, Value::Url(_)),
        ItemType::Choice => matches!(value, Value::Coding(_)) || is_like_an_option(),
        ItemType::OpenChoice => {
            matches!(value, Value::Coding(_) | Value::String(_)) || is_like_an_option()
        }
        ItemType::Quantity => matches!(value, Value::Quantity(_)),
    }
}
