//! The shape in which answers and results of measures are exchanged with other programs.
//!
//! What comes in is checked to the last value and refused with the place of the fault; a total from
//! answers that were half understood would look like any other. What goes out keeps its field names:
//! a later shape gets a later version.

mod input;
mod result;

use serde_json::{Map, Value as Json};

pub use input::{InputError, InputFault, Side, read_input};
pub use result::number;
use result::{of_both, of_change, of_score};

use super::change::{Change, change};
use super::measure::Measure;
use super::outcome::score;

/// The two measures that are also judged together, as (key in the input, instrument).
pub const COMBINED: [(&str, &str); 2] = [("phq9", "PHQ-9"), ("gad7", "GAD-7")];

/// Computes what is asked: `kind` is `score`, `change` or `change_combined`.
///
/// Gives an object with `ok`: true with the result's fields, or false with an `error`.
#[must_use]
pub fn evaluate(measures: &[Measure], instrument: &str, kind: &str, input: &Json) -> Json {
    match compute(measures, instrument, kind, input) {
        Ok(mut fields) => {
            fields.insert("ok".to_owned(), Json::Bool(true));
            Json::Object(fields)
        }
        Err(error) => {
            let mut fields = Map::new();
            fields.insert("ok".to_owned(), Json::Bool(false));
            fields.insert("error".to_owned(), Json::Object(error.fields()));
            Json::Object(fields)
        }
    }
}

/// Computes what is asked, as [`evaluate`] does, and gives the result's fields.
///
/// # Errors
///
/// The first fault of the input, by its place.
pub fn compute(
    measures: &[Measure],
    instrument: &str,
    kind: &str,
    input: &Json,
) -> Result<Map<String, Json>, InputError> {
    match kind {
        "score" => {
            let measure = find(measures, instrument)?;
            let answers = read_input(measure, input)?;
            let outcome = score(measure, &answers);
            Ok(of_score(measure, &outcome))
        }
        "change" => {
            let change = read_change(find(measures, instrument)?, input)?;
            Ok(of_change(&change))
        }
        "change_combined" => {
            let [one, other] = read_combined(measures, input)?;
            Ok(of_both(&one, &other))
        }
        _ => Err(InputFault::UnknownKind.error()),
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
        let mut given = Map::new();
        for side in [Side::Pre, Side::Post].map(Side::code) {
            let of_both = input.get(side).and_then(|side| side.get(key));
            given.insert(side.to_owned(), of_both.cloned().unwrap_or(Json::Null));
        }
        let change = read_change(find(measures, instrument)?, &Json::Object(given));
        change.map_err(|error| InputError {
            measure: Some(key),
            ..error
        })
    };
    let [one, other] = COMBINED;
    Ok([of(one)?, of(other)?])
}
