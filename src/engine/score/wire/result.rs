//! Results as other programs get them, with field names that stay.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Number, Value as Json};

use crate::engine::score::change::{Change, Reliable, Verdict, change_combined};
use crate::engine::score::measure::{ItemNumber, Measure};
use crate::engine::score::outcome::{Outcome, Scored, Tally};

/// A result's fields as an object.
pub(super) fn fields(result: &impl Serialize) -> Map<String, Json> {
    match serde_json::to_value(result) {
        Ok(Json::Object(fields)) => fields,
        // The structures below are all objects with text keys, so there is nothing else to be had.
        Ok(_) | Err(_) => Map::new(),
    }
}

/// A decimal number as JSON, digit for digit.
fn number(decimal: Decimal) -> Json {
    let number = decimal.to_string().parse::<Number>();
    number.map_or(Json::Null, Json::Number)
}

/// The result of scoring one administration.
#[derive(Serialize)]
pub(super) struct ScoreFields {
    n_items: usize,
    n_answered: usize,
    n_missing: usize,
    scorable: bool,
    prorated: bool,
    raw_sum_answered: i64,
    total: Json,
    total_exact: Option<String>,
    severity: Option<String>,
    caseness: Option<bool>,
    risk_flags: Vec<u16>,
    risk_unanswered: Vec<u16>,
    /// Fields that only a measure with such a rule has.
    #[serde(flatten)]
    of_this_measure: BTreeMap<String, Json>,
}

/// The result over a subscale's items.
#[derive(Serialize)]
struct SubscaleFields {
    total: Json,
    mean: Json,
    n_missing: usize,
    prorated: bool,
}

impl ScoreFields {
    pub(super) fn new(measure: &Measure, outcome: &Outcome) -> Self {
        let total = &outcome.total;
        let scored = total.score.scored();
        let band_in = |set: &str| {
            let in_band = scored?.judgement.bands.iter().find(|it| it.set == set)?;
            Some(in_band.band.code.clone())
        };
        let numbers = |items: &[ItemNumber]| items.iter().map(|item| item.0).collect();
        Self {
            n_items: total.n_items,
            n_answered: total.n_answered,
            n_missing: total.n_missing(),
            scorable: scored.is_some(),
            prorated: scored.is_some_and(|scored| scored.is_prorated),
            raw_sum_answered: total.points_answered,
            total: scored.map_or(Json::Null, |scored| number(scored.shown)),
            total_exact: scored.map(|scored| scored.exact.to_string()),
            severity: measure.band_sets.first().and_then(|set| band_in(&set.id)),
            caseness: scored.and_then(|scored| scored.judgement.is_case),
            risk_flags: numbers(&outcome.critical),
            risk_unanswered: numbers(&outcome.critical_unanswered),
            of_this_measure: Self::of_this_measure(measure, outcome, band_in),
        }
    }

    /// The fields that depend on which rules the measure has.
    fn of_this_measure(
        measure: &Measure,
        outcome: &Outcome,
        band_in: impl Fn(&str) -> Option<String>,
    ) -> BTreeMap<String, Json> {
        let mut fields = BTreeMap::new();
        let scored = outcome.total.score.scored();
        if measure.total.mean_decimal_places.is_some() {
            fields.insert("mean".to_owned(), mean(scored));
        }
        if !measure.subscales.is_empty() {
            let subscales = outcome.subscales.iter();
            let by_id = subscales.map(|(id, tally)| (id.clone(), subscale(tally)));
            fields.insert("subscales".to_owned(), Json::Object(by_id.collect()));
        }
        for set in measure.band_sets.iter().skip(1) {
            let code = band_in(&set.id).map_or(Json::Null, Json::String);
            fields.insert(format!("severity_{}", set.id), code);
        }
        if let Some(scale) = &measure.second_scale {
            let total = scored.map(|scored| number(scored.shown - Decimal::from(scale.minus)));
            fields.insert(scale.id.clone(), total.unwrap_or(Json::Null));
        }
        if !measure.skips.is_empty() {
            let skipped = outcome.skipped.iter().map(|item| Json::from(item.0));
            fields.insert("skip_filled".to_owned(), skipped.collect());
        }
        if measure.not_applicable.is_some() {
            fields.insert("max_total".to_owned(), Json::from(outcome.scale.highest));
        }
        for item in &outcome.unscored {
            let answer = item.answer.map(|position| position.0);
            fields.insert(item.id.clone(), Json::from(answer));
            let is_applicable = Json::Bool(item.is_applicable);
            fields.insert(format!("{}_applicable", item.id), is_applicable);
        }
        fields
    }
}

/// The item mean.
fn mean(scored: Option<&Scored>) -> Json {
    let mean = scored.and_then(|scored| scored.mean);
    mean.map_or(Json::Null, number)
}

/// A subscale's result; its numbers are null where its own limit is exceeded.
fn subscale(tally: &Tally) -> Json {
    let scored = tally.score.scored();
    Json::Object(fields(&SubscaleFields {
        total: scored.map_or(Json::Null, |scored| number(scored.shown)),
        mean: mean(scored),
        n_missing: tally.n_missing(),
        prorated: scored.is_some_and(|scored| scored.is_prorated),
    }))
}

/// The result of comparing two administrations.
#[derive(Serialize)]
pub(super) struct ChangeFields {
    computable: bool,
    change: Json,
    change_exact: Option<String>,
    reliable: Option<&'static str>,
    #[serde(flatten)]
    verdict: VerdictFields,
}

/// The four facts about a change.
#[derive(Default, Serialize)]
struct VerdictFields {
    pre_case: Option<bool>,
    post_case: Option<bool>,
    recovered: Option<bool>,
    reliable_recovery: Option<bool>,
}

impl VerdictFields {
    fn new(verdict: Option<Verdict>) -> Self {
        verdict.map_or_else(Self::default, |verdict| Self {
            pre_case: Some(verdict.was_case),
            post_case: Some(verdict.is_case),
            recovered: Some(verdict.is_recovered()),
            reliable_recovery: Some(verdict.is_reliably_recovered()),
        })
    }
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

impl ChangeFields {
    pub(super) fn new(change: &Change) -> Self {
        match change {
            Change::Difference(difference) => Self {
                computable: true,
                change: number(difference.shown),
                change_exact: Some(difference.exact.to_string()),
                reliable: Some(reliable(difference.verdict)),
                verdict: VerdictFields::new(difference.verdict),
            },
            Change::NotComputable => Self {
                computable: false,
                change: Json::Null,
                change_exact: None,
                reliable: None,
                verdict: VerdictFields::default(),
            },
        }
    }
}

/// The result of comparing two administrations of two measures taken together.
#[derive(Serialize)]
pub(super) struct CombinedFields {
    computable: bool,
    reliable: Option<&'static str>,
    #[serde(flatten)]
    verdict: VerdictFields,
}

impl CombinedFields {
    pub(super) fn new(one: &Change, other: &Change) -> Self {
        let verdict = change_combined(one, other);
        Self {
            computable: verdict.is_some(),
            reliable: verdict.map(|verdict| reliable(Some(verdict))),
            verdict: VerdictFields::new(verdict),
        }
    }
}
