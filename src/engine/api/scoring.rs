//! Scores and changes, as the exchange format of the measures has them (`score::wire`), under JavaScript's names.
//!
//! Stricter in one thing: a field that a measure does not have is refused. A misspelt `workNotApplicable` that
//! was passed over would give another total.

use serde_json::{Map, Value as Json};

use super::fault::{self, Asked};
use super::names::{all_camel, snake};
use crate::engine::score::measure::Measure;
use crate::engine::score::wire::{self, InputError, InputFault, Side};
use crate::engine::wording::Wording;

/// The two measures that are also judged together, by their one name.
const COMBINED: &str = "PHQ-9+GAD-7";

/// Scores one administration of a measure: `{ responses: { "1": 0, … } }`.
#[must_use]
pub fn score(measures: &[Measure], measure: &str, input: &Json, wording: &Wording) -> Json {
    let asked = Asked {
        measures,
        measure,
        kind: "score",
    };
    result(
        &asked,
        administration(find(&asked, measure), input),
        wording,
    )
}

/// Compares two administrations of a measure: `{ pre, post }`.
#[must_use]
pub fn change(measures: &[Measure], measure: &str, input: &Json, wording: &Wording) -> Json {
    let is_of_both = measure == COMBINED;
    let asked = Asked {
        measures,
        measure,
        kind: if is_of_both {
            "change_combined"
        } else {
            "change"
        },
    };
    let read = sides(input, |side| {
        if is_of_both {
            both_measures(&asked, side)
        } else {
            administration(find(&asked, measure), side)
        }
    });
    result(&asked, read, wording)
}

/// The measure of a name.
fn find<'a>(asked: &Asked<'a>, name: &str) -> Option<&'a Measure> {
    asked.measures.iter().find(|it| it.instrument == name)
}

/// What an input comes to, once it is under the names of the rules.
fn result(asked: &Asked<'_>, read: Result<Json, InputError>, wording: &Wording) -> Json {
    let computed =
        read.and_then(|input| wire::compute(asked.measures, asked.measure, asked.kind, &input));
    let (is_ok, mut fields) = match computed {
        Ok(fields) => (true, all_camel(fields)),
        Err(error) => {
            let mut fields = Map::new();
            fields.insert("error".to_owned(), fault::fields(asked, &error, wording));
            (false, fields)
        }
    };
    fields.insert("ok".to_owned(), Json::Bool(is_ok));
    Json::Object(fields)
}

/// Both administrations, each read. What is not an object is refused by whoever computes with it.
fn sides(
    input: &Json,
    read: impl Fn(&Json) -> Result<Json, InputError>,
) -> Result<Json, InputError> {
    let Json::Object(given) = input else {
        return Ok(input.clone());
    };
    let mut both = Map::new();
    for (name, given) in given {
        let side = match name.as_str() {
            "pre" => Side::Pre,
            "post" => Side::Post,
            _ => return Err(InputFault::UnknownField.at(name)),
        };
        let given = read(given).map_err(|error| InputError {
            side: Some(side),
            ..error
        })?;
        both.insert(name.clone(), given);
    }
    Ok(Json::Object(both))
}

/// One administration of each of the two measures.
fn both_measures(asked: &Asked<'_>, given: &Json) -> Result<Json, InputError> {
    let Json::Object(given) = given else {
        return Ok(given.clone());
    };
    let mut both = Map::new();
    for (name, given) in given {
        let Some((key, instrument)) = wire::COMBINED.iter().find(|(key, _)| key == name) else {
            return Err(InputFault::UnknownField.at(name));
        };
        let given = administration(find(asked, instrument), given).map_err(|error| InputError {
            measure: Some(key),
            ..error
        })?;
        both.insert(name.clone(), given);
    }
    Ok(Json::Object(both))
}

/// One administration under the names of the rules.
fn administration(measure: Option<&Measure>, given: &Json) -> Result<Json, InputError> {
    let (Some(measure), Json::Object(given)) = (measure, given) else {
        return Ok(given.clone());
    };
    let mut fields = Map::new();
    for (key, value) in given {
        let name = snake(key);
        let is_known = fault::names(measure).any(|known| known == name);
        if !is_known || fields.insert(name, value.clone()).is_some() {
            return Err(InputFault::UnknownField.at(key));
        }
    }
    Ok(Json::Object(fields))
}
