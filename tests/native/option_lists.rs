//! What may be chosen: options, lists within the file, and the numbers a measure counts for them.

use mhtr_forms::engine::fhir::read_questionnaire;
use mhtr_forms::engine::problem::Problem;
use mhtr_forms::engine::questionnaire::Questionnaire;
use mhtr_forms::engine::value::{Coding, Value};
use serde_json::{Value as Json, json};

use crate::reading::{H, extension, told};
use crate::scenario::read_items;

/// A file with contained lists.
fn with_lists(contained: Json, list: &str) -> (Questionnaire, Vec<Problem>) {
    let file = json!({"resourceType": "Questionnaire", "status": "active", "contained": contained,
        "item": [{"linkId": "a", "type": "choice", "answerValueSet": list}]});
    let (questionnaire, problems) = read_questionnaire(&file.to_string());
    (questionnaire.unwrap(), problems)
}

#[test]
fn shared_lists_give_options_with_words_translations_and_ordinals() {
    let ordinal = |value: Json| json!([extension(H, "ordinalValue", ("valueDecimal", value))]);
    let code_system = json!({"resourceType": "CodeSystem", "url": "urn:scale", "concept": [
        {"code": "0", "display": "Never", "extension": ordinal(json!(0))},
        {"code": "1", "display": "Often", "extension": ordinal(json!(1.5)),
         "designation": [{"language": "cy", "value": "Yn aml"}],
         "concept": [{"code": "1a", "display": "Very often"}]}]});
    let composed = json!({"resourceType": "ValueSet", "id": "composed", "compose": {
        "include": [{"system": "urn:scale"}],
        "exclude": [{"system": "urn:scale", "concept": [{"code": "1a"}]}]}});
    let picked = json!({"resourceType": "ValueSet", "id": "picked", "url": "urn:picked", "compose": {
        "include": [{"system": "urn:scale", "concept": [{"code": "1"}]},
                    {"system": "urn:other", "concept": [{"code": "x", "display": "X", "extension": ordinal(json!(9))}]}]}});
    let expanded = json!({"resourceType": "ValueSet", "id": "expanded", "expansion": {"contains": [
        {"abstract": true, "display": "Heading", "contains": [
            {"system": "urn:scale", "code": "1", "display": "Often"}]}]}});
    let contained = json!([picked, composed, expanded, code_system]);
    let options = |list: &str| {
        let (questionnaire, problems) = with_lists(contained.clone(), list);
        assert_eq!(problems, Vec::new());
        questionnaire.items[0].options.clone()
    };
    let brief = |list: &str| -> Vec<(String, Option<String>)> {
        options(list)
            .into_iter()
            .map(|option| (option.words.base, option.ordinal.map(|it| it.to_string())))
            .collect()
    };
    let said = |words: &str, ordinal: &str| (words.to_owned(), Some(ordinal.to_owned()));
    assert_eq!(
        brief("#composed"),
        [said("Never", "0"), said("Often", "1.5")]
    );
    assert_eq!(brief("#picked"), [said("Often", "1.5"), said("X", "9")]);
    assert_eq!(brief("urn:picked|2"), brief("#picked"));
    assert_eq!(brief("#expanded"), [said("Often", "1.5")]);
    assert_eq!(options("#composed")[1].words.in_language("cy"), "Yn aml");
    assert_eq!(
        options("#picked")[0].value,
        Value::Coding(Coding {
            system: Some("urn:scale".to_owned()),
            code: Some("1".to_owned()),
            display: Some("Often".to_owned()),
        })
    );
}

#[test]
fn lists_that_are_not_in_the_file_are_reported() {
    let keys = |contained: Json, list: &str| {
        let (questionnaire, problems) = with_lists(contained, list);
        assert_eq!(questionnaire.items[0].options, Vec::new());
        told(&problems)
            .iter()
            .map(|(_, _, key)| (*key).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(json!([]), "#x"), ["no-such-list", "nothing-to-choose"]);
    assert_eq!(
        keys(json!([]), "http://example.org/vs"),
        ["list-elsewhere", "nothing-to-choose"]
    );
    let filtered = json!([{"resourceType": "ValueSet", "id": "x", "compose": {"include": [
        {"system": "http://snomed.info/sct", "filter": [{}]}]}}]);
    assert_eq!(
        keys(filtered, "#x"),
        ["list-rule", "empty-list", "nothing-to-choose"]
    );
}

#[test]
fn the_ordinal_is_found_on_the_option_and_on_the_coding() {
    let ordinal =
        |value: i32| json!([extension(H, "ordinalValue", ("valueDecimal", json!(value)))]);
    let weight = json!([extension(H, "itemWeight", ("valueDecimal", json!(3)))]);
    let (questionnaire, problems) =
        read_items(&json!([{"linkId": "a", "type": "choice", "answerOption": [
            {"valueCoding": {"code": "a"}, "extension": ordinal(1)},
            {"valueCoding": {"code": "b", "extension": ordinal(2)}},
            {"valueCoding": {"code": "c", "extension": weight}},
            {"valueCoding": {"code": "d"}},
        ]}]));
    assert_eq!(problems, Vec::new());
    let ordinals = questionnaire.items[0]
        .options
        .iter()
        .map(|option| option.ordinal);
    let expected = [Some(1), Some(2), Some(3), None].map(|it| it.map(rust_decimal::Decimal::from));
    assert_eq!(ordinals.collect::<Vec<_>>(), expected);
}
