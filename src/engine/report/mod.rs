//! What leaves the building: a report as one value, and the exporters that write it.
//!
//! The risk answers are a field of their own and come first in every export: no option leaves them out.
//! Nothing here predicts a risk or recommends anything; the clinician's words stand as they were written.

mod attached;
mod change_chart;
mod completion;
mod finished;
mod of_case;
mod progress;
mod provenance;
mod risk;
mod svg;

pub mod change;
pub mod chart;
pub mod csv;
pub mod fhir;
pub mod html;
pub mod paper;
pub mod signed;
pub mod text;
pub mod word;

use std::iter;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::case::{Case, Document, signing};
use super::catalogue::{Catalogue, Definition};
use super::form::{Form, NodeId, NotCarried};
use super::questionnaire::LinkId;
use super::response::Entry;
use super::wording::Wording;
use super::words;
use chart::Chart;

pub use of_case::{FORM, is_for_service, is_report, of_case, stands_alone};

/// The answer in which a person signs: their name.
const SIGNATURE: &str = "author.signature";

/// A report, as every exporter writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The language of its words, as a BCP 47 tag.
    pub language: String,
    /// Its title.
    pub title: String,
    /// Which state of which record it is; it belongs on every page.
    pub identity: Identity,
    /// The few words that an export needs beside what it is told to say.
    pub labels: Labels,
    /// What bears on risk.
    risk: Section,
    /// Everything else, in order.
    rest: Vec<Section>,
}

impl Report {
    /// Its sections in order: what bears on risk, whatever else there is, and then the rest.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        iter::once(&self.risk).chain(&self.rest)
    }

    /// A name for its file that says nothing about the person.
    #[must_use]
    pub fn file_stem(&self) -> String {
        let record: String = self.identity.record.chars().take(8).collect();
        format!("record-{record}-{}", self.identity.revision)
    }
}

/// Which state of which record a report is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The record.
    pub record: String,
    /// Its revision.
    pub revision: u64,
    /// Whether it is signed.
    pub standing: Standing,
    /// The standing in words.
    pub state: String,
    /// All of it in one line, for the head and the foot of a page.
    pub line: String,
}

/// Words of the page itself, where an export has need of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// Which page of how many, with `{page}` and `{pages}` where the numbers go.
    pub page: String,
    /// Over a column of names.
    pub name: String,
    /// Over a column of what stands at them.
    pub value: String,
}

/// Whether a report may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Something is missing, or nobody has signed, or it was changed since.
    Draft,
    /// Complete, checked and signed.
    Signed,
    /// Complete and checked, with a name typed under it; it is not kept as it stood.
    Finished,
}

/// A part of a report under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// Something that stands in a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading within the section.
    Heading(String),
    /// Words; a line break stands where one was typed.
    Paragraph(String),
    /// Several things, each on its own.
    List(Vec<String>),
    /// Names and what stands at them.
    Pairs(Vec<Pair>),
    /// Rows and columns.
    Table(Table),
    /// Numbers drawn, with the same as words and as a table.
    Chart(Chart),
    /// Who stands for the report.
    Signature(Vec<Pair>),
}

/// A name and what stands at it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The question, or what the value is.
    pub name: String,
    /// What stands there.
    pub value: String,
    /// Where it came from, and whether that still says the same.
    pub provenance: Vec<String>,
}

impl Pair {
    /// A name with its value, that came from nowhere else.
    fn new(name: String, value: String) -> Self {
        Self {
            name,
            value,
            provenance: Vec::new(),
        }
    }
}

/// Rows and columns. The first cell of a row says what the row is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// What each column holds.
    pub header: Vec<String>,
    /// The rows, each as long as the header.
    pub rows: Vec<Vec<String>>,
}

/// What may be left out of a report or put into it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attached {
    /// The answers to the measures' questions, behind the scores.
    pub item_answers: bool,
}

/// A document of a case, opened for reading.
struct Opened<'a> {
    document: &'a Document,
    definition: &'a Arc<Definition>,
    form: Form,
    not_carried: Vec<NotCarried>,
}

/// The documents of a case whose forms are there, in the order they were started.
fn opened<'a>(case: &'a Case, catalogue: &'a Catalogue) -> Vec<Opened<'a>> {
    let open = |document: &'a Document| {
        let definition = catalogue.get(&document.form)?;
        let questionnaire = Arc::clone(&definition.questionnaire);
        let (form, not_carried) = Form::open(questionnaire, &document.response);
        Some(Opened {
            document,
            definition,
            form,
            not_carried,
        })
    };
    case.documents.iter().filter_map(open).collect()
}

/// The answers that count at a question. Half a date, kept as it was typed, is none.
fn answered(form: &Form, node: NodeId) -> Vec<Entry> {
    form.answers(node).cloned().map(Entry::Value).collect()
}

/// What stands at a question of a document, in words; `None` where nothing does.
fn answer_at(of: &Opened<'_>, link_id: &str, wording: &Wording) -> Option<String> {
    let &node = of.form.nodes_of(&LinkId::new(link_id)).first()?;
    let item = of.form.item(node)?;
    let words = words::of_entries(item, &answered(&of.form, node), wording);
    (!words.is_empty()).then_some(words)
}

impl Opened<'_> {
    /// Whether the form is one that is signed, and nobody has signed it as it stands.
    fn signature_is_missing(&self) -> bool {
        let is_signed_for = signing::place_to_sign(&self.definition.questionnaire).is_some();
        let signing = self.document.signing.as_ref();
        is_signed_for && !signing.is_some_and(|signing| signing.covers(&self.form))
    }

    /// The form's title.
    fn title(&self, wording: &Wording) -> String {
        let title = &self.definition.questionnaire.title;
        title.in_language(wording.language()).to_owned()
    }

    /// The form and the day it was last changed, to stand behind what is taken from it.
    fn named(&self, wording: &Wording) -> String {
        let day = self.document.changed.date.words(wording);
        let title = self.title(wording);
        wording.fill("report.in-document", &[("form", &title), ("day", &day)])
    }
}
