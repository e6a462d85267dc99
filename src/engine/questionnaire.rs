//! What a form asks: the typed model of a FHIR R4 Questionnaire.
//!
//! Reading one is in `fhir::questionnaire`. The model holds what the engine acts on; what it does not
//! know stays in the file it came from and is listed as a problem when it would change the meaning.

use std::fmt;
use std::sync::Arc;

use super::value::{Coding, Value};

/// The identity of an item within its questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(Arc<str>);

impl LinkId {
    /// The link id with these characters, exactly.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for LinkId {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// A form: its identity, its words and its items.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Questionnaire {
    /// The canonical address that responses name, without the version.
    pub url: Option<String>,
    /// The version of wording and rules that responses name.
    pub version: Option<String>,
    /// The name a computer uses.
    pub name: Option<String>,
    /// The title a person reads.
    pub title: Words,
    /// What the form is for.
    pub description: Words,
    /// The notice of the owner of the words; shown wherever the items are.
    pub copyright: Option<String>,
    /// The language of the base words, as a BCP 47 tag.
    pub language: Option<String>,
    /// What is asked, in order.
    pub items: Vec<Item>,
}

impl Questionnaire {
    /// The item of a link id, wherever it is.
    #[must_use]
    pub fn item(&self, link_id: &LinkId) -> Option<&Item> {
        fn within<'a>(items: &'a [Item], link_id: &LinkId) -> Option<&'a Item> {
            items.iter().find_map(|item| {
                (item.link_id == *link_id)
                    .then_some(item)
                    .or_else(|| within(&item.items, link_id))
            })
        }
        within(&self.items, link_id)
    }
}

/// Words a person reads, with their translations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The words in the questionnaire's own language.
    pub base: String,
    /// The same words in other languages: (BCP 47 tag, words).
    pub translations: Vec<(String, String)>,
}

impl Words {
    /// Words in the questionnaire's own language only.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            translations: Vec::new(),
        }
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.base.is_empty()
    }

    /// The words in `language`, or the base words where there is no translation.
    ///
    /// A translation for `cy-GB` serves a reader of `cy` and the reverse: only the first part of the
    /// tag has to agree, and an exact tag wins.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        let family = |tag: &str| {
            tag.split('-')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        let exact = self
            .translations
            .iter()
            .find(|(tag, _)| tag.eq_ignore_ascii_case(language));
        exact
            .or_else(|| {
                self.translations
                    .iter()
                    .find(|(tag, _)| family(tag) == family(language))
            })
            .map_or(self.base.as_str(), |(_, words)| words.as_str())
    }
}

/// One thing on a form: a question, a group of them, or words to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its identity; answers are kept under it.
    pub link_id: LinkId,
    /// What kind of answer it takes.
    pub item_type: ItemType,
    /// The number or letter printed before the words.
    pub prefix: Option<String>,
    /// The question, the heading or the words to read.
    pub text: Words,
    /// A few words that name the item in an error message, a table or the navigation.
    pub short_text: Words,
    /// A sentence of help beside the question.
    pub help: Words,
    /// How a person should write the answer, for example `27 3 2007`.
    pub entry_format: Option<String>,
    /// What the item means in other systems.
    pub codes: Vec<Coding>,
    /// Whether a form without an answer to it is not finished.
    pub is_required: bool,
    /// Whether it may be answered more than once.
    pub repeats: bool,
    /// Whether a person may change the answer.
    pub is_read_only: bool,
    /// Whether it is kept off the screen.
    pub is_hidden: bool,
    /// The look the author asked for; `None` is the usual look of the type.
    pub control: Option<Control>,
    /// What may be chosen, in order.
    pub options: Vec<AnswerOption>,
    /// The units a quantity may be given in; the first is offered first.
    pub units: Vec<Coding>,
    /// When it is asked. No conditions: always.
    pub enable_when: Vec<Condition>,
    /// Whether all conditions must hold, or any one.
    pub enable_behavior: EnableBehavior,
    /// What an answer must satisfy.
    pub limits: Limits,
    /// The answers it starts with.
    pub initial: Vec<Value>,
    /// Where its first answer can be taken from, in order of preference.
    pub prefill: Vec<Prefill>,
    /// Whether it must be answered as soon as an alert stands, though it is not required otherwise.
    pub is_required_on_alert: bool,
    /// Whether it is where a person signs: what they sign stays as it is, or the signature falls.
    pub is_signature: bool,
    /// Whether it may be filled in after the form was signed, because nobody signs for it.
    pub is_outside_signature: bool,
    /// Whether it is for the worker alone, and not shown to the person the form is about.
    pub is_for_worker: bool,
    /// Which computed result is shown at this item.
    pub shows: Option<Shown>,
    /// The form whose items belong in this item's place.
    pub sub_questionnaire: Option<String>,
    /// The notice of the owner of the words inside, where they are not the form's own.
    pub copyright: Option<String>,
    /// The items within it.
    pub items: Vec<Item>,
}

impl Item {
    /// A group of items under one heading, always asked.
    #[must_use]
    pub fn group(link_id: LinkId, text: Words, items: Vec<Self>) -> Self {
        Self {
            link_id,
            item_type: ItemType::Group,
            prefix: None,
            text,
            short_text: Words::default(),
            help: Words::default(),
            entry_format: None,
            codes: Vec::new(),
            is_required: false,
            repeats: false,
            is_read_only: false,
            is_hidden: false,
            control: None,
            options: Vec::new(),
            units: Vec::new(),
            enable_when: Vec::new(),
            enable_behavior: EnableBehavior::All,
            limits: Limits::default(),
            initial: Vec::new(),
            prefill: Vec::new(),
            is_required_on_alert: false,
            is_signature: false,
            is_outside_signature: false,
            is_for_worker: false,
            shows: None,
            sub_questionnaire: None,
            copyright: None,
            items,
        }
    }
}

/// What kind of answer an item takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemType {
    /// Items that belong together under one heading.
    Group,
    /// Words to read; no answer.
    Display,
    /// Yes or no.
    Boolean,
    /// A number with decimal places.
    Decimal,
    /// A whole number.
    Integer,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A time of day.
    Time,
    /// One line of words.
    String,
    /// Words over several lines.
    Text,
    /// The address of a page or a system.
    Url,
    /// One of a list.
    Choice,
    /// One of a list, or words of one's own.
    OpenChoice,
    /// A number with a unit.
    Quantity,
    /// A file. Shown as not supported; never filled in here.
    Attachment,
    /// A pointer to a record elsewhere. Shown as not supported; never filled in here.
    Reference,
}

impl ItemType {
    /// Whether it takes an answer here: groups and words take none, files and pointers are filled in
    /// elsewhere.
    #[must_use]
    pub fn takes_answers(self) -> bool {
        match self {
            Self::Group | Self::Display | Self::Attachment | Self::Reference => false,
            Self::Boolean
            | Self::Decimal
            | Self::Integer
            | Self::Date
            | Self::DateTime
            | Self::Time
            | Self::String
            | Self::Text
            | Self::Url
            | Self::Choice
            | Self::OpenChoice
            | Self::Quantity => true,
        }
    }
}

/// A look that changes how a question is drawn (FHIR `questionnaire-itemControl`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Control {
    /// All options at once, one to choose.
    RadioButton,
    /// All options at once, any to choose.
    CheckBox,
    /// Options behind a list that opens.
    DropDown,
    /// Words before the question they belong to: a lead-in, not a question.
    Prompt,
    /// Guidance that is read on request.
    Help,
    /// A group that is a page of its own.
    Page,
    /// A group whose questions are the rows of one table.
    Table,
    /// Words at the end.
    Footer,
    /// A field to draw in with a finger or a pen.
    Drawing,
}

/// Something that may be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOption {
    /// The answer it gives.
    pub value: Value,
    /// The words shown for it, with translations; empty where the value speaks for itself.
    pub words: Words,
    /// The letter or number printed before the words.
    pub prefix: Option<String>,
    /// The number a measure counts for it (FHIR `ordinalValue`): the position ticked.
    pub ordinal: Option<rust_decimal::Decimal>,
    /// Whether choosing it unchooses all others.
    pub is_exclusive: bool,
    /// Whether it is chosen at the start.
    pub is_initially_selected: bool,
    /// Whether choosing it raises an alert.
    pub is_critical: bool,
    /// Whether the form stays a draft while it is chosen: something is still to be settled.
    pub holds_draft: bool,
    /// Whether it is offered no more. Where it was chosen it stays, and is read as before.
    pub is_withdrawn: bool,
}

/// When an item is asked (FHIR `enableWhen`).
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The item whose answer decides.
    pub question: LinkId,
    /// How the answer is compared.
    pub operator: Operator,
    /// What it is compared with. For [`Operator::Exists`] a boolean.
    pub answer: Value,
}

/// How an answer is compared in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// There is an answer (compared with true), or there is none (false).
    Exists,
    /// Some answer is the same.
    Equal,
    /// No answer is the same, and there is one.
    NotEqual,
    /// Some answer is greater.
    Greater,
    /// Some answer is less.
    Less,
    /// Some answer is greater or the same.
    GreaterOrEqual,
    /// Some answer is less or the same.
    LessOrEqual,
}

/// Whether all conditions must hold, or any one of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum EnableBehavior {
    /// Every condition must hold.
    #[default]
    All,
    /// One is enough.
    Any,
}

/// What an answer must satisfy beyond its type.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits {
    /// At most this many characters (Unicode scalar values).
    pub max_length: Option<usize>,
    /// At least this many characters (Unicode scalar values).
    pub min_length: Option<usize>,
    /// Not below this.
    pub min_value: Option<Value>,
    /// Not above this.
    pub max_value: Option<Value>,
    /// A pattern the whole answer must match; compiled in linear time only.
    pub regex: Option<String>,
    /// At least this many answers or repetitions.
    pub min_occurs: Option<usize>,
    /// At most this many answers or repetitions.
    pub max_occurs: Option<usize>,
    /// At most this many decimal places.
    pub max_decimal_places: Option<u32>,
    /// At least this many full years between the date answered and the day of filling in.
    pub min_age: Option<u16>,
    /// Not after the day of filling in.
    pub is_not_in_future: bool,
}

/// Where a first answer can be taken from: an item of another form of the same case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefill {
    /// The form, by its folder's name.
    pub form: String,
    /// What is taken from it.
    pub source: PrefillSource,
}

/// What is taken from another form of the same case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrefillSource {
    /// The answer to an item.
    Answer(LinkId),
    /// The words of all answered items within a group, each with its question.
    Section(LinkId),
    /// The result of every measure in the form, a line each.
    Scores,
    /// Every alert that stands in the form, a line each.
    Alerts,
}

/// A computed result shown at an item, never typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A table of the results of every measure in the form.
    Outcomes,
    /// One score: the measure's id and, if it is one, the subscale's.
    Score {
        /// The measure, by its folder's name.
        measure: String,
        /// The subscale's id in `measure.toml`; `None` is the total.
        subscale: Option<String>,
    },
    /// Every alert that stands in the form.
    Alerts,
    /// The working day that follows from the second session not attended without a reasonable excuse.
    SecondFailure,
}
