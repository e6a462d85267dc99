//! A signature stands for the words shown and the answers given, and for nothing else.

use std::sync::Arc;

use mhtr_forms::engine::case::signing::{Signing, place_to_sign};
use mhtr_forms::engine::case::{Case, CaseId, Change, DocumentId};
use mhtr_forms::engine::catalogue::{Definition, FormId};
use mhtr_forms::engine::form::{Form, Scope};
use mhtr_forms::engine::presentation::Presentation;
use mhtr_forms::engine::response::Status;
use mhtr_forms::engine::value::Value;
use mhtr_forms::engine::wording::Wording;

use crate::case::at;
use crate::presentation::{answer, consent, read};

fn filled() -> (Arc<Definition>, Form) {
    let definition = read(consent());
    let mut form = Form::start(Arc::clone(&definition.questionnaire));
    answer(&mut form, "agree", Value::Boolean(true));
    answer(&mut form, "sign.name", Value::String("Ann".to_owned()));
    (definition, form)
}

fn sign(definition: &Definition, form: &Form) -> Signing {
    let wording = Wording::built_in();
    Signing::of(
        definition,
        Presentation::EasyRead,
        form,
        true,
        &wording,
        at("10:00:00"),
    )
}

/// A case with the form in it.
fn started(form: &Form) -> (Case, DocumentId) {
    let id = CaseId::read("0123456789abcdef0123456789abcdef").unwrap();
    let mut case = Case::open(id, at("09:00:00"));
    let document = DocumentId(1);
    let started = Change::Started {
        form: FormId::new("consent"),
        response: form.response(Scope::Everything),
        prefilled: Vec::new(),
    };
    case.apply(started, at("09:00:00"));
    (case, document)
}

#[test]
fn a_signature_holds_the_exact_words_that_were_shown() {
    let (definition, form) = filled();
    let signing = sign(&definition, &form);
    assert!(
        signing.words.contains("We write things down.\n"),
        "{}",
        signing.words
    );
    assert!(signing.words.contains("Is this OK?\n"), "{}", signing.words);
    assert!(signing.is_intact());
    let changed = Signing {
        words: signing.words.replace("OK", "Ok"),
        ..signing
    };
    assert!(!changed.is_intact());
}

#[test]
fn a_signature_covers_the_answers_and_not_what_may_come_after_it() {
    let (definition, mut form) = filled();
    let signing = sign(&definition, &form);
    assert!(signing.covers(&form));
    answer(&mut form, "note", Value::String("Calm.".to_owned()));
    assert!(
        signing.covers(&form),
        "the worker's note is nobody's signature"
    );
    let response = form.response(Scope::Everything);
    let (plain, _) = Form::open(definition.presented(Presentation::Plain), &response);
    assert!(signing.covers(&plain), "other words are not other answers");
    answer(&mut form, "agree", Value::Boolean(false));
    assert!(!signing.covers(&form));
    answer(&mut form, "agree", Value::Boolean(true));
    assert!(signing.covers(&form));
    answer(&mut form, "sign.name", Value::String("Bob".to_owned()));
    assert!(!signing.covers(&form), "the signature itself is signed for");
}

/// SECURITY.md §1, T25: a consent whose text was changed since does not pass for the one that was signed.
#[test]
fn a_signature_does_not_belong_to_another_text() {
    let (definition, form) = filled();
    let signing = sign(&definition, &form);
    let wording = Wording::built_in();
    assert!(signing.is_of_these_words(&definition, &form, &wording));
    let (id, mut folder) = consent();
    folder.easy_read = folder
        .easy_read
        .map(|json| json.replace("Is this OK?", "Is this right?"));
    let other = read((id, folder));
    assert!(!signing.is_of_these_words(&other, &form, &wording));
}

#[test]
fn a_form_is_signed_where_its_author_says() {
    let (definition, _) = filled();
    let place = place_to_sign(&definition.questionnaire).unwrap();
    assert_eq!(place.link_id.as_str(), "sign");
}

#[test]
fn a_change_after_signing_voids_the_signature_and_keeps_both_versions() {
    let (definition, mut form) = filled();
    let (mut case, document) = started(&form);
    let signing = sign(&definition, &form);
    let signed = Change::Signed {
        document,
        signing: signing.clone(),
    };
    case.apply(signed, at("10:00:00"));
    case.apply(Change::Completed { document }, at("10:01:00"));
    let before = case.document(document).unwrap().response.clone();
    assert_eq!(before.status, Status::Completed);

    case.apply(Change::Voided { document }, at("11:00:00"));
    answer(&mut form, "agree", Value::Boolean(false));
    let answered = Change::Answered {
        document,
        response: form.response(Scope::Everything),
        prefilled: Vec::new(),
    };
    case.apply(answered, at("11:00:00"));
    let after = case.document(document).unwrap();
    assert_eq!(after.signing, None);
    assert_eq!(after.response.status, Status::InProgress);
    let [voided] = after.voided.as_slice() else {
        panic!("one signature fell");
    };
    assert_eq!(voided.signing, signing);
    assert_eq!(voided.response, before, "what was signed is kept as it was");
    assert_eq!(voided.at, at("11:00:00"));

    case.apply(Change::Voided { document }, at("12:00:00"));
    assert_eq!(
        case.document(document).unwrap().voided.len(),
        1,
        "nothing more to void"
    );
}

#[test]
fn each_way_a_form_was_shown_is_kept_with_its_time() {
    let (_, form) = filled();
    let (mut case, document) = started(&form);
    assert_eq!(
        case.document(document).unwrap().presentation(),
        Presentation::Published
    );
    for (presentation, time) in [
        (Presentation::Plain, "09:01:00"),
        (Presentation::EasyRead, "09:02:00"),
    ] {
        let shown = Change::Presented {
            document,
            presentation,
        };
        case.apply(shown, at(time));
    }
    let document = case.document(document).unwrap();
    assert_eq!(document.presentation(), Presentation::EasyRead);
    let since: Vec<_> = document.shown.iter().map(|showing| showing.since).collect();
    assert_eq!(since, [at("09:01:00"), at("09:02:00")]);
    assert_eq!(document.response, form.response(Scope::Everything));
}
