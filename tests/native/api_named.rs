//! Responses of the app to forms that name measures, with what the app says of them: the module for developers has to say the
//! same (`tests/e2e/api.test.mjs`). `GOLDEN=write` writes the file anew.

use std::env;
use std::path::Path;

use mhtr_forms::engine::alert::Alerts;
use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::catalogue::FormId;
use mhtr_forms::engine::fhir::write_response;
use mhtr_forms::engine::form::Scope;
use mhtr_forms::engine::messages::message;
use mhtr_forms::engine::validate::validate;
use mhtr_forms::engine::wording::Wording;
use serde_json::{Value as Json, json};

use crate::catalogue::catalogue;
use crate::scenario::{Scenario, TODAY};

const FIXTURE: &str = "tests/e2e/fixtures/api-named.json";

const ON_SCREEN: &str = "The person answers the questions on this screen";
const ON_PAPER: &str = "I copy the total from a paper form";
const NOT_DONE: &str = "It is not completed";

/// Forms, and what is entered, from one case to the next.
fn cases() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let assessment = "practitioner-assessment";
    vec![
        (assessment, vec![]),
        (
            assessment,
            vec![
                ("core-34.how", ON_PAPER),
                ("core-34.paper-total", "41"),
                ("core-34.paper-wellbeing", "12.55"),
                ("phq-9.how", ON_SCREEN),
                ("phq-9.1", "Several days"),
                ("gad-7.how", NOT_DONE),
            ],
        ),
        // An alert of a measure asks for the assessment of the risk and for the plan.
        (
            assessment,
            vec![("phq-9.how", ON_SCREEN), ("phq-9.9", "Several days")],
        ),
        (
            assessment,
            vec![("phq-9.how", ON_SCREEN), ("phq-9.9", "Not at all")],
        ),
        ("phq-9", vec![]),
        (
            "phq-9",
            vec![("phq-9.how", ON_PAPER), ("phq-9.paper-total", "30")],
        ),
        (
            "k10",
            vec![("k10.how", ON_PAPER), ("k10.paper-total", "9.5")],
        ),
    ]
}

#[test]
fn the_app_says_of_its_responses_what_the_module_is_held_to() {
    let catalogue = catalogue();
    let words = Wording::built_in();
    let today = Date::read(TODAY).unwrap();
    let mut written = Vec::new();
    for (form, entered) in cases() {
        let definition = catalogue.get(&FormId::new(form)).unwrap();
        let mut scenario = Scenario::of((*definition.questionnaire).clone());
        for (link_id, typed) in entered {
            scenario.answer(link_id, typed);
            scenario.expect_answer(link_id, typed);
        }
        let alert_stands = Alerts::of(definition, &scenario.form).stand();
        let violations = validate(&scenario.form, None, today, alert_stands);
        let violations: Vec<Json> = violations
            .iter()
            .map(|violation| {
                let message = message(violation, &scenario.form, &words);
                json!({ "linkId": violation.link_id.as_str(), "message": message })
            })
            .collect();
        let response = write_response(&scenario.form.response(Scope::Asked));
        let response: Json = serde_json::from_str(&response).unwrap();
        written.push(json!({ "form": form, "alert": alert_stands, "response": response, "violations": violations }));
    }
    let alerts = written.iter().filter(|it| it["alert"] == true).count();
    assert_eq!(alerts, 1);
    let written = json!({ "today": TODAY, "cases": written });
    let written = serde_json::to_string_pretty(&written).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE);
    if env::var("GOLDEN").is_ok_and(|way| way == "write") {
        std::fs::write(&path, &written).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        there, written,
        "{FIXTURE} differs; GOLDEN=write writes it anew"
    );
}
