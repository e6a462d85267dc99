//! What the module calls: data in, data out. Nothing is kept from one call to the next but the words and the measures.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value as Json;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::api;
use crate::engine::score::{Measure, measure_of};
use crate::engine::wording::Wording;
use crate::plain::{from_js, to_js};

/// What every call needs.
struct Known {
    measures: Vec<Measure>,
    wording: Wording,
}

thread_local! {
    static KNOWN: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// Gives what is said with what is known; nothing before the start.
fn with_known(say: impl FnOnce(&Known) -> JsValue) -> JsValue {
    KNOWN.with_borrow(|known| known.as_ref().map_or(JsValue::UNDEFINED, say))
}

/// The version of the shapes in here.
#[wasm_bindgen]
#[must_use]
pub fn version() -> u32 {
    api::VERSION
}

/// Takes in the words, by their keys, and the measures, each as its `measure.toml`; whether they can be used.
#[wasm_bindgen]
#[must_use]
pub fn start(words: &JsValue, measures: &JsValue) -> bool {
    let known = known(from_js(words), &from_js(measures));
    let is_sound = known.is_some();
    KNOWN.set(known);
    is_sound
}

fn known(words: Json, measures: &Json) -> Option<Known> {
    let Json::Object(of_keys) = words else {
        return None;
    };
    let mut words = BTreeMap::new();
    for (key, text) in of_keys {
        words.insert(key, text.as_str()?.to_owned());
    }
    let measures = measures.as_array()?.iter().map(measure_of);
    Some(Known {
        measures: measures.collect::<Option<_>>()?,
        wording: Wording::of_words(words),
    })
}

/// What can be computed by the rules of a measure.
type Compute = fn(&[Measure], &str, &Json, &Wording) -> Json;

fn computed(compute: Compute, measure: &str, input: &JsValue) -> JsValue {
    let input = from_js(input);
    with_known(|known| to_js(&compute(&known.measures, measure, &input, &known.wording)))
}

/// Scores one administration.
#[wasm_bindgen]
#[must_use]
pub fn score(measure: &str, input: &JsValue) -> JsValue {
    computed(api::score, measure, input)
}

/// Compares two administrations.
#[wasm_bindgen]
#[must_use]
pub fn change(measure: &str, input: &JsValue) -> JsValue {
    computed(api::change, measure, input)
}

/// Reads a questionnaire.
#[wasm_bindgen]
#[must_use]
pub fn read(questionnaire: &JsValue) -> JsValue {
    let questionnaire = from_js(questionnaire);
    with_known(|known| to_js(&api::read_form(&questionnaire, &known.wording)))
}

/// Checks a response against its questionnaire.
#[wasm_bindgen]
#[must_use]
pub fn check(questionnaire: &JsValue, response: &JsValue, today: &str) -> JsValue {
    let (questionnaire, response) = (from_js(questionnaire), from_js(response));
    with_known(|known| {
        to_js(&api::check(
            &questionnaire,
            &response,
            today,
            &known.wording,
        ))
    })
}

/// What was handed in and is no data, as a problem.
#[wasm_bindgen]
#[must_use]
pub fn refuse(of: &str, place: &str, why: &str) -> JsValue {
    with_known(|known| to_js(&api::no_data(of, place, why, &known.wording)))
}
