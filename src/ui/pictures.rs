//! The pictures of easy read: our own, and those an agency has put in their place.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::catalogue::Catalogue;
use crate::engine::problem::{Problem, Severity};

/// The pictures there are.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    own: BTreeSet<String>,
    replaced: BTreeMap<String, String>,
}

/// What is drawn for a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    /// One of our own, which is in the page.
    Own(String),
    /// A file beside the page; our own of this name stands in for one that does not come.
    File {
        /// Its address.
        address: String,
        /// Its name, if there is one of our own.
        own: Option<String>,
    },
    /// Nothing: the words stand alone.
    Nothing,
}

impl Pictures {
    /// Our own pictures in the page, and the agency's files under `agency/` that stand in their place.
    #[must_use]
    pub fn new(own: BTreeSet<String>, replaced: BTreeMap<String, String>) -> Self {
        Self { own, replaced }
    }

    /// What is drawn for a name.
    #[must_use]
    pub fn drawn(&self, name: &str) -> Drawn {
        let own = self.own.get(name).cloned();
        match (self.replaced.get(name), own) {
            (Some(file), own) => Drawn::File {
                address: format!("agency/{file}"),
                own,
            },
            (None, Some(own)) => Drawn::Own(own),
            (None, None) => Drawn::Nothing,
        }
    }

    /// The pictures that forms name and nobody has drawn.
    #[must_use]
    pub fn missing(&self, catalogue: &Catalogue) -> Vec<Problem> {
        let mut problems = Vec::new();
        for definition in catalogue.definitions() {
            let Some((easy_read, _)) = &definition.presentations.easy_read else {
                continue;
            };
            for name in easy_read.pictures() {
                if self.drawn(name) == Drawn::Nothing {
                    let place = format!("forms/{}/easy-read.json: {name}", definition.id);
                    let problem = Problem::new(Severity::LeftOut, place, "problem.picture.missing");
                    problems.push(problem);
                }
            }
        }
        problems
    }
}
