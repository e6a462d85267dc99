//! The shape in which answers and results of measures are exchanged with other programs.
//!
//! What comes in is checked to the last value and refused with the place of the fault; a total from
//! answers that were half understood would look like any other. What goes out keeps its field names:
//! a later shape gets a later version.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Number, Value as Json};

use super::change::{Change, Reliable, Verdict, change, change_combined};
use super::measure::{ItemNumber, Measure, Position};
use super::outcome::{Answers, Outcome, Scored, Tally, score};

/// The two measures that are also judged together, as (key in the input, instrument).
const COMBINED: [(&str, &str); 2] = [("phq9", "PHQ-9"), ("gad7", "GAD-7")];

/// Why an input was refused. Holds the place, never what stood there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputError {
    /// What is wrong.
    pub code: InputFault,
    /// The key it is at, for faults that are at one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The measure it is in, where two were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<&'static str>,
    /// The administration it is in, where two were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

/// What can be wrong with an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InputFault {
    /// The responses are not an object of item numbers and positions.
    ResponsesNotObject,
    /// The measure has no such item.
    UnknownItem,
    /// Something else stands where a whole number should.
    NotInteger,
    /// Something else stands where true or false should.
    NotBoolean,
    /// The item has no such answer.
    OutOfRange,
    /// An item was answered and also declared not to apply.
    Contradiction,
    /// Two administrations of different measures were to be compared.
    InstrumentMismatch,
    /// There is no such measure here, or it cannot be asked this.
    UnknownInstrument,
    /// There is nothing of this kind to be computed.
    UnknownKind,
}

/// Which of two administrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The earlier.
    Pre,
    /// The later.
    Post,
}

impl InputFault {
    /// The fault without a place.
    fn error(self) -> InputError {
        InputError {
            code: self,
            item: None,
            measure: None,
            side: None,
        }
    }

    /// The fault at a key.
    fn at(self, item: &str) -> InputError {
        InputError {
            item: Some(item.to_owned()),
            ..self.error()
        }
    }
}

/// Computes what is asked: `kind` is `score`, `change` or `change_combined`.
///
/// Gives an object with `ok`: true with the result's fields, or false with an `error`.
#[must_use]
pub fn evaluate(measures: &[Measure], instrument: &str, kind: &str, input: &Json) -> Json {
    let fields = match kind {
        "score" => find(measures, instrument).and_then(|measure| {
            let answers = read_input(measure, input)?;
            Ok(fields(&ScoreFields::new(
                measure,
                &score(measure, &answers),
            )))
        }),
        "change" => find(measures, instrument)
            .and_then(|measure| Ok(fields(&ChangeFields::new(&read_change(measure, input)?)))),
        "change_combined" => read_combined(measures, input)
            .map(|[one, other]| fields(&CombinedFields::new(&one, &other))),
        _ => Err(InputFault::UnknownKind.error()),
    };
    match fields {
        Ok(mut fields) => {
            fields.insert("ok".to_owned(), Json::Bool(true));
            Json::Object(fields)
        }
        Err(error) => serde_json::json!({ "ok": false, "error": error }),
    }
}

/// The measure with this name.
fn find<'a>(measures: &'a [Measure], instrument: &str) -> Result<&'a Measure, InputError> {
    let mut measures = measures.iter();
    let found = measures.find(|measure| measure.instrument == instrument);
    found.ok_or(InputFault::UnknownInstrument.error())
}

/// Reads the answers to a measure.
///
/// # Errors
///
/// Anything that is not an answer the measure can have: the first fault found, by its place.
pub fn read_input(measure: &Measure, input: &Json) -> Result<Answers, InputError> {
    let Some(Json::Object(responses)) = input.get("responses") else {
        return Err(InputFault::ResponsesNotObject.error());
    };
    let mut answers = Answers::default();
    for (key, value) in responses {
        let item = item_number(measure, key).ok_or(InputFault::UnknownItem.at(key))?;
        if let Some(position) = read_position(value, key)? {
            if measure.points(item, position).is_none() {
                return Err(InputFault::OutOfRange.at(key));
            }
            answers.positions.insert(item, position);
        }
    }
    for item in &measure.unscored {
        let value = input.get(&item.id).unwrap_or(&Json::Null);
        if let Some(position) = read_position(value, &item.id)? {
            if !(item.answers.lowest..=item.answers.highest).contains(&position.0) {
                return Err(InputFault::OutOfRange.at(&item.id));
            }
            answers.unscored.insert(item.id.clone(), position);
        }
    }
    if let Some(rule) = &measure.not_applicable {
        answers.is_not_applicable = match input.get(&rule.id) {
            None | Some(Json::Null) => false,
            Some(Json::Bool(is_not_applicable)) => *is_not_applicable,
            Some(_) => return Err(InputFault::NotBoolean.at(&rule.id)),
        };
        if answers.is_not_applicable && answers.positions.contains_key(&rule.item) {
            return Err(InputFault::Contradiction.at(&rule.item.to_string()));
        }
    }
    Ok(answers)
}

/// The item a key names. Only the number as it is usually written: "01" and "1.0" name no item.
fn item_number(measure: &Measure, key: &str) -> Option<ItemNumber> {
    let mut numbers = measure.numbers();
    numbers.find(|number| number.to_string() == key)
}

/// A position, or no answer. `2.0`, `"2"` and `true` are none of the two.
fn read_position(value: &Json, key: &str) -> Result<Option<Position>, InputError> {
    match value {
        Json::Null => Ok(None),
        Json::Number(number) => {
            let digits = number.to_string();
            let is_integer = digits
                .strip_prefix('-')
                .unwrap_or(&digits)
                .bytes()
                .all(|byte| byte.is_ascii_digit());
            if !is_integer {
                return Err(InputFault::NotInteger.at(key));
            }
            let position = digits.parse().map_err(|_| InputFault::OutOfRange.at(key))?;
            Ok(Some(Position(position)))
        }
        Json::Bool(_) | Json::String(_) | Json::Array(_) | Json::Object(_) => {
            Err(InputFault::NotInteger.at(key))
        }
    }
}

/// Reads two administrations of a measure and compares them.
fn read_change(measure: &Measure, input: &Json) -> Result<Change, InputError> {
    let sides = [
        (Side::Pre, input.get("pre")),
        (Side::Post, input.get("post")),
    ];
    for (_, given) in &sides {
        let named = given.and_then(|input| input.get("instrument"));
        if named.is_some_and(|named| named != measure.instrument.as_str()) {
            return Err(InputFault::InstrumentMismatch.error());
        }
    }
    let [before, after] = sides.map(|(side, given)| {
        let answers = read_input(measure, given.unwrap_or(&Json::Null));
        answers
            .map(|answers| score(measure, &answers).total.score)
            .map_err(|error| InputError {
                side: Some(side),
                ..error
            })
    });
    Ok(change(measure, &before?, &after?))
}

/// Reads two administrations of each of the two measures and compares them.
fn read_combined(measures: &[Measure], input: &Json) -> Result<[Change; 2], InputError> {
    let of = |(key, instrument): (&'static str, &str)| {
        let side = |name: &str| input.get(name).and_then(|side| side.get(key)).cloned();
        let given = serde_json::json!({ "pre": side("pre"), "post": side("post") });
        let change = read_change(find(measures, instrument)?, &given);
        change.map_err(|error| InputError {
            measure: Some(key),
            ..error
        })
    };
    let [one, other] = COMBINED;
    Ok([of(one)?, of(other)?])
}

/// A result's fields as an object.
fn fields(result: &impl Serialize) -> Map<String, Json> {
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
struct ScoreFields {
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
    fn new(measure: &Measure, outcome: &Outcome) -> Self {
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
struct ChangeFields {
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
    fn new(change: &Change) -> Self {
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
struct CombinedFields {
    computable: bool,
    reliable: Option<&'static str>,
    #[serde(flatten)]
    verdict: VerdictFields,
}

impl CombinedFields {
    fn new(one: &Change, other: &Change) -> Self {
        let verdict = change_combined(one, other);
        Self {
            computable: verdict.is_some(),
            reliable: verdict.map(|verdict| reliable(Some(verdict))),
            verdict: VerdictFields::new(verdict),
        }
    }
}
