//! Reads and writes single answers: `value[x]`, `answer[x]` and the types within.

use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use crate::engine::calendar::{Date, DateTime, Time};
use crate::engine::value::{Coding, Quantity, Value};

/// What stands in a `value[x]`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// No value of any type.
    Nothing,
    /// A value.
    Value(Value),
    /// A value of a type that is not supported; the element's name.
    NotSupported(String),
    /// A value that is not of the type its name says; the element's name.
    Malformed(String),
}

/// Reads the value whose element name begins with `stem`: `value`, `answer`, `minValue`.
pub(super) fn read(object: &Map<String, Json>, stem: &str) -> Found {
    let mut named = object.iter().filter_map(|(name, json)| {
        let of_type = name.strip_prefix(stem)?;
        of_type
            .starts_with(|first: char| first.is_ascii_uppercase())
            .then_some((name, of_type, json))
    });
    let Some((name, of_type, json)) = named.next() else {
        return Found::Nothing;
    };
    if named.next().is_some() {
        return Found::Malformed(name.clone());
    }
    let value = match of_type {
        "Boolean" => json.as_bool().map(Value::Boolean),
        "Integer" | "PositiveInt" | "UnsignedInt" => read_integer(json).map(Value::Integer),
        "Decimal" => read_decimal(json).map(Value::Decimal),
        "Date" => text(json).and_then(Date::read).map(Value::Date),
        "DateTime" | "Instant" => text(json).and_then(DateTime::read).map(Value::DateTime),
        "Time" => text(json).and_then(Time::read).map(Value::Time),
        "String" | "Markdown" | "Code" => text(json).map(|it| Value::String(it.to_owned())),
        "Uri" | "Url" | "Canonical" => text(json).map(|it| Value::Url(it.to_owned())),
        "Coding" => json.as_object().and_then(read_coding).map(Value::Coding),
        "Quantity" => json
            .as_object()
            .and_then(read_quantity)
            .map(Value::Quantity),
        _ => return Found::NotSupported(name.clone()),
    };
    value.map_or_else(|| Found::Malformed(name.clone()), Found::Value)
}

/// Reads the value of an answer in a response, where R4 allows fewer types.
pub(super) fn read_answer(answer: &Map<String, Json>) -> Found {
    const TYPES: [&str; 10] = [
        "valueBoolean",
        "valueCoding",
        "valueDate",
        "valueDateTime",
        "valueDecimal",
        "valueInteger",
        "valueQuantity",
        "valueString",
        "valueTime",
        "valueUri",
    ];
    let named = answer.keys().find(|name| name.starts_with("value"));
    match named {
        Some(name) if !TYPES.contains(&name.as_str()) => Found::NotSupported(name.clone()),
        Some(_) | None => read(answer, "value"),
    }
}

/// Words; FHIR has no empty ones.
pub(super) fn text(json: &Json) -> Option<&str> {
    json.as_str().filter(|text| !text.is_empty())
}

/// A whole number in FHIR's range.
pub(super) fn read_integer(json: &Json) -> Option<i32> {
    json.as_number()?.as_str().parse().ok()
}

/// A number, exactly as it stands; `None` if it has more digits than can be kept.
pub(super) fn read_decimal(json: &Json) -> Option<Decimal> {
    let digits = json.as_number()?.as_str();
    match digits.split_once(['e', 'E']) {
        Some((digits, power)) => Decimal::from_str_exact(&shifted(digits, power)?).ok(),
        None => Decimal::from_str_exact(digits).ok(),
    }
}

/// More places than a decimal number has.
const MOST_PLACES: usize = 60;

/// The digits with their point moved by a power of ten: `1.5` and `3` is `1500`.
///
/// What `Decimal` has for this rounds what it cannot hold.
fn shifted(digits: &str, power: &str) -> Option<String> {
    let power: i32 = power.parse().ok()?;
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()?.checked_add(power)?;
    let places = usize::try_from(point.unsigned_abs()).ok()?;
    if places > MOST_PLACES {
        return None;
    }
    Some(if point <= 0 {
        format!("{sign}0.{}{digits}", "0".repeat(places))
    } else if places >= digits.len() {
        format!("{sign}{digits}{}", "0".repeat(places - digits.len()))
    } else {
        let (whole, fraction) = digits.split_at_checked(places)?;
        format!("{sign}{whole}.{fraction}")
    })
}

/// A coding with a code or words.
pub(super) fn read_coding(object: &Map<String, Json>) -> Option<Coding> {
    let part = |name| object.get(name).and_then(text).map(str::to_owned);
    let coding = Coding {
        system: part("system"),
        code: part("code"),
        display: part("display"),
    };
    (coding.code.is_some() || coding.display.is_some()).then_some(coding)
}

/// A number with its unit. A quantity that is only a bound (`<5 mg`) is none.
pub(super) fn read_quantity(object: &Map<String, Json>) -> Option<Quantity> {
    if object.contains_key("comparator") {
        return None;
    }
    let part = |name| object.get(name).and_then(text).map(str::to_owned);
    Some(Quantity {
        value: object.get("value").and_then(read_decimal)?,
        unit: part("unit"),
        system: part("system"),
        code: part("code"),
    })
}

/// The element name after `value`, and the JSON, of a value.
pub(super) fn write(value: &Value) -> (&'static str, String) {
    match value {
        Value::Boolean(it) => ("valueBoolean", it.to_string()),
        Value::Integer(it) => ("valueInteger", it.to_string()),
        Value::Decimal(it) => ("valueDecimal", it.to_string()),
        Value::Date(it) => ("valueDate", quote(&it.to_string())),
        Value::DateTime(it) => ("valueDateTime", quote(&it.to_string())),
        Value::Time(it) => ("valueTime", quote(&it.to_string())),
        Value::String(it) => ("valueString", quote(it)),
        Value::Url(it) => ("valueUri", quote(it)),
        Value::Coding(it) => (
            "valueCoding",
            object([
                ("system", it.system.as_deref().map(quote)),
                ("code", it.code.as_deref().map(quote)),
                ("display", it.display.as_deref().map(quote)),
            ]),
        ),
        Value::Quantity(it) => (
            "valueQuantity",
            object([
                ("value", Some(it.value.to_string())),
                ("unit", it.unit.as_deref().map(quote)),
                ("system", it.system.as_deref().map(quote)),
                ("code", it.code.as_deref().map(quote)),
            ]),
        ),
    }
}

/// Words as JSON.
pub(super) fn quote(text: &str) -> String {
    Json::from(text).to_string()
}

/// A JSON object of the fields that have a value, in the order given.
pub(super) fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Option<String>)>) -> String {
    let fields: Vec<String> = fields
        .into_iter()
        .filter_map(|(name, json)| Some(format!("\"{name}\":{}", json?)))
        .collect();
    format!("{{{}}}", fields.join(","))
}

/// A JSON array; `None` when there is nothing in it, because FHIR has no empty ones.
pub(super) fn array(of: &[String]) -> Option<String> {
    (!of.is_empty()).then(|| format!("[{}]", of.join(",")))
}

#[cfg(test)]
mod tests {
    use super::read_decimal;

    #[test]
    fn a_power_of_ten_moves_the_point_and_nothing_else() {
        for (written, read) in [
            ("1.5e3", Some("1500")),
            ("1.0e2", Some("100")),
            ("1.50e-3", Some("0.00150")),
            ("-1.5E+1", Some("-15")),
            ("12.345e1", Some("123.45")),
            ("0e0", Some("0")),
            ("5e-7", Some("0.0000005")),
            ("1e28", Some("10000000000000000000000000000")),
            ("1e29", None),
            ("1e-29", None),
            ("1e2147483647", None),
            ("1e99999999999", None),
            ("123456789012345678901234567890e0", None),
        ] {
            let json = serde_json::from_str(written).unwrap();
            let decimal = read_decimal(&json).map(|it| it.to_string());
            assert_eq!(decimal.as_deref(), read, "{written}");
        }
    }
}
