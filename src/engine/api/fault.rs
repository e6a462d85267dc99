//! What is wrong with the answers to a measure, in words for the developer who handed them in.

use serde_json::Value as Json;

use super::names::camel;
use crate::engine::score::measure::{AnswerRange, Measure};
use crate::engine::score::wire::{self, InputError, InputFault};
use crate::engine::wording::Wording;

/// What is to be computed.
pub(super) struct Asked<'a> {
    /// Every measure there is.
    pub measures: &'a [Measure],
    /// The one that is asked for, by the name that was given.
    pub measure: &'a str,
    /// `score`, `change` or `change_combined`.
    pub kind: &'static str,
}

/// The names of an administration's fields, as the rules have them.
pub(super) fn names(measure: &Measure) -> impl Iterator<Item = &str> {
    let unscored = measure.unscored.iter().map(|item| item.id.as_str());
    let not_applicable = measure.not_applicable.iter().map(|rule| rule.id.as_str());
    ["responses", "instrument"]
        .into_iter()
        .chain(unscored)
        .chain(not_applicable)
}

/// The error as data: the fields of the exchange format, and a sentence under `message`.
pub(super) fn fields(asked: &Asked<'_>, error: &InputError, wording: &Wording) -> Json {
    let fault = Fault { asked, error };
    let mut fields = error.fields();
    if error.item.is_some() {
        fields.insert("item".to_owned(), Json::from(fault.place()));
    }
    let message = fault.message(wording);
    fields.insert("message".to_owned(), Json::from(message));
    Json::Object(fields)
}

/// An error, and what was to be computed.
struct Fault<'a> {
    asked: &'a Asked<'a>,
    error: &'a InputError,
}

impl Fault<'_> {
    /// The measure the fault is in: one of two, or the one that was asked for.
    fn measure(&self) -> Option<&Measure> {
        let key = self.error.measure.unwrap_or_default();
        let of_two = wire::COMBINED.iter().find(|(it, _)| *it == key);
        let name = of_two.map_or(self.asked.measure, |(_, instrument)| instrument);
        let mut measures = self.asked.measures.iter();
        measures.find(|it| it.instrument == name)
    }

    /// The key the fault is at, as it stood in the input: the rules' own names were turned into theirs there.
    fn place(&self) -> String {
        let item = self.error.item.as_deref().unwrap_or_default();
        let is_ours = || {
            let mut names = self.measure().into_iter().flat_map(names);
            names.any(|name| name == item)
        };
        // What is not known is called as the caller calls it.
        let is_theirs = match self.error.code {
            InputFault::UnknownItem | InputFault::UnknownField => true,
            InputFault::ResponsesNotObject
            | InputFault::NotInteger
            | InputFault::NotBoolean
            | InputFault::OutOfRange
            | InputFault::Contradiction
            | InputFault::InstrumentMismatch
            | InputFault::UnknownInstrument
            | InputFault::UnknownKind => !is_ours(),
        };
        if is_theirs {
            item.to_owned()
        } else {
            camel(item)
        }
    }

    fn message(&self, wording: &Wording) -> String {
        let fill = |key, values: &[(&str, &str)]| wording.fill(key, values);
        let message = self.alone(wording);
        let message = match self.error.measure {
            None => message,
            Some(measure) => {
                let values = [("measure", measure), ("message", &message)];
                fill("api.input.in-measure", &values)
            }
        };
        match self.error.side {
            None => message,
            Some(side) => {
                let values = [("side", side.code()), ("message", &*message)];
                fill("api.input.in-side", &values)
            }
        }
    }

    /// What is wrong, without where.
    fn alone(&self, wording: &Wording) -> String {
        let key = match self.error.code {
            InputFault::ResponsesNotObject => "api.input.responses-not-object",
            InputFault::UnknownItem => "api.input.unknown-item",
            InputFault::NotInteger => "api.input.not-integer",
            InputFault::NotBoolean => "api.input.not-boolean",
            InputFault::OutOfRange => "api.input.out-of-range",
            InputFault::Contradiction => "api.input.contradiction",
            InputFault::InstrumentMismatch => "api.input.instrument-mismatch",
            InputFault::UnknownInstrument => "api.input.unknown-instrument",
            InputFault::UnknownKind => "api.input.unknown-kind",
            InputFault::UnknownField => "api.input.unknown-field",
        };
        let measure = self.measure();
        let (lowest, highest) = self.range();
        let names = self.asked.measures.iter().map(|it| it.instrument.as_str());
        let names: Vec<&str> = names.collect();
        // Each sentence takes what it needs of these.
        let values = [
            (
                "measure",
                measure.map_or(self.asked.measure, |it| &it.instrument),
            ),
            ("item", &self.place()),
            ("items", &measure.map_or(0, |it| it.items.len()).to_string()),
            ("lowest", &lowest),
            ("highest", &highest),
            ("measures", &names.join(", ")),
            ("fields", &self.fields_there().join(", ")),
        ];
        wording.fill(key, &values)
    }

    /// The fields there are where an unknown one stood.
    fn fields_there(&self) -> Vec<String> {
        let (is_of_sides, is_of_both) = (self.asked.kind != "score", self.measure().is_none());
        if is_of_sides && self.error.side.is_none() {
            vec!["pre".to_owned(), "post".to_owned()]
        } else if is_of_both {
            let keys = wire::COMBINED.iter();
            keys.map(|(key, _)| (*key).to_owned()).collect()
        } else {
            let names = self.measure().into_iter().flat_map(names);
            names.map(camel).collect()
        }
    }

    /// The least and the greatest position of the item, or of the field of that name.
    fn range(&self) -> (String, String) {
        let item = self.error.item.as_deref().unwrap_or_default();
        let range = self.measure().map(|measure| {
            let unscored = measure.unscored.iter().find(|it| it.id == item);
            unscored.map_or(&measure.answers, |it| &it.answers)
        });
        let ends = |range: &AnswerRange| (range.lowest.to_string(), range.highest.to_string());
        range.map(ends).unwrap_or_default()
    }
}
