//! The shape in which answers and results of measures are exchanged with other programs.
//!
//! What comes in is checked to the last value and refused with the place of the fault; a total from
//! answers that were half understood would look like any other. What goes out keeps its field names:
//! a later shape gets a later version.

mod input;
mod result;

use serde_json::Value as Json;

pub use input::{InputError, InputFault, Side, read_input};
use result::{ChangeFields, CombinedFields, ScoreFields, fields};

use super::change::{Change, change};
use super::measure::Measure;
use super::outcome::score;

/// The two measures that are also judged together, as (key in the input, instrument).
const COMBINED: [(&str, &str); 2] = [("phq9", "PHQ-9"), ("gad7", "GAD-7")];

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
