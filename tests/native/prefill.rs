//! Nothing is entered twice: what one form says is offered to the others, never over an answer, and
//! always with where it came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use mhtr_forms::engine::case::prefill::{Standing, due, fill_blanks, standing};
use mhtr_forms::engine::case::{Change, DocumentId};
use mhtr_forms::engine::catalogue::{Catalogue, FormId};
use mhtr_forms::engine::entry;
use mhtr_forms::engine::form::{Form, FormChange, Scope};
use mhtr_forms::engine::questionnaire::PrefillSource;
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::score::{self, rows};
use mhtr_forms::engine::value::Value;
use mhtr_forms::engine::words;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::case::{Practice, at};
use crate::catalogue::folder;
use crate::forms::OURS;

/// An assessment with an answer to everything that other forms take from it.
fn assessed() -> (Practice, DocumentId) {
    let mut practice = Practice::open();
    let assessment = practice.start("practitioner-assessment", at("09:01:00"));
    practice.answer(
        assessment,
        &[
            ("person.name", "Ann Oak"),
            ("person.date-of-birth", "27/3/1987"),
            ("assessment.assessor", "Sam Lee"),
            ("interview.individual.gp", "Elm Surgery"),
            ("interview.individual.offending", "Two thefts."),
            ("interview.mental-health.previous", "Counselling in 2019."),
            (
                "interview.mental-health.impact",
                "Does not leave the house.",
            ),
            ("interview.intervention.main-problem", "Sleep.\nAnd worry."),
            ("interview.intervention.goals", "To sleep through."),
            ("interview.intervention.barriers", "No bus on Mondays."),
            ("phq-9.how", "self"),
            ("phq-9.9", "Several days"),
            ("gad-7.how", "paper"),
            ("gad-7.paper-total", "12"),
            ("risk.self-harm.current", "no"),
            ("risk.suicide.past", "yes"),
            ("risk.detail", "Took tablets in 2015."),
            ("outcome.suitable", "yes"),
            ("outcome.next-step", "consent"),
        ],
        at("09:20:00"),
    );
    (practice, assessment)
}

/// The same with a consent that goes with it, and its number.
fn consented() -> (Practice, DocumentId, DocumentId) {
    let (mut practice, assessment) = assessed();
    let consent = practice.start("combined-consent", at("09:30:00"));
    let answers = [
        ("requirements.assessed", "mhtr"),
        ("consent.assessment", "yes"),
        ("consent.mhtr", "talk-first"),
    ];
    practice.answer(consent, &answers, at("09:31:00"));
    (practice, assessment, consent)
}

/// The words an item of a document has on the form, and the chosen option's.
fn line(practice: &Practice, document: DocumentId, link_id: &str) -> String {
    let form = practice.form(document);
    let node = form.nodes_of(&link_id.into())[0];
    let item = form.item(node).unwrap();
    let question = words::question(item, &practice.wording);
    let answer = words::of_entries(item, form.entries(node), &practice.wording);
    format!("{question}: {answer}")
}

#[test]
fn the_report_takes_each_of_its_rows_from_the_assessment_and_the_consent() {
    let (mut practice, assessment, consent) = consented();
    let report = practice.start("responsible-clinician-report", at("09:40:00"));
    let mut link_ids: Vec<&str> = Vec::new();
    for taken in &practice.document(report).prefilled {
        link_ids.push(taken.link_id.as_str());
        assert_eq!(taken.taken, at("09:40:00"));
    }
    let expected = [
        "report.name",
        "report.assessor",
        "report.consent",
        "report.presenting.formulation",
        "report.presenting.outcome",
        "report.screening.scores",
        "report.treatment-plan",
        "report.risk",
    ];
    assert_eq!(link_ids, expected);
    let stands = |link_id| practice.stands(report, link_id);
    let of = |document, link_id| line(&practice, document, link_id);
    assert_eq!(stands("report.name"), "Ann Oak");
    assert_eq!(stands("report.assessor"), "Sam Lee");
    let consents = [
        of(consent, "consent.assessment"),
        of(consent, "consent.mhtr"),
    ];
    assert_eq!(stands("report.consent"), consents.join("\n"));
    let formulation = format!(
        "The main problem or difficulties: Sleep.\nAnd worry.\n\n{}\n{}\n\n\
         Behaviours that have led to involvement with the Criminal Justice System: Two thefts.",
        of(assessment, "interview.mental-health.previous"),
        of(assessment, "interview.mental-health.impact"),
    );
    assert_eq!(stands("report.presenting.formulation"), formulation);
    let outcome = [
        of(assessment, "outcome.suitable"),
        of(assessment, "outcome.next-step"),
    ];
    assert_eq!(stands("report.presenting.outcome"), outcome.join("\n"));
    let plan = "MHTR goals: To sleep through.\n\nBarriers to attendance: No bus on Mondays.";
    assert_eq!(stands("report.treatment-plan"), plan);
    let alerts = [
        format!("PHQ-9: {}", of(assessment, "phq-9.9")),
        of(assessment, "risk.suicide.past"),
    ];
    let section = [
        of(assessment, "risk.self-harm.current"),
        of(assessment, "risk.suicide.past"),
        of(assessment, "risk.detail"),
    ];
    let risk = format!("{}\n\n{}", alerts.join("\n"), section.join("\n"));
    assert_eq!(stands("report.risk"), risk);
}

#[test]
fn every_score_of_the_assessment_is_a_line_of_the_report_with_what_else_must_be_known() {
    let (mut practice, assessment, _) = consented();
    let report = practice.start("responsible-clinician-report", at("09:40:00"));
    let scores = practice.stands(report, "report.screening.scores");
    let (definition, form) = (
        practice.definition("practitioner-assessment"),
        practice.form(assessment),
    );
    let mut names = Vec::new();
    for measure in &definition.measures {
        for row in rows(measure, &score::recorded(measure, &form), &practice.wording) {
            let line = scores
                .lines()
                .find(|line| line.starts_with(&format!("{}: ", row.name)));
            let line = line.unwrap_or_else(|| panic!("{} is not in {scores}", row.name));
            for words in row.marks.iter().chain(&row.band).chain(&row.critical) {
                assert!(line.contains(words.as_str()), "{words} is not in {line}");
            }
            assert!(
                line.contains(&row.value) && line.contains(&row.scale),
                "{line}"
            );
            names.push(row.name);
        }
    }
    assert_eq!(scores.lines().count(), names.len());
    assert!(scores.contains("12 (0 to 21)"), "{scores}");
}

#[test]
fn the_assessment_and_the_consent_take_from_each_other_whichever_comes_first() {
    let (practice, _, consent) = consented();
    assert_eq!(practice.stands(consent, "agreement.name"), "Ann Oak");
    assert_eq!(
        practice.stands(consent, "agreement.date-of-birth"),
        "27/3/1987"
    );
    assert_eq!(
        practice.stands(consent, "agreement.gp-surgery"),
        "Elm Surgery"
    );
    let from = &practice.taken(consent, "agreement.name").unwrap().from[0];
    assert_eq!(
        (from.document, from.form.as_str()),
        (DocumentId(1), "practitioner-assessment")
    );
    assert_eq!(from.source, PrefillSource::Answer("person.name".into()));
    assert_eq!(from.changed, at("09:20:00"));

    let mut practice = Practice::open();
    let consent = practice.start("combined-consent", at("09:01:00"));
    let answers = [
        ("agreement.name", "Bo Ash"),
        ("agreement.date-of-birth", "1/2/1990"),
    ];
    practice.answer(consent, &answers, at("09:02:00"));
    let assessment = practice.start("practitioner-assessment", at("09:03:00"));
    assert_eq!(practice.stands(assessment, "person.name"), "Bo Ash");
    assert_eq!(
        practice.stands(assessment, "person.date-of-birth"),
        "1/2/1990"
    );
}

#[test]
fn without_another_form_nothing_is_taken() {
    let mut practice = Practice::open();
    for form in [
        "practitioner-assessment",
        "combined-consent",
        "responsible-clinician-report",
    ] {
        let mut alone = Practice::open();
        let document = alone.start(form, at("09:01:00"));
        assert_eq!(alone.document(document).prefilled, [], "{form}");
        // Started, but with nothing in it: an empty form has nothing to say.
        let document = practice.start(form, at("09:01:00"));
        let mut taken = practice.document(document).prefilled.iter();
        assert!(
            taken.all(|of| of.link_id.as_str() == "report.screening.scores"),
            "{form}"
        );
    }
}

#[test]
fn half_a_date_goes_into_no_other_form() {
    let mut practice = Practice::open();
    let assessment = practice.start("practitioner-assessment", at("09:01:00"));
    practice.answer(
        assessment,
        &[("person.date-of-birth", "27//1987")],
        at("09:02:00"),
    );
    let consent = practice.start("combined-consent", at("09:03:00"));
    assert_eq!(practice.stands(consent, "agreement.date-of-birth"), "");
    assert_eq!(practice.taken(consent, "agreement.date-of-birth"), None);
}

#[test]
fn what_is_no_longer_asked_goes_into_no_other_form() {
    let (mut practice, _, consent) = consented();
    // The consent to the requirement is not asked without the requirement.
    practice.answer(consent, &[("requirements.assessed", "drr")], at("09:32:00"));
    let report = practice.start("responsible-clinician-report", at("09:40:00"));
    let only = line(&practice, consent, "consent.assessment");
    assert_eq!(practice.stands(report, "report.consent"), only);
}

#[test]
fn of_several_documents_of_a_form_the_newest_is_taken() {
    let (mut practice, first) = assessed();
    let second = practice.start("practitioner-assessment", at("10:00:00"));
    practice.answer(second, &[("person.name", "Ann Elm")], at("10:01:00"));
    practice.answer(first, &[("person.name", "Ann Fir")], at("10:02:00"));
    let report = practice.start("responsible-clinician-report", at("10:03:00"));
    assert_eq!(practice.stands(report, "report.name"), "Ann Elm");
    let from = &practice.taken(report, "report.name").unwrap().from[0];
    assert_eq!((from.document, from.changed), (second, at("10:01:00")));
}

/// How an answer stands to its source.
fn stands_to_source(practice: &Practice, id: DocumentId, link_id: &str) -> Standing {
    let document = practice.document(id);
    let taken = practice.taken(id, link_id).unwrap();
    let form = practice.form(id);
    let node = form.nodes_of(&link_id.into())[0];
    let here = words::of_entries(
        form.item(node).unwrap(),
        form.entries(node),
        &practice.wording,
    );
    standing(taken, &here, &practice.proposals(document.form.as_str()))
}

/// The words of the proposal, and whether the answer was edited.
fn outdated(standing: Standing) -> (String, bool) {
    match standing {
        Standing::Outdated {
            proposal,
            is_edited,
        } => (proposal.words, is_edited),
        Standing::AsTaken | Standing::Edited => panic!("{standing:?}"),
    }
}

#[test]
fn an_answer_stands_to_its_source_as_the_two_were_changed() {
    let (mut practice, assessment, consent) = consented();
    let now = at("11:00:00");
    let stands = |practice: &Practice| stands_to_source(practice, consent, "agreement.name");
    assert_eq!(stands(&practice), Standing::AsTaken);
    practice.answer(consent, &[("agreement.name", "Anna Oak")], now);
    assert_eq!(stands(&practice), Standing::Edited);
    practice.answer(assessment, &[("person.name", "Ann Elm")], now);
    assert_eq!(outdated(stands(&practice)), ("Ann Elm".to_owned(), true));
    practice.answer(consent, &[("agreement.name", "Ann Oak")], now);
    assert_eq!(outdated(stands(&practice)), ("Ann Elm".to_owned(), false));
    practice.answer(consent, &[("agreement.name", "Ann Elm")], now);
    assert_eq!(
        stands(&practice),
        Standing::AsTaken,
        "it says what its source says"
    );
    practice.answer(consent, &[("agreement.name", "Ann Oak")], now);
    practice.answer(assessment, &[("person.name", "")], now);
    assert_eq!(
        stands(&practice),
        Standing::AsTaken,
        "it was said, and still stands"
    );
    practice.answer(consent, &[("agreement.name", "")], now);
    assert_eq!(stands(&practice), Standing::Edited, "emptied on purpose");
}

/// What would be brought up to date with one press of a button.
fn due_in(practice: &Practice, id: DocumentId) -> Vec<(String, String)> {
    let document = practice.document(id);
    let proposals = practice.proposals(document.form.as_str());
    let (form, prefilled) = (practice.form(id), &document.prefilled);
    let due = due(&form, prefilled, &proposals, &practice.wording);
    due.into_iter()
        .map(|of| (of.link_id.to_string(), of.words))
        .collect()
}

#[test]
fn bringing_a_form_up_to_date_leaves_alone_what_a_person_changed_or_emptied() {
    let (mut practice, assessment) = assessed();
    let now = at("11:00:00");
    practice.answer(assessment, &[("interview.individual.gp", "")], now);
    let consent = practice.start("combined-consent", now);
    assert_eq!(due_in(&practice, consent), []);
    // Changed here, emptied here, and said for the first time there.
    practice.answer(
        consent,
        &[("agreement.name", "Anna"), ("agreement.date-of-birth", "")],
        now,
    );
    practice.answer(
        assessment,
        &[("interview.individual.gp", "Ash Surgery")],
        now,
    );
    let gp = ("agreement.gp-surgery".to_owned(), "Ash Surgery".to_owned());
    assert_eq!(due_in(&practice, consent), std::slice::from_ref(&gp));
    // A change of the source is offered for both, but not carried out with the others.
    let answers = [
        ("person.name", "Ann Elm"),
        ("person.date-of-birth", "28/3/1987"),
    ];
    practice.answer(assessment, &answers, now);
    assert_eq!(due_in(&practice, consent), [gp]);
    practice.answer(consent, &[("agreement.name", "Ann Oak")], now);
    assert_eq!(
        due_in(&practice, consent)[0],
        ("agreement.name".to_owned(), "Ann Elm".to_owned())
    );
}

/// Two forms: `from` has a question of each type; `to` has an item of this shape that takes `source`.
fn two(item: &Json, source: &str) -> Practice {
    let option =
        |code: &str| json!({"valueCoding": {"system": "urn:s", "code": code, "display": code}});
    let options = json!([option("red"), option("green")]);
    let item_types = [
        "boolean", "integer", "decimal", "date", "dateTime", "time", "string", "text", "url",
        "quantity",
    ];
    let mut items: Vec<Json> = item_types
        .iter()
        .map(|of| json!({"linkId": of, "type": of, "text": of}))
        .collect();
    items.push(json!({"linkId": "one", "type": "choice", "text": "one", "answerOption": options}));
    items.push(
        json!({"linkId": "many", "type": "choice", "text": "many", "repeats": true,
        "answerOption": options}),
    );
    items.push(json!({"linkId": "hidden", "type": "string", "text": "hidden", "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": true}]}));
    let mut target = item.clone();
    target["linkId"] = json!("target");
    target["text"] = json!("Target");
    target["extension"] = json!([{"url": format!("{OURS}prefill"), "extension": [
        {"url": "form", "valueString": "from"}, {"url": "answer", "valueString": source}]}]);
    let catalogue = Catalogue::read(&BTreeMap::from([
        folder("from", &Json::from(items)),
        folder("to", &json!([target])),
    ]));
    for definition in catalogue.definitions() {
        assert_eq!(definition.problems, [], "{}", definition.id);
    }
    assert!(catalogue.get(&FormId::new("to")).is_some());
    Practice::with(catalogue)
}

/// What stands in the item after `typed` was answered to the question it takes.
fn taken_from(item: &Json, source: &str, typed: &[&str]) -> String {
    let mut practice = two(item, source);
    let from = practice.start("from", at("09:00:00"));
    let mut form = practice.form(from);
    let node = form.nodes_of(&source.into())[0];
    let question = form.item(node).unwrap().clone();
    let read = |typed: &&str| entry::read(&question, typed).unwrap();
    let entries = typed.iter().map(read).collect();
    form.apply(FormChange::Answer { node, entries });
    let change = Change::Answered {
        document: from,
        response: form.response(Scope::Everything),
        prefilled: Vec::new(),
    };
    practice.case.apply(change, at("09:01:00"));
    let to = practice.start("to", at("09:02:00"));
    let stands = practice.stands(to, "target");
    let is_taken = practice.taken(to, "target").is_some();
    assert_eq!(
        is_taken,
        !stands.is_empty(),
        "what is said to be taken stands there"
    );
    let n_proposals = practice.proposals("to").len();
    assert_eq!(
        n_proposals,
        usize::from(is_taken),
        "what is offered can be taken"
    );
    stands
}

#[test]
fn an_answer_goes_as_it_is_into_an_item_of_its_type_and_in_words_into_words() {
    let of = |item_type: &str| json!({"type": item_type});
    for (item_type, typed, in_words) in [
        ("boolean", "true", "Yes"),
        ("integer", "3", "3"),
        ("decimal", "1.50", "1.50"),
        ("date", "27/3/1987", "27 March 1987"),
        ("dateTime", "27/3/1987/14:30", "27 March 1987, 14:30"),
        ("time", "14:30", "14:30"),
        ("string", "Ann Oak", "Ann Oak"),
        ("url", "https://example.org/a", "https://example.org/a"),
        ("quantity", "5 mg", "5 mg"),
    ] {
        assert_eq!(
            taken_from(&of(item_type), item_type, &[typed]),
            typed,
            "{item_type}"
        );
        assert_eq!(
            taken_from(&of("string"), item_type, &[typed]),
            in_words,
            "{item_type}"
        );
        assert_eq!(
            taken_from(&of("text"), item_type, &[typed]),
            in_words,
            "{item_type}"
        );
        let other = if item_type == "integer" {
            "date"
        } else {
            "integer"
        };
        assert_eq!(
            taken_from(&of(other), item_type, &[typed]),
            "",
            "{item_type} into {other}"
        );
    }
    assert_eq!(
        taken_from(&of("string"), "text", &["One.\nTwo."]),
        "One. Two."
    );
    assert_eq!(
        taken_from(&of("text"), "text", &["One.\nTwo."]),
        "One.\nTwo."
    );
}

#[test]
fn half_a_date_goes_into_no_words_either() {
    for item_type in ["string", "text", "date"] {
        let item = json!({"type": item_type});
        assert_eq!(taken_from(&item, "date", &["27//1987"]), "", "{item_type}");
    }
}

#[test]
fn what_is_there_already_is_not_filled_in() {
    let (practice, _) = assessed();
    let proposals = practice.proposals("combined-consent");
    let definition = practice.definition("combined-consent");
    let mut form = Form::start(Arc::clone(&definition.questionnaire));
    let node = form.nodes_of(&"agreement.name".into())[0];
    let entries = vec![Entry::Value(Value::String("Anna".to_owned()))];
    form.apply(FormChange::Answer {
        node,
        entries: entries.clone(),
    });
    let filled = fill_blanks(&mut form, &proposals, at("11:00:00"));
    assert_eq!(form.entries(node), entries);
    let link_ids: Vec<&str> = filled.iter().map(|of| of.link_id.as_str()).collect();
    assert_eq!(
        link_ids,
        ["agreement.date-of-birth", "agreement.gp-surgery"]
    );
    assert_eq!(
        fill_blanks(&mut form, &proposals, at("11:01:00")),
        [],
        "nothing is blank"
    );
}

#[test]
fn a_choice_goes_only_where_it_is_offered_and_several_only_where_several_may_stand() {
    let offers = |item_type: &str, codes: &[&str], repeats: bool| {
        let option = |code: &&str| {
            json!({"valueCoding": {"system": "urn:s", "code": code,
            "display": format!("{code}!")}})
        };
        let options: Vec<Json> = codes.iter().map(option).collect();
        json!({"type": item_type, "repeats": repeats, "answerOption": options})
    };
    let (both, red) = (["red", "green"], ["red"]);
    assert_eq!(
        taken_from(&offers("choice", &both, false), "one", &["green"]),
        "green!"
    );
    assert_eq!(
        taken_from(&offers("choice", &red, false), "one", &["green"]),
        ""
    );
    assert_eq!(
        taken_from(&offers("open-choice", &red, false), "one", &["green"]),
        "green"
    );
    assert_eq!(
        taken_from(&json!({"type": "string"}), "one", &["green"]),
        "green"
    );
    assert_eq!(
        taken_from(&offers("choice", &both, true), "many", &both),
        "red! + green!"
    );
    assert_eq!(
        taken_from(&offers("choice", &both, false), "many", &both),
        ""
    );
    assert_eq!(taken_from(&offers("choice", &red, true), "many", &both), "");
    assert_eq!(
        taken_from(&json!({"type": "text"}), "many", &both),
        "red, green"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a person wrote, and whatever the source says before and after.
    #[test]
    fn nothing_is_ever_taken_over_an_answer(
        (written, before, after) in ("[a-c]{0,2}", "[a-c]{1,2}", "[a-c]{1,2}")
    ) {
        let mut practice = Practice::open();
        let assessment = practice.start("practitioner-assessment", at("09:01:00"));
        practice.answer(assessment, &[("person.name", &before)], at("09:02:00"));
        let consent = practice.start("combined-consent", at("09:03:00"));
        prop_assert_eq!(practice.stands(consent, "agreement.name"), before.clone());
        practice.answer(consent, &[("agreement.name", &written)], at("09:04:00"));
        practice.answer(assessment, &[("person.name", &after)], at("09:05:00"));
        let is_due = due_in(&practice, consent).iter().any(|(of, _)| of == "agreement.name");
        prop_assert_eq!(is_due, written == before && after != before);
        prop_assert_eq!(practice.stands(consent, "agreement.name"), written);
    }
}
