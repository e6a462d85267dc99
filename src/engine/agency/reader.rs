//! Reads a JSON file that a person wrote: each thing on its own, so that one mistake does not spoil the rest, and each
//! problem with its line.

use serde_json::{Map, Value};

use super::folder::FOLDER;
use super::lines::{self, Step};
use crate::engine::problem::{Problem, Severity};

/// A file being read.
pub struct Reader<'a> {
    path: String,
    text: &'a str,
    /// What was found so far.
    pub problems: Vec<Problem>,
}

/// The quotation marks that word processors make of straight ones.
const CURLY: [char; 3] = ['“', '”', '„'];

/// The longest name of anything in an agency's files.
pub const LONGEST_WORDS: usize = 200;

impl<'a> Reader<'a> {
    /// A reader of the file at a path in the agency's folder.
    #[must_use]
    pub fn new(path: &str, text: &'a str) -> Self {
        Self {
            path: path.to_owned(),
            text,
            problems: Vec::new(),
        }
    }

    /// The object that the file holds; none, and a problem, if it is something else.
    pub fn object(&mut self) -> Option<Map<String, Value>> {
        match serde_json::from_str(self.text) {
            Ok(Value::Object(object)) => {
                for (name, line) in lines::said_twice(self.text) {
                    let problem = self.on_line(line, Severity::Odd, "problem.agency.said-twice");
                    self.problems.push(problem.with("name", name));
                }
                Some(object)
            }
            Ok(_) => {
                self.note(&[], Severity::Refused, "problem.agency.not-an-object", &[]);
                None
            }
            Err(error) => {
                let detail = error.to_string();
                // Its own line and column stand in front of the words already.
                let detail = detail
                    .split(" at line ")
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                let line = error.line().max(1);
                let own = self.text.lines().nth(line - 1).unwrap_or_default();
                let what = if own.contains(CURLY) {
                    "problem.agency.curly-quotes"
                } else {
                    "problem.agency.not-json"
                };
                let problem = self.on_line(line, Severity::Refused, what);
                let column = error.column();
                self.problems
                    .push(problem.with("detail", detail).with("column", column));
                None
            }
        }
    }

    /// A problem at the end of a way into the file.
    #[must_use]
    pub fn problem(&self, way: &[Step<'_>], severity: Severity, what: &'static str) -> Problem {
        self.on_line(lines::line_of(self.text, way), severity, what)
    }

    /// A problem on a line of the file.
    #[must_use]
    pub fn on_line(&self, line: usize, severity: Severity, what: &'static str) -> Problem {
        Problem::new(severity, place(&self.path, line), what)
    }

    /// Notes a problem, with the values its words need.
    pub fn note(
        &mut self,
        way: &[Step<'_>],
        severity: Severity,
        what: &'static str,
        with: &[(&'static str, &str)],
    ) {
        let problem = self.problem(way, severity, what);
        let problem = with
            .iter()
            .fold(problem, |problem, (name, value)| problem.with(name, value));
        self.problems.push(problem);
    }

    /// Words on one line, that a person will read.
    pub fn words(&mut self, value: &Value, way: &[Step<'_>]) -> Option<String> {
        let text = value.as_str().map(str::trim).filter(|text| {
            let is_plain = !text.chars().any(|c| c.is_control() || is_direction(c));
            !text.is_empty() && text.chars().count() <= LONGEST_WORDS && is_plain
        });
        if text.is_none() {
            let most = LONGEST_WORDS.to_string();
            let name = name_of(way);
            let what = "problem.agency.not-words";
            self.note(
                way,
                Severity::LeftOut,
                what,
                &[("name", &name), ("most", &most)],
            );
        }
        text.map(str::to_owned)
    }

    /// A list.
    pub fn list<'v>(&mut self, value: &'v Value, way: &[Step<'_>]) -> &'v [Value] {
        value.as_array().map_or_else(
            || {
                let name = name_of(way);
                self.note(
                    way,
                    Severity::LeftOut,
                    "problem.agency.not-a-list",
                    &[("name", &name)],
                );
                [].as_slice()
            },
            Vec::as_slice,
        )
    }

    /// The entries of a group.
    pub fn group<'v>(&mut self, value: &'v Value, way: &[Step<'_>]) -> Vec<(&'v str, &'v Value)> {
        if let Some(object) = value.as_object() {
            return object
                .iter()
                .map(|(key, value)| (key.as_str(), value))
                .collect();
        }
        let name = name_of(way);
        self.note(
            way,
            Severity::LeftOut,
            "problem.agency.not-a-group",
            &[("name", &name)],
        );
        Vec::new()
    }

    /// A whole number within limits, or what is usual.
    pub fn number(
        &mut self,
        value: &Value,
        way: &[Step<'_>],
        (least, most): (u16, u16),
        usual: u16,
    ) -> u16 {
        let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
        if let Some(number) = number.filter(|number| (least..=most).contains(number)) {
            return number;
        }
        let with = [
            ("name", name_of(way)),
            ("value", shown(value)),
            ("least", least.to_string()),
            ("most", most.to_string()),
            ("usual", usual.to_string()),
        ];
        let with: Vec<_> = with
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.note(way, Severity::LeftOut, "problem.agency.number", &with);
        usual
    }
}

/// Where something is, as a person finds it.
#[must_use]
pub fn place(path: &str, line: usize) -> String {
    format!("{FOLDER}{path} line {line}")
}

/// The name of what a way leads to.
fn name_of(way: &[Step<'_>]) -> String {
    let mut name = String::new();
    for step in way {
        match step {
            Step::Key(key) if name.is_empty() => name.push_str(key),
            Step::Key(key) => {
                name.push('.');
                name.push_str(key);
            }
            Step::Place(n) => name.push_str(&format!(" {}", n + 1)),
        }
    }
    name
}

/// A value as it was written, if that is short.
pub fn shown(value: &Value) -> String {
    const LONGEST: usize = 40;
    let shown = value.to_string();
    if shown.chars().count() <= LONGEST {
        return shown;
    }
    let mut short: String = shown.chars().take(LONGEST).collect();
    short.push('…');
    short
}

/// Characters that turn the words round them, and so may hide what is said.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}')
}
