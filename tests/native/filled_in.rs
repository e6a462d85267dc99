//! The three MHTR forms as the engine reads them, and what they ask as they are filled in.

#![expect(
    clippy::panic,
    reason = "a test says what is missing from a form by stopping"
)]

use std::sync::Arc;

use mhtr_forms::engine::fhir::read_questionnaire;
use mhtr_forms::engine::form::{Form, FormChange, NodeId, Scope};
use mhtr_forms::engine::questionnaire::{Item, LinkId, PrefillSource, Questionnaire, Shown};
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::value::Value;

use crate::forms::{FORMS, text_of_file};

fn read(folder: &str) -> Questionnaire {
    let (questionnaire, problems) = read_questionnaire(&text_of_file(folder, "questionnaire.json"));
    assert_eq!(problems, [], "{folder}");
    questionnaire.unwrap_or_else(|| panic!("{folder} was refused"))
}

/// A form being filled in by link id.
struct Filled {
    form: Form,
}

impl Filled {
    fn start(folder: &str) -> Self {
        Self {
            form: Form::start(Arc::new(read(folder))),
        }
    }

    fn node(&self, link_id: &str) -> NodeId {
        let nodes = self.form.nodes_of(&LinkId::new(link_id));
        *nodes
            .first()
            .unwrap_or_else(|| panic!("the form has no {link_id}"))
    }

    /// Chooses options by their codes.
    fn choose(&mut self, link_id: &str, codes: &[&str]) -> &mut Self {
        let node = self.node(link_id);
        let item = self
            .form
            .item(node)
            .cloned()
            .unwrap_or_else(|| panic!("{link_id}"));
        let entries = codes
            .iter()
            .map(|code| Entry::Value(option(&item, code)))
            .collect();
        self.form.apply(FormChange::Answer { node, entries });
        assert_eq!(
            self.form.entries(node).len(),
            codes.len(),
            "{link_id} did not take {codes:?}"
        );
        self
    }

    fn write(&mut self, link_id: &str, words: &str) -> &mut Self {
        let node = self.node(link_id);
        let entries = vec![Entry::Value(Value::String(words.to_owned()))];
        self.form.apply(FormChange::Answer { node, entries });
        self
    }

    fn asks(&self, link_id: &str) -> bool {
        self.form.is_asked(self.node(link_id))
    }

    /// Which of these are asked.
    fn asked<'a>(&self, link_ids: &[&'a str]) -> Vec<&'a str> {
        link_ids
            .iter()
            .copied()
            .filter(|link_id| self.asks(link_id))
            .collect()
    }
}

fn option(item: &Item, code: &str) -> Value {
    let option = item.options.iter().find(|option| {
        matches!(&option.value, Value::Coding(coding) if coding.code.as_deref() == Some(code))
    });
    let option = option.unwrap_or_else(|| panic!("{} does not offer {code}", item.link_id));
    option.value.clone()
}

fn items(items: &[Item]) -> Vec<&Item> {
    items
        .iter()
        .flat_map(|item| std::iter::once(item).chain(self::items(&item.items)))
        .collect()
}

#[test]
fn the_reader_leaves_nothing_of_the_three_forms_out() {
    for folder in FORMS {
        let questionnaire = read(folder);
        let source = crate::forms::questionnaire(folder);
        let mut n_items = 0;
        crate::forms::walk(&source, &mut |item, _| {
            n_items += usize::from(!crate::forms::is_help(item));
        });
        assert_eq!(items(&questionnaire.items).len(), n_items, "{folder}");
    }
}

#[test]
fn a_forms_own_rules_reach_the_model() {
    let assessment = read("practitioner-assessment");
    let all = items(&assessment.items);
    let find = |link_id: &str| {
        *all.iter()
            .find(|item| item.link_id.as_str() == link_id)
            .unwrap_or_else(|| panic!("{link_id}"))
    };
    let birth = find("person.date-of-birth");
    assert_eq!(birth.limits.min_age, Some(18));
    assert!(birth.limits.is_not_in_future);
    assert_eq!(
        birth.help.base,
        "A Mental Health Treatment Requirement is for people aged 18 or over."
    );
    assert_eq!(
        birth.prefill.first().map(|it| it.form.as_str()),
        Some("combined-consent")
    );
    let critical = |item: &Item| {
        item.options
            .iter()
            .filter(|option| option.is_critical)
            .count()
    };
    assert_eq!(all.iter().map(|item| critical(item)).sum::<usize>(), 4);
    assert_eq!(critical(find("risk.suicide.current")), 1);
    assert_eq!(
        critical(find("interview.individual.safeguarding-concerns")),
        0
    );
    assert!(find("risk.detail").is_required_on_alert);
    assert!(find("risk.crisis-plan").is_required_on_alert);
    assert_eq!(find("outcomes.table").shows, Some(Shown::Outcomes));
    assert_eq!(
        find("outcomes.problems.score").shows,
        Some(Shown::Score {
            measure: "core-34".to_owned(),
            subscale: Some("problems".to_owned())
        })
    );
    assert_eq!(
        find("core-34").sub_questionnaire.as_deref(),
        Some("urn:mhtr-forms:questionnaire:core-34")
    );

    let report = read("responsible-clinician-report");
    let risk = items(&report.items)
        .into_iter()
        .find(|item| item.link_id.as_str() == "report.risk")
        .unwrap_or_else(|| panic!("report.risk"));
    let sources: Vec<_> = risk.prefill.iter().map(|it| it.source.clone()).collect();
    assert_eq!(
        sources,
        [
            PrefillSource::Alerts,
            PrefillSource::Section(LinkId::new("risk"))
        ]
    );
}

const CONDITIONS: [&str; 3] = ["conditions.mhtr", "conditions.drr", "conditions.atr"];
const CONSENTS: [&str; 4] = [
    "consent.assessment",
    "consent.mhtr",
    "consent.drr",
    "consent.atr",
];
const SIGNED: [&str; 3] = ["agreement.covers", "agreement.read", "agreement.signature"];

#[test]
fn only_the_conditions_of_the_chosen_requirements_are_shown_and_agreed_to() {
    for chosen_at in ["requirements.assessed", "requirements.granted"] {
        let mut consent = Filled::start("combined-consent");
        assert_eq!(consent.asked(&CONDITIONS), [""; 0]);
        assert_eq!(consent.asked(&CONSENTS), ["consent.assessment"]);
        for requirement in ["mhtr", "drr", "atr"] {
            consent.choose(chosen_at, &[requirement]);
            assert_eq!(
                consent.asked(&CONDITIONS),
                [format!("conditions.{requirement}")]
            );
            let asked = [
                "consent.assessment".to_owned(),
                format!("consent.{requirement}"),
            ];
            assert_eq!(consent.asked(&CONSENTS), asked);
        }
        consent.choose(chosen_at, &["drr", "atr"]);
        assert_eq!(
            consent.asked(&CONDITIONS),
            ["conditions.drr", "conditions.atr"]
        );
        assert!(consent.asks("conditions.atr.engagement"));
        assert!(!consent.asks("conditions.mhtr.attendance"));
    }
}

#[test]
fn consent_to_a_requirement_taken_off_the_form_is_kept_but_counts_for_nothing() {
    let mut consent = Filled::start("combined-consent");
    consent
        .choose("requirements.assessed", &["mhtr", "drr"])
        .choose("consent.drr", &["yes"]);
    assert_eq!(consent.asked(&SIGNED), SIGNED);
    consent.choose("requirements.assessed", &["mhtr"]);
    assert_eq!(
        consent.asked(&SIGNED),
        [""; 0],
        "nothing that is asked was agreed to"
    );
    let kept = consent.form.entries(consent.node("consent.drr")).len();
    assert_eq!(kept, 1);
    let response = consent.form.response(Scope::Asked);
    assert!(!format!("{response:?}").contains("consent.drr"));
    consent.choose("requirements.assessed", &["mhtr", "drr"]);
    assert_eq!(consent.asked(&SIGNED), SIGNED);
}

#[test]
fn a_person_who_says_yes_to_nothing_signs_nothing() {
    for answer in ["no", "talk-first"] {
        let mut consent = Filled::start("combined-consent");
        consent.choose("requirements.assessed", &["mhtr", "drr", "atr"]);
        for question in CONSENTS {
            consent.choose(question, &[answer]);
        }
        assert_eq!(consent.asked(&SIGNED), [""; 0], "{answer}");
        let who = [
            "agreement.name",
            "agreement.date-of-birth",
            "agreement.date",
        ];
        assert_eq!(consent.asked(&who), who, "{answer}");
        for question in CONSENTS {
            consent.choose(question, &["yes"]);
            assert_eq!(consent.asked(&SIGNED), SIGNED, "yes to {question}");
            consent.choose(question, &[answer]);
        }
    }
}

const WAYS: [(&str, &[&str]); 4] = [
    ("draw", &["drawn"]),
    ("type", &["typed"]),
    ("mark", &["drawn", "witness", "witness-role"]),
    ("say", &["said", "witness", "witness-role"]),
];

#[test]
fn each_of_the_four_ways_to_sign_asks_for_what_it_needs_and_no_more() {
    let mut consent = Filled::start("combined-consent");
    consent
        .choose("requirements.assessed", &["mhtr"])
        .choose("consent.mhtr", &["yes"]);
    let parts = ["drawn", "typed", "said", "witness", "witness-role"];
    let parts = parts.map(|part| format!("agreement.signature.{part}"));
    let parts: Vec<_> = parts.iter().map(String::as_str).collect();
    assert_eq!(consent.asked(&parts), [""; 0]);
    for (way, needs) in WAYS {
        consent.choose("agreement.signature.way", &[way]);
        let needs: Vec<_> = needs
            .iter()
            .map(|part| format!("agreement.signature.{part}"))
            .collect();
        assert_eq!(consent.asked(&parts), needs, "{way}");
    }
}

/// What a person has to be told before they answer does not wait for an answer.
#[test]
fn the_published_information_and_statement_are_always_shown() {
    let consent = Filled::start("combined-consent");
    let hidden: Vec<_> = consent
        .form
        .within(None)
        .into_iter()
        .filter(|node| !consent.form.is_asked(*node))
        .filter_map(|node| consent.form.item(node))
        .map(|item| item.link_id.as_str())
        .collect();
    assert_eq!(
        hidden,
        [
            "conditions.mhtr",
            "conditions.mhtr.attendance",
            "conditions.mhtr.engagement",
            "conditions.drr",
            "conditions.drr.engagement",
            "conditions.atr",
            "conditions.atr.engagement",
            "consent.mhtr",
            "consent.drr",
            "consent.atr",
            "agreement.covers",
            "agreement.read",
            "agreement.signature",
            "agreement.signature.way",
            "agreement.signature.drawn",
            "agreement.signature.typed",
            "agreement.signature.said",
            "agreement.signature.witness",
            "agreement.signature.witness-role",
            "conversation.teach-back",
            "conversation.teach-back.prompt",
            "conversation.teach-back.who-sees",
            "conversation.teach-back.must-tell",
            "conversation.teach-back.treatment",
            "conversation.teach-back.stopping",
            "conversation.teach-back.change-mind",
            "conversation.teach-back.not-yet",
            "conversation.interpreter.name",
            "conversation.interpreter.agency",
            "conversation.interpreter.language",
            "conversation.interpreter.how",
            "conversation.supporter.name",
            "conversation.supporter.role",
            "conversation.present.other",
            "conversation.capacity.what-to-do",
            "conversation.capacity.concerns",
        ]
    );
}

#[test]
fn a_safeguarding_concern_asks_what_was_done() {
    let mut assessment = Filled::start("practitioner-assessment");
    for (answer, is_asked) in [
        ("no", false),
        ("yes", true),
        ("declined", false),
        ("not-asked", false),
    ] {
        assessment.choose("interview.individual.safeguarding-concerns", &[answer]);
        assert_eq!(
            assessment.asks("interview.individual.safeguarding-action"),
            is_asked,
            "{answer}"
        );
    }
}

#[test]
fn a_risk_question_declined_or_not_asked_asks_why() {
    let questions = [
        "risk.self-harm.current",
        "risk.self-harm.past",
        "risk.suicide.current",
        "risk.suicide.past",
    ];
    for question in questions {
        let mut assessment = Filled::start("practitioner-assessment");
        assert!(
            !assessment.asks("risk.not-known"),
            "a blank is not yet an answer"
        );
        for (answer, is_asked) in [
            ("declined", true),
            ("no", false),
            ("not-asked", true),
            ("yes", false),
        ] {
            assessment.choose(question, &[answer]);
            assert_eq!(
                assessment.asks("risk.not-known"),
                is_asked,
                "{question}: {answer}"
            );
        }
        assert_eq!(
            assessment.asked(&["risk.detail", "risk.crisis-plan"]),
            ["risk.detail", "risk.crisis-plan"]
        );
    }
}

#[test]
fn each_next_step_asks_for_its_own_details() {
    let details = [
        "outcome.combined",
        "outcome.secondary-care",
        "outcome.signposting",
    ];
    let mut assessment = Filled::start("practitioner-assessment");
    assert_eq!(assessment.asked(&details), [""; 0]);
    assessment.choose("outcome.next-step", &["consent", "clinical-lead"]);
    assert_eq!(assessment.asked(&details), [""; 0]);
    assessment.choose("outcome.next-step", &["signposting", "combined"]);
    assert_eq!(
        assessment.asked(&details),
        ["outcome.combined", "outcome.signposting"]
    );
    assessment.choose("outcome.next-step", &["secondary-care"]);
    assert_eq!(assessment.asked(&details), ["outcome.secondary-care"]);
}

#[test]
fn only_an_assistant_psychologist_is_asked_for_a_supervisor() {
    let mut report = Filled::start("responsible-clinician-report");
    let supervisor = [
        "supervisor.name",
        "supervisor.registration-status",
        "supervisor.job-title",
    ];
    assert_eq!(report.asked(&supervisor), [""; 0]);
    report.choose("author.role", &["assistant-psychologist"]);
    report.write("supervisor.name", "A. Psychologist");
    assert_eq!(report.asked(&supervisor), supervisor);
    assert!(!report.asks("author.job-title"));
    report.choose("author.role", &["clinical-lead"]);
    assert_eq!(report.asked(&supervisor), [""; 0]);
    let response = report.form.response(Scope::Asked);
    assert!(!format!("{response:?}").contains("A. Psychologist"));
    report.choose("author.role", &["other-professional"]);
    assert!(report.asks("author.job-title"));
}
