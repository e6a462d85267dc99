//! Reads answers as other programs send them: everything is right, or the first fault is named.

use serde_json::{Map, Value as Json};

use crate::engine::score::measure::{ItemNumber, Measure, Position};
use crate::engine::score::outcome::Answers;

/// Why an input was refused. Holds the place, never what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// What is wrong.
    pub code: InputFault,
    /// The key it is at, for faults that are at one.
    pub item: Option<String>,
    /// The measure it is in, where two were given.
    pub measure: Option<&'static str>,
    /// The administration it is in, where two were given.
    pub side: Option<Side>,
}

/// What can be wrong with an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The measure has no such field beside its answers. Told by those only who refuse what they do not know
    /// (`engine::api`).
    UnknownField,
}

/// Which of two administrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The earlier.
    Pre,
    /// The later.
    Post,
}

impl Side {
    /// Its name in an input and in an error.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pre => "pre",
            Self::Post => "post",
        }
    }
}

impl InputError {
    /// The error as others get it.
    #[must_use]
    pub fn fields(&self) -> Map<String, Json> {
        let mut fields = Map::new();
        let parts = [
            ("code", Some(self.code.code())),
            ("item", self.item.as_deref()),
            ("measure", self.measure),
            ("side", self.side.map(Side::code)),
        ];
        for (name, part) in parts {
            if let Some(part) = part {
                fields.insert(name.to_owned(), Json::from(part));
            }
        }
        fields
    }
}

impl InputFault {
    /// Its name in an error.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ResponsesNotObject => "responses_not_object",
            Self::UnknownItem => "unknown_item",
            Self::NotInteger => "not_integer",
            Self::NotBoolean => "not_boolean",
            Self::OutOfRange => "out_of_range",
            Self::Contradiction => "contradiction",
            Self::InstrumentMismatch => "instrument_mismatch",
            Self::UnknownInstrument => "unknown_instrument",
            Self::UnknownKind => "unknown_kind",
            Self::UnknownField => "unknown_field",
        }
    }

    /// The fault without a place.
    pub(in crate::engine) fn error(self) -> InputError {
        InputError {
            code: self,
            item: None,
            measure: None,
            side: None,
        }
    }

    /// The fault at a key.
    pub(in crate::engine) fn at(self, item: &str) -> InputError {
        InputError {
            item: Some(item.to_owned()),
            ..self.error()
        }
    }
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
