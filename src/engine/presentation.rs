//! One form in several presentations: as published, in plain words, in easy read. The link ids and the
//! answers are the same in all of them; what a person was shown is written down word for word.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use blake2::{Blake2s256, Digest};
use serde::Deserialize;

use super::catalogue::Definition;
use super::easy_read::{EasyRead, Step};
use super::form::{Form, NodeId, Scope};
use super::problem::{Problem, Severity};
use super::questionnaire::{Item, ItemType, LinkId, Questionnaire, Words};
use super::wording::Wording;
use super::words;

/// How a form is put to a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presentation {
    /// In the words of its source.
    #[default]
    Published,
    /// In plain words, laid out as published.
    Plain,
    /// In easy read: a few ideas at a time, with pictures.
    EasyRead,
}

impl Presentation {
    /// Every presentation there can be.
    pub const ALL: [Self; 3] = [Self::Published, Self::Plain, Self::EasyRead];

    /// Its name in records and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Plain => "plain",
            Self::EasyRead => "easy-read",
        }
    }

    /// The presentation of a name.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.as_str() == name)
    }
}

/// The plain words of a form: `plain.json` in its folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainWords {
    /// The language of the words, as a BCP 47 tag.
    pub language: String,
    /// The words of each item, by link id.
    pub words: BTreeMap<String, String>,
}

impl PlainWords {
    /// Reads `plain.json`. A file that is not one gives none, and says so.
    #[must_use]
    pub fn read(json: &str, questionnaire: &Questionnaire) -> (Option<Self>, Vec<Problem>) {
        match serde_json::from_str::<Self>(json) {
            Ok(plain) => {
                let problems = unknown(&plain.words, questionnaire);
                (Some(plain), problems)
            }
            Err(error) => {
                let place = format!("line {}", error.line());
                let problem = Problem::new(Severity::LeftOut, place, "problem.plain.not-readable");
                (None, vec![problem.with("detail", error)])
            }
        }
    }
}

/// What an agency says in words of its own, as `agency::words` read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgencyWords {
    /// In place of the published words, by link id.
    pub published: BTreeMap<String, String>,
    /// In place of the plain words, by link id.
    pub plain: BTreeMap<String, String>,
    /// In place of the lines of an idea in easy read, by the idea's id.
    pub easy_read: BTreeMap<String, Vec<String>>,
}

/// Link ids that the form does not have.
fn unknown(words: &BTreeMap<String, String>, questionnaire: &Questionnaire) -> Vec<Problem> {
    words
        .keys()
        .filter(|id| questionnaire.item(&LinkId::new(id)).is_none())
        .map(|id| {
            let problem = Problem::new(Severity::LeftOut, id.as_str(), "problem.words.no-item");
            problem.with("item", id)
        })
        .collect()
}

/// The questionnaire with other words for some of its items. Rules, options and link ids stay as they are.
#[must_use]
pub fn reworded(
    questionnaire: &Questionnaire,
    of: impl Fn(&Item) -> Option<String>,
) -> Questionnaire {
    let mut reworded = questionnaire.clone();
    replace(&mut reworded.items, &of);
    reworded
}

fn replace(items: &mut [Item], of: &impl Fn(&Item) -> Option<String>) {
    for item in items {
        if let Some(text) = of(item) {
            item.text = Words::new(&text);
        }
        replace(&mut item.items, of);
    }
}

/// The presentations a form has beside the published one.
#[derive(Debug, Clone, Default)]
pub struct Presentations {
    /// Its plain words.
    pub plain: Option<Arc<Questionnaire>>,
    /// Its easy read, and the questionnaire with the questions in easy words.
    pub easy_read: Option<(Arc<EasyRead>, Arc<Questionnaire>)>,
}

impl Presentations {
    /// The presentations a form offers, the published one first.
    #[must_use]
    pub fn offered(&self) -> Vec<Presentation> {
        Presentation::ALL
            .into_iter()
            .filter(|of| match of {
                Presentation::Published => true,
                Presentation::Plain => self.plain.is_some(),
                Presentation::EasyRead => self.easy_read.is_some(),
            })
            .collect()
    }
}

/// What a form says at the moment, word for word, a line each: what a signature is for.
///
/// What is for the worker alone is not in it, and neither is the place to sign. The same form in the same state
/// gives the same words.
#[must_use]
pub fn shown_words(
    definition: &Definition,
    presentation: Presentation,
    form: &Form,
    wording: &Wording,
) -> String {
    let (form, _) = Form::open(
        definition.presented(presentation),
        &form.response(Scope::Everything),
    );
    let form = &form;
    let mut shown = String::new();
    let easy_read = definition.presentations.easy_read.as_ref();
    match (presentation, easy_read) {
        (Presentation::EasyRead, Some((easy_read, _))) => {
            for step in easy_read.shown(form) {
                write_step(step, form, wording, &mut shown);
            }
        }
        (Presentation::Published | Presentation::Plain | Presentation::EasyRead, _) => {
            let title = &form.questionnaire().title;
            push(&mut shown, title.in_language(wording.language()));
            for node in form.children(None) {
                write_node(*node, form, wording, &mut shown);
            }
        }
    }
    shown
}

fn write_step(step: &Step, form: &Form, wording: &Wording, shown: &mut String) {
    push(shown, &step.title);
    for line in step.ideas.iter().flat_map(|idea| &idea.lines) {
        push(shown, line);
    }
    for ask in &step.asks {
        for node in form.nodes_of(&ask.item.as_str().into()) {
            write_node(*node, form, wording, shown);
        }
    }
}

fn write_node(node: NodeId, form: &Form, wording: &Wording, shown: &mut String) {
    let Some(item) = form.item(node) else {
        return;
    };
    let is_left_out = item.is_hidden || item.is_for_worker || item.is_signature;
    if is_left_out || !form.is_asked(node) {
        return;
    }
    push(shown, &words::question(item, wording));
    push(shown, item.help.in_language(wording.language()));
    if item.item_type == ItemType::Choice || item.item_type == ItemType::OpenChoice {
        for option in item.options.iter().filter(|option| !option.is_withdrawn) {
            let words = words::of_value(item, &option.value, wording);
            if !words.is_empty() {
                // Writing to a string does not fail.
                let _ = writeln!(shown, "- {words}");
            }
        }
    }
    for child in form.children(Some(node)) {
        write_node(*child, form, wording, shown);
    }
}

fn push(shown: &mut String, line: &str) {
    if !line.is_empty() {
        shown.push_str(line);
        shown.push('\n');
    }
}

/// The fingerprint of a text: BLAKE2s-256 in 64 hexadecimal digits.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Blake2s256::digest(text.as_bytes()) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
