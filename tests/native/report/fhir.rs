//! The report as a FHIR document: whole, joined up, and with no number and no consent that is not there.

use std::collections::BTreeSet;

use mhtr_forms::engine::case::Change;
use mhtr_forms::engine::report::fhir;
use serde_json::Value as Json;

use super::{CONSENT, Whole, draft, golden, whole};
use crate::administrations::taken;
use crate::case::at;

fn written(whole: &Whole) -> String {
    let practice = &whole.practice;
    fhir::write(
        &whole.report(),
        &practice.case,
        whole.report,
        &practice.catalogue,
        &practice.wording,
    )
}

fn bundle(whole: &Whole) -> Json {
    serde_json::from_str(&written(whole)).unwrap()
}

fn resources(bundle: &Json, kind: &str) -> Vec<Json> {
    let entries = bundle["entry"].as_array().unwrap().iter();
    let resources = entries.map(|entry| entry["resource"].clone());
    resources
        .filter(|resource| resource["resourceType"] == kind)
        .collect()
}

/// What refers to something, anywhere within.
fn references(json: &Json, found: &mut BTreeSet<String>) {
    match json {
        Json::Object(object) => {
            if let Some(Json::String(to)) = object.get("reference") {
                found.insert(to.clone());
            }
            object.values().for_each(|inside| references(inside, found));
        }
        Json::Array(array) => array.iter().for_each(|inside| references(inside, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn observation(bundle: &Json, name: &str) -> Json {
    let mut observations = resources(bundle, "Observation").into_iter();
    let found = observations.find(|of| of["code"]["text"] == name);
    found.unwrap_or_else(|| panic!("no observation of {name}"))
}

#[test]
fn a_whole_case_is_written_as_fhir_as_it_always_was() {
    let bundle = bundle(&whole());
    let mut pretty = serde_json::to_string_pretty(&bundle).unwrap();
    pretty.push('\n');
    golden("report.fhir.json", &pretty);
    assert_eq!(written(&whole()), written(&whole()));
}

#[test]
fn a_document_begins_with_its_composition_and_everything_in_it_is_joined_up() {
    let bundle = bundle(&whole());
    assert_eq!(
        (&bundle["resourceType"], &bundle["type"]),
        (&"Bundle".into(), &"document".into())
    );
    assert_eq!(bundle["timestamp"], "2026-11-21T10:40:00Z");
    assert!(
        bundle["identifier"]["system"].is_string() && bundle["identifier"]["value"].is_string()
    );
    let entries = bundle["entry"].as_array().unwrap();
    assert_eq!(entries[0]["resource"]["resourceType"], "Composition");
    let addresses: BTreeSet<String> = entries
        .iter()
        .map(|entry| entry["fullUrl"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(addresses.len(), entries.len(), "no address stands twice");
    let form = regex_lite::Regex::new(
        "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    );
    assert!(
        addresses
            .iter()
            .all(|address| form.as_ref().unwrap().is_match(address))
    );
    let (mut all, mut from_composition) = (BTreeSet::new(), BTreeSet::new());
    references(&bundle, &mut all);
    references(&entries[0], &mut from_composition);
    assert!(all.is_subset(&addresses), "every reference leads somewhere");
    from_composition.insert(entries[0]["fullUrl"].as_str().unwrap().to_owned());
    assert_eq!(
        from_composition, addresses,
        "the composition leads everywhere"
    );
    let kinds = ["Patient", "QuestionnaireResponse", "Observation", "Consent"];
    assert_eq!(
        kinds.map(|kind| resources(&bundle, kind).len()),
        [1, 3, 3, 1]
    );
    let patient = &resources(&bundle, "Patient")[0];
    assert_eq!(
        (&patient["name"][0]["text"], &patient["birthDate"]),
        (&"Ann Oak".into(), &"1987-03-27".into())
    );
}

#[test]
fn the_words_stand_in_the_composition_with_the_risk_answers_first() {
    let mut whole = whole();
    let composition = |whole: &Whole| resources(&bundle(whole), "Composition").remove(0);
    let signed = composition(&whole);
    assert_eq!(signed["section"][0]["title"], "Risk answers");
    let div = signed["section"][0]["text"]["div"].as_str().unwrap();
    assert!(div.starts_with("<div xmlns=\"http://www.w3.org/1999/xhtml\""));
    assert!(div.contains("Has the person had thoughts of suicide in the past?: Yes"));
    assert_eq!(signed["status"], "final");
    assert_eq!(signed["attester"][0]["party"]["display"], "Kim Ash");
    let report = whole.report;
    whole
        .practice
        .case
        .apply(Change::Voided { document: report }, at("11:00:00"));
    let draft = composition(&whole);
    assert_eq!(
        (&draft["status"], &draft["attester"]),
        (&"preliminary".into(), &Json::Null)
    );
    assert_eq!(draft["section"][0], signed["section"][0]);
}

#[test]
fn a_score_that_is_missing_has_a_reason_and_no_number() {
    let mut whole = draft();
    let bundle_before = bundle(&whole);
    let not_done = observation(&bundle_before, "CORE-34");
    assert_eq!(not_done["valueQuantity"], Json::Null);
    assert_eq!(
        not_done["dataAbsentReason"]["coding"][0]["code"],
        "not-performed"
    );
    let scored = observation(&bundle_before, "PHQ-9");
    assert_eq!(scored["valueQuantity"]["value"].to_string(), "9");
    assert_eq!(scored["dataAbsentReason"], Json::Null);
    let blank = ["phq-9.1", "phq-9.2", "phq-9.3"].map(|item| (item, ""));
    whole.answer(whole.assessment, &blank);
    let missing = observation(&bundle(&whole), "PHQ-9");
    assert_eq!(missing["valueQuantity"], Json::Null);
    assert_eq!(missing["dataAbsentReason"]["coding"][0]["code"], "unknown");
}

#[test]
fn a_code_stands_only_at_a_number_on_its_own_scale() {
    let mut whole = draft();
    let now = at("09:50:00");
    let kessler = whole.practice.start("k10", now);
    let core = whole.practice.start("core-34", now);
    for (document, measure, n_items) in [(kessler, "k10", 10), (core, "core-34", 34)] {
        let form = whole.practice.form(document);
        let first = |item: &str| {
            let node = form.nodes_of(&item.into())[0];
            form.item(node).unwrap().options[1].words.base.clone()
        };
        let answers: Vec<(String, String)> = (1..=n_items)
            .map(|n| format!("{measure}.{n}"))
            .filter(|item| !form.nodes_of(&item.as_str().into()).is_empty())
            .map(|item| (item.clone(), first(&item)))
            .collect();
        assert_eq!(answers.len(), n_items);
        let how = format!("{measure}.how");
        let answers: Vec<(&str, &str)> = answers.iter().map(|(i, w)| (&**i, &**w)).collect();
        whole.practice.answer(document, &[(&*how, "self")], now);
        whole.practice.answer(document, &answers, now);
    }
    let bundle = bundle(&whole);
    let mut found: Vec<(String, String, String)> = Vec::new();
    for of in resources(&bundle, "Observation") {
        for coding in of["code"]["coding"].as_array().into_iter().flatten() {
            let name = of["code"]["text"].as_str().unwrap().to_owned();
            let code = coding["code"].as_str().unwrap().to_owned();
            found.push((name, code, of["valueQuantity"]["value"].to_string()));
        }
    }
    let found: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|(name, code, value)| (&**name, &**code, &**value))
        .collect();
    let expected = [
        ("CORE-34", "718612000", "null"),
        ("PHQ-9", "44261-6", "9"),
        ("PHQ-9", "720433000", "9"),
        ("GAD-7", "70274-6", "12"),
        ("GAD-7", "445455005", "12"),
    ];
    assert_eq!(found[..5], expected);
    // Ten answers of the second kind are 20 points from 10 to 50, and 10 from 0 to 40.
    let rest: Vec<(&str, &str)> = found[5..].iter().map(|of| (of.1, of.2)).collect();
    assert_eq!(rest[0], ("720211004", "10"));
    assert_eq!(
        (rest.len(), rest[1].0),
        (2, "718612000"),
        "no subscale has a code"
    );
}

#[test]
fn every_score_of_a_measure_has_an_address_of_its_own() {
    let mut whole = draft();
    taken(&mut whole.practice, "core-34", "12-18", &"1".repeat(34));
    taken(&mut whole.practice, "k10", "12-18", "1111111111");
    let bundle = bundle(&whole);
    let entries = bundle["entry"].as_array().unwrap();
    let addresses: Vec<&Json> = entries.iter().map(|entry| &entry["fullUrl"]).collect();
    let different: BTreeSet<String> = addresses.iter().map(ToString::to_string).collect();
    assert_eq!(different.len(), addresses.len());
    // Three of the assessment, the total of the CORE-34 with its five parts, and the Kessler-10 on two scales.
    assert_eq!(resources(&bundle, "Observation").len(), 3 + 6 + 2);
}

#[test]
fn a_score_is_of_the_day_the_measure_was_taken_and_not_of_the_last_correction() {
    let mut whole = draft();
    let effective = |whole: &Whole, name: &str| {
        let day = observation(&bundle(whole), name)["effectiveDateTime"].clone();
        day.as_str().unwrap().to_owned()
    };
    assert_eq!(effective(&whole, "PHQ-9"), "2026-11-21T09:01:00Z");
    whole.answer(whole.assessment, &[("phq-9.9", "Not at all")]);
    assert_eq!(effective(&whole, "PHQ-9"), "2026-11-21T09:01:00Z");
    whole.answer(whole.assessment, &[("assessment.date", "19/11/2026")]);
    assert_eq!(effective(&whole, "PHQ-9"), "2026-11-19");
    assert_eq!(
        effective(&whole, "GAD-7"),
        "2026-11-20",
        "the day on the paper form"
    );
}

#[test]
fn consent_is_never_said_to_be_more_than_it_is() {
    let mut whole = draft();
    let consent = |whole: &Whole| resources(&bundle(whole), "Consent").remove(0);
    let given = consent(&whole);
    assert_eq!(given["status"], "active");
    let decisions = |consent: &Json| -> Vec<String> {
        let provisions = consent["provision"]["provision"].as_array();
        let types = provisions
            .into_iter()
            .flatten()
            .map(|of| of["type"].as_str().unwrap());
        types.map(str::to_owned).collect()
    };
    assert_eq!(decisions(&given), ["permit", "deny"]);
    whole.answer(CONSENT, &[("consent.assessment", "no")]);
    assert_eq!(
        consent(&whole)["status"],
        "draft",
        "the signature stood for something else"
    );
    whole.sign(CONSENT);
    assert_eq!(consent(&whole)["status"], "rejected");
    let unsettled = [
        ("consent.assessment", "yes"),
        ("consent.mhtr", "talk-first"),
    ];
    whole.practice.answer(CONSENT, &unsettled, at("10:40:00"));
    whole.sign(CONSENT);
    let draft = consent(&whole);
    assert_eq!(
        (&draft["status"], decisions(&draft)),
        (&"draft".into(), vec!["permit".to_owned()])
    );
    whole.answer(CONSENT, &[("consent.mhtr", "yes")]);
    whole.sign(CONSENT);
    assert_eq!(consent(&whole)["status"], "active");
    whole.practice.start("consent-withdrawal", at("10:50:00"));
    assert_eq!(consent(&whole)["status"], "inactive");
}

#[test]
fn the_narratives_hold_no_style() {
    let written = written(&whole());
    assert!(written.contains("<table class="));
    for way in ["<style", "style=", "@page", "<meta"] {
        assert!(!written.contains(way), "{way}");
    }
}
