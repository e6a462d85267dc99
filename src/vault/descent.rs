//! Which states of a record went into another, so that what was changed in two places is never taken for
//! an earlier and a later state of one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// For each place a record was written in, the last state from there that went into it: how often its
/// body had been written, and how many journal entries followed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Descent(BTreeMap<String, (u64, u64)>);

impl Descent {
    /// Says how far the record has come in a place.
    pub(super) fn reach(&mut self, place: &str, revision: u64, n_entries: u64) {
        self.0.insert(place.to_owned(), (revision, n_entries));
    }

    /// Whether everything that went into the other state went into this one too.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let mut others = other.0.iter();
        others.all(|(place, at)| self.0.get(place).is_some_and(|reached| reached >= at))
    }

    /// Takes in all that went into another state.
    pub(super) fn join(&mut self, other: &Self) {
        for (place, at) in &other.0 {
            let reached = self.0.entry(place.clone()).or_insert(*at);
            *reached = (*reached).max(*at);
        }
    }
}
