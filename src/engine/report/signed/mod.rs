//! A report that was signed: kept whole as it stood, and shown from that and from nothing else.
//!
//! "The Clinical Lead … will then decide … and agree a decision to treat or decline, giving reasons"
//! (Clinical Lead MHTR Manual v8.0, section 2.2, step 5). What a court was handed must read the same for as
//! long as it is kept, whatever becomes of the answers, the forms, the words and the language.

mod answers;
mod since;
mod wire;

use answers::is_same;
use serde_json::Value as Json;

use super::of_case::{StandsAs, made_of};
use super::{Attached, Block, FORM, Report, SIGNATURE, Standing, answer_at, fhir, opened};
use crate::engine::alert::Alerts;
use crate::engine::calendar::{Date, DateTime};
use crate::engine::case::person::answered;
use crate::engine::case::signing::{Frozen, Signing};
use crate::engine::case::{Case, Document, DocumentId, risk};
use crate::engine::catalogue::{Catalogue, FormId};
use crate::engine::form::{Form, NodeId};
use crate::engine::presentation::Presentation;
use crate::engine::questionnaire::LinkId;
use crate::engine::response::{Entry, Response, Status};
use crate::engine::validate::{Violation, validate};
use crate::engine::value::Value;
use crate::engine::wording::Wording;

pub use since::{Difference, changed_since};

/// The answer that says who was told of a report.
const TOLD: &str = "told.who";

/// The answer that says on which day.
const TOLD_ON: &str = "told.date";

/// The answer that says in which role.
const ROLE: &str = "author.role";

/// A report as it was signed.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedCopy {
    /// The record it is of.
    pub record: String,
    /// The document of the record.
    pub document: DocumentId,
    /// The revision of the record that was signed.
    pub revision: u64,
    /// Which version of the report it is, counted from 1.
    pub version: u32,
    /// When it was signed, by the clock of the device.
    pub at: DateTime,
    /// Who signed, as they wrote it.
    pub by: String,
    /// In which role, in words.
    pub role: String,
    /// The language of its words, as a BCP 47 tag.
    pub language: String,
    /// Every form and measure it rests on, in the version that was used.
    pub forms: Vec<FormUsed>,
    /// The fingerprints of the answers of every document of the record.
    pub answers: Vec<AnswersUsed>,
    /// The items of the report's own form that nobody signed for.
    pub outside: Vec<LinkId>,
    /// The report with the answers behind the scores.
    report: Report,
    /// Where in the report the answers behind the scores stand: the section, and the block in it.
    item_answers: Vec<(usize, usize)>,
    /// The heading over the data in a FHIR document.
    pub(super) data_heading: String,
    /// The same as data: the entries of a FHIR document.
    pub(super) data: Vec<Json>,
}

/// A form or a measure that a report rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormUsed {
    /// The name of its folder.
    pub form: FormId,
    /// Its title.
    pub title: String,
    /// Its version, where its file gives one.
    pub version: Option<String>,
}

/// What was answered in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswersUsed {
    /// The document.
    pub document: DocumentId,
    /// The fingerprint of its answers.
    pub fingerprint: String,
}

/// How a document stands to being signed.
#[derive(Debug, Clone, PartialEq)]
pub enum SignedStanding {
    /// Nobody has signed it as it stands.
    NotSigned,
    /// It was finished with a name typed under it, before what was signed was kept whole.
    NotFrozen,
    /// It was signed, and what was signed is not what was kept.
    Damaged,
    /// It is signed.
    Signed(Box<SignedCopy>),
}

/// One of the versions of a report that were signed.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its number, counted from 1.
    pub number: u32,
    /// When it was signed.
    pub at: DateTime,
    /// The fingerprint that was taken then.
    pub fingerprint: String,
    /// What was signed; `None` if it is damaged.
    pub copy: Option<Box<SignedCopy>>,
    /// When the version after it was begun, which replaces it, and the number of that.
    pub replaced: Option<(DateTime, u32)>,
}

/// Why a report is not signed.
#[derive(Debug, Clone, PartialEq)]
pub enum NotSigned {
    /// Something in what is signed for is missing or wrong.
    Violations(Vec<Violation>),
    /// There is no such document, or its form is not here, or it is no report.
    NoReport,
}

/// Signs a report as it stands, and keeps whole what stands.
///
/// # Errors
///
/// What is still to be put right in what is signed for: the decision and its reasons, and under whose
/// supervision an Assistant Psychologist wrote it, are asked for by the form.
pub fn sign(
    case: &Case,
    document: DocumentId,
    catalogue: &Catalogue,
    wording: &Wording,
    now: DateTime,
) -> Result<Signing, NotSigned> {
    let mut case = case.clone();
    let of = case.document(document).ok_or(NotSigned::NoReport)?;
    let version = next_version(of);
    let definition = catalogue.get(&of.form).ok_or(NotSigned::NoReport)?;
    let outside = answers::outside(&definition.questionnaire);
    // What is signed is finished; that somebody is told of it comes after, and is no part of it.
    for of in case.documents.iter_mut().filter(|of| of.id == document) {
        of.response.status = Status::Completed;
        answers::leave_out(&mut of.response.items, &outside);
    }
    let opened = opened(&case, catalogue);
    let target = opened.iter().find(|of| of.document.id == document);
    let target = target.filter(|of| of.document.form.as_str() == FORM);
    let target = target.ok_or(NotSigned::NoReport)?;
    let alert_stands = Alerts::of(target.definition, &target.form).stand()
        || !risk::standing(&case, catalogue, Some(document), wording).is_empty();
    let violations = to_put_right(&target.form, now.date, alert_stands);
    if !violations.is_empty() {
        return Err(NotSigned::Violations(violations));
    }
    // A form that asks for no name to stand under it can be signed by nobody.
    let by = answer_at(target, SIGNATURE, wording).ok_or(NotSigned::NoReport)?;
    let made = |item_answers| {
        let stands = StandsAs {
            standing: Standing::Signed,
            state: wording.say("report.state.signed"),
            signed: Some((now, version)),
        };
        let attached = Attached { item_answers };
        let (case, today) = (&case, now.date);
        made_of(case, document, catalogue, attached, wording, today, stands)
    };
    let (plain, whole) = made(false).zip(made(true)).ok_or(NotSigned::NoReport)?;
    let copy = SignedCopy {
        record: case.id.to_string(),
        document,
        revision: case.revision,
        version,
        at: now,
        by,
        role: answer_at(target, ROLE, wording).unwrap_or_default(),
        language: wording.language().to_owned(),
        forms: forms_used(&case, catalogue, wording),
        answers: answers::of_documents(&case, document, &outside),
        item_answers: more_in(&whole, &plain),
        report: whole,
        data_heading: wording.say("report.about.data"),
        data: fhir::data(&case, catalogue, wording),
        outside,
    };
    let by_words = Signing::of(
        target.definition,
        Presentation::Published,
        &target.form,
        false,
        wording,
        now,
    );
    Ok(Signing {
        frozen: Some(Frozen::of(wire::write(&copy))),
        ..by_words
    })
}

/// What is still to be put right in what somebody signs for. What is filled in afterwards can wait.
#[must_use]
pub fn to_put_right(form: &Form, today: Date, alert_stands: bool) -> Vec<Violation> {
    let mut violations = validate(form, None, today, alert_stands);
    violations.retain(|violation| !is_outside(form, violation.node));
    violations
}

/// Whether a question, or anything round it, stands outside the signature.
#[must_use]
pub fn is_outside(form: &Form, node: NodeId) -> bool {
    let mut next = Some(node);
    while let Some(at) = next {
        if form.item(at).is_some_and(|item| item.is_outside_signature) {
            return true;
        }
        next = form.parent(at);
    }
    false
}

/// How a document stands to being signed, from the document alone.
#[must_use]
pub fn standing(document: &Document) -> SignedStanding {
    let frozen = document.signing.as_ref().map(|of| of.frozen.as_ref());
    let Some(frozen) = frozen else {
        let has_been_frozen = document.voided.iter().any(|of| of.signing.frozen.is_some());
        let signature = LinkId::new(SIGNATURE);
        let is_typed = !answered(&document.response.items, &signature).is_empty();
        return if is_typed && document.is_complete() && !has_been_frozen {
            SignedStanding::NotFrozen
        } else {
            SignedStanding::NotSigned
        };
    };
    match frozen.map(read) {
        // Signed by its words and answers alone, as a consent is.
        None => SignedStanding::NotSigned,
        Some(None) => SignedStanding::Damaged,
        Some(Some(copy)) if is_same(&copy, document.id, &document.response) => {
            SignedStanding::Signed(copy)
        }
        Some(Some(_)) => SignedStanding::NotSigned,
    }
}

/// The number that a report has when it is signed next.
#[must_use]
pub fn next_version(document: &Document) -> u32 {
    let n = u32::try_from(versions(document).len());
    n.unwrap_or(u32::MAX).saturating_add(1)
}

/// Whether answers are still those that a signature stands for. A copy that is damaged says nothing of it.
#[must_use]
pub fn covers(frozen: &Frozen, document: DocumentId, response: &Response) -> bool {
    read(frozen).is_none_or(|copy| is_same(&copy, document, response))
}

/// Who was told of a report, and on which day; `None` while nobody is noted.
#[must_use]
pub fn told(document: &Document) -> Option<(String, Option<Date>)> {
    let values = |link_id| {
        let found = answered(&document.response.items, &LinkId::new(link_id));
        found.into_iter().filter_map(|entry| match entry {
            Entry::Value(value) => Some(value.clone()),
            Entry::AsTyped(_) => None,
        })
    };
    let who = values(TOLD).find_map(|value| {
        if let Value::String(who) = value {
            Some(who)
        } else {
            None
        }
    })?;
    let day = values(TOLD_ON).find_map(|value| {
        if let Value::Date(day) = value {
            Some(day)
        } else {
            None
        }
    });
    Some((who, day))
}

/// The versions of a report that were signed, the oldest first.
#[must_use]
pub fn versions(document: &Document) -> Vec<Version> {
    let replaced = document
        .voided
        .iter()
        .map(|voided| (&voided.signing, Some(voided.at)));
    let standing = document.signing.iter().map(|signing| (signing, None));
    let frozen = replaced
        .chain(standing)
        .filter_map(|(signing, at)| Some((signing.at, signing.frozen.as_ref()?, at)));
    let numbered = (1_u32..).zip(frozen);
    numbered
        .map(|(number, (at, frozen, replaced))| Version {
            number,
            at,
            fingerprint: frozen.fingerprint.clone(),
            copy: read(frozen),
            replaced: replaced.map(|at| (at, number.saturating_add(1))),
        })
        .collect()
}

/// What was kept; `None` if it is not what was signed.
fn read(frozen: &Frozen) -> Option<Box<SignedCopy>> {
    let copy = frozen.is_intact().then(|| wire::read(&frozen.text))?;
    copy.map(Box::new)
}

impl SignedCopy {
    /// The report as it was signed, with the answers behind the scores or without.
    #[must_use]
    pub fn shown(&self, attached: Attached) -> Report {
        let mut report = self.report.clone();
        if attached.item_answers {
            return report;
        }
        let sections = std::iter::once(&mut report.risk).chain(&mut report.rest);
        for (number, section) in sections.enumerate() {
            let blocks = std::mem::take(&mut section.blocks);
            let kept = blocks.into_iter().enumerate();
            let kept = kept.filter(|(block, _)| !self.item_answers.contains(&(number, *block)));
            section.blocks = kept.map(|(_, block)| block).collect();
        }
        report
    }
}

/// Where in a report what another one lacks stands: the section, and the block in it.
fn more_in(whole: &Report, plain: &Report) -> Vec<(usize, usize)> {
    let mut more = Vec::new();
    for (number, (whole, plain)) in whole.sections().zip(plain.sections()).enumerate() {
        let mut expected = plain.blocks.iter().peekable();
        for (block, of) in whole.blocks.iter().enumerate() {
            let is_there = |next: &&Block| **next == *of;
            if expected.next_if(is_there).is_none() {
                more.push((number, block));
            }
        }
    }
    more
}

/// Every form of a case with the version it is in, and every measure within them.
fn forms_used(case: &Case, catalogue: &Catalogue, wording: &Wording) -> Vec<FormUsed> {
    let mut used: Vec<FormUsed> = Vec::new();
    let mut note = |form: FormUsed| {
        if !used.contains(&form) {
            used.push(form);
        }
    };
    for of in opened(case, catalogue) {
        note(FormUsed {
            form: of.definition.id.clone(),
            title: of.title(wording),
            version: of.definition.questionnaire.version.clone(),
        });
        for measure in &of.definition.measures {
            let form = FormId::new(measure.id.as_str());
            let definition = catalogue.get(&form);
            note(FormUsed {
                version: definition.and_then(|of| of.questionnaire.version.clone()),
                title: measure.title.clone(),
                form,
            });
        }
    }
    used
}
