//! Reads a FHIR R4 Questionnaire into the typed model, with a list of problems.
//!
//! Nothing is read with a derived reader: published forms break the specification in many small ways,
//! and each of them is to be named at its place while the rest of the form is still read.

mod conditions;
mod extension;
mod item;
mod options;
mod words;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::limits;
use super::urls::{Known, known};
use super::value::text;
use crate::engine::form::circular_conditions;
use crate::engine::problem::{Problem, Severity};
use crate::engine::questionnaire::{LinkId, Questionnaire};

/// An object of the file.
type Object = Map<String, Json>;

/// Reads a Questionnaire from JSON, with everything in it that an author has to know of.
///
/// `None` when the file cannot be used at all; then one problem says why, with
/// [`Severity::Refused`].
#[must_use]
pub fn read_questionnaire(json: &str) -> (Option<Questionnaire>, Vec<Problem>) {
    let mut reader = Reader::default();
    let questionnaire = reader.file(json).filter(|_| !reader.is_refused);
    (questionnaire, reader.finish())
}

/// Reads a Questionnaire that is JSON already, as [`read_questionnaire`] does.
#[must_use]
pub fn questionnaire_of(json: &Json) -> (Option<Questionnaire>, Vec<Problem>) {
    let mut reader = Reader::default();
    let questionnaire = reader.resource(json).filter(|_| !reader.is_refused);
    (questionnaire, reader.finish())
}

/// What is known while a file is read.
#[derive(Debug, Default)]
struct Reader {
    problems: Vec<Problem>,
    n_left_out: usize,
    n_odd: usize,
    n_more_problems: usize,
    is_refused: bool,
    /// What was left out in many places, and is reported once: (what, its name) to the first place
    /// and the number of places.
    repeated: BTreeMap<(&'static str, String), (String, usize)>,
    n_items: usize,
    n_options: usize,
    n_conditions: usize,
    /// Where each link id stands in the file, and the positions of the conditions read there.
    places: BTreeMap<LinkId, (String, Vec<usize>)>,
    lists: options::Lists,
}

impl Reader {
    fn file(&mut self, json: &str) -> Option<Questionnaire> {
        if json.len() > limits::BYTES {
            self.refuse(
                "",
                "problem.fhir.too-many-bytes",
                limits::BYTES / 1024 / 1024,
            );
            return None;
        }
        match serde_json::from_str(json.trim_start_matches('\u{feff}')) {
            Ok(json) => self.resource(&json),
            Err(error) => {
                self.is_refused = true;
                self.problems.push(
                    Problem::new(Severity::Refused, "", "problem.fhir.not-json")
                        .with("line", error.line())
                        .with("column", error.column()),
                );
                None
            }
        }
    }

    fn resource(&mut self, json: &Json) -> Option<Questionnaire> {
        let resource_type = json.get("resourceType").and_then(Json::as_str);
        let Some(root) = json
            .as_object()
            .filter(|_| resource_type == Some("Questionnaire"))
        else {
            self.refuse("", "problem.fhir.not-a-questionnaire", "");
            return None;
        };
        self.allow(root, "");
        self.lists = self.contained(root);
        let mut questionnaire = Questionnaire {
            url: self.plain(root, "url", ""),
            version: self.plain(root, "version", ""),
            name: self.plain(root, "name", ""),
            title: self.words(root, "title", ""),
            description: self.words(root, "description", ""),
            copyright: self.plain(root, "copyright", ""),
            language: self.plain(root, "language", ""),
            items: self.items(root, "", 0),
        };
        for (url, _, place) in self.extensions(root, "") {
            self.leave_out_extension(&url, &place);
        }
        if self.is_refused {
            return None;
        }
        if questionnaire.items.is_empty() {
            self.report(Severity::Odd, "", "problem.fhir.no-items");
        }
        self.check_conditions(&mut questionnaire);
        for link_id in circular_conditions(&questionnaire) {
            let place = self.place_of(&link_id);
            self.problem(
                Problem::new(
                    Severity::Odd,
                    format!("{place}.enableWhen"),
                    "problem.fhir.circular",
                )
                .with("link_id", &link_id),
            );
        }
        Some(questionnaire)
    }

    /// All problems, the worst first and otherwise in the order found.
    fn finish(mut self) -> Vec<Problem> {
        for ((what, name), (place, n)) in std::mem::take(&mut self.repeated) {
            let severity = if what == "problem.fhir.rule-not-read" {
                Severity::LeftOut
            } else {
                Severity::Odd
            };
            self.problem(
                Problem::new(severity, place, what)
                    .with("name", name)
                    .with("n", n),
            );
        }
        // Not a sort, which would be the only one in the program for other programs, and one of its larger parts.
        let mut problems = Vec::with_capacity(self.problems.len());
        for severity in [Severity::Refused, Severity::LeftOut, Severity::Odd] {
            let alike = self
                .problems
                .extract_if(.., |problem| problem.severity == severity);
            problems.extend(alike);
        }
        if self.n_more_problems > 0 {
            problems.push(
                Problem::new(Severity::Odd, "", "problem.fhir.more-problems")
                    .with("n", self.n_more_problems),
            );
        }
        problems
    }

    /// Lists a problem, or counts it when enough of its severity are listed.
    fn problem(&mut self, problem: Problem) {
        let listed = match problem.severity {
            Severity::Refused => 0,
            Severity::LeftOut => self.n_left_out,
            Severity::Odd => self.n_odd,
        };
        if listed >= limits::PROBLEMS {
            self.n_more_problems += 1;
            return;
        }
        match problem.severity {
            Severity::Refused => {}
            Severity::LeftOut => self.n_left_out += 1,
            Severity::Odd => self.n_odd += 1,
        }
        self.problems.push(problem);
    }

    fn report(&mut self, severity: Severity, place: &str, what: &'static str) {
        self.problem(Problem::new(severity, place, what));
    }

    /// Reports once what is left out wherever it stands.
    fn report_once(&mut self, place: &str, what: &'static str, name: &str) {
        let first = || (place.to_owned(), 0);
        let (_, n) = self
            .repeated
            .entry((what, name.to_owned()))
            .or_insert_with(first);
        *n += 1;
    }

    /// Refuses the file; only the first reason is reported.
    fn refuse(&mut self, place: &str, what: &'static str, limit: impl ToString) {
        if !self.is_refused {
            self.is_refused = true;
            self.problem(Problem::new(Severity::Refused, place, what).with("limit", limit));
        }
    }

    /// Refuses what changes the meaning of an element in a way we do not know.
    fn allow(&mut self, element: &Object, place: &str) {
        let modifiers = element.get("modifierExtension").and_then(Json::as_array);
        if let Some(first) = modifiers.and_then(|all| all.first()) {
            let url = first.get("url").and_then(Json::as_str).unwrap_or_default();
            self.refuse(
                &join(place, "modifierExtension[0]"),
                "problem.fhir.modifier",
                url,
            );
        }
    }

    fn place_of(&self, link_id: &LinkId) -> String {
        self.places
            .get(link_id)
            .map(|(place, _)| place.clone())
            .unwrap_or_default()
    }

    /// The objects of a list, each with its place.
    fn list<'a>(
        &mut self,
        within: &'a Object,
        name: &str,
        place: &str,
    ) -> Vec<(String, &'a Object)> {
        let place = join(place, name);
        let Some(json) = within.get(name) else {
            return Vec::new();
        };
        let Some(array) = json.as_array() else {
            self.report(Severity::LeftOut, &place, "problem.fhir.not-a-list");
            return Vec::new();
        };
        if array.len() > limits::LIST {
            self.refuse(&place, "problem.fhir.list-too-long", limits::LIST);
            return Vec::new();
        }
        let mut objects = Vec::with_capacity(array.len());
        for (n, json) in array.iter().enumerate() {
            let place = format!("{place}[{n}]");
            match json.as_object() {
                Some(object) => objects.push((place, object)),
                None => self.report(Severity::LeftOut, &place, "problem.fhir.not-an-object"),
            }
        }
        objects
    }

    /// The extensions of an element: address, content, place.
    fn extensions<'a>(
        &mut self,
        element: &'a Object,
        place: &str,
    ) -> Vec<(String, &'a Object, String)> {
        self.list(element, "extension", place)
            .into_iter()
            .map(|(place, extension)| {
                let url = extension.get("url").and_then(Json::as_str);
                (url.unwrap_or_default().to_owned(), extension, place)
            })
            .collect()
    }

    /// Yes or no; no where it is left out.
    fn flag(&mut self, within: &Object, name: &str, place: &str) -> bool {
        match within.get(name) {
            None => false,
            Some(Json::Bool(is)) => *is,
            Some(_) => {
                self.wrong_value(&join(place, name), name);
                false
            }
        }
    }

    fn wrong_value(&mut self, place: &str, name: &str) {
        self.problem(
            Problem::new(Severity::LeftOut, place, "problem.fhir.wrong-value").with("name", name),
        );
    }

    /// Words for a computer, or words without translations.
    fn plain(&mut self, within: &Object, name: &str, place: &str) -> Option<String> {
        let json = within.get(name)?;
        let Some(words) = text(json) else {
            self.wrong_value(&join(place, name), name);
            return None;
        };
        Some(self.clean(words, &join(place, name)))
    }

    /// Reports an extension that is not acted on here.
    fn leave_out_extension(&mut self, url: &str, place: &str) {
        match known(url) {
            Known::Standard(name) if super::urls::EXPRESSIONS.contains(&name) => {
                self.problem(
                    Problem::new(Severity::LeftOut, place, "problem.fhir.expression")
                        .with("name", name),
                );
            }
            Known::Standard("launchContext") => {
                self.report_once(place, "problem.fhir.rule-not-read", "launchContext");
            }
            Known::Standard(name) if super::urls::WITHOUT_EFFECT.contains(&name) => {}
            Known::Standard(_) | Known::Other => {
                let name = if url.is_empty() { "?" } else { url };
                self.report_once(place, "problem.fhir.extension", name);
            }
            // Read by the test that compares words with their published source, and by nothing else.
            Known::Ours("our-words") => {}
            Known::Ours(name) => {
                self.problem(
                    Problem::new(Severity::LeftOut, place, "problem.fhir.own-extension")
                        .with("name", name),
                );
            }
        }
    }
}

fn join(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_owned()
    } else {
        format!("{place}.{name}")
    }
}
