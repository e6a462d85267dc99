//! Reads the items of a questionnaire.

use serde_json::Value as Json;

use super::super::limits;
use super::super::value::{Found, read, text};
use super::{Object, Reader, join};
use crate::engine::form::fits;
use crate::engine::problem::{Problem, Severity};
use crate::engine::questionnaire::{AnswerOption, Control, Item, ItemType, Limits, LinkId, Words};
use crate::engine::value::Value;

/// The elements of an item in R4, and `id` and `extension`, which every element has.
const ELEMENTS: [&str; 19] = [
    "answerOption",
    "answerValueSet",
    "code",
    "definition",
    "enableBehavior",
    "enableWhen",
    "extension",
    "id",
    "initial",
    "item",
    "linkId",
    "maxLength",
    "modifierExtension",
    "prefix",
    "readOnly",
    "repeats",
    "required",
    "text",
    "type",
];

impl Reader {
    /// The items within an element. Recursion ends at [`limits::DEPTH`].
    pub(super) fn items(&mut self, within: &Object, place: &str, depth: usize) -> Vec<Item> {
        let mut items = Vec::new();
        for (place, json) in self.list(within, "item", place) {
            if depth >= limits::DEPTH {
                self.refuse(&place, "problem.fhir.too-deep", limits::DEPTH);
            }
            self.n_items += 1;
            if self.n_items > limits::ITEMS {
                self.refuse(&place, "problem.fhir.too-many-items", limits::ITEMS);
            }
            if self.is_refused {
                return Vec::new();
            }
            items.extend(self.item(json, &place, depth));
        }
        items
    }

    fn item(&mut self, json: &Object, place: &str, depth: usize) -> Option<Item> {
        self.allow(json, place);
        let text = self.words(json, "text", place);
        let item_type = self.item_type(json, place);
        let link_id = self.link_id(json, item_type, place)?;
        self.places
            .entry(link_id.clone())
            .or_insert_with(|| (place.to_owned(), Vec::new()));
        let mut item = Item {
            link_id,
            item_type,
            prefix: self.plain(json, "prefix", place),
            text,
            short_text: Words::default(),
            help: Words::default(),
            entry_format: None,
            codes: self.codings(json, "code", place),
            is_required: self.flag(json, "required", place),
            repeats: self.flag(json, "repeats", place),
            is_read_only: self.flag(json, "readOnly", place),
            is_hidden: false,
            control: None,
            options: Vec::new(),
            units: Vec::new(),
            enable_when: Vec::new(),
            enable_behavior: self.enable_behavior(json, place),
            limits: Limits {
                max_length: self.max_length(json, place),
                ..Limits::default()
            },
            initial: Vec::new(),
            prefill: Vec::new(),
            is_required_on_alert: false,
            is_signature: false,
            is_outside_signature: false,
            is_for_worker: false,
            shows: None,
            sub_questionnaire: None,
            copyright: None,
            items: Vec::new(),
        };
        item.enable_when = self.conditions(json, &item.link_id, place);
        self.item_extensions(json, &mut item, place);
        self.options(json, &mut item, place);
        self.initial(json, &mut item, place);
        self.check_limits(&mut item, place);
        self.check_elements(json, place);
        item.items = self.items(json, place, depth + 1);
        if item.item_type == ItemType::Group && item.items.is_empty() {
            self.report(Severity::Odd, place, "problem.fhir.empty-group");
        }
        fold_help(&mut item);
        if item.item_type == ItemType::Display {
            self.check_display(&mut item, place);
        }
        Some(item)
    }

    /// The identity of an item. Without one, or with one already taken, only words to read are kept:
    /// an answer could not be told from another's.
    fn link_id(&mut self, json: &Object, item_type: ItemType, place: &str) -> Option<LinkId> {
        let is_words = item_type == ItemType::Display;
        // Characters that cannot be seen identify nothing: an id of those alone is none.
        let given = json
            .get("linkId")
            .and_then(text)
            .map(|given| self.clean(given, &join(place, "linkId")))
            .filter(|given| !given.is_empty());
        let Some(given) = given else {
            let what = if is_words {
                "problem.fhir.words-without-link-id"
            } else {
                "problem.fhir.no-link-id"
            };
            let severity = if is_words {
                Severity::Odd
            } else {
                Severity::LeftOut
            };
            self.report(severity, place, what);
            return is_words.then(|| LinkId::new(place));
        };
        let link_id = LinkId::new(&given);
        if let Some((first, _)) = self.places.get(&link_id) {
            let first = first.clone();
            let (severity, what) = if is_words {
                (Severity::Odd, "problem.fhir.words-with-same-link-id")
            } else {
                (Severity::LeftOut, "problem.fhir.same-link-id")
            };
            self.problem(
                Problem::new(severity, place, what)
                    .with("link_id", &link_id)
                    .with("first", first),
            );
            return is_words.then_some(link_id);
        }
        Some(link_id)
    }

    fn item_type(&mut self, json: &Object, place: &str) -> ItemType {
        let code = json.get("type").and_then(Json::as_str).unwrap_or_default();
        let has_items = json
            .get("item")
            .and_then(Json::as_array)
            .is_some_and(|items| !items.is_empty());
        let words_or_group = if has_items {
            ItemType::Group
        } else {
            ItemType::Display
        };
        let place = join(place, "type");
        match code {
            "group" => ItemType::Group,
            "display" if has_items => {
                self.report(Severity::Odd, &place, "problem.fhir.display-with-items");
                ItemType::Group
            }
            "display" => ItemType::Display,
            "boolean" => ItemType::Boolean,
            "decimal" => ItemType::Decimal,
            "integer" => ItemType::Integer,
            "date" => ItemType::Date,
            "dateTime" => ItemType::DateTime,
            "time" => ItemType::Time,
            "string" => ItemType::String,
            "text" => ItemType::Text,
            "url" => ItemType::Url,
            "choice" => ItemType::Choice,
            "open-choice" => ItemType::OpenChoice,
            "quantity" => ItemType::Quantity,
            "attachment" | "reference" => {
                self.problem(
                    Problem::new(Severity::LeftOut, &place, "problem.fhir.type-not-supported")
                        .with("type", code),
                );
                if code == "attachment" {
                    ItemType::Attachment
                } else {
                    ItemType::Reference
                }
            }
            // FHIR R5 has one word for both of R4's.
            "coding" => {
                self.report(Severity::Odd, &place, "problem.fhir.r5-coding");
                let constraint = json.get("answerConstraint").and_then(Json::as_str);
                if constraint == Some("optionsOrString") {
                    ItemType::OpenChoice
                } else {
                    ItemType::Choice
                }
            }
            _ => {
                let shown: String = code.chars().take(40).collect();
                self.problem(
                    Problem::new(Severity::LeftOut, &place, "problem.fhir.unknown-type")
                        .with("type", shown),
                );
                words_or_group
            }
        }
    }

    fn max_length(&mut self, json: &Object, place: &str) -> Option<usize> {
        let given = json.get("maxLength")?;
        let most = super::super::value::read_integer(given)
            .and_then(|most| usize::try_from(most).ok())
            .filter(|most| *most > 0);
        if most.is_none() {
            self.wrong_value(&join(place, "maxLength"), "maxLength");
        }
        most
    }

    /// The initial values that the item can hold.
    fn initial(&mut self, json: &Object, item: &mut Item, place: &str) {
        for (place, initial) in self.list(json, "initial", place) {
            let value = match read(initial, "value") {
                Found::Value(value) => value,
                Found::Nothing if initial.contains_key("extension") => continue,
                Found::Nothing | Found::NotSupported(_) | Found::Malformed(_) => {
                    self.report(Severity::LeftOut, &place, "problem.fhir.initial");
                    continue;
                }
            };
            let value = match (item.item_type, value) {
                (ItemType::Decimal, Value::Integer(whole)) => Value::Decimal(whole.into()),
                (_, value) => value,
            };
            // With the words of the option it means.
            let option = item
                .options
                .iter()
                .find(|option| option.value.is_same_as(&value));
            let is_of_list = item.options.is_empty() || option.is_some();
            let is_own_words =
                item.item_type == ItemType::OpenChoice && matches!(value, Value::String(_));
            let is_one_too_many = !item.repeats && !item.initial.is_empty();
            if !fits(item, &value) || !(is_of_list || is_own_words) || is_one_too_many {
                self.report(Severity::LeftOut, &place, "problem.fhir.initial");
                continue;
            }
            let value = option.map_or(value, |option| option.value.clone());
            item.initial.push(value);
        }
        let selected = |option: &&AnswerOption| option.is_initially_selected;
        let n_selected = item.options.iter().filter(selected).count();
        if !item.repeats && n_selected + item.initial.len() > 1 {
            self.report(Severity::LeftOut, place, "problem.fhir.initially-several");
            let keep = usize::from(item.initial.is_empty());
            let selected = item
                .options
                .iter_mut()
                .filter(|option| option.is_initially_selected);
            for option in selected.skip(keep) {
                option.is_initially_selected = false;
            }
        }
    }

    /// Takes away limits that cannot hold for the type, and reports those no answer can meet.
    fn check_limits(&mut self, item: &mut Item, place: &str) {
        let item_type = item.item_type;
        let is_comparable = |limit: &Value| match limit {
            Value::Integer(_) | Value::Decimal(_) | Value::Quantity(_) => matches!(
                item_type,
                ItemType::Integer | ItemType::Decimal | ItemType::Quantity
            ),
            Value::Date(_) | Value::DateTime(_) => {
                matches!(item_type, ItemType::Date | ItemType::DateTime)
            }
            Value::Time(_) => item_type == ItemType::Time,
            Value::Boolean(_) | Value::String(_) | Value::Url(_) | Value::Coding(_) => false,
        };
        let limits = &mut item.limits;
        for (limit, name) in [
            (&mut limits.min_value, "minValue"),
            (&mut limits.max_value, "maxValue"),
        ] {
            if limit.as_ref().is_some_and(|limit| !is_comparable(limit)) {
                *limit = None;
                self.problem(
                    Problem::new(Severity::LeftOut, place, "problem.fhir.limit-of-other-type")
                        .with("name", name),
                );
            }
        }
        if let Some(pattern) = &limits.regex
            && crate::engine::validate::compile(pattern).is_err()
        {
            self.report(Severity::LeftOut, place, "problem.fhir.pattern");
            limits.regex = None;
        }
        let values_cross = limits
            .min_value
            .as_ref()
            .zip(limits.max_value.as_ref())
            .and_then(|(least, most)| least.compare(most))
            == Some(std::cmp::Ordering::Greater);
        let crossing = |least: Option<usize>, most: Option<usize>| {
            least.zip(most).is_some_and(|(least, most)| least > most)
        };
        if values_cross
            || crossing(limits.min_length, limits.max_length)
            || crossing(limits.min_occurs, limits.max_occurs)
        {
            self.report(Severity::Odd, place, "problem.fhir.limits-cross");
        }
        let is_date = matches!(item_type, ItemType::Date | ItemType::DateTime);
        if (limits.min_age.is_some() || limits.is_not_in_future) && !is_date {
            self.report(Severity::LeftOut, place, "problem.fhir.date-rule-elsewhere");
            limits.min_age = None;
            limits.is_not_in_future = false;
        }
    }

    /// Reports elements that R4 items do not have.
    fn check_elements(&mut self, json: &Object, place: &str) {
        for name in json.keys() {
            let plain = name.strip_prefix('_').unwrap_or(name);
            if !ELEMENTS.contains(&plain) {
                let shown: String = name.chars().take(60).collect();
                self.report_once(place, "problem.fhir.unknown-element", &shown);
            }
        }
    }

    /// Takes from words to read what only questions have.
    fn check_display(&mut self, item: &mut Item, place: &str) {
        if item.is_required || item.repeats {
            item.is_required = false;
            item.repeats = false;
            self.report(Severity::Odd, place, "problem.fhir.question-rules-on-words");
        }
    }
}

/// Puts help that is an item of its own within a question into the question's help. Help that has
/// conditions of its own stays an item.
fn fold_help(item: &mut Item) {
    let is_help = |inner: &Item| {
        inner.item_type == ItemType::Display
            && inner.control == Some(Control::Help)
            && inner.enable_when.is_empty()
            && inner.shows.is_none()
            && inner.sub_questionnaire.is_none()
    };
    let (help, rest): (Vec<Item>, Vec<Item>) = std::mem::take(&mut item.items)
        .into_iter()
        .partition(is_help);
    item.items = rest;
    for words in help.into_iter().map(|inner| inner.text) {
        item.help = if item.help.is_empty() {
            words
        } else {
            on_two_lines(&item.help, &words)
        };
    }
}

fn on_two_lines(first: &Words, second: &Words) -> Words {
    let mut languages: Vec<&str> = Vec::new();
    for (language, _) in first.translations.iter().chain(&second.translations) {
        if !languages.contains(&language.as_str()) {
            languages.push(language);
        }
    }
    let joined = |first: &str, second: &str| format!("{first}\n{second}");
    Words {
        base: joined(&first.base, &second.base),
        translations: languages
            .into_iter()
            .map(|language| {
                let words = joined(first.in_language(language), second.in_language(language));
                (language.to_owned(), words)
            })
            .collect(),
    }
}
