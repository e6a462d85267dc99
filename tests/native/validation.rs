//! What a person still has to put right, and how they are told.

use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::form::FormChange;
use mhtr_forms::engine::messages::message;
use mhtr_forms::engine::questionnaire::LinkId;
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::validate::{Rule, Violation, validate};
use mhtr_forms::engine::value::{Coding, Value};
use mhtr_forms::engine::wording::Wording;
use serde_json::{Value as Json, json};

use crate::scenario::{Scenario, TODAY, read_items};

const H: &str = "http://hl7.org/fhir/StructureDefinition/";
const OURS: &str = "urn:mhtr-forms:extension:";

/// A form of one question called "weekly income", with what is said of it besides.
fn one(item_type: &str, more: Json) -> Scenario {
    let mut item = json!({"linkId": "a", "type": item_type, "text": "What do you earn?", "extension": [
        {"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-shortText",
         "valueString": "Weekly income"}]});
    for (name, value) in more.as_object().unwrap() {
        if name == "extension" {
            item["extension"]
                .as_array_mut()
                .unwrap()
                .extend(value.as_array().unwrap().clone());
        } else {
            item[name] = value.clone();
        }
    }
    Scenario::of_items(json!([item]))
}

fn limit(root: &str, name: &str, value: (&str, Json)) -> Json {
    let mut extension = json!({"url": format!("{root}{name}")});
    extension[value.0] = value.1;
    json!({"extension": [extension]})
}

/// The message after typing, or nothing where it is right.
fn told(item_type: &str, more: Json, typed: &str) -> String {
    let mut form = one(item_type, more);
    form.answer("a", typed);
    form.messages().join(" | ")
}

#[test]
fn what_was_typed_and_what_is_said_to_it() {
    let more = |name: &str| match name {
        "money" => json!({"extension": [
            {"url": format!("{H}minValue"), "valueDecimal": 0},
            {"url": format!("{H}maxValue"), "valueDecimal": 999.99},
            {"url": format!("{H}maxDecimalPlaces"), "valueInteger": 2}]}),
        "past" => json!({"extension": [
            {"url": format!("{OURS}not-in-future"), "valueBoolean": true},
            {"url": format!("{H}minValue"), "valueDate": "1900-01-01"}]}),
        "adult" => limit(OURS, "min-age", ("valueInteger", json!(18))),
        "day" => json!({"extension": [
            {"url": format!("{H}minValue"), "valueTime": "09:00:00"},
            {"url": format!("{H}maxValue"), "valueTime": "17:00:00"}]}),
        "short" => json!({"maxLength": 5, "extension": [
            {"url": format!("{H}minLength"), "valueInteger": 2}]}),
        "code" => limit(H, "regex", ("valueString", json!("[A-Z]{2}|x"))),
        "format" => json!({"extension": [
            {"url": format!("{H}regex"), "valueString": "[A-Z]{2}"},
            {"url": format!("{H}entryFormat"), "valueString": "QQ"}]}),
        "kg" => json!({"extension": [
            {"url": format!("{H}questionnaire-unitOption"), "valueCoding": {"code": "kg", "display": "kg"}},
            {"url": format!("{H}questionnaire-unitOption"), "valueCoding": {"code": "[lb_av]", "display": "lb"}},
            {"url": format!("{H}maxValue"), "valueQuantity": {"value": 400, "unit": "kg", "code": "kg"}}]}),
        "month" => limit(H, "entryFormat", ("valueString", json!("MM/YYYY"))),
        _ => json!({}),
    };
    // Type, limits, typed, message.
    #[rustfmt::skip]
    let table = [
        ("integer", "", "30", ""),
        ("integer", "", "+30", ""),
        ("integer", "", "thirty", "Weekly income must be a number, like 30"),
        ("integer", "", "3.5", "Weekly income must be a whole number, like 30"),
        ("integer", "", "3.", "Weekly income must be a whole number, like 30"),
        ("integer", "", "1,000", "Weekly income must be a number, like 30"),
        ("integer", "", "2147483647", ""),
        ("integer", "", "2147483648", "Weekly income must be a number with fewer digits"),
        ("decimal", "money", "999.99", ""),
        ("decimal", "money", "1000", "Weekly income must be 999.99 or less"),
        ("decimal", "money", "\u{2212}0.01", "Weekly income must be 0 or more"),
        ("decimal", "money", "0.001", "Weekly income must have 2 decimal places or fewer"),
        ("decimal", "money", ".5", ""),
        ("decimal", "money", "1e3", "Weekly income must be a number, like 30"),
        ("decimal", "", "0.12345678901234567890123456789012", "Weekly income must be a number with fewer digits"),
        ("date", "", "27/3/2007", ""),
        ("date", "", "27/march/2007", ""),
        ("date", "", "27th/Sept./2007", ""),
        ("date", "", "2007-03-27", ""),
        ("date", "", "27 March 2007", ""),
        ("date", "", "/3/2007", "Weekly income must include a day"),
        ("date", "", "27//2007", "Weekly income must include a month"),
        ("date", "", "27/3/", "Weekly income must include a year"),
        ("date", "", "//2007", "Weekly income must include a day and month"),
        ("date", "", "27//", "Weekly income must include a month and year"),
        ("date", "", "/3/", "Weekly income must include a day and year"),
        ("date", "", "27/3/07", "Weekly income must include a year with 4 numbers"),
        ("date", "", "31/4/2007", "Weekly income must be a real date"),
        ("date", "", "29/2/2007", "Weekly income must be a real date"),
        ("date", "", "27/ma/2007", "Weekly income must be a real date"),
        ("date", "", "yesterday", "Weekly income must be a real date"),
        ("date", "", "3/2007", "Weekly income must be a real date"),
        ("date", "month", "3/2007", ""),
        ("date", "month", "/3/2007", ""),
        ("date", "month", "//2007", "Weekly income must include a month"),
        ("date", "past", "21/11/2026", ""),
        ("date", "past", "22/11/2026", "Weekly income must be today or in the past"),
        ("date", "past", "31/12/1899", "Weekly income must be the same as or after 1 January 1900"),
        ("date", "adult", "21/11/2008", ""),
        ("date", "adult", "22/11/2008", "Weekly income must be at least 18 years before today"),
        ("dateTime", "", "27/3/2007/14:30", ""),
        ("dateTime", "", "27/3/2007/", ""),
        ("dateTime", "", "27/3/2007/25:30", "Weekly income must include a real time, like 14:30"),
        ("dateTime", "", "29/3/2026/01:30", "Weekly income must include a real time, like 14:30"),
        ("dateTime", "", "27//2007/14:30", "Weekly income must include a month"),
        ("time", "day", "9am", ""),
        ("time", "day", "8:59", "Weekly income must be 09:00 or later"),
        ("time", "day", "5.01 pm", "Weekly income must be 17:00 or earlier"),
        ("time", "day", "9", "Weekly income must be a time, like 14:30"),
        ("time", "day", "13pm", "Weekly income must be a time, like 14:30"),
        ("string", "short", "a", "Weekly income must be 2 characters or more"),
        ("string", "short", "  abcde  ", ""),
        ("string", "short", "ééééé", ""),
        ("string", "short", "abcdefg", "Weekly income must be 5 characters or fewer. Characters to take out: 2"),
        ("string", "code", "AB", ""),
        ("string", "code", "ABC", "Weekly income must be written in the form that is asked for"),
        ("string", "code", "xx", "Weekly income must be written in the form that is asked for"),
        ("string", "format", "ab", "Weekly income must be written like this: QQ"),
        ("url", "", "https://www.example.org/a", ""),
        ("url", "", "www.example.org", "Weekly income must be a full address, like https://www.example.org"),
        ("url", "", "https://", "Weekly income must be a full address, like https://www.example.org"),
        ("quantity", "kg", "72.5 kg", ""),
        ("quantity", "kg", "72.5KG", ""),
        ("quantity", "kg", "401 kg", "Weekly income must be 400 kg or less"),
        ("quantity", "kg", "882 lb", ""),
        ("quantity", "kg", "72.5", "Weekly income must include a unit: kg, lb"),
        ("quantity", "kg", "72 stone", "Weekly income must include a unit: kg, lb"),
        ("quantity", "kg", "heavy", "Weekly income must be a number, like 30"),
        ("boolean", "", "maybe", "Select weekly income from the list"),
    ];
    for (item_type, limits, typed, message) in table {
        assert_eq!(
            told(item_type, more(limits), typed),
            message,
            "{item_type} {typed}"
        );
    }
}

#[test]
fn a_missing_answer_is_asked_for_in_the_words_of_its_type() {
    let required = |item_type| told(item_type, json!({"required": true}), "");
    assert_eq!(required("string"), "Enter weekly income");
    assert_eq!(required("date"), "Enter weekly income");
    assert_eq!(required("boolean"), "Select yes or no for weekly income");
    let choice = json!({"required": true, "answerOption": [{"valueString": "a"}]});
    assert_eq!(told("choice", choice, ""), "Select weekly income");
    assert_eq!(told("string", json!({}), ""), "");
    assert_eq!(
        told("string", json!({"required": true}), " \n "),
        "Enter weekly income"
    );
    let least = limit(H, "questionnaire-minOccurs", ("valueInteger", json!(1)));
    assert_eq!(told("string", least, ""), "Enter weekly income");
    // Answered with no is answered.
    assert_eq!(told("boolean", json!({"required": true}), "false"), "");
}

#[test]
fn a_question_without_a_short_text_is_quoted() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "a", "type": "string", "text": "How are you?", "required": true},
        {"linkId": "b", "type": "boolean", "text": "All well?", "required": true},
        {"linkId": "c", "type": "integer", "text": "How many:"},
        {"linkId": "d", "type": "string", "required": true},
    ]));
    form.answer("c", "x").expect_messages(&[
        "Enter an answer to “How are you?”",
        "Select yes or no for “All well?”",
        "The answer to “How many” must be a number, like 30",
        "Enter an answer to this question",
    ]);
}

#[test]
fn a_short_text_keeps_the_large_letters_of_an_abbreviation() {
    let short = |text: &str| {
        json!([{"linkId": "a", "type": "string", "required": true, "extension": [
        {"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-shortText",
         "valueString": text}]}])
    };
    Scenario::of_items(short("GP surgery")).expect_messages(&["Enter GP surgery"]);
    Scenario::of_items(short("Date of birth")).expect_messages(&["Enter date of birth"]);
}

#[test]
fn only_what_is_asked_and_can_be_changed_is_demanded() {
    let hidden = json!([{"url": format!("{H}questionnaire-hidden"), "valueBoolean": true}]);
    let mut form = Scenario::of_items(json!([
        {"linkId": "yes", "type": "boolean"},
        {"linkId": "asked", "type": "string", "text": "Asked?", "required": true,
         "enableWhen": [{"question": "yes", "operator": "=", "answerBoolean": true}]},
        {"linkId": "fixed", "type": "string", "required": true, "readOnly": true},
        {"linkId": "hidden", "type": "group", "extension": hidden, "item": [
            {"linkId": "inside", "type": "string", "required": true}]},
        {"linkId": "words", "type": "display", "text": "Read"},
    ]));
    form.expect_messages(&[]);
    form.answer("yes", "true")
        .expect_messages(&["Enter an answer to “Asked?”"]);
    let today = Date::read(TODAY).unwrap();
    let inside = form.node("inside");
    assert_eq!(validate(&form.form, Some(inside), today, false), Vec::new());
}

#[test]
fn what_was_entered_and_is_not_asked_breaks_no_rule() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "yes", "type": "boolean"},
        {"linkId": "n", "type": "integer",
         "enableWhen": [{"question": "yes", "operator": "=", "answerBoolean": true}]},
    ]));
    form.answer("yes", "true").answer("n", "x");
    assert_eq!(form.rules("n"), [Rule::NotANumber]);
    form.answer("yes", "false");
    assert_eq!(form.rules("n"), []);
}

#[test]
fn a_required_group_needs_one_answer_inside_it() {
    let mut form = Scenario::of_items(json!([
        {"linkId": "g", "type": "group", "text": "Help", "required": true, "item": [
            {"linkId": "inner", "type": "group", "text": "Inner", "item": [
                {"linkId": "a", "type": "string"}, {"linkId": "b", "type": "string"}]}]},
        {"linkId": "words", "type": "group", "text": "Words", "required": true, "item": [
            {"linkId": "d", "type": "display", "text": "Read"}]},
    ]));
    form.expect_messages(&["Answer at least one question in “Help”"]);
    form.answer("b", "x").expect_messages(&[]);
}

#[test]
fn an_alert_makes_some_questions_required() {
    let mut form = one(
        "text",
        limit(OURS, "required-on-alert", ("valueBoolean", json!(true))),
    );
    form.expect_messages(&[]);
    form.alert_stands = true;
    form.expect_messages(&["Enter weekly income, because an answer raised a risk alert"]);
    form.answer("a", "x").expect_messages(&[]);
}

#[test]
fn answers_and_repetitions_are_counted() {
    let counted = json!([
        {"url": format!("{H}questionnaire-minOccurs"), "valueInteger": 2},
        {"url": format!("{H}questionnaire-maxOccurs"), "valueInteger": 3}]);
    let mut form = one("string", json!({"repeats": true, "extension": counted}));
    form.expect_messages(&["Give 2 or more answers to weekly income"]);
    form.answer_all("a", &["1"])
        .expect_messages(&["Give 2 or more answers to weekly income"]);
    form.answer_all("a", &["1", "2", "3"]).expect_messages(&[]);
    form.answer_all("a", &["1", "2", "3", "4"])
        .expect_messages(&["Give 3 or fewer answers to weekly income"]);

    let mut form = Scenario::of_items(json!([
        {"linkId": "g", "type": "group", "text": "Child", "repeats": true, "extension": counted,
         "item": [{"linkId": "a", "type": "string", "text": "Name", "required": true}]}]));
    form.expect_messages(&[
        "Fill in “Child” 2 times or more",
        "Enter an answer to “Name”",
    ]);
    form.answer("a", "Ann").repeat("g");
    form.expect_messages(&[
        "Fill in “Child” 2 times or more",
        "Enter an answer to “Name” (2 of 2)",
    ]);
    form.answer_nth("a", 1, "Bob");
    form.expect_messages(&[]);
}

#[test]
fn options_are_kept_to_and_one_may_exclude_the_others() {
    let exclusive =
        json!([{"url": format!("{H}questionnaire-optionExclusive"), "valueBoolean": true}]);
    let mut form = one(
        "choice",
        json!({"repeats": true, "answerOption": [
        {"valueCoding": {"system": "s", "code": "a", "display": "Alcohol"}},
        {"valueCoding": {"system": "s", "code": "d", "display": "Drugs"}},
        {"valueCoding": {"system": "s", "code": "n", "display": "None of these"}, "extension": exclusive}]}),
    );
    form.answer_all("a", &["Alcohol", "d"]).expect_messages(&[]);
    form.answer_all("a", &["Alcohol", "None of these"])
        .expect_messages(&[
            "Select “None of these” on its own for weekly income, or only other answers",
        ]);
    form.answer_all("a", &["none of these"])
        .expect_messages(&[]);
    let node = form.node("a");
    let other = Coding {
        code: Some("a".to_owned()),
        ..Coding::default()
    };
    form.form.apply(FormChange::Answer {
        node,
        entries: vec![Entry::Value(Value::Coding(other))],
    });
    form.expect_messages(&["Select weekly income from the list"]);
}

#[test]
fn an_open_choice_takes_words_of_ones_own() {
    let mut form = one(
        "open-choice",
        json!({"answerOption": [{"valueCoding": {"code": "a", "display": "A"}}]}),
    );
    form.answer("a", "something else")
        .expect_messages(&[])
        .expect_answer("a", "something else");
    form.answer("a", "a").expect_answer("a", "A");
}

#[test]
fn a_page_is_checked_on_its_own() {
    let form = Scenario::of_items(json!([
        {"linkId": "one", "type": "group", "text": "1", "item": [
            {"linkId": "a", "type": "string", "text": "A", "required": true}]},
        {"linkId": "two", "type": "group", "text": "2", "item": [
            {"linkId": "b", "type": "string", "text": "B", "required": true}]},
    ]));
    let today = Date::read(TODAY).unwrap();
    let found = validate(&form.form, Some(form.node("two")), today, false);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].link_id, LinkId::new("b"));
}

/// One of each rule. The match makes the build stop when a rule is added and not listed here.
fn every_rule() -> Vec<Rule> {
    let date = Value::Date(Date::read("2026-11-21").unwrap());
    let rules = vec![
        Rule::Required,
        Rule::RequiredByAlert,
        Rule::NotANumber,
        Rule::NotAWholeNumber,
        Rule::NumberTooLarge,
        Rule::UnitMissing,
        Rule::DateIncomplete {
            day: true,
            month: false,
            year: false,
        },
        Rule::DateIncomplete {
            day: false,
            month: true,
            year: false,
        },
        Rule::DateIncomplete {
            day: false,
            month: false,
            year: true,
        },
        Rule::DateIncomplete {
            day: true,
            month: true,
            year: false,
        },
        Rule::DateIncomplete {
            day: true,
            month: false,
            year: true,
        },
        Rule::DateIncomplete {
            day: false,
            month: true,
            year: true,
        },
        Rule::YearNotFourDigits,
        Rule::NotARealDate,
        Rule::NotATime,
        Rule::NotADateTime,
        Rule::NotAnAddress,
        Rule::TooLong { most: 5, by: 2 },
        Rule::TooShort { least: 2 },
        Rule::Below {
            least: Value::Integer(3),
        },
        Rule::Below {
            least: date.clone(),
        },
        Rule::Above {
            most: Value::Integer(3),
        },
        Rule::Above { most: date },
        Rule::Pattern,
        Rule::TooManyDecimals { most: 2 },
        Rule::TooFew { least: 2 },
        Rule::TooMany { most: 2 },
        Rule::ExclusiveWithOthers {
            option: "None".to_owned(),
        },
        Rule::NotAnOption,
        Rule::NotSigned,
        Rule::NotADrawing,
        Rule::HoldsDraft {
            option: "Not yet".to_owned(),
        },
        Rule::InTheFuture,
        Rule::UnderAge { least: 18 },
    ];
    for rule in &rules {
        match rule {
            Rule::Required
            | Rule::RequiredByAlert
            | Rule::NotANumber
            | Rule::NotAWholeNumber
            | Rule::NumberTooLarge
            | Rule::UnitMissing
            | Rule::DateIncomplete { .. }
            | Rule::YearNotFourDigits
            | Rule::NotARealDate
            | Rule::NotATime
            | Rule::NotADateTime
            | Rule::NotAnAddress
            | Rule::TooLong { .. }
            | Rule::TooShort { .. }
            | Rule::Below { .. }
            | Rule::Above { .. }
            | Rule::Pattern
            | Rule::TooManyDecimals { .. }
            | Rule::TooFew { .. }
            | Rule::TooMany { .. }
            | Rule::ExclusiveWithOthers { .. }
            | Rule::NotAnOption
            | Rule::NotSigned
            | Rule::NotADrawing
            | Rule::HoldsDraft { .. }
            | Rule::InTheFuture
            | Rule::UnderAge { .. } => {}
        }
    }
    rules
}

/// "I want to talk about it first" is an answer like any other, and the form is not finished with it.
#[test]
fn an_answer_that_leaves_something_to_be_settled_keeps_the_form_a_draft() {
    let coding = |code: &str| json!({"system": "urn:s", "code": code, "display": code});
    let mut form = Scenario::of_items(
        json!([{"linkId": "a", "type": "choice", "text": "Do you agree?",
        "answerOption": [
            {"valueCoding": coding("yes")},
            {"extension": [{"url": format!("{OURS}holds-draft"), "valueBoolean": true}],
             "valueCoding": coding("talk first")}]}]),
    );
    form.answer("a", "yes");
    assert_eq!(form.messages(), [""; 0]);
    form.answer("a", "talk first");
    assert_eq!(
        form.messages(),
        ["The form stays a draft while “talk first” is the answer for “Do you agree?”"]
    );
}

#[test]
fn only_what_keeps_a_form_from_being_finished_lets_a_person_go_on() {
    for rule in every_rule() {
        let is_for_the_end = matches!(rule, Rule::HoldsDraft { .. });
        assert_eq!(rule.is_only_for_the_end(), is_for_the_end, "{rule:?}");
    }
}

#[test]
fn what_is_no_drawing_does_not_pass_for_a_signature() {
    let drawing = || limit(OURS, "drawing", ("valueBoolean", json!(true)));
    assert_eq!(told("text", drawing(), "0+20:10,20 14,30"), "");
    assert_eq!(
        told("text", drawing(), "<svg onload=x>"),
        "Draw weekly income again"
    );
}

#[test]
fn every_rule_has_words_that_name_the_question_and_blame_nobody() {
    // GOV.UK Design System, "Error message": words not to use.
    let banned = [
        "please",
        "sorry",
        "invalid",
        "valid",
        "forbidden",
        "required",
        "you forgot",
        "oops",
        "error",
        "wrong",
    ];
    let wording = Wording::built_in();
    for item_type in ["string", "choice", "boolean", "date", "group"] {
        let item = match item_type {
            "group" => json!({"item": [{"linkId": "b", "type": "string"}]}),
            "choice" => json!({"answerOption": [{"valueString": "a"}]}),
            _ => json!({}),
        };
        let form = one(item_type, item);
        let mut said = Vec::new();
        for rule in every_rule() {
            let violation = Violation {
                node: form.node("a"),
                link_id: LinkId::new("a"),
                rule: rule.clone(),
            };
            let message = message(&violation, &form.form, &wording);
            let small = message.to_lowercase();
            assert!(small.contains("weekly income"), "{message}");
            assert!(!message.contains(['{', '}', '[']), "{message}");
            let first_letter = message.chars().next().unwrap();
            assert!(first_letter.is_uppercase(), "{message}");
            let words: Vec<&str> = small.split(|it: char| !it.is_alphabetic()).collect();
            for banned in banned {
                assert!(!words.contains(&banned), "{message}");
            }
            assert!(
                !said.contains(&message),
                "{rule:?} says the same as another: {message}"
            );
            said.push(message);
        }
    }
}

#[test]
fn no_message_is_left_over() {
    // A key that no rule uses is found by the tidy test; here, that each is well formed.
    let wording = Wording::built_in();
    for key in wording.keys().filter(|key| key.starts_with("violation.")) {
        let words = wording.say(key);
        assert!(
            !words.ends_with('.'),
            "{key}: a message is not a sentence with a full stop"
        );
        assert!(!words.contains("  ") && words.trim() == words, "{key}");
    }
}

#[test]
fn a_bad_form_does_not_stop_the_checking() {
    let (questionnaire, _) = read_items(&json!([
        {"linkId": "a", "type": "choice", "text": "Nothing to choose", "required": true},
        {"linkId": "b", "type": "attachment", "text": "File", "required": true},
    ]));
    let form = Scenario::of(questionnaire);
    assert_eq!(form.messages(), ["Select an answer to “Nothing to choose”"]);
}
