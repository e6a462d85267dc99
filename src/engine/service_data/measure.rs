//! The scores of a measure: the band of the first total, and the change from the first to the last.

use std::sync::Arc;

use super::CountTable;
use super::counting::increase;
use super::suppression;
use crate::engine::case::administrations::{Comparison, Course};
use crate::engine::score::{self, Measure, Reliable, Scored};
use crate::engine::wording::Wording;

/// What a change can be, in the order of the rows.
const CHANGE_KEYS: [&str; 4] = [
    "service-data.change.improvement",
    "service-data.change.none",
    "service-data.change.deterioration",
    "service-data.change.not-known",
];

/// The scores of one measure.
#[derive(Debug)]
pub(super) struct Scores {
    pub(super) measure: Arc<Measure>,
    /// For each band of the first set.
    bands: Vec<u32>,
    not_scored: u32,
    changes: [u32; CHANGE_KEYS.len()],
}

impl Scores {
    pub(super) fn of(measure: &Arc<Measure>) -> Self {
        let n_bands = measure.band_sets.first().map_or(0, |set| set.bands.len());
        Self {
            measure: Arc::clone(measure),
            bands: vec![0; n_bands],
            not_scored: 0,
            changes: [0; CHANGE_KEYS.len()],
        }
    }

    /// Counts what a case says of the measure. Which score is the first, and what is compared with what, is
    /// what it is in a report.
    pub(super) fn add(&mut self, courses: &[Course]) {
        let course = courses
            .iter()
            .find(|course| course.measure.id == self.measure.id);
        let first = course.and_then(|course| course.administrations.first());
        let band = first
            .and_then(|first| first.recorded.total())
            .and_then(|first| self.band(first));
        match band.and_then(|place| self.bands.get_mut(place)) {
            Some(count) => increase(count),
            None => increase(&mut self.not_scored),
        }
        let verdict = match course.map(Course::comparison) {
            Some(Comparison::Difference(difference)) => difference.verdict,
            Some(Comparison::None(_)) | None => None,
        };
        let place = match verdict.map(|verdict| verdict.reliable) {
            Some(Reliable::Improvement) => 0,
            Some(Reliable::NoChange) => 1,
            Some(Reliable::Deterioration) => 2,
            None => 3,
        };
        self.changes.get_mut(place).map(increase);
    }

    /// The place of a total's band in the first set of bands.
    fn band(&self, scored: &Scored) -> Option<usize> {
        let set = self.measure.band_sets.first()?;
        let mut bands = scored.judgement.bands.iter();
        let reached = bands.find(|in_band| in_band.set == set.id)?;
        let mut places = set.bands.iter();
        places.position(|band| band.code == reached.band.code)
    }

    /// A table of the bands, where the measure has any, and one of the changes, where it has a threshold.
    pub(super) fn tables(&self, wording: &Wording) -> Vec<CountTable> {
        let measure = &self.measure;
        let table = |key: &str, names: Vec<String>, counts: &[u32]| {
            let question = wording.fill(key, &[("measure", &measure.title)]);
            CountTable::new(String::new(), question, names, suppression::parts(counts))
        };
        let mut tables = Vec::new();
        if let Some(set) = measure.band_sets.first() {
            let of_band = |band| score::rows::band(measure, band, wording);
            let mut names: Vec<String> = set.bands.iter().map(of_band).collect();
            names.push(wording.say("service-data.not-scored"));
            let counts = [&self.bands[..], &[self.not_scored]].concat();
            tables.push(table("service-data.first", names, &counts));
        }
        if measure.change.is_some() {
            let names = CHANGE_KEYS.map(|key| wording.say(key)).to_vec();
            tables.push(table("service-data.change", names, &self.changes));
        }
        tables
    }
}
