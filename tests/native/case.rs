//! One person's forms: what happens to them, and what stays true whatever happens.

use std::sync::Arc;

use mhtr_forms::engine::calendar::DateTime;
use mhtr_forms::engine::case::person;
use mhtr_forms::engine::case::prefill::{self, Prefilled, Proposal, Source};
use mhtr_forms::engine::case::wire::{read_case, write_case};
use mhtr_forms::engine::case::{Case, CaseId, Change, Document, DocumentId};
use mhtr_forms::engine::catalogue::{Catalogue, Definition, FormId};
use mhtr_forms::engine::entry;
use mhtr_forms::engine::form::{Form, FormChange, Scope};
use mhtr_forms::engine::questionnaire::LinkId;
use mhtr_forms::engine::response::{Response, Status};
use mhtr_forms::engine::wording::Wording;
use proptest::prelude::*;

use crate::catalogue::catalogue;

/// A moment on the day all tests play.
pub fn at(time: &str) -> DateTime {
    DateTime::read(&format!("2026-11-21T{time}Z")).unwrap()
}

/// A practitioner without a screen, with one person's case.
pub struct Practice {
    pub catalogue: Catalogue,
    pub case: Case,
    pub wording: Wording,
}

impl Practice {
    pub fn open() -> Self {
        Self::with(catalogue())
    }

    pub fn with(catalogue: Catalogue) -> Self {
        let id = CaseId::read("0123456789abcdef0123456789abcdef").unwrap();
        Self {
            catalogue,
            case: Case::open(id, at("09:00:00")),
            wording: Wording::built_in(),
        }
    }

    pub fn definition(&self, form: &str) -> Arc<Definition> {
        Arc::clone(self.catalogue.get(&FormId::new(form)).unwrap())
    }

    pub fn document(&self, id: DocumentId) -> &Document {
        self.case.document(id).unwrap()
    }

    /// Starts a form with what the others already say.
    pub fn start(&mut self, form: &str, now: DateTime) -> DocumentId {
        let definition = self.definition(form);
        let mut fresh = Form::start(Arc::clone(&definition.questionnaire));
        let proposals = self.proposals(form);
        let prefilled = prefill::fill_blanks(&mut fresh, &proposals, now);
        let change = Change::Started {
            form: FormId::new(form),
            response: fresh.response(Scope::Everything),
            prefilled,
        };
        self.case.apply(change, now);
        self.case.documents.last().unwrap().id
    }

    /// A document as it would be on the screen.
    pub fn form(&self, id: DocumentId) -> Form {
        let document = self.document(id);
        let definition = self.definition(document.form.as_str());
        let questionnaire = Arc::clone(&definition.questionnaire);
        let (form, not_carried) = Form::open(questionnaire, &document.response);
        assert_eq!(not_carried, []);
        form
    }

    /// Types several answers into a document.
    pub fn answer(&mut self, id: DocumentId, answers: &[(&str, &str)], now: DateTime) {
        let mut form = self.form(id);
        for (link_id, typed) in answers {
            let node = form.nodes_of(&LinkId::new(link_id))[0];
            let entries = entry::read(form.item(node).unwrap(), typed);
            let entries = entries.into_iter().collect();
            form.apply(FormChange::Answer { node, entries });
        }
        let change = Change::Answered {
            document: id,
            response: form.response(Scope::Everything),
            prefilled: self.document(id).prefilled.clone(),
        };
        self.case.apply(change, now);
    }

    /// What stands in a field.
    pub fn stands(&self, id: DocumentId, link_id: &str) -> String {
        let form = self.form(id);
        let node = form.nodes_of(&LinkId::new(link_id))[0];
        let item = form.item(node).unwrap();
        let entries = form.entries(node).iter();
        let typed: Vec<String> = entries.map(|entry| entry::typed(item, entry)).collect();
        typed.join(" + ")
    }

    /// What was taken into an item, if anything was.
    pub fn taken(&self, id: DocumentId, link_id: &str) -> Option<&Prefilled> {
        let mut prefilled = self.document(id).prefilled.iter();
        prefilled.find(|of| of.link_id.as_str() == link_id)
    }

    /// What the documents of the case say that a form could take.
    pub fn proposals(&self, form: &str) -> Vec<Proposal> {
        let opened: Vec<(&Document, Arc<Definition>, Form)> = self
            .case
            .documents
            .iter()
            .filter(|document| document.form.as_str() != form)
            .map(|document| {
                let definition = self.definition(document.form.as_str());
                (document, definition, self.form(document.id))
            })
            .collect();
        let source = |(document, definition, form)| Source {
            document,
            definition,
            form,
        };
        let sources: Vec<Source<'_>> = opened
            .iter()
            .map(|(document, definition, form)| source((*document, &**definition, form)))
            .collect();
        prefill::proposals(&self.definition(form), &sources, &self.wording)
    }
}

fn complete(practice: &mut Practice, document: DocumentId, time: &str) {
    practice
        .case
        .apply(Change::Completed { document }, at(time));
}

#[test]
fn every_change_is_counted_and_says_when_it_was() {
    let mut practice = Practice::open();
    assert_eq!(practice.case.revision, 0);
    let consent = practice.start("combined-consent", at("09:01:00"));
    assert_eq!(
        (practice.case.revision, practice.case.changed),
        (1, at("09:01:00"))
    );
    practice.answer(consent, &[("agreement.name", "A")], at("09:02:00"));
    assert_eq!(
        (practice.case.revision, practice.case.changed),
        (2, at("09:02:00"))
    );
    complete(&mut practice, consent, "09:03:00");
    assert_eq!(
        (practice.case.revision, practice.case.changed),
        (3, at("09:03:00"))
    );
    let reopened = Change::Reopened { document: consent };
    practice.case.apply(reopened, at("09:04:00"));
    assert_eq!(
        (practice.case.revision, practice.case.changed),
        (4, at("09:04:00"))
    );
    assert_eq!(practice.case.opened, at("09:00:00"));
    let document = practice.document(consent);
    assert_eq!(document.started, at("09:01:00"));
    assert_eq!(
        document.changed,
        at("09:02:00"),
        "finishing changes no answer"
    );
}

#[test]
fn a_finished_document_is_unfinished_again_as_soon_as_it_is_changed() {
    let mut practice = Practice::open();
    let consent = practice.start("combined-consent", at("09:01:00"));
    assert!(!practice.document(consent).is_complete());
    complete(&mut practice, consent, "09:02:00");
    assert!(practice.document(consent).is_complete());
    practice.answer(consent, &[("agreement.name", "A")], at("09:03:00"));
    assert_eq!(
        practice.document(consent).response.status,
        Status::InProgress
    );
    complete(&mut practice, consent, "09:04:00");
    let reopened = Change::Reopened { document: consent };
    practice.case.apply(reopened, at("09:05:00"));
    assert!(!practice.document(consent).is_complete());
    assert_eq!(practice.stands(consent, "agreement.name"), "A");
}

/// Whatever status comes with the answers: only checking a document finishes it.
#[test]
fn answers_never_finish_a_document() {
    let mut practice = Practice::open();
    let document = practice.start("combined-consent", at("09:01:00"));
    let response = Response {
        status: Status::Completed,
        ..Response::default()
    };
    let change = Change::Answered {
        document,
        response,
        prefilled: Vec::new(),
    };
    practice.case.apply(change, at("09:02:00"));
    assert!(!practice.document(document).is_complete());
}

#[test]
fn a_change_to_a_document_that_is_not_there_does_nothing() {
    let mut practice = Practice::open();
    practice.start("combined-consent", at("09:01:00"));
    let before = practice.case.clone();
    let document = DocumentId(7);
    for change in [
        Change::Completed { document },
        Change::Reopened { document },
        Change::Answered {
            document,
            response: Response::default(),
            prefilled: Vec::new(),
        },
    ] {
        practice.case.apply(change, at("10:00:00"));
        assert_eq!(practice.case, before);
    }
}

#[test]
fn documents_are_numbered_from_one_and_the_last_started_of_a_form_is_the_newest() {
    let mut practice = Practice::open();
    let forms = ["phq-9", "combined-consent", "phq-9"];
    let numbers = forms.map(|form| practice.start(form, at("09:01:00")).0);
    assert_eq!(numbers, [1, 2, 3]);
    let newest = |form| practice.case.newest(&FormId::new(form)).map(|of| of.id.0);
    assert_eq!(newest("phq-9"), Some(3));
    assert_eq!(newest("combined-consent"), Some(2));
    assert_eq!(newest("gad-7"), None);
}

#[test]
fn when_the_numbers_run_out_nothing_is_numbered_twice() {
    let mut practice = Practice::open();
    practice.start("phq-9", at("09:01:00"));
    practice.case.documents[0].id = DocumentId(u32::MAX);
    let before = practice.case.clone();
    let change = Change::Started {
        form: FormId::new("phq-9"),
        response: Response::default(),
        prefilled: Vec::new(),
    };
    practice.case.apply(change, at("09:02:00"));
    assert_eq!(practice.case, before);
}

#[test]
fn a_case_identity_can_stand_in_an_address_and_in_a_key_as_it_is() {
    let long = "a".repeat(64);
    for fitting in ["a", "A-9", long.as_str()] {
        assert_eq!(CaseId::read(fitting).unwrap().as_str(), fitting);
    }
    let longer = "a".repeat(65);
    for other in [
        "",
        longer.as_str(),
        "a/b",
        "a b",
        "é",
        "a_b",
        "..",
        "a%20",
        "a\n",
    ] {
        assert_eq!(CaseId::read(other), None, "{other:?}");
    }
}

#[test]
fn whose_case_it_is_stands_in_the_document_that_was_changed_last() {
    let mut practice = Practice::open();
    let name = |practice: &Practice| person::name(&practice.case, &practice.catalogue);
    let born = |practice: &Practice| {
        person::date_of_birth(&practice.case, &practice.catalogue, &practice.wording)
    };
    assert_eq!((name(&practice), born(&practice)), (None, None));
    let consent = practice.start("combined-consent", at("09:01:00"));
    practice.answer(consent, &[("agreement.name", "Ann Oak")], at("09:02:00"));
    assert_eq!(name(&practice).as_deref(), Some("Ann Oak"));
    let assessment = practice.start("practitioner-assessment", at("09:03:00"));
    let answers = [
        ("person.name", "Ann Elm"),
        ("person.date-of-birth", "27/3/1987"),
    ];
    practice.answer(assessment, &answers, at("09:04:00"));
    assert_eq!(name(&practice).as_deref(), Some("Ann Elm"));
    assert_eq!(born(&practice).as_deref(), Some("27 March 1987"));
    practice.answer(consent, &[("agreement.name", "Ann Ash")], at("09:05:00"));
    assert_eq!(name(&practice).as_deref(), Some("Ann Ash"));
    practice.answer(consent, &[("agreement.name", "")], at("09:06:00"));
    assert_eq!(
        name(&practice).as_deref(),
        Some("Ann Elm"),
        "a blank says nothing"
    );
    practice.answer(
        assessment,
        &[("person.date-of-birth", "27//1987")],
        at("09:07:00"),
    );
    assert_eq!(born(&practice), None, "half a date is none");
}

/// Something that may happen to a case.
fn step() -> impl Strategy<Value = (u8, u8, u8, String)> {
    (
        0..4_u8,
        0..5_u8,
        0..40_u8,
        "[^\\p{Cc}]{0,12}|27/3/1987|yes|no|3|self|paper|27//",
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_a_case_it_is_written_and_read_as_it_is(
        steps in prop::collection::vec(step(), 1..15)
    ) {
        const FORMS: [&str; 4] =
            ["phq-9", "combined-consent", "practitioner-assessment", "responsible-clinician-report"];
        let mut practice = Practice::open();
        for (kind, which, place, typed) in steps {
            let revision = practice.case.revision;
            let number = DocumentId(u32::from(which));
            let is_there = practice.case.document(number).is_some();
            match kind {
                0 => {
                    practice.start(FORMS[usize::from(which) % 4], at("10:00:00"));
                }
                1 if is_there => {
                    let form = practice.form(number);
                    let nodes = form.within(None);
                    let node = nodes[usize::from(place) * 5 % nodes.len()];
                    let link_id = form.item(node).unwrap().link_id.to_string();
                    practice.answer(number, &[(&link_id, &typed)], at("10:00:01"));
                }
                2 => practice.case.apply(Change::Completed { document: number }, at("10:00:02")),
                _ => practice.case.apply(Change::Reopened { document: number }, at("10:00:03")),
            }
            let is_change = kind == 0 || is_there;
            prop_assert_eq!(practice.case.revision, revision + u64::from(is_change));
            let written = write_case(&practice.case);
            let read = read_case(&written).unwrap();
            prop_assert_eq!(&read, &practice.case);
            prop_assert_eq!(write_case(&read), written);
            practice.case = read;
        }
    }
}
