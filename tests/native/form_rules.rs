//! What the forms of a case require, allow and never do.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::forms::{OURS, all_forms, by_link_id, extension, questionnaire, walk, which};

/// The decision is the Clinical Lead's: section 2.1 of the manual, "the decision to recommend an
/// offender for an MHTR is determined by the professional judgement of the Clinical Lead".
#[test]
fn the_recommendation_to_the_court_is_never_suggested() {
    let form = questionnaire("responsible-clinician-report");
    let items = by_link_id(&form);
    for item in [
        "report.recommendations",
        "decision.outcome",
        "decision.reasons",
        "decision.clinician",
    ] {
        let item = items[item];
        assert!(extension(item, OURS, "prefill").is_none());
        assert!(item["initial"].is_null());
        assert_eq!(item["required"], true);
        let options = item["answerOption"].as_array().into_iter().flatten();
        assert!(
            options
                .into_iter()
                .all(|of| of["initialSelected"].is_null())
        );
    }
}

#[test]
fn only_what_a_form_cannot_do_without_is_required() {
    let required = |folder: &str| -> Vec<String> {
        let form = questionnaire(folder);
        let found = which(&form, |item| item["required"] == true);
        found.into_iter().map(str::to_owned).collect()
    };
    assert_eq!(
        required("practitioner-assessment"),
        [
            "person.name",
            "person.date-of-birth",
            "assessment.assessor",
            "assessment.date",
            "interview.individual.safeguarding-concerns",
            "interview.individual.safeguarding-action",
            "risk.self-harm.current",
            "risk.self-harm.past",
            "risk.suicide.current",
            "risk.suicide.past",
            "outcome.suitable",
            "outcome.next-step",
        ]
    );
    assert_eq!(
        required("combined-consent"),
        [
            "requirements.assessed",
            "consent.assessment",
            "consent.mhtr",
            "consent.drr",
            "consent.atr",
            "agreement.read",
            "agreement.name",
            "agreement.date-of-birth",
            "agreement.signature.way",
            "agreement.signature.drawn",
            "agreement.signature.typed",
            "agreement.signature.said",
            "agreement.signature.witness",
            "agreement.signature.witness-role",
            "agreement.date",
            "conversation.teach-back.who-sees",
            "conversation.teach-back.must-tell",
            "conversation.teach-back.treatment",
            "conversation.teach-back.stopping",
            "conversation.teach-back.change-mind",
            "conversation.capacity",
        ]
    );
    assert_eq!(
        required("responsible-clinician-report"),
        [
            "report.name",
            "report.date",
            "report.assessor",
            "report.consent",
            "report.presenting.formulation",
            "report.recommendations",
            "report.risk",
            "decision.outcome",
            "decision.reasons",
            "decision.clinician",
            "author.name",
            "author.role",
            "supervisor.name",
            "supervisor.registration-status",
            "supervisor.job-title",
            "author.signature",
            "told.who",
            "told.date",
            "told.by",
        ]
    );
}

#[test]
fn a_risk_question_has_four_answers_and_only_yes_raises_an_alert() {
    let form = questionnaire("practitioner-assessment");
    let items = by_link_id(&form);
    for question in [
        "risk.self-harm.current",
        "risk.self-harm.past",
        "risk.suicide.current",
        "risk.suicide.past",
    ] {
        let options: Vec<_> = items[question]["answerOption"]
            .as_array()
            .into_iter()
            .flatten()
            .collect();
        let codes: Vec<_> = options
            .iter()
            .map(|it| it["valueCoding"]["code"].as_str().unwrap_or_default())
            .collect();
        assert_eq!(codes, ["no", "yes", "declined", "not-asked"], "{question}");
        let critical: Vec<_> = options
            .iter()
            .filter(|option| extension(option, OURS, "critical-answer").is_some())
            .map(|it| it["valueCoding"]["code"].as_str().unwrap_or_default())
            .collect();
        assert_eq!(critical, ["yes"], "{question}");
    }
    let on_alert = which(&form, |item| {
        extension(item, OURS, "required-on-alert").is_some()
    });
    assert_eq!(on_alert, ["risk.detail", "risk.crisis-plan"]);
}

/// Dates that lie ahead: on which to ask again, and of the next session.
const AHEAD: [&str; 2] = ["follow-up.review", "progress.next-session"];

/// A date of birth is an adult's, and no date of these forms lies ahead but those that must.
#[test]
fn dates_are_of_the_past_and_a_person_is_an_adult() {
    for folder in all_forms() {
        let form = questionnaire(folder);
        let dates = which(&form, |item| item["type"] == "date");
        assert!(!dates.is_empty(), "{folder}");
        let items = by_link_id(&form);
        for date in dates {
            let item = items[date];
            assert_eq!(
                extension(item, OURS, "not-in-future").is_some(),
                !AHEAD.contains(&date),
                "{folder}: {date}"
            );
            let min_age = extension(item, OURS, "min-age").map(|it| &it["valueInteger"]);
            let is_birth = date.ends_with("date-of-birth");
            assert_eq!(
                min_age.and_then(Value::as_i64),
                is_birth.then_some(18),
                "{folder}: {date}"
            );
        }
    }
}

/// No answer is chosen for a person: not in the consent, not anywhere.
#[test]
fn nothing_is_chosen_beforehand() {
    for folder in all_forms() {
        walk(&questionnaire(folder), &mut |item, _| {
            assert!(item["initial"].is_null(), "{folder}: {}", item["linkId"]);
            for option in item["answerOption"].as_array().into_iter().flatten() {
                assert!(
                    option["initialSelected"].is_null(),
                    "{folder}: {}",
                    item["linkId"]
                );
            }
        });
    }
}

#[test]
fn saying_no_to_everything_asks_for_no_signature() {
    let form = questionnaire("combined-consent");
    let items = by_link_id(&form);
    for link_id in [
        "agreement.read",
        "agreement.signature",
        "agreement.covers",
        "conversation.teach-back",
    ] {
        let item = items[link_id];
        assert_eq!(item["enableBehavior"], "any", "{link_id}");
        let conditions: Vec<_> = item["enableWhen"]
            .as_array()
            .into_iter()
            .flatten()
            .collect();
        let questions: Vec<_> = conditions
            .iter()
            .map(|it| it["question"].as_str().unwrap_or_default())
            .collect();
        assert_eq!(
            questions,
            [
                "consent.assessment",
                "consent.mhtr",
                "consent.drr",
                "consent.atr"
            ],
            "{link_id}"
        );
        assert!(
            conditions
                .iter()
                .all(|it| it["answerCoding"]["code"] == "yes"),
            "{link_id}"
        );
    }
}

/// What is not settled holds the form a draft, and nothing else does. A withdrawal is never held up.
#[test]
fn only_what_is_not_settled_keeps_a_form_a_draft() {
    let mut holding: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in all_forms() {
        walk(&questionnaire(folder), &mut |item, _| {
            for option in item["answerOption"].as_array().into_iter().flatten() {
                if extension(option, OURS, "holds-draft").is_some() {
                    let code = option["valueCoding"]["code"].as_str().unwrap_or_default();
                    let link_id = item["linkId"].as_str().unwrap_or_default();
                    let questions = holding.entry(format!("{folder}: {code}")).or_default();
                    questions.push(link_id.to_owned());
                }
            }
        });
    }
    let expected = [
        (
            "combined-consent: not-yet",
            [
                "who-sees",
                "must-tell",
                "treatment",
                "stopping",
                "change-mind",
            ]
            .map(|it| format!("conversation.teach-back.{it}"))
            .to_vec(),
        ),
        (
            "combined-consent: talk-first",
            ["assessment", "mhtr", "drr", "atr"]
                .map(|it| format!("consent.{it}"))
                .to_vec(),
        ),
        (
            "combined-consent: yes",
            vec!["conversation.capacity".to_owned()],
        ),
    ];
    let expected = expected.map(|(option, questions)| (option.to_owned(), questions));
    assert_eq!(holding, BTreeMap::from(expected));
}

/// Nobody signs for what the court decides afterwards, or for what the worker writes down of the conversation.
#[test]
fn what_is_filled_in_after_signing_is_marked_and_nothing_else_is() {
    let form = questionnaire("combined-consent");
    let outside = which(&form, |item| {
        extension(item, OURS, "outside-signature").is_some()
    });
    assert_eq!(outside, ["requirements.granted", "conversation"]);
    let of_the_worker = which(&form, |item| extension(item, OURS, "worker-only").is_some());
    assert_eq!(of_the_worker, ["conversation"]);
    let signed = which(&form, |item| {
        extension(item, crate::forms::HL7, "questionnaire-signatureRequired").is_some()
    });
    assert_eq!(signed, ["agreement.signature"]);
}

/// A person is asked to say it back, which checks the explanation; "Do you understand?" checks nothing.
#[test]
fn nobody_is_asked_whether_they_understand() {
    for folder in all_forms() {
        for file in ["questionnaire.json", "easy-read.json", "plain.json"] {
            if file != "questionnaire.json" && folder != "combined-consent" {
                continue;
            }
            let text = crate::forms::text_of_file(folder, file).to_lowercase();
            assert!(!text.contains("do you understand"), "{folder}/{file}");
            assert!(!text.contains("did you understand"), "{folder}/{file}");
        }
    }
}
