//! Reads what extensions say about an item.

use serde_json::Value as Json;

use super::super::urls::{Known, known};
use super::super::value::{Found, read, text};
use super::words::part;
use super::{Object, Reader, join};
use crate::engine::problem::{Problem, Severity};
use crate::engine::questionnaire::{
    Control, Item, ItemType, LinkId, Prefill, PrefillSource, Shown,
};
use crate::engine::value::{Coding, Value};

impl Reader {
    /// Puts what the extensions say into the item, and reports those that are not acted on.
    pub(super) fn item_extensions(&mut self, json: &Object, item: &mut Item, place: &str) {
        for (url, extension, place) in self.extensions(json, place) {
            match known(&url) {
                Known::Standard(name) => {
                    self.standard(name, &url, extension, item, &place);
                }
                Known::Ours(name) => self.ours(name, &url, extension, item, &place),
                Known::Other => self.leave_out_extension(&url, &place),
            }
        }
    }

    fn standard(
        &mut self,
        name: &str,
        url: &str,
        extension: &Object,
        item: &mut Item,
        place: &str,
    ) {
        match name {
            "minLength" => item.limits.min_length = self.number_of(extension, name, place),
            "minOccurs" => item.limits.min_occurs = self.number_of(extension, name, place),
            "maxOccurs" => item.limits.max_occurs = self.number_of(extension, name, place),
            "maxDecimalPlaces" => {
                item.limits.max_decimal_places = self
                    .number_of(extension, name, place)
                    .and_then(|most| u32::try_from(most).ok());
            }
            "regex" => item.limits.regex = self.words_of(extension, name, place),
            "entryFormat" => item.entry_format = self.words_of(extension, name, place),
            "minValue" | "minQuantity" => {
                item.limits.min_value = self.value_of(extension, name, place);
            }
            "maxValue" | "maxQuantity" => {
                item.limits.max_value = self.value_of(extension, name, place);
            }
            "unit" | "unitOption" => match self.value_of(extension, name, place) {
                Some(Value::Coding(unit)) => item.units.push(unit),
                Some(_) => self.wrong_value(place, name),
                None => {}
            },
            "unitValueSet" => self.report_once(place, "problem.fhir.rule-not-read", name),
            "signatureRequired" if item.item_type == ItemType::Group => item.is_signature = true,
            "signatureRequired" | "itemMedia" | "itemAnswerMedia" => {
                self.report_once(place, "problem.fhir.rule-not-read", name);
            }
            "itemControl" => item.control = self.control(extension, place),
            "hidden" => item.is_hidden = self.flag_of(extension, name, place),
            "shortText" => item.short_text = self.words(extension, "valueString", place),
            "subQuestionnaire" => {
                item.sub_questionnaire = self.words_of(extension, name, place);
            }
            _ => self.leave_out_extension(url, place),
        }
    }

    fn ours(&mut self, name: &str, url: &str, extension: &Object, item: &mut Item, place: &str) {
        match name {
            "required-on-alert" => {
                item.is_required_on_alert = self.flag_of(extension, name, place);
            }
            "outside-signature" => {
                item.is_outside_signature = self.flag_of(extension, name, place);
            }
            "worker-only" => item.is_for_worker = self.flag_of(extension, name, place),
            "drawing" if item.item_type == ItemType::Text => {
                if self.flag_of(extension, name, place) {
                    item.control = Some(Control::Drawing);
                }
            }
            "min-age" => {
                item.limits.min_age = self
                    .number_of(extension, name, place)
                    .and_then(|least| u16::try_from(least).ok());
            }
            "not-in-future" => {
                item.limits.is_not_in_future = self.flag_of(extension, name, place);
            }
            "words-of" => item.copyright = self.words_of(extension, name, place),
            "prefill" => match read_prefill(extension) {
                Some(prefill) => item.prefill.push(prefill),
                None => self.wrong_value(place, name),
            },
            "shows" => {
                let code = extension.get("valueCode").and_then(Json::as_str);
                item.shows = code.and_then(read_shown);
                if item.shows.is_none() {
                    self.wrong_value(place, name);
                }
            }
            _ => self.leave_out_extension(url, place),
        }
    }

    /// The look an author asked for. A look that is not known is the usual one.
    fn control(&mut self, extension: &Object, place: &str) -> Option<Control> {
        let concept = extension
            .get("valueCodeableConcept")
            .and_then(Json::as_object);
        let codings = concept
            .and_then(|it| it.get("coding"))
            .and_then(Json::as_array);
        let mut codes: Vec<&str> = codings
            .into_iter()
            .flatten()
            .filter_map(|coding| coding.get("code").and_then(Json::as_str))
            .collect();
        codes.extend(concept.and_then(|it| it.get("text")).and_then(Json::as_str));
        let control = codes.iter().find_map(|code| match *code {
            "radio-button" => Some(Control::RadioButton),
            "check-box" => Some(Control::CheckBox),
            "drop-down" | "autocomplete" => Some(Control::DropDown),
            "prompt" => Some(Control::Prompt),
            "help" | "flyover" => Some(Control::Help),
            "page" => Some(Control::Page),
            "table" | "gtable" | "htable" | "atable" | "grid" => Some(Control::Table),
            "footer" => Some(Control::Footer),
            _ => None,
        });
        if control.is_none() {
            let shown: String = codes.join(" ").chars().take(60).collect();
            self.report_once(place, "problem.fhir.unknown-look", &shown);
        }
        control
    }

    pub(super) fn flag_of(&mut self, extension: &Object, name: &str, place: &str) -> bool {
        match extension.get("valueBoolean") {
            Some(Json::Bool(is)) => *is,
            Some(_) | None => {
                self.wrong_value(place, name);
                false
            }
        }
    }

    fn number_of(&mut self, extension: &Object, name: &str, place: &str) -> Option<usize> {
        let number = match read(extension, "value") {
            Found::Value(Value::Integer(number)) => usize::try_from(number).ok(),
            Found::Nothing | Found::Value(_) | Found::NotSupported(_) | Found::Malformed(_) => None,
        };
        if number.is_none() {
            self.wrong_value(place, name);
        }
        number
    }

    fn words_of(&mut self, extension: &Object, name: &str, place: &str) -> Option<String> {
        match read(extension, "value") {
            Found::Value(Value::String(words) | Value::Url(words)) => {
                Some(self.clean(&words, place))
            }
            Found::Nothing | Found::Value(_) | Found::NotSupported(_) | Found::Malformed(_) => {
                self.wrong_value(place, name);
                None
            }
        }
    }

    fn value_of(&mut self, extension: &Object, name: &str, place: &str) -> Option<Value> {
        match read(extension, "value") {
            Found::Value(value) => Some(value),
            // A value that is to be computed stands beside the value it has for the moment.
            Found::Nothing if extension.keys().any(|key| key.starts_with("_value")) => {
                self.problem(
                    Problem::new(Severity::LeftOut, place, "problem.fhir.expression")
                        .with("name", name),
                );
                None
            }
            Found::Nothing | Found::NotSupported(_) | Found::Malformed(_) => {
                self.wrong_value(place, name);
                None
            }
        }
    }

    /// The codings in a list.
    pub(super) fn codings(&mut self, within: &Object, name: &str, place: &str) -> Vec<Coding> {
        let mut codings = Vec::new();
        for (place, json) in self.list(within, name, place) {
            match super::super::value::read_coding(json) {
                Some(coding) => codings.push(coding),
                None => self.wrong_value(&join(&place, "code"), name),
            }
        }
        codings
    }
}

fn read_prefill(extension: &Object) -> Option<Prefill> {
    let is = |url| {
        extension
            .get("extension")
            .and_then(Json::as_array)
            .is_some_and(|parts| {
                parts.iter().any(|part| {
                    part.get("url").and_then(Json::as_str) == Some(url)
                        && part.get("valueBoolean") == Some(&Json::Bool(true))
                })
            })
    };
    let source = if let Some(link_id) = part(extension, "answer") {
        PrefillSource::Answer(LinkId::new(link_id))
    } else if let Some(link_id) = part(extension, "section") {
        PrefillSource::Section(LinkId::new(link_id))
    } else if is("scores") {
        PrefillSource::Scores
    } else if is("alerts") {
        PrefillSource::Alerts
    } else {
        return None;
    };
    Some(Prefill {
        form: part(extension, "form")?.to_owned(),
        source,
    })
}

fn read_shown(code: &str) -> Option<Shown> {
    let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    match code {
        "outcomes" => Some(Shown::Outcomes),
        "alerts" => Some(Shown::Alerts),
        "second-failure" => Some(Shown::SecondFailure),
        _ => {
            let score = code.strip_prefix("score:")?;
            let (measure, subscale) = match score.split_once('/') {
                Some((measure, subscale)) => (measure, Some(named(subscale)?)),
                None => (score, None),
            };
            Some(Shown::Score {
                measure: named(measure)?,
                subscale,
            })
        }
    }
}

/// The number a measure counts for an option (`ordinalValue`, `itemWeight`), among the extensions of
/// the element itself.
pub(super) fn ordinal_of(element: &Object) -> Option<rust_decimal::Decimal> {
    let extensions = element.get("extension")?.as_array()?;
    extensions.iter().find_map(|extension| {
        let url = extension.get("url").and_then(text)?;
        match known(url) {
            Known::Standard("ordinalValue" | "itemWeight") => {
                super::super::value::read_decimal(extension.get("valueDecimal")?)
            }
            Known::Standard(_) | Known::Ours(_) | Known::Other => None,
        }
    })
}
