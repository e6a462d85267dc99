//! Files that are refused, and files with more wrong in them than can be listed.

use mhtr_forms::engine::fhir::{limits, read_questionnaire};
use mhtr_forms::engine::problem::Severity;
use mhtr_forms::engine::wording::Wording;
use serde_json::json;

use crate::scenario::read_items;

fn refused(json: &str) -> &'static str {
    let (questionnaire, problems) = read_questionnaire(json);
    assert_eq!(questionnaire, None);
    assert_eq!(problems[0].severity, Severity::Refused);
    let words = Wording::built_in().problem(&problems[0]);
    assert!(!words.contains(['[', '{', '}']), "{words}");
    problems[0].what.strip_prefix("problem.fhir.").unwrap()
}

#[test]
fn a_modifier_that_is_not_known_refuses_the_form_wherever_it_stands() {
    let modifier = json!([{"url": "urn:not", "valueBoolean": true}]);
    let root = json!({"resourceType": "Questionnaire", "modifierExtension": modifier});
    assert_eq!(refused(&root.to_string()), "modifier");
    let item = json!({"resourceType": "Questionnaire", "item": [
        {"linkId": "a", "type": "group", "item": [
            {"linkId": "b", "type": "string", "modifierExtension": modifier}]}]});
    assert_eq!(refused(&item.to_string()), "modifier");
}

#[test]
fn what_is_no_questionnaire_is_refused() {
    assert_eq!(refused(""), "not-json");
    assert_eq!(refused("{\"resourceType\": \"Questionnaire\""), "not-json");
    assert_eq!(refused("[]"), "not-a-questionnaire");
    assert_eq!(refused("3"), "not-a-questionnaire");
    assert_eq!(
        refused("{\"resourceType\": \"Patient\"}"),
        "not-a-questionnaire"
    );
    let (_, problems) = read_questionnaire("{\n  \"resourceType\": ?");
    assert_eq!(
        Wording::built_in().problem(&problems[0]),
        "The file is not JSON, or is nested deeper than 128 levels. The first mistake is on line 2, \
         column 19."
    );
}

/// Items within items, so many levels deep.
fn nested(levels: usize) -> String {
    let open: String = (0..levels)
        .map(|n| format!("{{\"linkId\":\"{n}\",\"type\":\"group\",\"item\":["))
        .collect();
    let close = "]}".repeat(levels);
    format!("{{\"resourceType\":\"Questionnaire\",\"item\":[{open}{close}]}}")
}

#[test]
fn what_is_too_large_is_refused_and_the_largest_allowed_is_read() {
    let of_items = |n: usize, item: &dyn Fn(usize) -> String| {
        let items: Vec<String> = (0..n).map(item).collect();
        format!(
            "{{\"resourceType\":\"Questionnaire\",\"item\":[{}]}}",
            items.join(",")
        )
    };
    let small = |n: usize| format!("{{\"linkId\":\"{n}\",\"type\":\"string\"}}");
    assert!(
        read_questionnaire(&of_items(limits::ITEMS, &small))
            .0
            .is_some()
    );
    assert_eq!(
        refused(&of_items(limits::ITEMS + 1, &small)),
        "too-many-items"
    );
    assert_eq!(
        refused(&of_items(limits::LIST + 1, &|_| "{}".to_owned())),
        "list-too-long"
    );

    assert!(read_questionnaire(&nested(limits::DEPTH)).0.is_some());
    assert_eq!(refused(&nested(limits::DEPTH + 1)), "too-deep");
    assert_eq!(refused(&nested(50_000)), "not-json");
    assert_eq!(refused(&"[".repeat(1_000_000)), "not-json");
    assert_eq!(refused(&"{\"a\":".repeat(500_000)), "not-json");

    assert_eq!(refused(&" ".repeat(limits::BYTES + 1)), "too-many-bytes");
    let text = |n: usize| {
        of_items(1, &|_| {
            format!(
                "{{\"linkId\":\"a\",\"type\":\"display\",\"text\":\"{}\"}}",
                "é".repeat(n)
            )
        })
    };
    assert!(read_questionnaire(&text(limits::TEXT)).0.is_some());
    assert_eq!(refused(&text(limits::TEXT + 1)), "text-too-long");

    let options = |n: usize| {
        let options: Vec<String> = (0..n)
            .map(|n| format!("{{\"valueInteger\":{n}}}"))
            .collect();
        of_items(1, &|_| {
            format!(
                "{{\"linkId\":\"a\",\"type\":\"choice\",\"answerOption\":[{}]}}",
                options.join(",")
            )
        })
    };
    assert!(read_questionnaire(&options(limits::OPTIONS)).0.is_some());
    assert_eq!(refused(&options(limits::OPTIONS + 1)), "too-many-options");

    // A short file in which many items share one long list.
    let concepts: Vec<String> = (0..5000).map(|n| format!("{{\"code\":\"{n}\"}}")).collect();
    let laughs: Vec<String> = (0..1000)
        .map(|n| format!("{{\"linkId\":\"{n}\",\"type\":\"choice\",\"answerValueSet\":\"#l\"}}"))
        .collect();
    let file = format!(
        "{{\"resourceType\":\"Questionnaire\",\"contained\":[{{\"resourceType\":\"ValueSet\",\
         \"id\":\"l\",\"compose\":{{\"include\":[{{\"concept\":[{}]}}]}}}}],\"item\":[{}]}}",
        concepts.join(","),
        laughs.join(",")
    );
    assert_eq!(refused(&file), "too-many-options");

    let conditions =
        "{\"question\":\"0\",\"operator\":\"exists\",\"answerBoolean\":true},".repeat(10);
    let asked = |n: usize| {
        format!(
            "{{\"linkId\":\"{n}\",\"type\":\"string\",\"enableBehavior\":\"any\",\
                 \"enableWhen\":[{}]}}",
            conditions.trim_end_matches(',')
        )
    };
    assert_eq!(
        refused(&of_items(limits::CONDITIONS / 10 + 1, &asked)),
        "too-many-conditions"
    );
}

#[test]
fn a_flood_of_problems_is_counted() {
    let file = format!(
        "{{\"resourceType\":\"Questionnaire\",\"item\":[{}1]}}",
        "1,".repeat(5000)
    );
    let (_, problems) = read_questionnaire(&file);
    assert_eq!(problems.len(), limits::PROBLEMS + 2);
    assert_eq!(problems.last().unwrap().with, [("n", "4001".to_owned())]);
}

#[test]
fn every_problem_has_words_for_all_it_says() {
    // The words of each problem hold no placeholder that is not filled, whatever the problem.
    let files = [
        json!([{"linkId": "a", "type": "x"}, {"linkId": "a", "type": "string"}, {"type": "display"}]),
        json!([{"linkId": "a", "type": "choice", "answerValueSet": "#x"},
               {"linkId": "b", "type": "attachment", "foo": 1}]),
        json!([{"linkId": "a", "type": "string", "enableWhen": [
            {"question": "b", "operator": "=", "answerString": "x"},
            {"question": "a", "operator": "=", "answerInteger": 1}]}]),
    ];
    for file in files {
        let (_, problems) = read_items(&file);
        assert!(problems.len() > 2);
        for problem in &problems {
            let words = Wording::built_in().problem(problem);
            assert!(!words.contains('{') && !words.starts_with('['), "{words}");
        }
    }
}
