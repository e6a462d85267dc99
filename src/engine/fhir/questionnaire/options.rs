//! Reads what may be chosen: options of an item, and lists shared by several.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::super::limits;
use super::super::urls::{Known, known};
use super::super::value::{Found, read, read_coding, text, write};
use super::extension::ordinal_of;
use super::{Object, Reader, join};
use crate::engine::problem::{Problem, Severity};
use crate::engine::questionnaire::{AnswerOption, Item, ItemType, Words};
use crate::engine::value::{Coding, Value};

/// The lists that a file holds within itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    /// Options of each value set, by `#id` and by address.
    value_sets: BTreeMap<String, Rc<[AnswerOption]>>,
    /// Concepts of each code system, by address.
    code_systems: BTreeMap<String, CodeSystem>,
}

/// The concepts of a code system, in order and by code.
#[derive(Debug, Clone)]
struct CodeSystem {
    concepts: Rc<[AnswerOption]>,
    by_code: BTreeMap<String, usize>,
}

impl CodeSystem {
    fn new(concepts: Vec<AnswerOption>) -> Self {
        let coded = concepts.iter().enumerate().filter_map(|(n, concept)| {
            let Value::Coding(coding) = &concept.value else {
                return None;
            };
            Some((coding.code.clone()?, n))
        });
        let mut by_code = BTreeMap::new();
        by_code.extend(coded);
        Self {
            by_code,
            concepts: concepts.into(),
        }
    }

    fn concept(&self, coding: &Coding) -> Option<&AnswerOption> {
        let n = self.by_code.get(coding.code.as_deref()?)?;
        self.concepts.get(*n)
    }
}

impl Lists {
    /// The number a code system gives to a code.
    fn ordinal_of(&self, coding: &Coding) -> Option<Decimal> {
        let code_system = self.code_systems.get(coding.system.as_deref()?)?;
        code_system.concept(coding)?.ordinal
    }
}

impl Reader {
    /// Reads the value sets and code systems contained in the file.
    pub(super) fn contained(&mut self, root: &Object) -> Lists {
        let mut lists = Lists::default();
        let contained = self.list(root, "contained", "");
        let of_type = |name: &'static str| {
            contained.iter().filter(move |(_, resource)| {
                resource.get("resourceType").and_then(Json::as_str) == Some(name)
            })
        };
        for (place, code_system) in of_type("CodeSystem") {
            let Some(url) = code_system.get("url").and_then(text) else {
                continue;
            };
            let mut concepts = Vec::new();
            self.concepts(code_system, "concept", url, place, &mut concepts);
            lists
                .code_systems
                .insert(url.to_owned(), CodeSystem::new(concepts));
        }
        for (place, value_set) in of_type("ValueSet") {
            self.allow(value_set, place);
            let options: Rc<[AnswerOption]> = self.value_set(value_set, &lists, place).into();
            if let Some(id) = value_set.get("id").and_then(text) {
                lists
                    .value_sets
                    .insert(format!("#{}", id.trim_start_matches('#')), options.clone());
            }
            if let Some(url) = value_set.get("url").and_then(text) {
                lists.value_sets.insert(url.to_owned(), options);
            }
        }
        lists
    }

    /// The options of a value set: those it lists as expanded, or else those it is composed of.
    fn value_set(&mut self, value_set: &Object, lists: &Lists, place: &str) -> Vec<AnswerOption> {
        let mut options = Vec::new();
        if let Some(expansion) = value_set.get("expansion").and_then(Json::as_object) {
            let place = join(place, "expansion");
            self.concepts(expansion, "contains", "", &place, &mut options);
        }
        let compose = value_set.get("compose").and_then(Json::as_object);
        if let Some(compose) = compose.filter(|_| options.is_empty()) {
            let place = join(place, "compose");
            for (place, include) in self.list(compose, "include", &place) {
                self.include(include, lists, &place, &mut options);
            }
            let mut excluded = BTreeSet::new();
            for (place, exclude) in self.list(compose, "exclude", &place) {
                let mut of_this = Vec::new();
                self.include(exclude, lists, &place, &mut of_this);
                excluded.extend(of_this.iter().map(key));
            }
            options.retain(|option| !excluded.contains(&key(option)));
        }
        for option in &mut options {
            if let (None, Value::Coding(coding)) = (option.ordinal, &option.value) {
                option.ordinal = lists.ordinal_of(coding);
            }
        }
        options
    }

    fn include(
        &mut self,
        include: &Object,
        lists: &Lists,
        place: &str,
        options: &mut Vec<AnswerOption>,
    ) {
        if include.contains_key("filter") || include.contains_key("valueSet") {
            self.report(Severity::LeftOut, place, "problem.fhir.list-rule");
            return;
        }
        let system = include.get("system").and_then(text).unwrap_or_default();
        if include.contains_key("concept") {
            let known = lists.code_systems.get(system).cloned();
            let from = options.len();
            self.concepts(include, "concept", system, place, options);
            // Words that the list does not give are those of the code system.
            for option in options.iter_mut().skip(from) {
                let Value::Coding(coding) = &mut option.value else {
                    continue;
                };
                let of_system = known.as_ref().and_then(|known| known.concept(coding));
                if let (None, Some(of_system)) = (&coding.display, of_system) {
                    option.value = of_system.value.clone();
                    option.words = of_system.words.clone();
                }
            }
        } else if let Some(code_system) = lists.code_systems.get(system) {
            let room = limits::OPTIONS.saturating_sub(options.len());
            if code_system.concepts.len() > room {
                self.refuse(place, "problem.fhir.too-many-options", limits::OPTIONS);
                return;
            }
            options.extend(code_system.concepts.iter().cloned());
        } else {
            self.problem(
                Problem::new(Severity::LeftOut, place, "problem.fhir.list-elsewhere")
                    .with("list", system),
            );
        }
    }

    /// The concepts in a list and those within them, in order. JSON is at most 128 levels deep, and so
    /// is the recursion.
    fn concepts(
        &mut self,
        within: &Object,
        name: &str,
        system: &str,
        place: &str,
        options: &mut Vec<AnswerOption>,
    ) {
        for (place, concept) in self.list(within, name, place) {
            if options.len() >= limits::OPTIONS {
                self.refuse(&place, "problem.fhir.too-many-options", limits::OPTIONS);
            }
            if self.is_refused {
                return;
            }
            let is_heading = concept.get("abstract") == Some(&Json::Bool(true));
            match read_coding(concept) {
                Some(mut coding) if !is_heading => {
                    if coding.system.is_none() && !system.is_empty() {
                        coding.system = Some(system.to_owned());
                    }
                    let mut words = self.words(concept, "display", &place);
                    coding.display = (!words.is_empty()).then(|| words.base.clone());
                    words.translations.extend(designations(concept));
                    options.push(AnswerOption {
                        words: shown(words, &coding),
                        ordinal: ordinal_of(concept),
                        ..option(Value::Coding(coding))
                    });
                }
                Some(_) => {}
                None if is_heading => {}
                None => self.wrong_value(&join(&place, "code"), "code"),
            }
            self.concepts(concept, name, system, &place, options);
        }
    }

    /// Reads what may be chosen at an item.
    pub(super) fn options(&mut self, json: &Object, item: &mut Item, place: &str) {
        let mut there = BTreeSet::new();
        for (place, option) in self.list(json, "answerOption", place) {
            if item.options.len() >= limits::OPTIONS {
                self.refuse(&place, "problem.fhir.too-many-options", limits::OPTIONS);
            }
            if self.is_refused {
                return;
            }
            self.allow(option, &place);
            if let Some(option) = self.option(option, &place) {
                if !there.insert(key(&option)) {
                    self.report(Severity::LeftOut, &place, "problem.fhir.same-option");
                } else {
                    item.options.push(option);
                }
            }
        }
        if let Some(list) = json.get("answerValueSet") {
            self.shared_list(list, item, &join(place, "answerValueSet"));
        }
        self.n_options += item.options.len();
        if self.n_options > limits::ALL_OPTIONS {
            self.refuse(place, "problem.fhir.too-many-options", limits::ALL_OPTIONS);
        }
        self.check_options(item, place);
    }

    fn shared_list(&mut self, list: &Json, item: &mut Item, place: &str) {
        let name = text(list).unwrap_or_default();
        let without_version = name.split('|').next().unwrap_or_default();
        let known = self.lists.value_sets.get(without_version).cloned();
        match known {
            Some(_) if !item.options.is_empty() => {
                self.report(Severity::LeftOut, place, "problem.fhir.two-lists");
            }
            Some(options) if options.is_empty() => {
                self.problem(
                    Problem::new(Severity::LeftOut, place, "problem.fhir.empty-list")
                        .with("list", name),
                );
            }
            Some(options) => item.options = options.to_vec(),
            None => {
                let shown: String = name.chars().take(200).collect();
                let what = if name.starts_with('#') {
                    "problem.fhir.no-such-list"
                } else {
                    "problem.fhir.list-elsewhere"
                };
                self.problem(Problem::new(Severity::LeftOut, place, what).with("list", shown));
            }
        }
    }

    fn option(&mut self, json: &Object, place: &str) -> Option<AnswerOption> {
        let mut read_option = match read(json, "value") {
            Found::Value(Value::Coding(coding)) => {
                let inner = json.get("valueCoding").and_then(Json::as_object)?;
                let place = join(place, "valueCoding");
                let words = self.words(inner, "display", &place);
                let ordinal = ordinal_of(inner).or_else(|| self.lists.ordinal_of(&coding));
                let mut read_option = AnswerOption {
                    words: shown(words, &coding),
                    ordinal,
                    ..option(Value::Coding(coding))
                };
                self.option_extensions(inner, &mut read_option, &place);
                read_option
            }
            Found::Value(Value::String(words)) => {
                let read_words = self.words(json, "valueString", place);
                AnswerOption {
                    words: read_words,
                    ..option(Value::String(words))
                }
            }
            Found::Value(value @ (Value::Integer(_) | Value::Date(_) | Value::Time(_))) => {
                option(value)
            }
            Found::Nothing | Found::Value(_) | Found::NotSupported(_) | Found::Malformed(_) => {
                self.report(Severity::LeftOut, place, "problem.fhir.option");
                return None;
            }
        };
        read_option.is_initially_selected = self.flag(json, "initialSelected", place);
        self.option_extensions(json, &mut read_option, place);
        Some(read_option)
    }

    fn option_extensions(&mut self, json: &Object, option: &mut AnswerOption, place: &str) {
        option.ordinal = ordinal_of(json).or(option.ordinal);
        for (url, extension, place) in self.extensions(json, place) {
            match known(&url) {
                Known::Standard(name @ ("ordinalValue" | "itemWeight")) => {
                    if ordinal_of(json).is_none() {
                        self.wrong_value(&place, name);
                    }
                }
                Known::Standard("optionExclusive") => {
                    option.is_exclusive = self.flag_of(extension, "optionExclusive", &place);
                }
                Known::Standard("optionPrefix") => {
                    option.prefix = self.plain(extension, "valueString", &place);
                }
                Known::Ours("critical-answer") => {
                    option.is_critical = self.flag_of(extension, "critical-answer", &place);
                }
                Known::Ours("holds-draft") => {
                    option.holds_draft = self.flag_of(extension, "holds-draft", &place);
                }
                Known::Standard(_) | Known::Ours(_) | Known::Other => {
                    self.leave_out_extension(&url, &place);
                }
            }
        }
    }

    /// Compares the options with the type of the item.
    fn check_options(&mut self, item: &mut Item, place: &str) {
        match item.item_type {
            ItemType::Choice if item.options.is_empty() => {
                self.report(Severity::Odd, place, "problem.fhir.nothing-to-choose");
            }
            ItemType::Choice | ItemType::OpenChoice => {}
            ItemType::Integer
            | ItemType::Date
            | ItemType::Time
            | ItemType::String
            | ItemType::Text
                if !item.options.is_empty() =>
            {
                // FHIR R5 lets these types have options; R4's word for that is choice.
                self.report(Severity::Odd, place, "problem.fhir.options-of-other-type");
                item.item_type = ItemType::Choice;
            }
            ItemType::Group
            | ItemType::Display
            | ItemType::Boolean
            | ItemType::Decimal
            | ItemType::Integer
            | ItemType::Date
            | ItemType::DateTime
            | ItemType::Time
            | ItemType::String
            | ItemType::Text
            | ItemType::Url
            | ItemType::Quantity
            | ItemType::Attachment
            | ItemType::Reference => {
                if !item.options.is_empty() {
                    self.report(
                        Severity::LeftOut,
                        place,
                        "problem.fhir.options-not-for-type",
                    );
                    item.options.clear();
                }
            }
        }
        if item.options.iter().any(|option| option.is_exclusive) && !item.repeats {
            self.report(
                Severity::Odd,
                place,
                "problem.fhir.exclusive-without-repeats",
            );
        }
    }
}

fn option(value: Value) -> AnswerOption {
    AnswerOption {
        value,
        words: Words::default(),
        prefix: None,
        ordinal: None,
        is_exclusive: false,
        is_initially_selected: false,
        is_critical: false,
        holds_draft: false,
        is_withdrawn: false,
    }
}

/// The same text for the same option, whatever words are shown for it.
fn key(option: &AnswerOption) -> String {
    let mut value = option.value.clone();
    if let Value::Coding(coding) = &mut value
        && coding.code.is_some()
    {
        coding.display = None;
    }
    let (kind, json) = write(&value);
    format!("{kind} {json}")
}

/// The words of an option: its display, or its code where it has none.
fn shown(words: Words, coding: &Coding) -> Words {
    if words.is_empty() {
        Words {
            base: coding.words().to_owned(),
            ..words
        }
    } else {
        words
    }
}

/// Translations that a value set or a code system gives to a concept.
fn designations(concept: &Object) -> Vec<(String, String)> {
    let designations = concept.get("designation").and_then(Json::as_array);
    designations
        .into_iter()
        .flatten()
        .filter_map(|designation| {
            let language = designation.get("language").and_then(text)?;
            let words = designation.get("value").and_then(text)?;
            Some((language.to_owned(), words.to_owned()))
        })
        .collect()
}
