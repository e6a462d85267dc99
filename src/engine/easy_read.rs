//! A form in easy read: steps of a few ideas, each with its picture and one to three short lines, and the
//! questions of the form where they belong.
//!
//! It is another presentation of the same form: the questions are named by their link ids, and the answers
//! are the same answers. Read from `easy-read.json` in the form's folder; how it is to be written is in
//! `forms/README.md`.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::form::Form;
use super::problem::{Problem, Severity};
use super::questionnaire::{LinkId, Questionnaire};

/// A form in easy read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EasyRead {
    /// The language of the words, as a BCP 47 tag.
    pub language: String,
    /// The screens, in order.
    pub steps: Vec<Step>,
}

/// One screen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name in the file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The item that has to be asked for the step to be shown; `None` is always.
    #[serde(rename = "while", default)]
    pub shown_while: Option<String>,
    /// What is said.
    #[serde(default)]
    pub ideas: Vec<Idea>,
    /// What is asked.
    #[serde(default)]
    pub asks: Vec<Ask>,
    /// What whoever sets the app up has to decide here.
    #[serde(rename = "agency-note", default)]
    pub agency_note: Option<String>,
}

/// One idea: a picture and a few lines.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idea {
    /// Its name in the file; a recording of it is a file of the same name.
    pub id: String,
    /// The picture beside it.
    pub picture: String,
    /// What is said, a sentence a line.
    pub lines: Vec<String>,
    /// Hard words that are explained here.
    #[serde(default)]
    pub explains: Vec<String>,
    /// What whoever sets the app up has to decide here.
    #[serde(rename = "agency-note", default)]
    pub agency_note: Option<String>,
}

/// A question of the form, in easy words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The question's link id.
    pub item: String,
    /// The question, a sentence a line; none leaves the form's own words.
    #[serde(default)]
    pub lines: Vec<String>,
    /// The picture beside it.
    #[serde(default)]
    pub picture: Option<String>,
}

/// Words put in place of others, by whom they belong to.
pub type Replaced<'a> = &'a std::collections::BTreeMap<String, Vec<String>>;

impl EasyRead {
    /// Reads `easy-read.json`. A file that is not one gives none, and says so; a step that names an item the
    /// form does not have is reported, and shown without it.
    #[must_use]
    pub fn read(json: &str, questionnaire: &Questionnaire) -> (Option<Self>, Vec<Problem>) {
        let mut easy_read: Self = match serde_json::from_str(json) {
            Ok(easy_read) => easy_read,
            Err(error) => {
                let place = format!("line {}", error.line());
                let problem =
                    Problem::new(Severity::LeftOut, place, "problem.easy-read.not-readable");
                return (None, vec![problem.with("detail", error)]);
            }
        };
        let mut problems = Vec::new();
        let mut ids = BTreeSet::new();
        for step in &mut easy_read.steps {
            let place = step.id.clone();
            let mut missing = |item: &str| {
                let is_missing = questionnaire.item(&LinkId::new(item)).is_none();
                if is_missing {
                    let problem = Problem::new(
                        Severity::LeftOut,
                        place.as_str(),
                        "problem.easy-read.no-item",
                    );
                    problems.push(problem.with("item", item));
                }
                is_missing
            };
            step.shown_while = step.shown_while.take().filter(|item| !missing(item));
            step.asks.retain(|ask| !missing(&ask.item));
            let named = std::iter::once(&step.id).chain(step.ideas.iter().map(|idea| &idea.id));
            for id in named {
                if !ids.insert(id.clone()) {
                    let problem =
                        Problem::new(Severity::Odd, id.as_str(), "problem.easy-read.same-id");
                    problems.push(problem);
                }
            }
        }
        (Some(easy_read), problems)
    }

    /// The same with an agency's lines in place of some ideas', by the ideas' ids.
    #[must_use]
    pub fn reworded(mut self, by: Replaced<'_>) -> Self {
        for idea in self.steps.iter_mut().flat_map(|step| &mut step.ideas) {
            if let Some(lines) = by.get(&idea.id) {
                idea.lines.clone_from(lines);
            }
        }
        self
    }

    /// The steps a person sees at the moment, in order.
    pub fn shown<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = &'a Step> {
        self.steps.iter().filter(|step| {
            step.shown_while
                .as_deref()
                .is_none_or(|item| is_asked(form, item))
        })
    }

    /// The pictures it names.
    #[must_use]
    pub fn pictures(&self) -> BTreeSet<&str> {
        self.steps
            .iter()
            .flat_map(|step| {
                let of_ideas = step.ideas.iter().map(|idea| idea.picture.as_str());
                of_ideas.chain(step.asks.iter().filter_map(|ask| ask.picture.as_deref()))
            })
            .collect()
    }

    /// The easy words of a question; `None` where it keeps those of the form.
    #[must_use]
    pub fn words_of(&self, item: &LinkId) -> Option<String> {
        let asks = self.steps.iter().flat_map(|step| &step.asks);
        let mut asked = asks.filter(|ask| ask.item == item.as_str());
        asked
            .next()
            .filter(|ask| !ask.lines.is_empty())
            .map(|ask| ask.lines.join(" "))
    }
}

/// Whether an item is asked now.
#[must_use]
pub fn is_asked(form: &Form, item: &str) -> bool {
    let nodes = form.nodes_of(&LinkId::new(item));
    nodes.iter().any(|node| form.is_asked(*node))
}
