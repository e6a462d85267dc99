//! What other programs are offered: the worked cases, and what is said of forms and answers.

use std::path::Path;

use mhtr_forms::engine::api;
use mhtr_forms::engine::score::{Measure, measure_of, wire};
use mhtr_forms::engine::wording::Wording;
use serde_json::{Value as Json, json};

use crate::cases::measure;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The measures there are, in the order of their folders' names.
const FOLDERS: [&str; 8] = [
    "core-10", "core-34", "gad-7", "gse", "k10", "phq-9", "sapas", "wsas",
];

fn measures() -> Vec<Measure> {
    FOLDERS.iter().map(|folder| measure(folder)).collect()
}

fn wording() -> Wording {
    let ours = repository().join("public/wording/en-GB/api.json");
    let ours = std::fs::read_to_string(ours).unwrap();
    Wording::built_in().overlaid("en-GB", &ours).0
}

/// The worked cases that the module is tested with too (`tests/e2e/api.test.mjs`).
fn cases() -> Vec<Json> {
    let file = repository().join("tests/e2e/fixtures/api-cases.json");
    let file: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    file["cases"].as_array().unwrap().clone()
}

/// The same numbers, however they are written: `20` is `20.0`.
fn as_numbers(json: &Json) -> Json {
    match json {
        Json::Number(number) => json!(number.as_f64()),
        Json::Array(elements) => elements.iter().map(as_numbers).collect(),
        Json::Object(fields) => {
            let fields = fields.iter();
            Json::Object(fields.map(|(k, v)| (k.clone(), as_numbers(v))).collect())
        }
        Json::Null | Json::Bool(_) | Json::String(_) => json.clone(),
    }
}

#[test]
fn the_engine_gives_what_the_worked_cases_say() {
    let measures = measures();
    let cases = cases();
    assert!(cases.len() > 40, "only {} cases", cases.len());
    for case in cases {
        let text = |key: &str| case[key].as_str().unwrap();
        let given = wire::evaluate(&measures, text("instrument"), text("kind"), &case["input"]);
        let expected = as_numbers(&case["expected"]);
        assert_eq!(as_numbers(&given), expected, "{}", text("description"));
    }
}

#[test]
fn a_measure_is_the_same_read_from_json() {
    for folder in FOLDERS {
        let toml = repository().join("forms").join(folder).join("measure.toml");
        let toml = std::fs::read_to_string(toml).unwrap();
        let json: Json = toml::from_str(&toml).unwrap();
        assert_eq!(measure_of(&json), Some(measure(folder)), "{folder}");
    }
}

#[test]
fn a_measure_with_a_key_that_is_not_known_is_refused() {
    let toml = repository().join("forms/phq-9/measure.toml");
    let sound: Json = toml::from_str(&std::fs::read_to_string(toml).unwrap()).unwrap();
    assert!(measure_of(&sound).is_some());
    for (place, what) in [
        ("/new", json!(1)),
        ("/total/new", json!(1)),
        ("/band-set/0/bands/0/new", json!(1)),
        ("/total/better", json!("sideways")),
        ("/answers/lowest", json!("0")),
        ("/items/0", json!(1)),
        ("/change", json!(null)),
    ] {
        let mut spoilt = sound.clone();
        let (table, key) = place.rsplit_once('/').unwrap();
        let table = spoilt.pointer_mut(table).unwrap();
        match key.parse::<usize>() {
            Ok(at) => table[at] = what,
            Err(_) => table[key] = what,
        }
        assert_eq!(measure_of(&spoilt), None, "{place}");
        let mut without = sound.clone();
        if let Some(fields) = without.as_object_mut() {
            fields.remove(place.split('/').nth(1).unwrap());
        }
        let is_optional = ["/new", "/change", "/band-set/0/bands/0/new"].contains(&place);
        assert_eq!(measure_of(&without).is_some(), is_optional, "{place}");
    }
}

/// The error of an input, and its sentence.
fn refused(result: &Json) -> (String, String, String) {
    assert_eq!(result["ok"], false, "{result}");
    let text = |key: &str| result["error"][key].as_str().unwrap_or_default().to_owned();
    (text("code"), text("item"), text("message"))
}

#[test]
fn what_is_wrong_with_an_input_is_said_in_a_sentence_with_its_place() {
    let (measures, wording) = (measures(), wording());
    let score = |measure: &str, input: Json| api::score(&measures, measure, &input, &wording);
    let change = |measure: &str, input: Json| api::change(&measures, measure, &input, &wording);
    let one = json!({ "responses": { "1": 0 } });
    for (result, code, item, message) in [
        (
            score("PHQ-9", json!(null)),
            "responses_not_object",
            "",
            "`responses` must be an object of item numbers and positions ticked, like { \"1\": 0, \"2\": 3 }",
        ),
        (
            score("PHQ-9", json!({ "responses": { "10": 0 } })),
            "unknown_item",
            "10",
            "PHQ-9 has no item “10”: its items are “1” to “9”",
        ),
        (
            score("K10", json!({ "responses": { "3": 0 } })),
            "out_of_range",
            "3",
            "“3” must be from 1 to 5",
        ),
        (
            score("PHQ-9", json!({ "responses": {}, "difficulty": 4 })),
            "out_of_range",
            "difficulty",
            "“difficulty” must be from 0 to 3",
        ),
        (
            score("WSAS", json!({ "responses": {}, "workNotApplicable": 1 })),
            "not_boolean",
            "workNotApplicable",
            "“workNotApplicable” must be true or false, or null for false",
        ),
        (
            score(
                "WSAS",
                json!({ "responses": { "1": 1 }, "workNotApplicable": true }),
            ),
            "contradiction",
            "1",
            "Item “1” is answered and also declared not to apply: take one of the two out",
        ),
        (
            score(
                "GAD-7",
                json!({ "responses": {}, "workNotApplicable": true }),
            ),
            "unknown_field",
            "workNotApplicable",
            "GAD-7 knows no field “workNotApplicable” here: the fields are responses, instrument",
        ),
        (
            score(
                "WSAS",
                json!({ "responses": {}, "workNotApplicable": true, "work_not_applicable": false }),
            ),
            "unknown_field",
            "work_not_applicable",
            "WSAS knows no field “work_not_applicable” here: the fields are responses, instrument, workNotApplicable",
        ),
        (
            score("PHQ9", one.clone()),
            "unknown_instrument",
            "",
            "There is no measure of this name here. There are: CORE-10, CORE-OM, GAD-7, GSE, K10, PHQ-9, SAPAS, WSAS",
        ),
        (
            change("PHQ-9", json!({ "pre": one, "past": one })),
            "unknown_field",
            "past",
            "PHQ-9 knows no field “past” here: the fields are pre, post",
        ),
        (
            change(
                "PHQ-9",
                json!({ "pre": one, "post": { "responses": { "1": "2" } } }),
            ),
            "not_integer",
            "1",
            "In `post`: “1” must be a whole number, or null for no answer",
        ),
        (
            change(
                "GSE",
                json!({ "pre": one, "post": { "instrument": "K10", "responses": {} } }),
            ),
            "instrument_mismatch",
            "",
            "Only two administrations of GSE can be compared here: `instrument` names another measure",
        ),
        (
            change("PHQ-9+GAD-7", json!({ "pre": { "phq": one } })),
            "unknown_field",
            "phq",
            "In `pre`: PHQ-9+GAD-7 knows no field “phq” here: the fields are phq9, gad7",
        ),
        (
            change(
                "PHQ-9+GAD-7",
                json!({ "pre": { "phq9": one, "gad7": { "responses": { "8": 0 } } }, "post": { "phq9": one, "gad7": one } }),
            ),
            "unknown_item",
            "8",
            "In `pre`: In `gad7`: GAD-7 has no item “8”: its items are “1” to “7”",
        ),
    ] {
        assert_eq!(
            refused(&result),
            (code.to_owned(), item.to_owned(), message.to_owned())
        );
    }
}

fn checked(questionnaire: &Json, response: &Json) -> Json {
    json!(api::check(
        questionnaire,
        response,
        "2026-11-22",
        &wording()
    ))
}

fn questionnaire() -> Json {
    json!({
        "resourceType": "Questionnaire", "status": "active", "url": "urn:test", "version": "2",
        "item": [
            { "linkId": "born", "type": "date", "text": "Date of birth", "required": true,
              "extension": [{ "url": "urn:mhtr-forms:extension:not-in-future", "valueBoolean": true }] },
            { "linkId": "risk", "type": "choice", "text": "At risk?", "answerOption": [
                { "valueCoding": { "code": "y", "display": "Yes" },
                  "extension": [{ "url": "urn:mhtr-forms:extension:critical-answer", "valueBoolean": true }] },
                { "valueCoding": { "code": "n", "display": "No" } }] },
            { "linkId": "plan", "type": "text", "text": "Plan",
              "extension": [{ "url": "urn:mhtr-forms:extension:required-on-alert", "valueBoolean": true }] },
        ],
    })
}

fn response(items: &Json) -> Json {
    json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "item": items })
}

#[test]
fn a_response_is_checked_by_the_rules_of_its_questionnaire() {
    let born = json!({ "linkId": "born", "answer": [{ "valueDate": "1990-02-28" }] });
    let risk = json!({ "linkId": "risk", "answer": [{ "valueCoding": { "code": "y" } }] });
    let valid = json!({ "valid": true, "violations": [], "problems": [] });
    let form = questionnaire();
    assert_eq!(checked(&form, &response(&json!([born]))), valid);
    let wrong = |items: Json| {
        let checked = checked(&form, &response(&items));
        assert_eq!(checked["valid"], false, "{checked}");
        checked["violations"].clone()
    };
    assert_eq!(
        wrong(json!([])),
        json!([{ "linkId": "born", "rule": "required", "message": "Enter an answer to “Date of birth”" }])
    );
    let tomorrow = json!({ "linkId": "born", "answer": [{ "valueDate": "2026-11-23" }] });
    assert_eq!(wrong(json!([tomorrow]))[0]["rule"], "in_the_future");
    assert_eq!(
        wrong(json!([born, risk]))[0],
        json!({ "linkId": "plan", "rule": "required_by_alert",
            "message": "Enter an answer to “Plan”, because an answer raised a risk alert" })
    );
    let elsewhere = json!({ "linkId": "else", "answer": [{ "valueString": "secret" }] });
    let twice =
        json!({ "linkId": "plan", "answer": [{ "valueString": "a" }, { "valueString": "b" }] });
    let other = json!({ "linkId": "born", "answer": [{ "valueString": "secret" }] });
    let without_place = wrong(json!([elsewhere, twice, other, born]));
    let rules: Vec<&Json> = without_place.as_array().unwrap().iter().collect();
    let rules: Vec<(&Json, &Json)> = rules
        .iter()
        .map(|it| (&it["linkId"], &it["rule"]))
        .collect();
    assert_eq!(
        json!(rules),
        json!([
            ["born", "other_type"],
            ["plan", "too_many"],
            ["else", "no_such_item"]
        ])
    );
    assert!(!without_place.to_string().contains("secret"));
}

#[test]
fn what_cannot_be_checked_is_a_problem_and_not_valid() {
    let (form, empty) = (questionnaire(), response(&json!([])));
    let problem = |checked: Json| {
        assert_eq!(
            (&checked["valid"], &checked["violations"]),
            (&json!(false), &json!([]))
        );
        let problem = checked["problems"].as_array().unwrap().last().cloned();
        let problem = problem.unwrap();
        assert!(
            !problem["message"].as_str().unwrap().contains('['),
            "{problem}"
        );
        (
            problem["in"].clone(),
            problem["place"].clone(),
            problem["severity"].clone(),
        )
    };
    let refused = |within: &str, place: &str| (json!(within), json!(place), json!("refused"));
    assert_eq!(
        problem(checked(&json!(null), &empty)),
        refused("questionnaire", "")
    );
    assert_eq!(problem(checked(&form, &json!([]))), refused("response", ""));
    let no_date = json!([{ "linkId": "born", "answer": [{ "valueDate": "soon" }] }]);
    assert_eq!(
        problem(checked(&form, &response(&no_date))),
        refused("response", "item[0].answer[0]")
    );
    let on = |day: &str| json!(api::check(&form, &empty, day, &wording()));
    for day in ["", "2026", "2026-11", "2026-11-31", "today"] {
        assert_eq!(problem(on(day)), refused("options", "today"));
    }
}

#[test]
fn a_response_to_another_questionnaire_is_told() {
    let form = questionnaire();
    let named = |name: &str| {
        let mut response = response(&json!([]));
        response["questionnaire"] = json!(name);
        checked(&form, &response)["problems"].clone()
    };
    assert_eq!(named("urn:test"), json!([]));
    assert_eq!(named("urn:test|2"), json!([]));
    for other in ["urn:test|1", "urn:other", "urn:other|2"] {
        let problem = &named(other)[0];
        assert_eq!(
            (&problem["in"], &problem["place"]),
            (&json!("response"), &json!("questionnaire"))
        );
        assert_eq!(
            problem["message"],
            format!("The response says that it answers “{other}”; this is “urn:test|2”")
        );
    }
}

#[test]
fn a_questionnaire_is_told_as_it_was_understood() {
    let found = json!(api::read_form(&questionnaire(), &wording()));
    assert_eq!(found["problems"], json!([]));
    let form = &found["questionnaire"];
    assert_eq!(
        (&form["url"], &form["version"]),
        (&json!("urn:test"), &json!("2"))
    );
    assert_eq!(
        form["items"][1]["options"][0],
        json!({ "system": null, "code": "y", "text": "Yes", "ordinal": null })
    );
    assert_eq!(form["items"][0]["required"], true);
    assert_eq!(
        json!(api::read_form(&json!({}), &wording()))["questionnaire"],
        json!(null)
    );
}

#[test]
fn data_that_is_none_is_told_in_words_of_ours() {
    for (place, why, words) in [
        (
            "item[0]",
            "no_form",
            "“item[0]” holds something that JSON has no form for",
        ),
        ("", "no_form", "This is no plain data"),
        ("", "not_readable", "This is no plain data"),
        ("", "not_json", "This text is not JSON"),
        (
            "",
            "too_large",
            "This is larger than is read: at most 4 MB of JSON",
        ),
    ] {
        let problem = api::no_data("response", place, why, &wording());
        let message = problem["message"].as_str().unwrap();
        assert!(message.starts_with(words), "{message}");
        assert_eq!(problem["in"], "response");
        assert_eq!(problem["severity"], "refused");
    }
}
