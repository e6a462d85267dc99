//! Reading published forms: what is understood, and what an author is told.

use mhtr_forms::engine::problem::{Problem, Severity};
use mhtr_forms::engine::questionnaire::{
    Control, ItemType, LinkId, Prefill, PrefillSource, Questionnaire, Shown,
};
use mhtr_forms::engine::value::Value;
use mhtr_forms::engine::wording::Wording;
use serde_json::{Value as Json, json};

use crate::scenario::read_items;

pub const H: &str = "http://hl7.org/fhir/StructureDefinition/";
const S: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
const OURS: &str = "urn:mhtr-forms:extension:";

pub fn extension(root: &str, name: &str, value: (&str, Json)) -> Json {
    let mut extension = json!({"url": format!("{root}{name}")});
    extension[value.0] = value.1;
    extension
}

/// Severity, place and key of each problem.
pub fn told(problems: &[Problem]) -> Vec<(Severity, &str, &str)> {
    problems
        .iter()
        .map(|problem| {
            let key = problem.what.strip_prefix("problem.fhir.").unwrap();
            (problem.severity, problem.place.as_str(), key)
        })
        .collect()
}

/// Reads one item and expects exactly one problem.
fn told_of(item: Json) -> (Questionnaire, (Severity, String, String)) {
    let (questionnaire, problems) = read_items(&json!([item]));
    let told = told(&problems);
    let [(severity, place, key)] = told.as_slice() else {
        panic!("{told:?}");
    };
    let told = (*severity, (*place).to_owned(), (*key).to_owned());
    (questionnaire, told)
}

#[test]
fn every_item_type_is_read() {
    let types = [
        ("group", ItemType::Group),
        ("display", ItemType::Display),
        ("boolean", ItemType::Boolean),
        ("decimal", ItemType::Decimal),
        ("integer", ItemType::Integer),
        ("date", ItemType::Date),
        ("dateTime", ItemType::DateTime),
        ("time", ItemType::Time),
        ("string", ItemType::String),
        ("text", ItemType::Text),
        ("url", ItemType::Url),
        ("choice", ItemType::Choice),
        ("open-choice", ItemType::OpenChoice),
        ("quantity", ItemType::Quantity),
        ("attachment", ItemType::Attachment),
        ("reference", ItemType::Reference),
    ];
    for (code, item_type) in types {
        let (questionnaire, problems) = read_items(&json!([{"linkId": "a", "type": code}]));
        assert_eq!(questionnaire.items[0].item_type, item_type);
        let is_reported = problems
            .iter()
            .any(|problem| problem.what == "problem.fhir.type-not-supported");
        assert_eq!(
            is_reported,
            matches!(code, "attachment" | "reference"),
            "{code}"
        );
    }
}

#[test]
fn an_unknown_type_is_shown_as_words_and_said_to_be_unknown() {
    let (questionnaire, problem) =
        told_of(json!({"linkId": "a", "type": "signature", "text": "Sign"}));
    assert_eq!(
        problem,
        (
            Severity::LeftOut,
            "item[0].type".into(),
            "unknown-type".into()
        )
    );
    assert_eq!(questionnaire.items[0].item_type, ItemType::Display);
    assert_eq!(questionnaire.items[0].text.base, "Sign");
    let (questionnaire, _) = read_items(&json!([{"linkId": "a", "item": [
        {"linkId": "b", "type": "string"}]}]));
    assert_eq!(questionnaire.items[0].item_type, ItemType::Group);
    assert_eq!(questionnaire.items[0].items.len(), 1);
}

#[test]
fn what_a_signature_is_and_what_stands_outside_it_is_read() {
    let flag = |name: &str| extension(OURS, name, ("valueBoolean", json!(true)));
    let (questionnaire, problems) = read_items(&json!([
        {"linkId": "sign", "type": "group", "text": "Signature",
         "extension": [extension(H, "questionnaire-signatureRequired",
            ("valueCodeableConcept", json!({"coding": [{"code": "1.2.840.10065.1.12.1.7"}]})))],
         "item": [{"linkId": "drawn", "type": "text", "extension": [flag("drawing")]}]},
        {"linkId": "after", "type": "group", "extension": [flag("outside-signature"), flag("worker-only")],
         "item": [{"linkId": "settled", "type": "choice", "answerOption": [
            {"extension": [flag("holds-draft")], "valueCoding": {"code": "no"}}]}]},
    ]));
    assert_eq!(problems, Vec::new());
    let [sign, after] = questionnaire.items.as_slice() else {
        panic!("two items");
    };
    assert!(sign.is_signature && !sign.is_outside_signature && !sign.is_for_worker);
    assert_eq!(sign.items[0].control, Some(Control::Drawing));
    assert!(!after.is_signature && after.is_outside_signature && after.is_for_worker);
    assert!(after.items[0].options[0].holds_draft);
}

#[test]
fn everything_that_can_be_said_of_an_item_is_read() {
    let (questionnaire, problems) = read_items(&json!([{
        "linkId": "weight", "type": "quantity", "prefix": "1.", "text": "What is your weight?",
        "_text": {"extension": [{"url": format!("{H}translation"), "extension": [
            {"url": "lang", "valueCode": "cy"},
            {"url": "content", "valueString": "Beth yw eich pwysau?"}]}]},
        "required": true, "repeats": true, "readOnly": true,
        "code": [{"system": "http://loinc.org", "code": "29463-7"}],
        "extension": [
            extension(H, "minValue", ("valueDecimal", json!(20.5))),
            extension(S, "maxQuantity", ("valueQuantity", json!({"value": 400, "code": "kg"}))),
            extension(H, "maxDecimalPlaces", ("valueInteger", json!(1))),
            extension(H, "questionnaire-unitOption", ("valueCoding", json!({"code": "kg", "display": "kg"}))),
            extension(H, "questionnaire-unitOption", ("valueCoding", json!({"code": "[lb]", "display": "lb"}))),
            extension(H, "questionnaire-minOccurs", ("valueInteger", json!(1))),
            extension(H, "questionnaire-maxOccurs", ("valueInteger", json!(3))),
            extension(H, "questionnaire-hidden", ("valueBoolean", json!(true))),
            extension(H, "entryFormat", ("valueString", json!("72.5 kg"))),
            extension(S, "shortText", ("valueString", json!("weight"))),
            extension(OURS, "required-on-alert", ("valueBoolean", json!(true))),
            {"url": format!("{OURS}prefill"), "extension": [
                {"url": "form", "valueString": "practitioner-assessment"},
                {"url": "answer", "valueString": "kg"}]},
        ],
        "item": [
            {"linkId": "help", "type": "display", "text": "In kilograms or pounds.",
             "extension": [extension(H, "questionnaire-itemControl",
                ("valueCodeableConcept", json!({"coding": [{"code": "help"}]})))]},
            {"linkId": "note", "type": "string", "maxLength": 20, "extension": [
                extension(H, "minLength", ("valueInteger", json!(2))),
                extension(H, "regex", ("valueString", json!("[a-z]+")))]},
        ],
    }]));
    assert_eq!(problems, Vec::new());
    let item = &questionnaire.items[0];
    assert_eq!(item.prefix.as_deref(), Some("1."));
    assert_eq!(item.text.in_language("cy-GB"), "Beth yw eich pwysau?");
    assert_eq!(item.short_text.base, "weight");
    assert_eq!(item.help.base, "In kilograms or pounds.");
    assert_eq!(item.entry_format.as_deref(), Some("72.5 kg"));
    assert_eq!(item.codes[0].code.as_deref(), Some("29463-7"));
    assert!(item.is_required && item.repeats && item.is_read_only && item.is_hidden);
    assert!(item.is_required_on_alert);
    assert_eq!(item.units.len(), 2);
    assert_eq!(
        item.limits.min_value,
        Some(Value::Decimal("20.5".parse().unwrap()))
    );
    assert!(
        matches!(&item.limits.max_value, Some(Value::Quantity(most)) if most.code.as_deref() == Some("kg"))
    );
    assert_eq!(item.limits.max_decimal_places, Some(1));
    assert_eq!(
        (item.limits.min_occurs, item.limits.max_occurs),
        (Some(1), Some(3))
    );
    assert_eq!(
        item.prefill,
        [Prefill {
            form: "practitioner-assessment".to_owned(),
            source: PrefillSource::Answer(LinkId::new("kg")),
        }]
    );
    let [note] = item.items.as_slice() else {
        panic!("the help is folded into the question");
    };
    assert_eq!(
        (note.limits.min_length, note.limits.max_length),
        (Some(2), Some(20))
    );
    assert_eq!(note.limits.regex.as_deref(), Some("[a-z]+"));
}

#[test]
fn our_own_extensions_are_read() {
    let display = |shows: &str| {
        json!({"linkId": shows, "type": "display", "text": "x",
               "extension": [extension(OURS, "shows", ("valueCode", json!(shows)))]})
    };
    let prefill = |source: Json| {
        json!({"url": format!("{OURS}prefill"), "extension": [
            {"url": "form", "valueString": "f"}, source]})
    };
    let (questionnaire, problems) = read_items(&json!([
        display("outcomes"), display("alerts"), display("score:phq-9"), display("score:core-34/R"),
        {"linkId": "born", "type": "date", "extension": [
            extension(OURS, "min-age", ("valueInteger", json!(18))),
            extension(OURS, "not-in-future", ("valueBoolean", json!(true)))]},
        {"linkId": "text", "type": "text", "extension": [
            prefill(json!({"url": "section", "valueString": "s"})),
            prefill(json!({"url": "scores", "valueBoolean": true})),
            prefill(json!({"url": "alerts", "valueBoolean": true}))]},
        {"linkId": "sub", "type": "display", "text": "x", "extension": [
            extension(S, "subQuestionnaire", ("valueCanonical", json!("urn:form")))]},
        {"linkId": "g", "type": "group", "extension": [
            extension(OURS, "words-of", ("valueString", json!("© Owner")))],
         "item": [{"linkId": "c", "type": "choice", "answerOption": [
            {"valueCoding": {"code": "1", "display": "Yes"}, "extension": [
                extension(OURS, "critical-answer", ("valueBoolean", json!(true)))]}]}]},
    ]));
    assert_eq!(problems, Vec::new());
    let items = &questionnaire.items;
    let score = |measure: &str, subscale: Option<&str>| Shown::Score {
        measure: measure.to_owned(),
        subscale: subscale.map(str::to_owned),
    };
    assert_eq!(
        items
            .iter()
            .filter_map(|item| item.shows.clone())
            .collect::<Vec<_>>(),
        [
            Shown::Outcomes,
            Shown::Alerts,
            score("phq-9", None),
            score("core-34", Some("R"))
        ]
    );
    assert_eq!(items[4].limits.min_age, Some(18));
    assert!(items[4].limits.is_not_in_future);
    assert_eq!(
        items[5]
            .prefill
            .iter()
            .map(|it| it.source.clone())
            .collect::<Vec<_>>(),
        [
            PrefillSource::Section("s".into()),
            PrefillSource::Scores,
            PrefillSource::Alerts
        ]
    );
    assert_eq!(items[6].sub_questionnaire.as_deref(), Some("urn:form"));
    assert_eq!(items[7].copyright.as_deref(), Some("© Owner"));
    assert!(items[7].items[0].options[0].is_critical);
    let (_, problem) = told_of(json!({"linkId": "a", "type": "string", "extension": [
        extension(OURS, "min-aje", ("valueInteger", json!(18)))]}));
    assert_eq!(problem.2, "own-extension");
    let (_, problem) = told_of(json!({"linkId": "a", "type": "string", "extension": [
        extension(OURS, "min-age", ("valueInteger", json!(18)))]}));
    assert_eq!(problem.2, "date-rule-elsewhere");
}

#[test]
fn items_without_an_identity_of_their_own_are_left_out_and_words_are_shown() {
    let (questionnaire, problems) = read_items(&json!([
        {"linkId": "a", "type": "string"},
        {"linkId": "a", "type": "group", "item": [{"linkId": "b", "type": "string"}]},
        {"type": "string"},
        {"type": "display", "text": "Read this"},
        {"linkId": "a", "type": "display", "text": "And this"},
        {"linkId": "", "type": "string"},
    ]));
    let link_ids: Vec<&str> = questionnaire
        .items
        .iter()
        .map(|item| item.link_id.as_str())
        .collect();
    assert_eq!(link_ids, ["a", "item[3]", "a"]);
    assert_eq!(
        told(&problems),
        [
            (Severity::LeftOut, "item[1]", "same-link-id"),
            (Severity::LeftOut, "item[2]", "no-link-id"),
            (Severity::LeftOut, "item[5]", "no-link-id"),
            (Severity::Odd, "item[3]", "words-without-link-id"),
            (Severity::Odd, "item[4]", "words-with-same-link-id"),
        ]
    );
    let words = Wording::built_in().problem(&problems[0]);
    assert_eq!(
        words,
        "The link id a was given already at item[0]. This item was left out, with all items in it. \
         Give it a link id of its own."
    );
}

#[test]
fn conditions_that_cannot_be_carried_out_are_named_at_their_place() {
    let condition = |condition: Json| {
        let (questionnaire, problems) = read_items(&json!([
            {"linkId": "yes", "type": "boolean"},
            {"linkId": "a", "type": "string", "enableWhen": [condition]},
        ]));
        let told = told(&problems);
        assert_eq!(told.len(), 1, "{told:?}");
        let n_left = questionnaire.items[1].enable_when.len();
        (told[0].1.to_owned(), told[0].2.to_owned(), n_left)
    };
    let at = |rest: &str, key: &str, n_left: usize| {
        (
            format!("item[1].enableWhen[0]{rest}"),
            key.to_owned(),
            n_left,
        )
    };
    assert_eq!(
        condition(json!({"question": "no", "operator": "=", "answerBoolean": true})),
        at(".question", "condition-on-unknown", 0)
    );
    assert_eq!(
        condition(json!({"question": "yes", "operator": "~", "answerBoolean": true})),
        at(".operator", "condition-operator", 0)
    );
    assert_eq!(
        condition(json!({"question": "yes", "operator": "="})),
        at(".answer[x]", "condition-answer", 0)
    );
    assert_eq!(
        condition(json!({"question": "yes", "operator": "exists", "answerString": "true"})),
        at(".answer[x]", "condition-answer", 0)
    );
    assert_eq!(
        condition(json!({"operator": "exists", "answerBoolean": true})),
        at(".question", "condition-question", 0)
    );
    assert_eq!(
        condition(json!({"question": "yes", "operator": "=", "answerString": "true"})),
        at("", "condition-never-met", 1)
    );
    assert_eq!(
        condition(json!({"question": "yes", "operator": ">", "answerBoolean": true})),
        at("", "condition-never-met", 1)
    );
    // The place counts the conditions in the file, also after one that was left out.
    let (_, problems) = read_items(
        &json!([{"linkId": "a", "type": "string", "enableBehavior": "any",
        "enableWhen": [
            {"question": "a", "operator": "?"},
            {"question": "no", "operator": "exists", "answerBoolean": true}]}]),
    );
    assert_eq!(told(&problems)[1].1, "item[0].enableWhen[1].question");
}

#[test]
fn rules_in_an_expression_language_are_each_reported() {
    let expression = json!({"language": "text/fhirpath", "expression": "1"});
    for name in [
        "calculatedExpression",
        "enableWhenExpression",
        "initialExpression",
    ] {
        let (_, problem) = told_of(json!({"linkId": "a", "type": "string", "extension": [
            extension(S, name, ("valueExpression", expression.clone()))]}));
        assert_eq!(
            problem,
            (
                Severity::LeftOut,
                "item[0].extension[0]".into(),
                "expression".into()
            ),
            "{name}"
        );
    }
    for name in ["variable", "questionnaire-constraint", "targetConstraint"] {
        let (_, problem) = told_of(json!({"linkId": "a", "type": "string", "extension": [
            extension(H, name, ("valueExpression", expression.clone()))]}));
        assert_eq!(problem.2, "expression", "{name}");
    }
}

#[test]
fn values_limits_and_options_of_the_wrong_kind_are_left_out() {
    let of = |item: Json| told_of(item).1.2;
    let with = |item_type: &str, root: &str, name: &str, value: (&str, Json)| {
        of(json!({"linkId": "a", "type": item_type, "extension": [extension(root, name, value)]}))
    };
    assert_eq!(
        with("date", H, "minValue", ("valueInteger", json!(3))),
        "limit-of-other-type"
    );
    assert_eq!(
        with("string", H, "minLength", ("valueString", json!("3"))),
        "wrong-value"
    );
    assert_eq!(
        with("string", H, "minLength", ("valueInteger", json!(-3))),
        "wrong-value"
    );
    assert_eq!(
        with("string", H, "regex", ("valueString", json!("("))),
        "pattern"
    );
    assert_eq!(
        with("string", H, "regex", ("valueString", json!("a(?=b)"))),
        "pattern"
    );
    assert_eq!(
        with("string", H, "regex", ("valueString", json!("a)|(b"))),
        "pattern"
    );
    assert_eq!(
        with(
            "string",
            H,
            "regex",
            ("valueString", json!("(a{900}){900}"))
        ),
        "pattern"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "string", "maxLength": 0})),
        "wrong-value"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "string", "required": "yes"})),
        "wrong-value"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "string", "initial": [{"valueInteger": 1}]})),
        "initial"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "integer", "initial": [{"valueInteger": 1.5}]})),
        "initial"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "string",
        "initial": [{"valueString": "a"}, {"valueString": "b"}]})),
        "initial"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "boolean", "answerOption": [{"valueInteger": 1}]})),
        "options-not-for-type"
    );
    assert_eq!(
        of(
            json!({"linkId": "a", "type": "open-choice", "answerOption": [
        {"valueReference": {"reference": "Patient/1"}}]})
        ),
        "option"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "choice", "answerOption": [
        {"valueCoding": {"code": "x", "display": "X"}}, {"valueCoding": {"code": "x", "display": "Y"}}]})),
        "same-option"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "string", "item": 3})),
        "not-a-list"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "string", "item": [3]})),
        "not-an-object"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "string", "readonly": true})),
        "unknown-element"
    );
    assert_eq!(
        of(json!({"linkId": "a", "type": "integer", "extension": [
        extension(H, "minValue", ("valueInteger", json!(3))),
        extension(H, "maxValue", ("valueInteger", json!(2)))]})),
        "limits-cross"
    );
    let of_type = told_of(json!({"linkId": "a", "type": "string",
        "answerOption": [{"valueString": "one"}]}));
    assert_eq!(of_type.1.2, "options-of-other-type");
    assert_eq!(of_type.0.items[0].item_type, ItemType::Choice);
}

#[test]
fn help_that_has_conditions_of_its_own_stays_an_item() {
    let control = extension(
        H,
        "questionnaire-itemControl",
        (
            "valueCodeableConcept",
            json!({"coding": [{"code": "flyover"}]}),
        ),
    );
    let (questionnaire, _) = read_items(&json!([{"linkId": "a", "type": "boolean", "item": [
        {"linkId": "h", "type": "display", "text": "Help", "extension": [control],
         "enableWhen": [{"question": "a", "operator": "=", "answerBoolean": true}]}]}]));
    assert!(questionnaire.items[0].help.is_empty());
    assert_eq!(questionnaire.items[0].items[0].control, Some(Control::Help));
}

#[test]
fn invisible_characters_that_reorder_words_are_taken_out_and_reported() {
    let (questionnaire, problem) =
        told_of(json!({"linkId": "a", "type": "string", "text": "safe \u{202e}txet\u{2066}\u{0}"}));
    assert_eq!(questionnaire.items[0].text.base, "safe txet");
    assert_eq!(
        problem,
        (
            Severity::Odd,
            "item[0].text".into(),
            "invisible-characters".into()
        )
    );
}

#[test]
fn plain_words_are_shown_in_place_of_formatted_ones() {
    let xhtml =
        json!({"extension": [extension(H, "rendering-xhtml", ("valueString", json!("<b>x</b>")))]});
    let (questionnaire, problem) =
        told_of(json!({"linkId": "a", "type": "string", "text": "<i>x</i>", "_text": xhtml}));
    assert_eq!(questionnaire.items[0].text.base, "<i>x</i>");
    assert_eq!(problem.2, "formatting");
    let (_, problem) = told_of(json!({"linkId": "a", "type": "string", "_text": xhtml}));
    assert_eq!(
        (problem.0, problem.2.as_str()),
        (Severity::LeftOut, "only-formatted")
    );
}

#[test]
fn what_is_ignored_in_many_places_is_reported_once_with_their_number() {
    let item = |n: usize| {
        json!({"linkId": format!("{n}"), "type": "string", "extension": [
        {"url": "https://example.org/look", "valueString": "x"}]})
    };
    let (_, problems) = read_items(&json!([item(0), item(1), item(2)]));
    assert_eq!(
        told(&problems),
        [(Severity::Odd, "item[0].extension[0]", "extension")]
    );
    assert_eq!(
        Wording::built_in().problem(&problems[0]),
        "The extension https://example.org/look has no effect here (places: 3)."
    );
}

#[test]
fn a_link_id_that_cannot_be_seen_is_none() {
    let (questionnaire, problems) = mhtr_forms::engine::fhir::read_questionnaire(
        r#"{"resourceType":"Questionnaire","status":"active",
            "item":[{"linkId":"\u202e","type":"string","text":"Name"}]}"#,
    );
    assert_eq!(questionnaire.unwrap().items, Vec::new());
    assert!(
        problems
            .iter()
            .any(|problem| problem.what == "problem.fhir.no-link-id")
    );
}
