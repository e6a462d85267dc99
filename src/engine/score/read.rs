//! Reads a `measure.toml`: the measure, and what is wrong with the file.
//!
//! A file with anything wrong in its rules gives no measure at all: a rule half understood is a
//! wrong number beside a person's name.

use std::collections::BTreeSet;

use super::measure::{AnswerRange, ItemNumber, Measure};
use crate::engine::problem::{Problem, Severity};

/// More items than any printed form has.
const MOST_ITEMS: usize = 500;
/// More positions than any row of answers has.
const MOST_POSITIONS: i64 = 1000;
/// More decimal places than any score is shown with.
const MOST_DECIMAL_PLACES: u32 = 4;

/// Reads a `measure.toml`.
///
/// There is a measure only if no problem is worse than [`Severity::Odd`].
#[must_use]
pub fn read_measure(toml: &str) -> (Option<Measure>, Vec<Problem>) {
    let mut measure: Measure = match toml::from_str(toml) {
        Ok(measure) => measure,
        Err(error) => {
            let before = error.span().and_then(|span| toml.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            let problem = Problem::new(
                Severity::Refused,
                format!("line {line}"),
                "problem.measure.not-readable",
            );
            return (None, vec![problem.with("detail", error.message())]);
        }
    };
    for set in &mut measure.band_sets {
        set.end_each_where_the_next_begins();
    }
    let mut check = Check {
        measure: &measure,
        problems: Vec::new(),
    };
    check.all();
    let problems = check.problems;
    let is_sound = problems
        .iter()
        .all(|problem| problem.severity == Severity::Odd);
    (is_sound.then_some(measure), problems)
}

/// Goes over a measure that was read and lists what cannot be right.
struct Check<'a> {
    measure: &'a Measure,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn all(&mut self) {
        self.items();
        // The other checks count with these numbers, which may be of any size until here.
        if !self.problems.is_empty() {
            return;
        }
        self.total();
        self.subscales();
        self.band_sets();
        self.other_rules();
        self.sources();
    }

    /// Lists a problem unless the file is right there.
    fn must(&mut self, is_right: bool, place: impl Into<String>, what: &'static str) {
        if !is_right {
            self.problems
                .push(Problem::new(Severity::Refused, place, what));
        }
    }

    /// Lists an item number that the measure does not have.
    fn must_be_item(&mut self, item: ItemNumber, place: impl Into<String>) {
        if self.measure.link_id(item).is_none() {
            let n_items = self.measure.items.len();
            self.problems.push(
                Problem::new(Severity::Refused, place, "problem.measure.no-such-item")
                    .with("item", item)
                    .with("items", n_items),
            );
        }
    }

    /// Lists item numbers that the measure does not have or that stand there twice.
    fn must_be_items(&mut self, items: &[ItemNumber], place: &str) {
        self.must(!items.is_empty(), place, "problem.measure.nothing-listed");
        let mut seen = BTreeSet::new();
        for (at, item) in items.iter().enumerate() {
            self.must_be_item(*item, format!("{place}[{at}]"));
            let is_new = seen.insert(*item);
            self.must(
                is_new,
                format!("{place}[{at}]"),
                "problem.measure.listed-twice",
            );
        }
    }

    fn items(&mut self) {
        let measure = self.measure;
        let is_sensible = (1..=MOST_ITEMS).contains(&measure.items.len());
        self.must(is_sensible, "items", "problem.measure.number-of-items");
        let mut seen = BTreeSet::new();
        for (at, link_id) in measure.items.iter().enumerate() {
            let is_new = seen.insert(link_id);
            let place = format!("items[{at}]");
            self.must(is_new, place, "problem.measure.listed-twice");
        }
        self.range(&measure.answers, "answers");
        if let Some(rule) = &measure.reversed {
            self.must_be_items(&rule.items, "reversed.items");
        }
        for (at, item) in measure.unscored.iter().enumerate() {
            self.range(&item.answers, &format!("unscored[{at}].answers"));
            let is_new = seen.insert(&item.link_id);
            let place = format!("unscored[{at}].link-id");
            self.must(is_new, place, "problem.measure.listed-twice");
        }
    }

    fn range(&mut self, answers: &AnswerRange, place: &str) {
        let is_right = 0 <= answers.lowest
            && answers.lowest < answers.highest
            && answers.highest <= MOST_POSITIONS;
        self.must(is_right, place, "problem.measure.answer-range");
    }

    fn total(&mut self) {
        let total = &self.measure.total;
        let places = [Some(total.decimal_places), total.mean_decimal_places];
        let is_right = places.iter().flatten().all(|n| *n <= MOST_DECIMAL_PLACES);
        self.must(is_right, "total", "problem.measure.decimal-places");
        let is_right = self.measure.missing.at_most < self.measure.items.len();
        self.must(is_right, "missing.at-most", "problem.measure.all-missing");
    }

    fn subscales(&mut self) {
        let measure = self.measure;
        let mut seen = BTreeSet::new();
        for (at, subscale) in measure.subscales.iter().enumerate() {
            self.must_be_items(&subscale.items, &format!("subscale[{at}].items"));
            self.must(
                subscale.missing_at_most < subscale.items.len(),
                format!("subscale[{at}].missing-at-most"),
                "problem.measure.all-missing",
            );
            let is_new = seen.insert(&subscale.id);
            let place = format!("subscale[{at}].id");
            self.must(is_new, place, "problem.measure.listed-twice");
        }
    }

    fn band_sets(&mut self) {
        let measure = self.measure;
        let scale = measure.scale();
        let mut seen = BTreeSet::new();
        for (at, set) in measure.band_sets.iter().enumerate() {
            let place = format!("band-set[{at}]");
            let is_new = seen.insert(&set.id);
            self.must(
                is_new,
                format!("{place}.id"),
                "problem.measure.listed-twice",
            );
            let starts: Vec<i64> = set.bands.iter().map(|band| band.from).collect();
            let place = format!("{place}.bands");
            self.must(
                starts.is_sorted_by(|one, next| one < next),
                &*place,
                "problem.measure.bands-order",
            );
            // A total below the first band would have no band, and nobody would be told.
            self.must(
                starts.first().is_some_and(|first| *first == scale.lowest),
                &*place,
                "problem.measure.bands-start",
            );
            self.must(
                starts.last().is_some_and(|last| *last <= scale.highest),
                &*place,
                "problem.measure.out-of-scale",
            );
            let codes: BTreeSet<&String> = set.bands.iter().map(|band| &band.code).collect();
            let are_new = codes.len() == set.bands.len();
            self.must(are_new, &*place, "problem.measure.listed-twice");
        }
    }

    fn other_rules(&mut self) {
        let measure = self.measure;
        let scale = measure.scale();
        if let Some(cut_off) = &measure.cut_off {
            let is_right = (scale.lowest..=scale.highest).contains(&cut_off.at_least);
            self.must(is_right, "cut-off.at-least", "problem.measure.out-of-scale");
        }
        if let Some(critical) = &measure.critical {
            self.must_be_items(&critical.items, "critical.items");
            let is_right = critical.above < measure.answers.highest;
            self.must(is_right, "critical.above", "problem.measure.out-of-scale");
        }
        if let Some(rule) = &measure.change {
            let is_right = (1..=scale.highest).contains(&rule.reliable);
            self.must(is_right, "change.reliable", "problem.measure.out-of-scale");
            // The four facts about a change include "a case before" and "a case after".
            let has_cut_off = measure.cut_off.is_some();
            self.must(
                has_cut_off,
                "change",
                "problem.measure.change-without-cut-off",
            );
        }
        for (at, rule) in measure.skips.iter().enumerate() {
            let place = format!("skip[{at}]");
            self.must_be_item(rule.item, format!("{place}.item"));
            self.must_be_item(rule.after, format!("{place}.after"));
            let is_right = rule.item != rule.after
                && measure.points(rule.item, rule.counts_as).is_some()
                && measure.points(rule.after, rule.answered).is_some();
            self.must(is_right, place, "problem.measure.skip");
        }
        if let Some(second) = &measure.second_scale {
            let is_right = (0..=scale.highest).contains(&second.minus);
            self.must(
                is_right,
                "second-scale.minus",
                "problem.measure.out-of-scale",
            );
        }
        if let Some(rule) = &measure.not_applicable {
            self.must_be_item(rule.item, "not-applicable.item");
        }
    }

    /// A number without its source cannot be checked by anybody.
    fn sources(&mut self) {
        let measure = self.measure;
        let mut sources = vec![
            ("answers".to_owned(), &measure.answers.source),
            ("total".to_owned(), &measure.total.source),
            ("missing".to_owned(), &measure.missing.source),
        ];
        sources.extend(
            measure
                .reversed
                .iter()
                .map(|r| ("reversed".to_owned(), &r.source)),
        );
        sources.extend(
            measure
                .cut_off
                .iter()
                .map(|r| ("cut-off".to_owned(), &r.source)),
        );
        sources.extend(
            measure
                .critical
                .iter()
                .map(|r| ("critical".to_owned(), &r.source)),
        );
        sources.extend(
            measure
                .change
                .iter()
                .map(|r| ("change".to_owned(), &r.source)),
        );
        let not_applicable = measure.not_applicable.iter();
        sources.extend(not_applicable.map(|r| ("not-applicable".to_owned(), &r.source)));
        let second_scale = measure.second_scale.iter();
        sources.extend(second_scale.map(|r| ("second-scale".to_owned(), &r.source)));
        let subscales = measure.subscales.iter().enumerate();
        sources.extend(subscales.map(|(at, r)| (format!("subscale[{at}]"), &r.source)));
        let band_sets = measure.band_sets.iter().enumerate();
        sources.extend(band_sets.map(|(at, r)| (format!("band-set[{at}]"), &r.source)));
        let skips = measure.skips.iter().enumerate();
        sources.extend(skips.map(|(at, r)| (format!("skip[{at}]"), &r.source)));
        let unscored = measure.unscored.iter().enumerate();
        sources
            .extend(unscored.map(|(at, r)| (format!("unscored[{at}].answers"), &r.answers.source)));
        let without: Vec<String> = sources
            .into_iter()
            .filter(|(_, source)| source.trim().is_empty())
            .map(|(place, _)| format!("{place}.source"))
            .collect();
        for place in without {
            self.must(false, place, "problem.measure.no-source");
        }
    }
}
