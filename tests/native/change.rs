//! The change between two administrations, worked out by hand, and what other programs send and get.

#![expect(
    clippy::indexing_slicing,
    reason = "a test stops where what it looks for is not there"
)]

use std::sync::LazyLock;

use mhtr_forms::engine::score::{Measure, wire};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use crate::cases::measures;

/// Every measure, read once.
static ALL: LazyLock<Vec<Measure>> =
    LazyLock::new(|| measures().into_iter().map(|(_, measure)| measure).collect());

/// Responses from a row of positions; `-` is a blank.
fn responses(row: &str) -> Json {
    let answers = row
        .chars()
        .zip(1..)
        .filter(|(position, _)| *position != '-');
    let answers = answers.map(|(position, item)| (item.to_string(), json!(position.to_digit(10))));
    json!({ "responses": answers.collect::<Map<String, Json>>() })
}

/// The CORE-OM form with the first statements that are not reversed worth these points in all.
fn core_om(points: u32) -> Json {
    let reversed = [3, 4, 7, 12, 19, 21, 31, 32];
    let mut left = points;
    let mut answers = Map::new();
    for item in 1..=34 {
        let position = if reversed.contains(&item) {
            4
        } else {
            let position = left.min(4);
            left -= position;
            position
        };
        answers.insert(item.to_string(), json!(position));
    }
    assert_eq!(left, 0);
    json!({ "responses": answers })
}

fn compare(instrument: &str, pre: Json, post: Json) -> Json {
    wire::evaluate(
        &ALL,
        instrument,
        "change",
        &json!({ "pre": pre, "post": post }),
    )
}

#[test]
fn seventeen_points_on_complete_core_om_forms_are_reliable_however_floating_point_rounds() {
    // 28 to 11, 56 to 39, 112 to 95 and others come out below 5 in floating point.
    for before in 17..=104 {
        let result = compare("CORE-OM", core_om(before), core_om(before - 17));
        assert_eq!(result["change_exact"], "-5/1");
        assert_eq!(result["reliable"], "reliable_improvement", "{before}");
        let result = compare("CORE-OM", core_om(before - 17), core_om(before));
        assert_eq!(result["reliable"], "reliable_deterioration", "{before}");
        let result = compare("CORE-OM", core_om(before), core_om(before - 16));
        assert_eq!(result["reliable"], "no_reliable_change", "{before}");
    }
}

#[test]
fn core_om_recovers_from_ten_to_below_ten() {
    // 34 points are 10.0, 33 are 9.71, 17 are 5.0.
    for (before, after, recovered, reliably) in [
        (34, 33, true, false),
        (34, 17, true, true),
        (33, 16, false, false),
        (51, 34, false, false),
        (17, 34, false, false),
    ] {
        let result = compare("CORE-OM", core_om(before), core_om(after));
        assert_eq!(result["recovered"], recovered, "{before} to {after}");
        assert_eq!(result["reliable_recovery"], reliably, "{before} to {after}");
    }
}

#[test]
fn each_measure_has_its_own_threshold() {
    for (instrument, pre, post, change, reliable, recovered) in [
        (
            "PHQ-9",
            "333100000",
            "220000000",
            -6,
            "reliable_improvement",
            true,
        ),
        (
            "PHQ-9",
            "333100000",
            "221000000",
            -5,
            "no_reliable_change",
            true,
        ),
        (
            "PHQ-9",
            "220000000",
            "333100000",
            6,
            "reliable_deterioration",
            false,
        ),
        (
            "PHQ-9",
            "333333330",
            "333300000",
            -12,
            "reliable_improvement",
            false,
        ),
        // One blank: 9 x 8/8 = 9 before, one below the cut-off.
        (
            "PHQ-9",
            "1111-1111",
            "111000000",
            -6,
            "reliable_improvement",
            false,
        ),
        (
            "GAD-7",
            "2222000",
            "2200000",
            -4,
            "reliable_improvement",
            true,
        ),
        (
            "GAD-7",
            "2222000",
            "2210000",
            -3,
            "no_reliable_change",
            true,
        ),
        (
            "GAD-7",
            "3333000",
            "2222000",
            -4,
            "reliable_improvement",
            false,
        ),
        // Positive statements 2 and 3 ticked 4: the points are those of the other eight.
        (
            "CORE-10",
            "4444300000",
            "1440400000",
            -6,
            "reliable_improvement",
            true,
        ),
        (
            "CORE-10",
            "4444300000",
            "2440400000",
            -5,
            "no_reliable_change",
            true,
        ),
    ] {
        let result = compare(instrument, responses(pre), responses(post));
        assert_eq!(result["change"].to_string().parse(), Ok(f64::from(change)));
        assert_eq!(result["reliable"], reliable, "{instrument} {pre} {post}");
        assert_eq!(result["recovered"], recovered, "{instrument} {pre} {post}");
    }
}

#[test]
fn a_measure_without_a_published_threshold_gets_a_difference_and_no_label() {
    for (instrument, pre, post, change) in [
        ("K10", "5555555555", "1111111111", -40),
        ("GSE", "1111111111", "4444444444", 30),
        ("WSAS", "88888", "00000", -40),
        ("SAPAS", "11111111", "00000000", -6),
    ] {
        let result = compare(instrument, responses(pre), responses(post));
        assert_eq!(
            result,
            json!({
                "ok": true, "computable": true, "change": change,
                "change_exact": format!("{change}/1"), "reliable": "not_defined",
                "pre_case": null, "post_case": null, "recovered": null, "reliable_recovery": null,
            })
        );
    }
}

#[test]
fn a_side_without_a_score_gives_no_difference() {
    let result = compare("PHQ-9", responses("333333333"), responses("333333---"));
    assert_eq!(
        result,
        json!({
            "ok": true, "computable": false, "change": null, "change_exact": null, "reliable": null,
            "pre_case": null, "post_case": null, "recovered": null, "reliable_recovery": null,
        })
    );
}

#[test]
fn two_measures_together_improve_unless_one_gets_worse() {
    let combined = |phq: [&str; 2], gad: [&str; 2]| {
        let side = |at: usize| json!({ "phq9": responses(phq[at]), "gad7": responses(gad[at]) });
        let input = json!({ "pre": side(0), "post": side(1) });
        wire::evaluate(&ALL, "PHQ-9+GAD-7", "change_combined", &input)
    };
    // Totals: PHQ-9 10 or 4 or 5 or 18, GAD-7 8 or 4 or 5 or 12.
    let (phq_10, phq_5, phq_4) = ("333100000", "221000000", "220000000");
    let (gad_12, gad_8, gad_5, gad_4) = ("3333000", "2222000", "2210000", "2200000");
    for (phq, gad, reliable, cases) in [
        (
            [phq_10, phq_4],
            [gad_8, gad_4],
            "reliable_improvement",
            [true, false],
        ),
        (
            [phq_10, phq_4],
            [gad_8, gad_5],
            "reliable_improvement",
            [true, false],
        ),
        (
            [phq_10, phq_5],
            [gad_8, gad_4],
            "reliable_improvement",
            [true, false],
        ),
        (
            [phq_10, phq_5],
            [gad_8, gad_5],
            "no_reliable_change",
            [true, false],
        ),
        (
            [phq_10, phq_4],
            [gad_8, gad_12],
            "no_reliable_change",
            [true, true],
        ),
        (
            [phq_4, phq_10],
            [gad_12, gad_8],
            "no_reliable_change",
            [true, true],
        ),
        (
            [phq_4, phq_10],
            [gad_4, gad_5],
            "reliable_deterioration",
            [false, true],
        ),
        (
            [phq_4, phq_5],
            [gad_4, gad_8],
            "reliable_deterioration",
            [false, true],
        ),
        (
            [phq_4, phq_5],
            [gad_5, gad_4],
            "no_reliable_change",
            [false, false],
        ),
    ] {
        let result = combined(phq, gad);
        let recovered = cases == [true, false];
        assert_eq!(
            result,
            json!({
                "ok": true, "computable": true, "reliable": reliable,
                "pre_case": cases[0], "post_case": cases[1], "recovered": recovered,
                "reliable_recovery": recovered && reliable == "reliable_improvement",
            }),
            "{phq:?} {gad:?}"
        );
    }
    let result = combined([phq_10, "33310----"], [gad_8, gad_4]);
    assert_eq!(result["computable"], false);
    assert_eq!(result["reliable"], Json::Null);
}

/// What is wrong with one administration of a measure.
fn error(instrument: &str, input: &Json) -> Json {
    let result = wire::evaluate(&ALL, instrument, "score", input);
    assert_eq!(result["ok"], false, "{instrument} {input}");
    result["error"].clone()
}

#[test]
fn an_answer_that_is_none_is_refused_with_its_place() {
    for (value, code) in [
        (json!(true), "not_integer"),
        (json!("2"), "not_integer"),
        (json!(""), "not_integer"),
        (json!([1]), "not_integer"),
        (json!({}), "not_integer"),
        (json!(1.5), "not_integer"),
        (json!(2.0), "not_integer"),
        (json!(4), "out_of_range"),
        (json!(-1), "out_of_range"),
        (json!(u64::MAX), "out_of_range"),
    ] {
        let mut input = responses("000000000");
        input["responses"]["6"] = value;
        assert_eq!(
            error("PHQ-9", &input),
            json!({ "code": code, "item": "6" }),
            "{input}"
        );
        let mut input = responses("000000000");
        input["difficulty"] = input["responses"]["6"].clone();
        assert_eq!(wire::evaluate(&ALL, "PHQ-9", "score", &input)["ok"], true);
        input["difficulty"] = json!(4);
        let expected = json!({ "code": "out_of_range", "item": "difficulty" });
        assert_eq!(error("PHQ-9", &input), expected);
    }
    for number in ["2e0", "2.0", "1E400", "-0.0", "00"] {
        let json = format!(r#"{{"responses":{{"1":{number}}}}}"#);
        let Ok(input) = serde_json::from_str(&json) else {
            continue;
        };
        let expected = json!({ "code": "not_integer", "item": "1" });
        assert_eq!(error("PHQ-9", &input), expected, "{number}");
    }
    let huge = format!(r#"{{"responses":{{"1":{}}}}}"#, "9".repeat(400));
    let input = serde_json::from_str(&huge).unwrap_or_default();
    assert_eq!(error("PHQ-9", &input)["code"], "out_of_range");
}

#[test]
fn a_key_that_names_no_item_is_refused_also_when_it_is_blank() {
    for key in [
        "0", "10", "01", "1.0", "+1", "-1", " 1", "", "total", "Q1", "٣",
    ] {
        for value in [json!(0), Json::Null] {
            let mut input = responses("000000000");
            input["responses"][key] = value;
            let expected = json!({ "code": "unknown_item", "item": key });
            assert_eq!(error("PHQ-9", &input), expected);
        }
    }
}

#[test]
fn responses_that_are_no_object_are_refused() {
    for input in [
        json!({}),
        json!({ "responses": null }),
        json!({ "responses": [0, 0] }),
        json!({ "responses": "000" }),
        json!([]),
        Json::Null,
    ] {
        assert_eq!(
            error("GAD-7", &input),
            json!({ "code": "responses_not_object" })
        );
    }
}

#[test]
fn work_cannot_be_answered_and_not_apply() {
    let mut input = responses("12345");
    input["work_not_applicable"] = json!(true);
    let expected = json!({ "code": "contradiction", "item": "1" });
    assert_eq!(error("WSAS", &input), expected);
    input["responses"]["1"] = Json::Null;
    let result = wire::evaluate(&ALL, "WSAS", "score", &input);
    assert_eq!(
        (&result["total"], &result["max_total"]),
        (&json!(14), &json!(32))
    );
    input["work_not_applicable"] = json!("yes");
    let expected = json!({ "code": "not_boolean", "item": "work_not_applicable" });
    assert_eq!(error("WSAS", &input), expected);
}

#[test]
fn only_like_is_compared_with_like() {
    let mut other = responses("0000000000");
    other["instrument"] = json!("CORE-10");
    let result = compare("CORE-OM", other, core_om(0));
    assert_eq!(
        result,
        json!({ "ok": false, "error": { "code": "instrument_mismatch" } })
    );

    let result = compare("PHQ-9", responses("000000000"), responses("009000000"));
    let expected = json!({ "code": "out_of_range", "item": "3", "side": "post" });
    assert_eq!(result["error"], expected);

    let good = json!({ "phq9": responses("000000000"), "gad7": responses("0000000") });
    let mut bad = good.clone();
    bad["gad7"]["responses"]["7"] = json!("1");
    let input = json!({ "pre": bad, "post": good });
    let result = wire::evaluate(&ALL, "PHQ-9+GAD-7", "change_combined", &input);
    let expected = json!({ "code": "not_integer", "item": "7", "measure": "gad7", "side": "pre" });
    assert_eq!(result["error"], expected);

    let result = wire::evaluate(&ALL, "BDI", "score", &good);
    assert_eq!(result["error"], json!({ "code": "unknown_instrument" }));
    let result = wire::evaluate(&ALL, "PHQ-9", "guess", &good);
    assert_eq!(result["error"], json!({ "code": "unknown_kind" }));
}

/// Any JSON, small.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        ".{0,8}".prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let key = prop_oneof![
            "[0-9]{1,2}".boxed(),
            "responses|pre|post|phq9|gad7|difficulty|instrument".boxed(),
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            proptest::collection::hash_map(key, inner, 0..6)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_sent_gets_an_answer(input in any_json(), which in 0..8_usize) {
        for kind in ["score", "change", "change_combined"] {
            let result = wire::evaluate(&ALL, &ALL[which].instrument, kind, &input);
            prop_assert_eq!(result["ok"] == json!(true), result.get("error").is_none());
        }
    }
}
