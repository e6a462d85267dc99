//! Data as it crosses the border to JavaScript: plain objects, arrays and numbers in both directions.
//!
//! The engine keeps numbers as they were written, which JavaScript has no type for. JavaScript writes and reads them
//! here: what Rust has for floating-point numbers would be a tenth of the program.

use js_sys::{Array, Object};
use rust_decimal::Decimal;
use serde::ser::{Error as _, Serialize, SerializeMap as _, Serializer};
use serde_json::{Map, Number, Value as Json};
use serde_wasm_bindgen::Serializer as ToJs;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::engine::api;

/// Data of the engine, on its way out.
struct Plain<'a>(pub &'a Json);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Json::Null => to.serialize_unit(),
            Json::Bool(is) => to.serialize_bool(*is),
            Json::String(text) => to.serialize_str(text),
            Json::Number(number) => {
                let number = Decimal::from_str_exact(number.as_str());
                to.serialize_f64(api::number(number.map_err(S::Error::custom)?))
            }
            Json::Array(elements) => to.collect_seq(elements.iter().map(Plain)),
            Json::Object(fields) => {
                let mut map = to.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, &Plain(value))?;
                }
                map.end()
            }
        }
    }
}

/// Data as plain objects of JavaScript.
pub fn to_js(json: &Json) -> JsValue {
    // Its keys are text and its numbers within a double's reach, so that nothing can fail.
    Plain(json)
        .serialize(&ToJs::json_compatible())
        .unwrap_or(JsValue::UNDEFINED)
}

/// A caller's data. What is none is `null`: `package/plain.js` has taken out beforehand what only it can see, and what
/// is too deep to be walked.
pub fn from_js(value: &JsValue) -> Json {
    if let Some(is) = value.as_bool() {
        Json::Bool(is)
    } else if let Some(number) = value.as_f64() {
        digits(number).map_or(Json::Null, Json::Number)
    } else if let Some(text) = value.as_string() {
        Json::String(text)
    } else if Array::is_array(value) {
        let list: &Array = value.unchecked_ref();
        Json::Array(list.iter().map(|element| from_js(&element)).collect())
    } else if value.is_object() {
        // Not `instanceof Object`, which a copy without a prototype is not.
        let mut fields = Map::new();
        for entry in Object::entries(value.unchecked_ref()).iter() {
            let entry: Array = entry.unchecked_into();
            if let Some(name) = entry.get(0).as_string() {
                fields.insert(name, from_js(&entry.get(1)));
            }
        }
        Json::Object(fields)
    } else {
        Json::Null
    }
}

/// A number as JavaScript writes it: in the syntax of JSON, unless it is none.
fn digits(number: f64) -> Option<Number> {
    let digits = js_sys::Number::from(number).to_string_with_radix(10);
    let digits = String::from(digits.ok()?);
    number
        .is_finite()
        .then(|| Number::from_string_unchecked(digits))
}
