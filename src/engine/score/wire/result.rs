//! Results as other programs get them, with field names that stay.

use rust_decimal::Decimal;
use serde_json::{Map, Number, Value as Json};

use crate::engine::score::change::{Change, Reliable, Verdict, change_combined};
use crate::engine::score::fraction::Fraction;
use crate::engine::score::measure::{ItemNumber, Measure};
use crate::engine::score::outcome::{Outcome, Scored, Tally};

/// The fields of a result, put in one after the other.
type Fields = Map<String, Json>;

/// Puts a field into a result.
fn put(fields: &mut Fields, name: &str, value: impl Into<Json>) {
    fields.insert(name.to_owned(), value.into());
}

/// A decimal number as JSON, digit for digit.
#[must_use]
pub fn number(decimal: Decimal) -> Json {
    // The digits of a decimal are a number in JSON. To have them read again would bring a reader of JSON into programs
    // that need none.
    Json::Number(Number::from_string_unchecked(decimal.to_string()))
}

/// The result of scoring one administration.
pub(super) fn of_score(measure: &Measure, outcome: &Outcome) -> Fields {
    let total = &outcome.total;
    let scored = total.score.scored();
    let band_in = |set: &str| {
        let in_band = scored?.judgement.bands.iter().find(|it| it.set == set)?;
        Some(in_band.band.code.clone())
    };
    let mut fields = Fields::new();
    put(&mut fields, "n_items", total.n_items);
    put(&mut fields, "n_answered", total.n_answered);
    put(&mut fields, "n_missing", total.n_missing());
    put(&mut fields, "scorable", scored.is_some());
    let is_prorated = scored.is_some_and(|scored| scored.is_prorated);
    put(&mut fields, "prorated", is_prorated);
    put(&mut fields, "raw_sum_answered", total.points_answered);
    let shown = scored.map_or(Json::Null, |scored| number(scored.shown));
    put(&mut fields, "total", shown);
    let exact = scored.map(|scored| scored.exact.to_string());
    put(&mut fields, "total_exact", exact);
    let severity = measure.band_sets.first().and_then(|set| band_in(&set.id));
    put(&mut fields, "severity", severity);
    let is_case = scored.and_then(|scored| scored.judgement.is_case);
    put(&mut fields, "caseness", is_case);
    put(&mut fields, "risk_flags", numbers(&outcome.critical));
    let unanswered = numbers(&outcome.critical_unanswered);
    put(&mut fields, "risk_unanswered", unanswered);
    of_this_measure(&mut fields, measure, outcome, band_in);
    fields
}

/// The fields that depend on which rules the measure has.
fn of_this_measure(
    fields: &mut Fields,
    measure: &Measure,
    outcome: &Outcome,
    band_in: impl Fn(&str) -> Option<String>,
) {
    let scored = outcome.total.score.scored();
    if measure.total.mean_decimal_places.is_some() {
        put(fields, "mean", mean(scored));
    }
    if !measure.subscales.is_empty() {
        let mut by_id = Fields::new();
        for (id, tally) in &outcome.subscales {
            put(&mut by_id, id, subscale(tally));
        }
        put(fields, "subscales", by_id);
    }
    for set in measure.band_sets.iter().skip(1) {
        put(fields, &format!("severity_{}", set.id), band_in(&set.id));
    }
    if let Some(scale) = &measure.second_scale {
        let from_there = |scored: &Scored| scored.exact.minus(Fraction::whole(scale.minus));
        let places = measure.total.decimal_places;
        let total = scored.map(|scored| number(from_there(scored).rounded(places)));
        put(fields, &scale.id, total.unwrap_or(Json::Null));
    }
    if !measure.skips.is_empty() {
        put(fields, "skip_filled", numbers(&outcome.skipped));
    }
    if measure.not_applicable.is_some() {
        put(fields, "max_total", outcome.scale.highest);
    }
    for item in &outcome.unscored {
        put(fields, &item.id, item.answer.map(|position| position.0));
        let name = format!("{}_applicable", item.id);
        put(fields, &name, item.is_applicable);
    }
}

/// The numbers of items.
fn numbers(items: &[ItemNumber]) -> Vec<Json> {
    items.iter().map(|item| Json::from(item.0)).collect()
}

/// The item mean.
fn mean(scored: Option<&Scored>) -> Json {
    let mean = scored.and_then(|scored| scored.mean);
    mean.map_or(Json::Null, number)
}

/// A subscale's result; its numbers are null where its own limit is exceeded.
fn subscale(tally: &Tally) -> Json {
    let scored = tally.score.scored();
    let mut fields = Fields::new();
    let shown = scored.map_or(Json::Null, |scored| number(scored.shown));
    put(&mut fields, "total", shown);
    put(&mut fields, "mean", mean(scored));
    put(&mut fields, "n_missing", tally.n_missing());
    let is_prorated = scored.is_some_and(|scored| scored.is_prorated);
    put(&mut fields, "prorated", is_prorated);
    Json::Object(fields)
}

/// The result of comparing two administrations.
pub(super) fn of_change(change: &Change) -> Fields {
    let difference = match change {
        Change::Difference(difference) => Some(difference),
        Change::NotComputable => None,
    };
    let mut fields = Fields::new();
    put(&mut fields, "computable", difference.is_some());
    let shown = difference.map_or(Json::Null, |difference| number(difference.shown));
    put(&mut fields, "change", shown);
    let exact = difference.map(|difference| difference.exact.to_string());
    put(&mut fields, "change_exact", exact);
    let reliable = difference.map(|difference| reliable(difference.verdict));
    put(&mut fields, "reliable", reliable);
    of_verdict(&mut fields, difference.and_then(|it| it.verdict));
    fields
}

/// The result of comparing two administrations of two measures taken together.
pub(super) fn of_both(one: &Change, other: &Change) -> Fields {
    let verdict = change_combined(one, other);
    let mut fields = Fields::new();
    put(&mut fields, "computable", verdict.is_some());
    let reliable = verdict.map(|verdict| reliable(Some(verdict)));
    put(&mut fields, "reliable", reliable);
    of_verdict(&mut fields, verdict);
    fields
}

/// The four facts about a change.
fn of_verdict(fields: &mut Fields, verdict: Option<Verdict>) {
    put(fields, "pre_case", verdict.map(|it| it.was_case));
    put(fields, "post_case", verdict.map(|it| it.is_case));
    put(fields, "recovered", verdict.map(Verdict::is_recovered));
    let is_reliably_recovered = verdict.map(Verdict::is_reliably_recovered);
    put(fields, "reliable_recovery", is_reliably_recovered);
}

/// The word for whether a change is more than chance.
fn reliable(verdict: Option<Verdict>) -> &'static str {
    match verdict.map(|verdict| verdict.reliable) {
        Some(Reliable::Improvement) => "reliable_improvement",
        Some(Reliable::Deterioration) => "reliable_deterioration",
        Some(Reliable::NoChange) => "no_reliable_change",
        None => "not_defined",
    }
}
