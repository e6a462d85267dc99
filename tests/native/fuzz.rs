//! Whatever the bytes and whatever is done: no panic, no stack overflow, no loop without end.
//!
//! Bounded to seconds. `PROPTEST_CASES=100000 cargo test --test native fuzz` looks for longer.

use std::sync::Arc;

use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::entry;
use mhtr_forms::engine::fhir::{read_questionnaire, read_response, write_response};
use mhtr_forms::engine::form::{Form, FormChange, NodeId, Scope};
use mhtr_forms::engine::messages::message;
use mhtr_forms::engine::problem::Severity;
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::validate::validate;
use mhtr_forms::engine::wording::Wording;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::roundtrip::one_of_each;
use crate::scenario::TODAY;

/// A file that uses everything the reader knows.
fn rich() -> Json {
    let h = "http://hl7.org/fhir/StructureDefinition/";
    let ours = "urn:mhtr-forms:extension:";
    let mut items = one_of_each().as_array().unwrap().clone();
    items.push(json!({"linkId": "group", "type": "group", "text": "G", "repeats": true, "required": true,
        "extension": [{"url": format!("{h}questionnaire-maxOccurs"), "valueInteger": 3}],
        "enableWhen": [{"question": "boolean", "operator": "=", "answerBoolean": true},
                       {"question": "integer", "operator": ">", "answerInteger": 3}],
        "enableBehavior": "any",
        "item": [
            {"linkId": "inner", "type": "group", "repeats": true, "item": [
                {"linkId": "scale", "type": "choice", "answerValueSet": "#scale", "required": true},
                {"linkId": "why", "type": "string", "maxLength": 9, "initial": [{"valueString": "x"}],
                 "extension": [{"url": format!("{h}regex"), "valueString": "[a-z]*"}],
                 "enableWhen": [{"question": "scale", "operator": "exists", "answerBoolean": true}]}]},
            {"linkId": "born", "type": "date", "extension": [
                {"url": format!("{ours}min-age"), "valueInteger": 18},
                {"url": format!("{h}minValue"), "valueDate": "1900"}],
             "_text": {"extension": [{"url": format!("{h}translation"), "extension": [
                {"url": "lang", "valueCode": "cy"}, {"url": "content", "valueString": "Geni"}]}]},
             "item": [{"linkId": "help", "type": "display", "text": "Help", "extension": [
                {"url": format!("{h}questionnaire-itemControl"),
                 "valueCodeableConcept": {"coding": [{"code": "help"}]}}]}]}]}));
    json!({"resourceType": "Questionnaire", "url": "urn:q", "version": "1", "title": "T",
        "contained": [
            {"resourceType": "ValueSet", "id": "scale", "compose": {"include": [{"system": "urn:c"}]}},
            {"resourceType": "CodeSystem", "url": "urn:c", "concept": [
                {"code": "0", "display": "Never", "extension": [
                    {"url": format!("{h}ordinalValue"), "valueDecimal": 0}]},
                {"code": "1", "display": "Always", "concept": [{"code": "2"}]}]}],
        "item": items})
}

fn junk() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(|it| serde_json::Number::from_f64(it).map_or(Json::Null, Json::from)),
        ".{0,6}".prop_map(Json::from),
        prop::sample::select(vec![
            "group",
            "display",
            "choice",
            "boolean",
            "integer",
            "exists",
            "=",
            ">",
            "any",
            "#scale",
            "boolean",
            "2025-02-30",
            "(((((((((((((((((((((((",
            "(a*)*{99}",
            "\u{202e}",
            "",
            "quantity",
            "reference",
        ])
        .prop_map(Json::from),
        Just(serde_json::from_str("1e400000000").unwrap()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map("[a-zA-Z_]{1,8}", inner, 0..4)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

/// Every place in a file, deepest last.
fn pointers(json: &Json) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut ahead = vec![(String::new(), json)];
    while let Some((at, json)) = ahead.pop() {
        let inner: Vec<(String, &Json)> = match json {
            Json::Array(all) => all
                .iter()
                .enumerate()
                .map(|(n, it)| (format!("{at}/{n}"), it))
                .collect(),
            Json::Object(all) => all
                .iter()
                .map(|(name, it)| {
                    (
                        format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")),
                        it,
                    )
                })
                .collect(),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Vec::new(),
        };
        found.extend(inner.iter().map(|(at, _)| at.clone()));
        ahead.extend(inner);
    }
    found
}

/// Takes a part of the file and puts junk, or another part of it, in its place.
fn mutate(mut file: Json, mutations: &[(usize, Option<usize>, Json)]) -> Json {
    for (at, from, junk) in mutations {
        let places = pointers(&file);
        let place = &places[at % places.len()];
        let part = match from {
            Some(from) => file.pointer(&places[from % places.len()]).unwrap().clone(),
            None => junk.clone(),
        };
        *file.pointer_mut(place).unwrap() = part;
        if file.to_string().len() > 100_000 {
            break;
        }
    }
    file
}

const TYPED: [&str; 16] = [
    "",
    "true",
    "false",
    "3",
    "4",
    "-1.50",
    "27/3/2007",
    "//",
    "29/2/2023",
    "27/3/2007/14:30",
    "9am",
    "abc",
    "Never",
    "a",
    "72 kg",
    "https://example.org/",
];

/// Does something to the form, as a person would or as nobody would.
fn act(form: &mut Form, gone: &mut Vec<NodeId>, (which, what, typed): (usize, u8, usize)) {
    let nodes = form.within(None);
    let Some(node) = nodes.get(which % nodes.len().max(1)).copied() else {
        return;
    };
    let item = form.item(node).unwrap().clone();
    let change = match what {
        0 => FormChange::Repeat {
            parent: form.parent(node),
            link_id: item.link_id,
        },
        1 => {
            gone.push(node);
            FormChange::Remove { node }
        }
        2 => FormChange::Answer {
            node: *gone.first().unwrap_or(&node),
            entries: Vec::new(),
        },
        3 => FormChange::Answer {
            node,
            entries: vec![Entry::AsTyped(TYPED[typed % TYPED.len()].to_owned())],
        },
        4 => FormChange::Answer {
            node,
            entries: item
                .options
                .iter()
                .map(|it| Entry::Value(it.value.clone()))
                .collect(),
        },
        _ => FormChange::Answer {
            node,
            entries: entry::read(&item, TYPED[typed % TYPED.len()])
                .into_iter()
                .collect(),
        },
    };
    form.apply(change);
}

/// Fills in a form, checks it, writes it and opens it again.
fn use_it(json: &str, acts: &[(usize, u8, usize)]) {
    let wording = Wording::built_in();
    let (questionnaire, problems) = read_questionnaire(json);
    assert_eq!(
        questionnaire.is_none(),
        problems
            .iter()
            .any(|problem| problem.severity == Severity::Refused)
    );
    for problem in &problems {
        assert!(!wording.problem(problem).starts_with('['), "{problem:?}");
    }
    let Some(questionnaire) = questionnaire else {
        return;
    };
    let questionnaire = Arc::new(questionnaire);
    let mut form = Form::start(questionnaire.clone());
    let mut gone = Vec::new();
    for it in acts {
        act(&mut form, &mut gone, *it);
    }
    let today = Date::read(TODAY).unwrap();
    for violation in validate(&form, None, today, true) {
        assert!(!message(&violation, &form, &wording).is_empty());
    }
    let response = form.response(Scope::Everything);
    let written = write_response(&response);
    let read = read_response(&written).unwrap();
    assert_eq!(read, response);
    let (opened, not_carried) = Form::open(questionnaire, &read);
    assert_eq!(not_carried, Vec::new());
    assert_eq!(opened.response(Scope::Everything), response);
    assert_eq!(opened.response(Scope::Asked), form.response(Scope::Asked));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(150),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_characters_are_read_without_harm(text in ".{0,200}", json in "[\\[\\]{}\",:0-9a-z \\\\]{0,200}") {
        for it in [&text, &json] {
            prop_assert!(read_questionnaire(it).0.is_none());
            prop_assert!(read_response(it).is_err());
        }
    }

    #[test]
    fn any_json_is_read_without_harm(junk in junk()) {
        let mut file = json!({"resourceType": "Questionnaire", "item": junk});
        use_it(&file.to_string(), &[]);
        file["resourceType"] = json!("QuestionnaireResponse");
        file["status"] = json!("completed");
        if let Ok(response) = read_response(&file.to_string()) {
            prop_assert_eq!(read_response(&write_response(&response)), Ok(response));
        }
    }

    #[test]
    fn a_form_with_mistakes_in_it_can_be_used(
        mutations in prop::collection::vec((any::<usize>(), prop::option::of(any::<usize>()), junk()), 0..6),
        acts in prop::collection::vec((any::<usize>(), 0..9_u8, any::<usize>()), 0..30),
    ) {
        use_it(&mutate(rich(), &mutations).to_string(), &acts);
    }

    #[test]
    fn a_stored_response_with_mistakes_in_it_is_opened_or_refused(
        acts in prop::collection::vec((any::<usize>(), 0..9_u8, any::<usize>()), 0..30),
        mutations in prop::collection::vec((any::<usize>(), prop::option::of(any::<usize>()), junk()), 1..4),
    ) {
        let questionnaire = Arc::new(read_questionnaire(&rich().to_string()).0.unwrap());
        let mut form = Form::start(questionnaire.clone());
        for it in acts {
            act(&mut form, &mut Vec::new(), it);
        }
        let written = write_response(&form.response(Scope::Everything));
        let mutated = mutate(serde_json::from_str(&written).unwrap(), &mutations);
        if let Ok(response) = read_response(&mutated.to_string()) {
            let (opened, _) = Form::open(questionnaire, &response);
            let again = opened.response(Scope::Everything);
            prop_assert_eq!(read_response(&write_response(&again)), Ok(again));
        }
    }

    #[test]
    fn cut_off_bytes_are_refused(at in any::<prop::sample::Index>()) {
        let whole = rich().to_string();
        let cut: String = whole.chars().take(at.index(whole.chars().count())).collect();
        prop_assert!(read_questionnaire(&cut).0.is_none());
    }
}

#[test]
fn the_rich_form_has_no_problems() {
    let (questionnaire, problems) = read_questionnaire(&rich().to_string());
    assert_eq!(problems, Vec::new());
    assert!(questionnaire.is_some());
}

#[test]
fn a_form_never_grows_without_bound() {
    let item = |n: usize| json!({"linkId": format!("{n}"), "type": "string"});
    let items: Vec<Json> = (0..2000).map(item).collect();
    let file = json!({"resourceType": "Questionnaire", "item": [
        {"linkId": "g", "type": "group", "repeats": true, "item": items}]});
    let (questionnaire, _) = read_questionnaire(&file.to_string());
    let mut form = Form::start(Arc::new(questionnaire.unwrap()));
    for _ in 0..60 {
        form.apply(FormChange::Repeat {
            parent: None,
            link_id: "g".into(),
        });
    }
    assert_eq!(form.children(None).len(), 49);
    assert!(form.within(None).len() <= 100_000);
}

#[test]
fn responses_nested_deeper_than_json_is_read_are_refused() {
    let deep = |levels: usize| {
        format!(
            "{{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"completed\",\"item\":[{}{}]}}",
            "{\"linkId\":\"a\",\"item\":[".repeat(levels),
            "]}".repeat(levels)
        )
    };
    assert!(read_response(&deep(50)).is_ok());
    assert!(read_response(&deep(100_000)).is_err());
}
