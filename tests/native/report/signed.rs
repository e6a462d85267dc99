//! A report is signed when the decision is made, with its reasons, and then stands: whatever becomes of the
//! answers, the forms, the words and the language.

use mhtr_forms::engine::case::signing::{Frozen, Signing};
use mhtr_forms::engine::case::wire::{read_case, write_case};
use mhtr_forms::engine::case::{Change, Document};
use mhtr_forms::engine::catalogue::{Catalogue, FormId};
use mhtr_forms::engine::report::signed::{self, NotSigned, SignedCopy, SignedStanding, versions};
use mhtr_forms::engine::report::{Attached, Report, Standing, fhir, html, text};
use mhtr_forms::engine::response::Status;
use mhtr_forms::engine::wording::Wording;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use super::{Whole, draft, golden, whole};
use crate::case::at;
use crate::catalogue::folders;

const ALL: Attached = Attached { item_answers: true };

fn document(whole: &Whole) -> &Document {
    whole.practice.document(whole.report)
}

fn signing(whole: &Whole) -> &Signing {
    document(whole).signing.as_ref().unwrap()
}

fn copy(whole: &Whole) -> SignedCopy {
    let SignedStanding::Signed(copy) = signed::standing(document(whole)) else {
        panic!("it is signed");
    };
    *copy
}

/// Everything that leaves the building of one report.
fn exports(whole: &Whole) -> [String; 4] {
    let practice = &whole.practice;
    let (plain, all) = (whole.report(), whole.report_with(ALL));
    let fhir = |report: &Report| {
        let (catalogue, wording) = (&practice.catalogue, &practice.wording);
        fhir::write(report, &practice.case, whole.report, catalogue, wording)
    };
    [
        html::write(&plain, &practice.wording),
        html::write(&all, &practice.wording),
        fhir(&plain),
        fhir(&all),
    ]
}

/// The link ids that keep a report from being signed.
fn refused(whole: &mut Whole) -> Vec<String> {
    match whole.sign_report("11:00:00") {
        Ok(()) => Vec::new(),
        Err(NotSigned::Violations(violations)) => {
            let of = violations.iter().map(|of| of.link_id.to_string());
            of.collect()
        }
        Err(NotSigned::NoReport) => panic!("there is a report"),
    }
}

/// Manual v8.0, section 2.2, step 5: "a decision to treat or decline, giving reasons"; section 4.2: "'under
/// the supervision of' followed by the name, registration status and job title".
#[test]
fn a_report_is_signed_only_with_a_decision_its_reasons_and_a_supervisor_where_one_is_needed() {
    let lead = ("author.role", "clinical-lead");
    let assistant = ("author.role", "assistant-psychologist");
    let other = ("author.role", "other-professional");
    let supervisor = [
        "supervisor.name",
        "supervisor.registration-status",
        "supervisor.job-title",
    ];
    let without = |missing: &[&'static str], role| {
        let mut answers: Vec<(&str, &str)> = missing.iter().map(|item| (*item, "")).collect();
        answers.push(role);
        answers
    };
    let declined = ("decision.outcome", "decline");
    let table = [
        (vec![lead], vec![]),
        (vec![lead, declined], vec![]),
        (vec![assistant], vec![]),
        (vec![other], vec![]),
        (without(&supervisor, lead), vec![]),
        (without(&supervisor, other), vec![]),
        (without(&supervisor, assistant), supervisor.to_vec()),
        (without(&supervisor[..1], assistant), vec![supervisor[0]]),
        (without(&supervisor[1..2], assistant), vec![supervisor[1]]),
        (without(&supervisor[2..], assistant), vec![supervisor[2]]),
        (
            without(&["decision.outcome"], lead),
            vec!["decision.outcome"],
        ),
        (
            without(&["decision.reasons"], lead),
            vec!["decision.reasons"],
        ),
        (
            without(&["decision.reasons"], assistant),
            vec!["decision.reasons"],
        ),
        (
            vec![lead, declined, ("decision.reasons", "")],
            vec!["decision.reasons"],
        ),
        (
            vec![lead, ("decision.reasons", " \n ")],
            vec!["decision.reasons"],
        ),
        (
            without(&["decision.clinician"], lead),
            vec!["decision.clinician"],
        ),
        (without(&["author.name"], lead), vec!["author.name"]),
        (vec![("author.role", "")], vec!["author.role"]),
        (
            without(&["author.signature"], lead),
            vec!["author.signature"],
        ),
        (
            without(&["report.recommendations"], lead),
            vec!["report.recommendations"],
        ),
        (
            vec![lead, ("report.date", "22/11/2026")],
            vec!["report.date"],
        ),
        // Who is told of it is told of what is signed already.
        (without(&["told.who", "told.date", "told.by"], lead), vec![]),
    ];
    for (answers, missing) in table {
        let mut report = draft();
        report.answer(report.report, &answers);
        assert_eq!(refused(&mut report), missing, "{answers:?}");
        let is_signed = matches!(
            signed::standing(document(&report)),
            SignedStanding::Signed(_)
        );
        assert_eq!(is_signed, missing.is_empty(), "{answers:?}");
    }
}

#[test]
fn only_a_report_is_signed_so() {
    let whole = draft();
    let practice = &whole.practice;
    for document in [
        whole.assessment,
        super::CONSENT,
        mhtr_forms::engine::case::DocumentId(99),
    ] {
        let (catalogue, wording) = (&practice.catalogue, &practice.wording);
        let signing = signed::sign(&practice.case, document, catalogue, wording, at("11:00:00"));
        assert_eq!(signing, Err(NotSigned::NoReport));
    }
}

#[test]
fn what_is_kept_says_who_signed_what_when_and_in_which_versions() {
    let whole = whole();
    let copy = copy(&whole);
    assert_eq!(
        (&*copy.by, &*copy.role),
        ("Kim Ash", "Assistant Psychologist")
    );
    assert_eq!((copy.at, &*copy.language), (at("10:40:00"), "en-GB"));
    assert_eq!(copy.record, whole.practice.case.id.to_string());
    assert_eq!(copy.revision + 1, whole.practice.case.revision);
    assert_eq!((copy.document, copy.version), (whole.report, 1));
    let used: Vec<(&str, &str)> = copy
        .forms
        .iter()
        .map(|of| (of.form.as_str(), of.version.as_deref().unwrap_or_default()))
        .collect();
    for form in [
        "practitioner-assessment",
        "phq-9",
        "gad-7",
        "responsible-clinician-report",
    ] {
        let definition = whole.practice.definition(form);
        let version = definition.questionnaire.version.as_deref().unwrap();
        assert!(used.contains(&(form, version)), "{used:?}");
    }
    let text = text::write(&whole.report(), &whole.practice.wording);
    for words in [
        "Decision to treat or decline\n  Treat\n",
        "A primary care need.\n  Motivated.",
        "under the supervision of",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(
        !text.contains("Lee Fir"),
        "who was told is no part of what is signed"
    );
}

#[test]
fn the_text_that_is_kept_is_this() {
    let whole = whole();
    let text = &signing(&whole).frozen.as_ref().unwrap().text;
    golden("signed-report.json", &format!("{text}\n"));
}

/// The whole point: the same bytes leave, whatever has changed since.
#[test]
fn what_was_signed_leaves_as_it_was_signed_whatever_has_changed() {
    let mut whole = whole();
    let before = exports(&whole);
    let same = |whole: &Whole, what: &str| assert!(exports(whole) == before, "{what}");

    whole.answer(
        whole.assessment,
        &[("person.name", "Ann Elm"), ("phq-9.1", "Nearly every day")],
    );
    same(&whole, "answers");
    whole.practice.start("consent-withdrawal", at("12:00:00"));
    same(&whole, "a further form");
    let mut told = whole.practice.form(whole.report);
    let node = told.nodes_of(&"told.who".into())[0];
    told.apply(mhtr_forms::engine::form::FormChange::Answer {
        node,
        entries: Vec::new(),
    });
    let document = whole.report;
    let response = told.response(mhtr_forms::engine::form::Scope::Everything);
    let answered = Change::Answered {
        document,
        response,
        prefilled: Vec::new(),
    };
    whole.practice.case.apply(answered, at("12:10:00"));
    same(&whole, "who was told");

    let kept = write_case(&whole.practice.case);
    whole.practice.case = read_case(&kept).unwrap();
    same(&whole, "kept and opened again");

    let mut reworded = folders();
    for id in [
        "responsible-clinician-report",
        "practitioner-assessment",
        "phq-9",
    ] {
        let folder = reworded.get_mut(&FormId::new(id)).unwrap();
        let json = folder.questionnaire.take().unwrap();
        let json = json
            .replace("Risk Information", "Risk")
            .replace("\"version\": \"", "\"version\": \"9");
        folder.questionnaire = Some(json.replace("person", "client"));
    }
    whole.practice.catalogue = Catalogue::read(&reworded);
    same(&whole, "later versions of the forms");
    let report = FormId::new("responsible-clinician-report");
    reworded.remove(&report);
    reworded.remove(&FormId::new("gad-7"));
    whole.practice.catalogue = Catalogue::read(&reworded);
    same(&whole, "forms that are gone");

    let german = r#"{"report.state.signed":"Unterschrieben","report.about":"Zum Dokument"}"#;
    let (german, _) = Wording::built_in().overlaid("de", german);
    whole.practice.wording = german;
    same(&whole, "another language");
}

#[test]
fn the_answers_behind_the_scores_are_kept_and_shown_when_asked_for() {
    let whole = whole();
    let mut other = draft();
    other.sign_report("10:40:00").unwrap();
    let [plain, all] = [Attached::default(), ALL]
        .map(|attached| html::write(&copy(&whole).shown(attached), &whole.practice.wording));
    assert!(!plain.contains("Little interest") && all.contains("Little interest"));
    assert!(plain.len() < all.len());
    assert_eq!(
        copy(&whole),
        copy(&other),
        "the same case gives the same bytes"
    );
}

/// Every version of a report that anybody may hold in their hands can be read.
#[test]
fn a_change_begins_a_new_version_and_marks_the_old_one() {
    let mut whole = whole();
    let first = exports(&whole);
    let report = whole.report;
    whole
        .practice
        .case
        .apply(Change::Voided { document: report }, at("11:00:00"));
    let [one] = &versions(document(&whole))[..] else {
        panic!("there was one version")
    };
    assert_eq!(
        (one.number, one.at, one.replaced),
        (1, at("10:40:00"), Some((at("11:00:00"), 2)))
    );
    assert_eq!(whole.report().identity.standing, Standing::Draft);
    assert_eq!(document(&whole).response.status, Status::InProgress);
    whole.practice.answer(
        report,
        &[("decision.reasons", "Other reasons.")],
        at("11:05:00"),
    );
    whole.sign_report("11:10:00").unwrap();
    let both = versions(document(&whole));
    let [one, two] = &both[..] else {
        panic!("there are two versions")
    };
    assert_eq!(
        (one.replaced, two.replaced),
        (Some((at("11:00:00"), 2)), None)
    );
    assert_eq!((two.number, copy(&whole).version), (2, 2));
    assert_ne!(one.fingerprint, two.fingerprint);
    let old = one.copy.as_ref().unwrap();
    assert_eq!(
        html::write(&old.shown(Attached::default()), &whole.practice.wording),
        first[0]
    );
    assert_eq!(fhir::write_signed(old, &old.shown(ALL)), first[3]);
    assert!(exports(&whole)[0].contains("Other reasons."));
    let kept = read_case(&write_case(&whole.practice.case)).unwrap();
    assert_eq!(versions(kept.document(report).unwrap()), both);
}

#[test]
fn an_answer_that_gets_past_the_screen_does_not_pass_for_signed() {
    let mut whole = whole();
    whole
        .practice
        .answer(whole.report, &[("report.risk", "None.")], at("11:00:00"));
    assert_eq!(
        signed::standing(document(&whole)),
        SignedStanding::NotSigned
    );
    assert_eq!(whole.report().identity.standing, Standing::Draft);
}

/// A report of version 1 of the form has a typed name under it, and nothing that was kept.
#[test]
fn a_report_with_a_typed_name_from_before_is_a_draft_that_says_so() {
    let mut whole = draft();
    let id = whole.report;
    assert_eq!(
        signed::standing(document(&whole)),
        SignedStanding::NotFrozen
    );
    let report = whole.report();
    assert_eq!(report.identity.standing, Standing::Draft);
    assert!(report.identity.state.contains("A name was typed under it"));
    // The name stood on the page beside the role, and is found where it stands today.
    let moved = |items: &mut Vec<mhtr_forms::engine::response::ResponseItem>| {
        for page in items
            .iter_mut()
            .filter(|of| of.link_id.as_str() == "signature")
        {
            let place = page
                .items
                .iter()
                .position(|of| of.link_id.as_str() == "sign")
                .unwrap();
            let inside = page.items.remove(place).items;
            page.items.extend(inside);
        }
    };
    let place = whole
        .practice
        .case
        .documents
        .iter()
        .position(|of| of.id == id)
        .unwrap();
    moved(&mut whole.practice.case.documents[place].response.items);
    assert_eq!(whole.practice.stands(id, "author.signature"), "Kim Ash");
    assert_eq!(
        signed::standing(document(&whole)),
        SignedStanding::NotFrozen
    );
    whole.sign_report("12:00:00").unwrap();
    assert_eq!(copy(&whole).by, "Kim Ash");
}

/// A copy whose text was changed, with the fingerprint that was taken of it.
fn with_text(whole: &Whole, text: String) -> Document {
    let mut document = document(whole).clone();
    let frozen = document.signing.as_mut().unwrap().frozen.as_mut().unwrap();
    frozen.text = text;
    document
}

#[test]
fn a_copy_that_is_damaged_is_told_as_damaged_and_never_shown_as_signed() {
    let mut whole = whole();
    let text = signing(&whole).frozen.as_ref().unwrap().text.clone();
    let damaged = with_text(&whole, text.replace("\"Treat\"", "\"Decline\""));
    assert_ne!(damaged, *document(&whole));
    assert_eq!(signed::standing(&damaged), SignedStanding::Damaged);
    assert_eq!(versions(&damaged)[0].copy, None);
    let place = whole
        .practice
        .case
        .documents
        .iter()
        .position(|of| of.id == whole.report);
    whole.practice.case.documents[place.unwrap()] = damaged;
    let report = whole.report();
    assert_eq!(report.identity.standing, Standing::Draft);
    assert!(
        report.identity.line.contains("damaged"),
        "{}",
        report.identity.line
    );
    assert!(exports(&whole)[2].contains("\"status\":\"preliminary\""));
    // A text with a fingerprint of its own that is no signed report is none either.
    for other in [
        String::new(),
        "{}".to_owned(),
        format!("{text} "),
        text.replacen("\"version\":1", "\"version\":2", 1),
    ] {
        let mut document = document(&whole).clone();
        document.signing.as_mut().unwrap().frozen = Some(Frozen::of(other.clone()));
        let start: String = other.chars().take(40).collect();
        assert_eq!(
            signed::standing(&document),
            SignedStanding::Damaged,
            "{start}"
        );
    }
}

/// No single change of what was kept passes: not of a letter, and not of a piece left out.
#[test]
fn any_single_change_of_what_was_kept_is_found_out() {
    let whole = whole();
    let text: Vec<char> = signing(&whole)
        .frozen
        .as_ref()
        .unwrap()
        .text
        .chars()
        .collect();
    let n = text.len();
    let changes = (0..n, prop::char::any(), 0..3_usize);
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let outcome = runner.run(&changes, |(place, other, way)| {
        let mut changed = text.clone();
        match way {
            0 => changed[place] = other,
            1 => drop(changed.remove(place)),
            _ => changed.insert(place, other),
        }
        if changed == text {
            return Ok(());
        }
        let document = with_text(&whole, changed.into_iter().collect());
        if signed::standing(&document) == SignedStanding::Damaged {
            Ok(())
        } else {
            Err(TestCaseError::fail("it passes for signed"))
        }
    });
    outcome.unwrap();
    let mut document = document(&whole).clone();
    let frozen = document.signing.as_mut().unwrap().frozen.as_mut().unwrap();
    frozen.fingerprint = frozen.fingerprint.chars().rev().collect();
    assert_eq!(signed::standing(&document), SignedStanding::Damaged);
}
