//! The words of the app itself: flat keys to sentences with `{placeholders}`.
//!
//! The words of a form are in the form's folder. A key without words is shown as the key in brackets,
//! never as nothing, so that a gap in a translation is seen and reported.

mod counted;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value as Json;

pub use self::counted::{Stray, names};

use self::counted::Translated;
use super::problem::{Problem, Severity};

/// The built-in words, one file a subject. `tests/native/tidy.rs` checks that every key the code
/// names is there and that no key is there for nothing.
const BUILT_IN: [&str; 13] = [
    include_str!("../../../public/wording/en-GB/agency.json"),
    include_str!("../../../public/wording/en-GB/answers.json"),
    include_str!("../../../public/wording/en-GB/app.json"),
    include_str!("../../../public/wording/en-GB/comparison.json"),
    include_str!("../../../public/wording/en-GB/components.json"),
    include_str!("../../../public/wording/en-GB/consent.json"),
    include_str!("../../../public/wording/en-GB/problems.json"),
    include_str!("../../../public/wording/en-GB/report.json"),
    include_str!("../../../public/wording/en-GB/scores.json"),
    include_str!("../../../public/wording/en-GB/service-data.json"),
    include_str!("../../../public/wording/en-GB/signing.json"),
    include_str!("../../../public/wording/en-GB/vault.json"),
    include_str!("../../../public/wording/en-GB/violations.json"),
];

/// What a form says where it stands in a page of somebody else's: nothing of vaults, cases and reports.
const OF_FORMS: [&str; 6] = [
    include_str!("../../../public/wording/en-GB/answers.json"),
    include_str!("../../../public/wording/en-GB/components.json"),
    include_str!("../../../public/wording/en-GB/embed.json"),
    include_str!("../../../public/wording/en-GB/problems.json"),
    include_str!("../../../public/wording/en-GB/scores.json"),
    include_str!("../../../public/wording/en-GB/violations.json"),
];

/// The words of the app in one language, over the built-in ones.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    language: Arc<str>,
    words: Arc<BTreeMap<String, String>>,
    translated: Option<Translated>,
}

impl Wording {
    /// The words the app comes with, in British English.
    #[must_use]
    pub fn built_in() -> Self {
        Self::of(&BUILT_IN)
    }

    /// The words of forms alone, in British English: what a form needs that stands in another page.
    #[must_use]
    pub fn of_forms() -> Self {
        Self::of(&OF_FORMS)
    }

    fn of(files: &[&str]) -> Self {
        let mut words = BTreeMap::new();
        for file in files {
            let (of_file, _) = read_words(file);
            words.extend(of_file);
        }
        Self::of_words(words)
    }

    /// These words, in British English, for a program that is handed the few it needs.
    #[must_use]
    pub fn of_words(words: BTreeMap<String, String>) -> Self {
        Self {
            language: "en-GB".into(),
            words: Arc::new(words),
            translated: None,
        }
    }

    /// These words with those of a wording file over them, and what is wrong with the file.
    #[must_use]
    pub fn overlaid(&self, language: &str, json: &str) -> (Self, Vec<Problem>) {
        let below = if language == &*self.language {
            self.clone()
        } else {
            self.in_language(language)
        };
        let (mut over, mut problems) = read_words(json);
        over.retain(|key, _| match below.takes(key) {
            Ok(()) => true,
            Err(Stray::Unknown) => {
                let what = "problem.wording.unknown-key";
                problems.push(Problem::new(Severity::Odd, key, what));
                true
            }
            Err(Stray::NoSuchCategory(there_are)) => {
                let what = "problem.wording.no-such-plural";
                let problem = Problem::new(Severity::LeftOut, key, what);
                problems.push(problem.with("names", names(&there_are)));
                false
            }
        });
        for (key, missing) in below.missing(&over) {
            let what = "problem.wording.plural-missing";
            let problem = Problem::new(Severity::Odd, key, what);
            problems.push(problem.with("names", names(&missing)));
        }
        (below.with_all(over), problems)
    }

    /// Whether there are words under a key.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// These words with others under one key.
    #[must_use]
    pub fn with(&self, key: &str, text: &str) -> Self {
        self.with_all(BTreeMap::from([(key.to_owned(), text.to_owned())]))
    }

    /// These words with others over them, by their keys.
    ///
    /// Where words of another language are for a number of things, nothing English is left between them.
    #[must_use]
    pub fn with_all(&self, over: BTreeMap<String, String>) -> Self {
        let mut words = (*self.words).clone();
        let translated = self.translated.as_ref();
        let translated = translated.map(|of| of.with(self, &over, &mut words));
        words.extend(over);
        Self {
            language: Arc::clone(&self.language),
            words: Arc::new(words),
            translated,
        }
    }

    /// These words as those of another language, before any of them is said in it.
    #[must_use]
    pub fn in_language(&self, language: &str) -> Self {
        Self {
            language: language.into(),
            words: Arc::clone(&self.words),
            translated: Some(Translated::into(language)),
        }
    }

    /// The language of the words, as a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The words under a key.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words
            .get(key)
            .map_or_else(|| format!("[{key}]"), Clone::clone)
    }

    /// The words under a key with each `{name}` replaced by its value.
    ///
    /// Values are put in once: a value that itself holds `{braces}` is shown as it is.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let template = self.say(key);
        let mut filled = String::with_capacity(template.len());
        let mut rest = template.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let known = after.split_once('}').and_then(|(name, tail)| {
                values
                    .iter()
                    .find(|(of, _)| *of == name)
                    .map(|(_, value)| (*value, tail))
            });
            if let Some((value, tail)) = known {
                filled.push_str(value);
                rest = tail;
            } else {
                filled.push('{');
                rest = after;
            }
        }
        filled.push_str(rest);
        filled
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        let values: Vec<(&str, &str)> = problem
            .with
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.fill(problem.what, &values)
    }

    /// Every key there are words for, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}

/// Reads a flat JSON object of words; entries that are not words are reported and left out.
fn read_words(json: &str) -> (BTreeMap<String, String>, Vec<Problem>) {
    let mut words = BTreeMap::new();
    let mut problems = Vec::new();
    match serde_json::from_str::<Json>(json) {
        Ok(Json::Object(entries)) => {
            for (key, value) in entries {
                if let Json::String(text) = value {
                    words.insert(key, text);
                } else {
                    problems.push(Problem::new(
                        Severity::LeftOut,
                        key,
                        "problem.wording.not-words",
                    ));
                }
            }
        }
        Ok(_) | Err(_) => {
            problems.push(Problem::new(
                Severity::Refused,
                "",
                "problem.wording.not-an-object",
            ));
        }
    }
    (words, problems)
}

#[cfg(test)]
mod tests {
    use super::Wording;

    #[test]
    fn a_key_without_words_is_shown_as_the_key() {
        assert_eq!(Wording::built_in().say("no.such.key"), "[no.such.key]");
    }

    #[test]
    fn a_value_with_braces_is_shown_as_it_is() {
        let (wording, _) = Wording::built_in().overlaid("en-GB", r#"{"a":"{x} and {y} {z"}"#);
        assert_eq!(
            wording.fill("a", &[("x", "{y}"), ("y", "2")]),
            "{y} and 2 {z"
        );
    }

    #[test]
    fn every_built_in_file_is_read_whole() {
        for file in super::BUILT_IN.into_iter().chain(super::OF_FORMS) {
            assert_eq!(super::read_words(file).1, Vec::new());
        }
    }
}
