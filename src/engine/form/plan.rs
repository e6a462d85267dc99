//! What about a questionnaire stays the same while it is filled in: where each item stands, which
//! items decide about which, and in what order decisions are made.
//!
//! An item waits for its parent and for the questions its conditions name. The plan puts items in an
//! order in which each comes after all it waits for, so that a change is carried through once. Where
//! conditions go round in a circle there is no such order; in a circle an answer counts whether or
//! not its question is asked, which makes what is asked depend on the answers alone and never on the
//! order in which they were given.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::OnceLock;

use regex_lite::Regex;

use super::super::questionnaire::{Item, LinkId, Questionnaire};

/// Items deeper than this are not part of a form. Reading refuses such a file sooner; the limit here
/// is for a questionnaire put together in code. A response to thirty levels of questions within
/// questions still fits in the 128 levels of JSON that are read.
pub(super) const DEEPEST: usize = 30;

/// A place in the questionnaire, numbered in its order.
pub(super) type Spec = usize;

/// The plan of a questionnaire.
#[derive(Debug)]
pub(super) struct Plan {
    specs: Vec<Planned>,
    top: Vec<Spec>,
    by_link_id: BTreeMap<LinkId, Vec<Spec>>,
}

/// One item's place in the plan.
#[derive(Debug)]
pub(super) struct Planned {
    /// Positions from the top of the questionnaire down to the item.
    path: Box<[usize]>,
    /// The items from the top down to this one, itself included.
    line: Box<[Spec]>,
    /// The items within it.
    pub(super) children: Vec<Spec>,
    /// Smaller ranks are decided first; no two are the same.
    pub(super) rank: usize,
    /// Where the answer to each of the item's conditions is found, in the order of the conditions.
    pub(super) sources: Vec<Option<Link>>,
    /// The items whose conditions name this one.
    pub(super) dependents: Vec<Link>,
    /// The compiled pattern of its answers.
    pattern: OnceLock<Option<Regex>>,
}

/// From an item to another that decides about it, or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// The other item.
    pub(super) spec: Spec,
    /// How many levels from the top both have in common. Only nodes with the same ancestor there
    /// are linked: that is the nearest scope.
    pub(super) shared: usize,
    /// Whether the link is part of a circle.
    pub(super) is_circular: bool,
}

impl Planned {
    /// How deep the item stands; 0 is the top.
    pub(super) fn level(&self) -> usize {
        self.path.len().saturating_sub(1)
    }
}

impl Plan {
    pub(super) fn new(questionnaire: &Questionnaire) -> Self {
        let mut plan = Self {
            specs: Vec::new(),
            top: Vec::new(),
            by_link_id: BTreeMap::new(),
        };
        plan.top = plan.place(&questionnaire.items, &[], &[]);
        plan.connect(questionnaire);
        plan.rank();
        plan
    }

    pub(super) fn top(&self) -> &[Spec] {
        &self.top
    }

    pub(super) fn len(&self) -> usize {
        self.specs.len()
    }

    pub(super) fn at(&self, spec: Spec) -> Option<&Planned> {
        self.specs.get(spec)
    }

    /// The place of the item with this link id; the first, if it was given to several.
    pub(super) fn spec_of(&self, link_id: &LinkId) -> Option<Spec> {
        self.by_link_id.get(link_id)?.first().copied()
    }

    /// The item at a place.
    pub(super) fn item<'q>(
        &self,
        questionnaire: &'q Questionnaire,
        spec: Spec,
    ) -> Option<&'q Item> {
        let mut path = self.at(spec)?.path.iter();
        let mut item = questionnaire.items.get(*path.next()?)?;
        for position in path {
            item = item.items.get(*position)?;
        }
        Some(item)
    }

    /// The pattern of an item's answers; `None` where there is none that can be used.
    pub(super) fn pattern(&self, questionnaire: &Questionnaire, spec: Spec) -> Option<&Regex> {
        let planned = self.at(spec)?;
        planned
            .pattern
            .get_or_init(|| {
                let pattern = self.item(questionnaire, spec)?.limits.regex.as_deref()?;
                super::super::validate::compile(pattern).ok()
            })
            .as_ref()
    }

    /// The items that have a condition in a circle, in the questionnaire's order.
    pub(super) fn circular<'q>(&self, questionnaire: &'q Questionnaire) -> Vec<&'q Item> {
        self.specs
            .iter()
            .enumerate()
            .filter(|(_, planned)| {
                let mut sources = planned.sources.iter().flatten();
                sources.any(|link| link.is_circular)
            })
            .filter_map(|(spec, _)| self.item(questionnaire, spec))
            .collect()
    }

    /// Numbers the items in the questionnaire's order. Recursion ends at [`DEEPEST`].
    fn place(&mut self, items: &[Item], path: &[usize], line: &[Spec]) -> Vec<Spec> {
        let mut placed = Vec::with_capacity(items.len());
        if path.len() >= DEEPEST {
            return placed;
        }
        for (position, item) in items.iter().enumerate() {
            let spec = self.specs.len();
            let path: Vec<usize> = path.iter().copied().chain([position]).collect();
            let line: Vec<Spec> = line.iter().copied().chain([spec]).collect();
            self.specs.push(Planned {
                path: path.clone().into(),
                line: line.clone().into(),
                children: Vec::new(),
                rank: 0,
                sources: Vec::new(),
                dependents: Vec::new(),
                pattern: OnceLock::new(),
            });
            self.by_link_id
                .entry(item.link_id.clone())
                .or_default()
                .push(spec);
            let children = self.place(&item.items, &path, &line);
            if let Some(planned) = self.specs.get_mut(spec) {
                planned.children = children;
            }
            placed.push(spec);
        }
        placed
    }

    /// Links each item to the questions its conditions name.
    fn connect(&mut self, questionnaire: &Questionnaire) {
        for spec in 0..self.specs.len() {
            let Some(item) = self.item(questionnaire, spec) else {
                continue;
            };
            let sources: Vec<Option<Link>> = item
                .enable_when
                .iter()
                .map(|condition| self.nearest(spec, &condition.question))
                .collect();
            for source in sources.iter().flatten() {
                let back = Link { spec, ..*source };
                if let Some(planned) = self.specs.get_mut(source.spec)
                    // An item's links come one after the other: only the last can be the same.
                    && planned.dependents.last() != Some(&back)
                {
                    planned.dependents.push(back);
                }
            }
            if let Some(planned) = self.specs.get_mut(spec) {
                planned.sources = sources;
            }
        }
    }

    /// The item with a link id that has most levels in common with `spec`; the first of several.
    fn nearest(&self, spec: Spec, link_id: &LinkId) -> Option<Link> {
        let line = &self.at(spec)?.line;
        let links = self.by_link_id.get(link_id)?.iter().filter_map(|other| {
            let others = &self.at(*other)?.line;
            Some(Link {
                spec: *other,
                shared: line.iter().zip(others).take_while(|(a, b)| a == b).count(),
                is_circular: false,
            })
        });
        links.min_by_key(|link| Reverse(link.shared))
    }

    /// Marks the links that go in circles and ranks the items.
    fn rank(&mut self) {
        let circle_of = self.circles();
        let in_one_circle = |a: Spec, b: Spec| {
            a == b
                || circle_of
                    .get(a)
                    .is_some_and(|it| circle_of.get(b) == Some(it))
        };
        for (spec, planned) in self.specs.iter_mut().enumerate() {
            for link in planned.sources.iter_mut().flatten() {
                link.is_circular = in_one_circle(spec, link.spec);
            }
            for link in &mut planned.dependents {
                link.is_circular = in_one_circle(spec, link.spec);
            }
        }
        let mut waits_for = vec![0_usize; self.specs.len()];
        for planned in &self.specs {
            for after in planned.decided_after() {
                if let Some(n) = waits_for.get_mut(after) {
                    *n += 1;
                }
            }
        }
        let mut ready: BinaryHeap<Reverse<Spec>> = waits_for
            .iter()
            .enumerate()
            .filter(|(_, n)| **n == 0)
            .map(|(spec, _)| Reverse(spec))
            .collect();
        let mut rank = 0;
        while let Some(Reverse(spec)) = ready.pop() {
            let Some(planned) = self.specs.get_mut(spec) else {
                continue;
            };
            planned.rank = rank;
            rank += 1;
            for after in planned.decided_after() {
                if let Some(n) = waits_for.get_mut(after) {
                    *n -= 1;
                    if *n == 0 {
                        ready.push(Reverse(after));
                    }
                }
            }
        }
    }

    /// For each item, a number that it shares with exactly the items it goes in a circle with
    /// (Tarjan's strongly connected components, with a stack of its own in place of recursion).
    fn circles(&self) -> Vec<usize> {
        const UNSEEN: usize = usize::MAX;
        let n = self.specs.len();
        let after: Vec<Vec<Spec>> = self
            .specs
            .iter()
            .map(|planned| {
                let dependents = planned.dependents.iter().map(|link| link.spec);
                planned.children.iter().copied().chain(dependents).collect()
            })
            .collect();
        let mut seen_as = vec![UNSEEN; n];
        let mut lowest = vec![0_usize; n];
        let mut circle_of = vec![UNSEEN; n];
        let mut open: Vec<Spec> = Vec::new();
        let mut n_seen = 0;
        for start in 0..n {
            // Each step: an item, and how many of those after it have been looked at.
            let mut steps: Vec<(Spec, usize)> = vec![(start, 0)];
            while let Some((spec, looked_at)) = steps.pop() {
                if looked_at == 0 {
                    if seen_as.get(spec) != Some(&UNSEEN) {
                        continue;
                    }
                    set(&mut seen_as, spec, n_seen);
                    set(&mut lowest, spec, n_seen);
                    n_seen += 1;
                    open.push(spec);
                }
                if let Some(next) = after.get(spec).and_then(|all| all.get(looked_at)) {
                    steps.push((spec, looked_at + 1));
                    if seen_as.get(*next) == Some(&UNSEEN) {
                        steps.push((*next, 0));
                    } else if circle_of.get(*next) == Some(&UNSEEN) {
                        lower(&mut lowest, spec, seen_as.get(*next).copied());
                    }
                    continue;
                }
                let low = lowest.get(spec).copied();
                if low == seen_as.get(spec).copied() {
                    while let Some(member) = open.pop() {
                        set(&mut circle_of, member, spec);
                        if member == spec {
                            break;
                        }
                    }
                }
                if let Some((parent, _)) = steps.last() {
                    lower(&mut lowest, *parent, low);
                }
            }
        }
        circle_of
    }
}

impl Planned {
    /// The items that can be decided only after this one.
    fn decided_after(&self) -> impl Iterator<Item = Spec> {
        let dependents = self.dependents.iter().filter(|link| !link.is_circular);
        self.children
            .iter()
            .copied()
            .chain(dependents.map(|link| link.spec))
    }
}

fn set(of: &mut [usize], at: usize, to: usize) {
    if let Some(it) = of.get_mut(at) {
        *it = to;
    }
}

fn lower(of: &mut [usize], at: usize, to: Option<usize>) {
    if let (Some(it), Some(to)) = (of.get_mut(at), to) {
        *it = (*it).min(to);
    }
}
