//! Reads words a person will read, with their translations.

use serde_json::Value as Json;

use super::super::limits;
use super::super::urls::{Known, known};
use super::super::value::text;
use super::{Object, Reader, join};
use crate::engine::problem::Severity;
use crate::engine::questionnaire::Words;

impl Reader {
    /// The words of an element, with the translations beside it (`_text`).
    pub(super) fn words(&mut self, within: &Object, name: &str, place: &str) -> Words {
        let base = self.plain(within, name, place).unwrap_or_default();
        let mut words = Words {
            base,
            translations: Vec::new(),
        };
        let beside = format!("_{name}");
        if let Some(beside_it) = within.get(&beside).and_then(Json::as_object) {
            let place = join(place, &beside);
            words.translations = self.translations(beside_it, &place, words.base.is_empty());
        }
        words
    }

    /// The translations on an element. Formatted versions of the words are left out for the plain ones.
    pub(super) fn translations(
        &mut self,
        element: &Object,
        place: &str,
        is_without_plain_words: bool,
    ) -> Vec<(String, String)> {
        let mut translations = Vec::new();
        for (url, extension, place) in self.extensions(element, place) {
            match known(&url) {
                Known::Standard("translation") => {
                    match (part(extension, "lang"), part(extension, "content")) {
                        (Some(language), Some(content)) => {
                            let content = self.clean(content, &place);
                            translations.push((language.to_owned(), content));
                        }
                        _ => self.report(Severity::LeftOut, &place, "problem.fhir.translation"),
                    }
                }
                Known::Standard("rendering-xhtml" | "rendering-markdown")
                    if is_without_plain_words =>
                {
                    self.report(Severity::LeftOut, &place, "problem.fhir.only-formatted");
                }
                Known::Standard(name @ ("rendering-xhtml" | "rendering-markdown")) => {
                    self.report_once(&place, "problem.fhir.formatting", name);
                }
                Known::Standard(_) | Known::Ours(_) | Known::Other => {
                    self.leave_out_extension(&url, &place);
                }
            }
        }
        translations
    }

    /// Words without the invisible characters that make them read as something else.
    pub(super) fn clean(&mut self, words: &str, place: &str) -> String {
        if words.len() > limits::TEXT && words.chars().count() > limits::TEXT {
            self.refuse(place, "problem.fhir.text-too-long", limits::TEXT);
            return String::new();
        }
        if !words.contains(is_deceptive) {
            return words.to_owned();
        }
        self.report(Severity::Odd, place, "problem.fhir.invisible-characters");
        words.replace(is_deceptive, "")
    }
}

/// Characters that reorder or hide the words around them (Unicode bidirectional embeddings,
/// overrides and isolates), and control characters other than tab and line ends.
fn is_deceptive(of: char) -> bool {
    matches!(of, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || (of.is_control() && !matches!(of, '\t' | '\n' | '\r'))
}

/// The words of a part of an extension.
pub(super) fn part<'a>(extension: &'a Object, url: &str) -> Option<&'a str> {
    let parts = extension.get("extension")?.as_array()?;
    let part = parts
        .iter()
        .find(|part| part.get("url").and_then(Json::as_str) == Some(url))?
        .as_object()?;
    part.iter()
        .find(|(name, _)| name.starts_with("value"))
        .and_then(|(_, json)| text(json))
}
