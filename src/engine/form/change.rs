//! Carries out what a person did, and says exactly what it touched.

use std::collections::BTreeSet;

use super::super::questionnaire::{Item, ItemType, LinkId};
use super::super::response::Entry;
use super::asked::Queue;
use super::plan::Spec;
use super::{Form, FormChange, MOST_NODES, Node, NodeId, Touched, fits};

impl Form {
    /// Carries out a change. A change to a node that is no longer there does nothing.
    pub fn apply(&mut self, change: FormChange) -> Touched {
        match change {
            FormChange::Answer { node, entries } => self.answer(node, entries),
            FormChange::Repeat { parent, link_id } => self.repeat(parent, &link_id),
            FormChange::Remove { node } => self.remove(node),
        }
    }

    fn answer(&mut self, node: NodeId, mut entries: Vec<Entry>) -> Touched {
        entries.retain(|entry| !is_blank(entry));
        if !self.item(node).is_some_and(|item| takes(item, &entries)) {
            return Touched::default();
        }
        let mut queue = Queue::new();
        if !self.put(node, entries, &mut queue) {
            return Touched::default();
        }
        let mut touched: BTreeSet<NodeId> = self.ask(queue).into_iter().collect();
        touched.insert(node);
        Touched {
            nodes: touched.into_iter().collect(),
            parents: Vec::new(),
        }
    }

    fn repeat(&mut self, parent: Option<NodeId>, link_id: &LinkId) -> Touched {
        let children = match parent {
            None => self.plan.top(),
            Some(parent) => self
                .node(parent)
                .and_then(|known| self.plan.at(known.spec))
                .map_or(&[][..], |planned| planned.children.as_slice()),
        };
        let repeated = children.iter().copied().find(|spec| {
            self.plan
                .item(&self.questionnaire, *spec)
                .is_some_and(|item| item.link_id == *link_id && is_repeating_group(item))
        });
        let Some(root) = repeated.and_then(|spec| self.add_repetition(parent, spec)) else {
            return Touched::default();
        };
        let added = self.within(Some(root));
        let mut queue = Queue::new();
        for node in &added {
            self.fill_initially(*node);
            self.look_again_at(*node, &mut queue);
            if !self.entries(*node).is_empty() {
                self.look_again_at_dependents(*node, |_| true, &mut queue);
            }
        }
        let added: BTreeSet<NodeId> = added.into_iter().collect();
        let changed: BTreeSet<NodeId> = self.ask(queue).into_iter().collect();
        Touched {
            nodes: changed.difference(&added).copied().collect(),
            parents: vec![parent],
        }
    }

    fn remove(&mut self, node: NodeId) -> Touched {
        if !self.item(node).is_some_and(is_repeating_group) {
            return Touched::default();
        }
        if self.repetitions(node).len() == 1 {
            return self.clear(node);
        }
        let parent = self.parent(node);
        let mut queue = Queue::new();
        self.take_away(node, &mut queue);
        let changed: BTreeSet<NodeId> = self.ask(queue).into_iter().collect();
        Touched {
            nodes: changed.into_iter().collect(),
            parents: vec![parent],
        }
    }

    /// Empties a repetition: nothing stands in it, and one repetition is left of each group within.
    fn clear(&mut self, root: NodeId) -> Touched {
        let mut queue = Queue::new();
        let mut touched = BTreeSet::new();
        let mut parents = BTreeSet::new();
        for node in self.within(Some(root)) {
            if self.node(node).is_none() {
                continue;
            }
            let others: Vec<NodeId> = self.repetitions(node).iter().skip(1).copied().collect();
            for other in others {
                if node != root {
                    parents.extend(self.parent(other));
                    self.take_away(other, &mut queue);
                }
            }
            if self.put(node, Vec::new(), &mut queue) {
                touched.insert(node);
            }
        }
        touched.extend(self.ask(queue));
        touched.retain(|node| self.node(*node).is_some());
        parents.retain(|node| self.node(*node).is_some());
        Touched {
            nodes: touched.into_iter().collect(),
            parents: parents.into_iter().map(Some).collect(),
        }
    }

    /// Puts entries at a node and queues who reads them; whether anything changed.
    fn put(&mut self, node: NodeId, entries: Vec<Entry>, queue: &mut Queue) -> bool {
        let Some(known) = self.node_mut(node) else {
            return false;
        };
        // Compared as written: 1.5 and 1.50 are the same number, but not the same answer on a page.
        if is_same_writing(&known.entries, &entries) {
            return false;
        }
        let had_values = known.values().next().is_some();
        known.entries = entries;
        if had_values || known.values().next().is_some() {
            self.look_again_at_dependents(node, |_| true, queue);
        }
        true
    }

    /// Puts the item's initial values at a node.
    pub(super) fn fill_initially(&mut self, node: NodeId) {
        let Some(item) = self.item(node) else {
            return;
        };
        let selected = item
            .options
            .iter()
            .filter(|option| option.is_initially_selected)
            .map(|option| &option.value);
        let entries: Vec<Entry> = item
            .initial
            .iter()
            .chain(selected)
            .cloned()
            .map(Entry::Value)
            .collect();
        if takes(item, &entries)
            && let Some(known) = self.node_mut(node)
        {
            known.entries = entries;
        }
    }

    /// One more repetition of a group within `parent`, after the others, with nothing in it.
    pub(super) fn add_repetition(&mut self, parent: Option<NodeId>, spec: Spec) -> Option<NodeId> {
        let root = self.grow(spec, parent)?;
        let after_the_others = self
            .children(parent)
            .iter()
            .rposition(|child| self.node(*child).is_some_and(|child| child.spec == spec))
            .map_or_else(|| self.children(parent).len(), |last| last + 1);
        let siblings = match parent {
            None => Some(&mut self.top),
            Some(parent) => self.node_mut(parent).map(|parent| &mut parent.children),
        };
        if let Some(siblings) = siblings {
            siblings.insert(after_the_others, root);
        }
        Some(root)
    }

    /// Makes a node for an item and one for every item within it. Recursion ends at the depth of the
    /// plan. `None` when there is no room for a part of it; then nothing is made.
    pub(super) fn grow(&mut self, spec: Spec, parent: Option<NodeId>) -> Option<NodeId> {
        if self.nodes.len() >= MOST_NODES {
            return None;
        }
        let id = NodeId(u32::try_from(self.nodes.len()).ok()?);
        self.nodes.push(Some(Node {
            spec,
            parent,
            children: Vec::new(),
            entries: Vec::new(),
            is_asked: false,
        }));
        let plan = self.plan.clone();
        let mut children = Vec::new();
        for child in &plan.at(spec)?.children {
            if let Some(child) = self.grow(*child, Some(id)) {
                children.push(child);
                continue;
            }
            for child in children {
                self.forget(child);
            }
            self.forget(id);
            return None;
        }
        self.node_mut(id)?.children = children;
        self.list(spec, id);
        Some(id)
    }

    /// Takes a node and all within it out of the form, and queues who read them.
    fn take_away(&mut self, root: NodeId, queue: &mut Queue) {
        let gone = self.within(Some(root));
        for node in &gone {
            if !self.entries(*node).is_empty() {
                self.look_again_at_dependents(*node, |_| true, queue);
            }
        }
        let siblings = match self.parent(root) {
            None => Some(&mut self.top),
            Some(parent) => self.node_mut(parent).map(|parent| &mut parent.children),
        };
        if let Some(siblings) = siblings {
            siblings.retain(|sibling| *sibling != root);
        }
        self.forget(root);
    }

    /// Forgets a node and all within it.
    fn forget(&mut self, root: NodeId) {
        for node in self.within(Some(root)) {
            let Some(spec) = self.node(node).map(|known| known.spec) else {
                continue;
            };
            if let Some(listed) = self.by_spec.get_mut(spec) {
                listed.retain(|other| *other != node);
            }
            if let Ok(at) = usize::try_from(node.0)
                && let Some(known) = self.nodes.get_mut(at)
            {
                *known = None;
            }
        }
    }

    /// Adds a node to the nodes of its item, in the form's order.
    fn list(&mut self, spec: Spec, node: NodeId) {
        let line = self.line(node);
        let listed = self.by_spec.get(spec).map_or(&[][..], Vec::as_slice);
        let at = listed.partition_point(|other| self.line(*other) < line);
        if let Some(listed) = self.by_spec.get_mut(spec) {
            listed.insert(at, node);
        }
    }

    /// The ids from the top of the form down to a node. Repetitions are only ever added after the
    /// others, so that among the nodes of one item the order of these lines is the form's order.
    pub(super) fn line(&self, node: NodeId) -> Vec<NodeId> {
        let mut line = vec![node];
        let mut at = node;
        while let Some(parent) = self.parent(at) {
            line.push(parent);
            at = parent;
        }
        line.reverse();
        line
    }
}

/// Whether an item can hold these entries.
fn takes(item: &Item, entries: &[Entry]) -> bool {
    item.item_type.takes_answers()
        && (item.repeats || entries.len() <= 1)
        && entries.iter().all(|entry| match entry {
            Entry::Value(value) => fits(item, value),
            Entry::AsTyped(_) => true,
        })
}

pub(super) fn is_repeating_group(item: &Item) -> bool {
    item.item_type == ItemType::Group && item.repeats
}

/// Whether nothing was entered.
pub(super) fn is_blank(entry: &Entry) -> bool {
    matches!(entry, Entry::AsTyped(typed) if typed.is_empty())
}

/// Whether two answers to a question are written alike, down to the decimal places.
fn is_same_writing(ours: &[Entry], theirs: &[Entry]) -> bool {
    use super::super::value::Value;
    ours == theirs
        && ours.iter().zip(theirs).all(|pair| match pair {
            (Entry::Value(Value::Decimal(ours)), Entry::Value(Value::Decimal(theirs))) => {
                ours.scale() == theirs.scale()
            }
            (Entry::Value(Value::Quantity(ours)), Entry::Value(Value::Quantity(theirs))) => {
                ours.value.scale() == theirs.value.scale()
            }
            (Entry::Value(_) | Entry::AsTyped(_), _) => true,
        })
}
