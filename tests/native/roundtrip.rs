//! What is written can be read again, and says the same.

use std::sync::Arc;

use mhtr_forms::engine::calendar::{Date, DateTime, Time};
use mhtr_forms::engine::entry;
use mhtr_forms::engine::fhir::{ResponseError, limits, read_response, write_response};
use mhtr_forms::engine::form::{Form, NotCarried, Scope, WhyNotCarried};
use mhtr_forms::engine::questionnaire::LinkId;
use mhtr_forms::engine::response::{Answer, Entry, Response, ResponseItem, Status};
use mhtr_forms::engine::value::{Coding, Quantity, Value};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::scenario::{Scenario, read_items};

/// A question of every type, each repeating.
pub fn one_of_each() -> Json {
    let mut items: Vec<Json> = [
        "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url", "quantity",
    ]
    .iter()
    .map(|item_type| json!({"linkId": item_type, "type": item_type, "text": item_type, "repeats": true}))
    .collect();
    let options = json!([
        {"valueCoding": {"system": "urn:s", "code": "a", "display": "Alcohol"}},
        {"valueCoding": {"system": "urn:s", "code": "d", "display": "Drugs"}},
    ]);
    for item_type in ["choice", "open-choice"] {
        items.push(
            json!({"linkId": item_type, "type": item_type, "text": item_type, "repeats": true,
            "answerOption": options}),
        );
    }
    Json::from(items)
}

fn value() -> impl Strategy<Value = (&'static str, Value)> {
    let date = (1..=9999_u16, 1..=12_u8, 1..=31_u8, 0..3_u8).prop_filter_map(
        "real",
        |(year, month, day, parts)| match parts {
            0 => Date::real(year, month, day),
            1 => Date::month_of(year, month),
            _ => Date::year_of(year),
        },
    );
    let time =
        (0..24_u8, 0..60_u8, 0..60_u8).prop_filter_map("real", |(h, m, s)| Time::real(h, m, s));
    let day = date.clone().prop_filter("whole", |date| date.day.is_some());
    let date_time = (day, prop::option::of((time.clone(), -840..=840_i16)))
        .prop_map(|(date, time)| DateTime { date, time });
    let decimal = (any::<i64>(), 0..20_u32).prop_map(|(digits, scale)| {
        rust_decimal::Decimal::from_i128_with_scale(digits.into(), scale)
    });
    let line = "[^\\p{Cc}\\s][^\\p{Cc}]{0,12}[^\\p{Cc}\\s]";
    let lines = "[^\\p{Cc}\\s][^\\p{Cc}]{0,6}\n[^\\p{Cc}\\s]{1,6}";
    let code =
        prop::sample::select(vec![("a", "Alcohol"), ("d", "Drugs")]).prop_map(|(code, display)| {
            Value::Coding(Coding {
                system: Some("urn:s".to_owned()),
                code: Some(code.to_owned()),
                display: Some(display.to_owned()),
            })
        });
    let quantity = (decimal.clone(), prop::option::of("[a-z]{1,5}")).prop_map(|(value, unit)| {
        Value::Quantity(Quantity {
            value,
            unit,
            system: None,
            code: None,
        })
    });
    prop_oneof![
        any::<bool>().prop_map(|it| ("boolean", Value::Boolean(it))),
        any::<i32>().prop_map(|it| ("integer", Value::Integer(it))),
        decimal.prop_map(|it| ("decimal", Value::Decimal(it))),
        date.prop_map(|it| ("date", Value::Date(it))),
        date_time.prop_map(|it| ("dateTime", Value::DateTime(it))),
        time.prop_map(|it| ("time", Value::Time(it))),
        line.prop_map(|it| ("string", Value::String(it))),
        lines.prop_map(|it| ("text", Value::String(it))),
        "[a-z]{2,6}:[!-~]{0,8}[a-z]".prop_map(|it| ("url", Value::Url(it))),
        code.clone().prop_map(|it| ("choice", it)),
        code.prop_map(|it| ("open-choice", it)),
        "own [a-z]{1,9}".prop_map(|it| ("open-choice", Value::String(it))),
        quantity.prop_map(|it| ("quantity", it)),
    ]
}

/// An answer of some type, or something typed that is none.
fn answer() -> impl Strategy<Value = (&'static str, Entry)> {
    prop_oneof![
        4 => value().prop_map(|(link_id, value)| (link_id, Entry::Value(value))),
        1 => ".{1,12}".prop_map(|typed| ("date", Entry::AsTyped(typed))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_opens_as_it_was_left(answers in prop::collection::vec(answer(), 0..12)) {
        use mhtr_forms::engine::form::FormChange;
        let (questionnaire, _) = read_items(&one_of_each());
        let mut form = Form::start(Arc::new(questionnaire));
        for (link_id, entry) in answers {
            let node = form.nodes_of(&LinkId::new(link_id))[0];
            let mut entries = form.entries(node).to_vec();
            entries.push(entry);
            form.apply(FormChange::Answer { node, entries: entries.clone() });
            prop_assert_eq!(form.entries(node), entries);
        }
        let written = write_response(&form.response(Scope::Everything));
        let response = read_response(&written).unwrap();
        prop_assert_eq!(write_response(&response), written);
        let (opened, not_carried) = Form::open(form.questionnaire().clone(), &response);
        prop_assert_eq!(not_carried, Vec::new());
        for node in form.within(None) {
            prop_assert_eq!(opened.entries(node), form.entries(node));
        }
    }

    /// Partial dates need an item whose format allows them; whole ones are read by every item.
    #[test]
    fn what_a_field_shows_is_read_as_the_same_answer((link_id, value) in value()) {
        let (questionnaire, _) = read_items(&one_of_each());
        let mut item = questionnaire
            .items
            .iter()
            .find(|item| item.link_id.as_str() == link_id)
            .unwrap()
            .clone();
        if let Value::Date(date) = value {
            item.entry_format = match (date.month, date.day) {
                (None, _) => Some("YYYY".to_owned()),
                (Some(_), None) => Some("MM/YYYY".to_owned()),
                (Some(_), Some(_)) => None,
            };
        }
        let entry = Entry::Value(value);
        let shown = entry::typed(&item, &entry);
        let read = entry::read(&item, &shown);
        prop_assert_eq!(format!("{read:?}"), format!("{:?}", Some(entry)), "{}", shown);
    }
}

/// The answers to one question of a response.
pub fn response_item(link_id: &str, text: Option<&str>, entries: Vec<Entry>) -> ResponseItem {
    ResponseItem {
        link_id: LinkId::new(link_id),
        text: text.map(str::to_owned),
        answers: entries
            .into_iter()
            .map(|entry| Answer {
                entry,
                items: Vec::new(),
            })
            .collect(),
        items: Vec::new(),
    }
}

#[test]
fn the_bytes_of_a_response_are_these() {
    let coding = Coding {
        system: Some("urn:s".to_owned()),
        code: Some("a".to_owned()),
        display: Some("Say \"yes\" <b>".to_owned()),
    };
    let mut group = response_item("g", None, Vec::new());
    group.items = vec![
        response_item(
            "n",
            Some("How much?"),
            vec![Entry::Value(Value::Decimal("1.50".parse().unwrap()))],
        ),
        response_item("d", None, vec![Entry::AsTyped("27//2007".to_owned())]),
        response_item(
            "c",
            None,
            vec![
                Entry::Value(Value::Coding(coding)),
                Entry::Value(Value::String("é\n".to_owned())),
            ],
        ),
    ];
    let mut empty = response_item("q", None, vec![Entry::AsTyped(String::new())]);
    empty.answers[0].items = vec![response_item(
        "in",
        None,
        vec![Entry::Value(Value::Boolean(false))],
    )];
    let response = Response {
        questionnaire: Some("https://example.org/form|1".to_owned()),
        status: Status::Completed,
        authored: Some("2026-11-21T10:00:00Z".to_owned()),
        language: Some("en-GB".to_owned()),
        items: vec![group, empty],
    };
    let written = write_response(&response);
    assert_eq!(
        written,
        concat!(
            r#"{"resourceType":"QuestionnaireResponse","language":"en-GB","#,
            r#""questionnaire":"https://example.org/form|1","status":"completed","#,
            r#""authored":"2026-11-21T10:00:00Z","item":[{"linkId":"g","item":["#,
            r#"{"linkId":"n","text":"How much?","answer":[{"valueDecimal":1.50}]},"#,
            r#"{"linkId":"d","answer":[{"extension":[{"url":"urn:mhtr-forms:extension:as-typed","#,
            r#""valueString":"27//2007"}]}]},"#,
            r#"{"linkId":"c","answer":[{"valueCoding":{"system":"urn:s","code":"a","#,
            r#""display":"Say \"yes\" <b>"}},{"valueString":"é\n"}]}]},"#,
            r#"{"linkId":"q","answer":[{"item":[{"linkId":"in","answer":[{"valueBoolean":false}]}]}]}]}"#,
        )
    );
    assert_eq!(read_response(&written), Ok(response));
}

#[test]
fn what_has_no_place_in_a_form_is_listed() {
    let answer = |value: Json| json!([value]);
    let stored = json!({"resourceType": "QuestionnaireResponse", "status": "in-progress", "item": [
        {"linkId": "gone", "answer": answer(json!({"valueString": "old words"}))},
        {"linkId": "group-gone", "item": [
            {"linkId": "inner-gone", "answer": answer(json!({"valueInteger": 3}))}]},
        {"linkId": "a", "answer": [{"valueString": "one"}, {"valueString": "two"}]},
        {"linkId": "n", "answer": answer(json!({"valueString": "3"}))},
        {"linkId": "g", "item": [{"linkId": "b", "answer": answer(json!({"valueBoolean": true}))}]},
        {"linkId": "g", "item": [{"linkId": "b", "answer": answer(json!({"valueBoolean": false}))}]},
    ]});
    let (questionnaire, _) = read_items(&json!([
        {"linkId": "a", "type": "string"},
        {"linkId": "n", "type": "integer", "initial": [{"valueInteger": 7}]},
        {"linkId": "g", "type": "group", "item": [{"linkId": "b", "type": "boolean"}]},
    ]));
    let response = read_response(&stored.to_string()).unwrap();
    let (form, not_carried) = Form::open(Arc::new(questionnaire), &response);
    let lost = |link_id: &str, value: Value, why| NotCarried {
        link_id: LinkId::new(link_id),
        was: Entry::Value(value),
        why,
    };
    let text = |words: &str| Value::String(words.to_owned());
    assert_eq!(
        not_carried,
        [
            lost("a", text("two"), WhyNotCarried::TooMany),
            lost("n", text("3"), WhyNotCarried::OtherType),
            lost("b", Value::Boolean(false), WhyNotCarried::TooMany),
            lost("gone", text("old words"), WhyNotCarried::NoSuchItem),
            lost("inner-gone", Value::Integer(3), WhyNotCarried::NoSuchItem),
        ]
    );
    let node = form.nodes_of(&LinkId::new("n"))[0];
    assert_eq!(
        form.entries(node),
        [],
        "an opened form is not filled with initial values"
    );
}

#[test]
fn items_written_beside_an_answer_are_found_as_if_within_it() {
    let (questionnaire, _) = read_items(&json!([
        {"linkId": "a", "type": "boolean", "item": [{"linkId": "note", "type": "string"}]},
    ]));
    let stored = json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": [
        {"linkId": "a", "answer": [{"valueBoolean": true}], "item": [
            {"linkId": "note", "answer": [{"valueString": "beside"}]}]}]});
    let response = read_response(&stored.to_string()).unwrap();
    let (form, not_carried) = Form::open(Arc::new(questionnaire), &response);
    assert_eq!(not_carried, Vec::new());
    let note = form.nodes_of(&LinkId::new("note"))[0];
    assert_eq!(
        form.answers(note).collect::<Vec<_>>(),
        [&Value::String("beside".to_owned())]
    );
}

#[test]
fn the_answer_to_a_question_that_moved_goes_with_it() {
    let (questionnaire, _) = read_items(&json!([
        {"linkId": "g", "type": "group", "text": "G", "item": [
            {"linkId": "moved", "type": "string"}, {"linkId": "taken", "type": "string"}]},
        {"linkId": "r", "type": "group", "text": "R", "repeats": true, "item": [
            {"linkId": "repeated", "type": "string"}]},
    ]));
    let answer = |words: &str| json!([{"valueString": words}]);
    let stored = json!({"resourceType": "QuestionnaireResponse", "status": "in-progress", "item": [
        {"linkId": "old group", "item": [{"linkId": "moved", "answer": answer("kept")}]},
        {"linkId": "g", "item": [{"linkId": "taken", "answer": answer("first")}]},
        {"linkId": "taken", "answer": answer("second")},
        {"linkId": "repeated", "answer": answer("which?")},
    ]});
    let response = read_response(&stored.to_string()).unwrap();
    let (form, not_carried) = Form::open(Arc::new(questionnaire), &response);
    let moved = form.nodes_of(&LinkId::new("moved"))[0];
    assert_eq!(
        form.answers(moved).collect::<Vec<_>>(),
        [&Value::String("kept".to_owned())]
    );
    let left: Vec<&str> = not_carried.iter().map(|it| it.link_id.as_str()).collect();
    assert_eq!(left, ["taken", "repeated"]);
}

#[test]
fn stored_bytes_that_are_no_response_are_refused_with_their_place() {
    let response = |more: &str| {
        read_response(&format!(
            "{{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"completed\"{more}}}"
        ))
    };
    let not_understood = |place: &str| {
        Err(ResponseError::NotUnderstood {
            place: place.to_owned(),
        })
    };
    assert!(response("").is_ok());
    assert_eq!(read_response("{"), Err(ResponseError::NotJson));
    assert_eq!(read_response("[]"), Err(ResponseError::NotAResponse));
    assert_eq!(
        read_response("{\"resourceType\":\"Questionnaire\"}"),
        Err(ResponseError::NotAResponse)
    );
    assert_eq!(
        read_response(&" ".repeat(limits::BYTES + 1)),
        Err(ResponseError::TooLarge)
    );
    assert_eq!(
        read_response("{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"done\"}"),
        not_understood("status")
    );
    assert_eq!(response(",\"item\":{}"), not_understood("item"));
    assert_eq!(response(",\"item\":[{}]"), not_understood("item[0].linkId"));
    assert_eq!(
        response(",\"modifierExtension\":[]"),
        not_understood("modifierExtension")
    );
    let answer = |answer: &str| {
        response(&format!(
            ",\"item\":[{{\"linkId\":\"a\",\"answer\":[{answer}]}}]"
        ))
    };
    let at_answer = not_understood("item[0].answer[0]");
    assert_eq!(answer("{}"), at_answer);
    assert_eq!(answer("{\"valueInteger\":1.5}"), at_answer);
    assert_eq!(answer("{\"valueInteger\":3000000000}"), at_answer);
    assert_eq!(answer("{\"valueDate\":\"2025-02-29\"}"), at_answer);
    assert_eq!(
        answer("{\"valueString\":\"a\",\"valueInteger\":1}"),
        at_answer
    );
    assert_eq!(answer("{\"valueAttachment\":{}}"), at_answer);
    assert_eq!(answer("{\"valueCode\":\"a\"}"), at_answer);
    assert_eq!(
        answer("{\"valueQuantity\":{\"value\":5,\"comparator\":\"<\"}}"),
        at_answer
    );
    assert_eq!(answer("{\"valueDecimal\":1e999999999}"), at_answer);
    assert_eq!(answer("3"), at_answer);
}

/// Thirty levels are more than reading allows; a form is put together from several files.
#[test]
fn the_deepest_form_can_be_read_after_it_was_written() {
    let (questionnaire, _) = read_items(&json!([{"linkId": "x", "type": "boolean"}]));
    let mut questionnaire = questionnaire;
    let leaf = questionnaire.items[0].clone();
    for n in 0..40 {
        let mut around = leaf.clone();
        around.link_id = LinkId::new(&n.to_string());
        around.items = std::mem::take(&mut questionnaire.items);
        questionnaire.items = vec![around];
    }
    let mut form = Scenario::of(questionnaire);
    for node in form.form.within(None) {
        form.form
            .apply(mhtr_forms::engine::form::FormChange::Answer {
                node,
                entries: vec![Entry::Value(Value::Boolean(true))],
            });
    }
    assert_eq!(form.form.within(None).len(), 30);
    form.reload();
}

#[test]
fn every_form_that_comes_with_the_app_opens_as_it_was_left() {
    let forms = concat!(env!("CARGO_MANIFEST_DIR"), "/forms");
    let mut n_forms = 0;
    for folder in std::fs::read_dir(forms).unwrap() {
        let folder = folder.unwrap();
        if !folder.path().join("questionnaire.json").is_file() {
            continue;
        }
        n_forms += 1;
        let mut form = Scenario::open(&folder.file_name().to_string_lossy());
        for node in form.form.within(None) {
            let item = form.form.item(node).unwrap();
            let first_option = item.options.first().map(|option| option.words.base.clone());
            let typed = first_option.unwrap_or_else(|| "27/3/2007".to_owned());
            let entries: Vec<Entry> = entry::read(item, &typed).into_iter().collect();
            form.form
                .apply(mhtr_forms::engine::form::FormChange::Answer { node, entries });
        }
        form.reload();
    }
    assert!(n_forms > 3, "{n_forms}");
}
