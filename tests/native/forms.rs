//! The forms of a case as files: who they are, and that everything they name exists.

#![expect(
    clippy::panic,
    reason = "a test says what is wrong with a file by stopping"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The forms of the manual's three appendices.
pub const FORMS: [&str; 3] = [
    "practitioner-assessment",
    "combined-consent",
    "responsible-clinician-report",
];

/// The forms of a case whose words are our own.
pub const OWN_FORMS: [&str; 5] = [
    "information-needs",
    "consent-withdrawal",
    "correction-request",
    "session-log",
    "completion",
];

/// Every form of a case that is no measure.
pub fn all_forms() -> impl Iterator<Item = &'static str> {
    FORMS.into_iter().chain(OWN_FORMS)
}

/// The root of the extensions of our own.
pub const OURS: &str = "urn:mhtr-forms:extension:";
/// The root of the SDC extensions.
pub const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
/// The root of the extensions of FHIR itself.
pub const HL7: &str = "http://hl7.org/fhir/StructureDefinition/";

fn path(folder: &str, file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("forms")
        .join(folder)
        .join(file)
}

/// A file of a form's folder.
pub fn text_of_file(folder: &str, file: &str) -> String {
    let path = path(folder, file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A form's questionnaire, as JSON.
pub fn questionnaire(folder: &str) -> Value {
    serde_json::from_str(&text_of_file(folder, "questionnaire.json"))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
}

/// Visits every item with the item it is in, in the order they are read.
pub fn walk<'a>(element: &'a Value, visit: &mut impl FnMut(&'a Value, Option<&'a Value>)) {
    fn inside<'a>(
        element: &'a Value,
        parent: Option<&'a Value>,
        visit: &mut impl FnMut(&'a Value, Option<&'a Value>),
    ) {
        for item in element["item"].as_array().into_iter().flatten() {
            visit(item, parent);
            inside(item, Some(item), visit);
        }
    }
    inside(element, None, visit);
}

/// The extension of this name, if an element has it.
pub fn extension<'a>(element: &'a Value, root: &str, name: &str) -> Option<&'a Value> {
    let url = format!("{root}{name}");
    element["extension"]
        .as_array()?
        .iter()
        .find(|extension| extension["url"] == *url)
}

/// The look an item asks for.
fn control(item: &Value) -> Option<&str> {
    extension(item, HL7, "questionnaire-itemControl")?
        .pointer("/valueCodeableConcept/coding/0/code")?
        .as_str()
}

/// Whether an item is the guidance of the question it is in.
pub fn is_help(item: &Value) -> bool {
    control(item) == Some("help")
}

fn is_question(item: &Value) -> bool {
    item["type"] != "group" && item["type"] != "display"
}

/// Every item of a form by its link id.
pub fn by_link_id(form: &Value) -> BTreeMap<&str, &Value> {
    let mut items = BTreeMap::new();
    walk(form, &mut |item, _| {
        let link_id = item["linkId"].as_str().unwrap_or_default();
        assert!(
            items.insert(link_id, item).is_none(),
            "{link_id} is there twice"
        );
    });
    items
}

/// The link ids of the items that satisfy a condition, in the form's order.
pub fn which(form: &Value, condition: impl Fn(&Value) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    walk(form, &mut |item, _| {
        if condition(item) {
            found.extend(item["linkId"].as_str());
        }
    });
    found
}

#[test]
fn a_form_says_who_it_is_and_its_folder_says_the_same() {
    for folder in all_forms() {
        let form = questionnaire(folder);
        assert_eq!(form["resourceType"], "Questionnaire");
        assert_eq!(
            form["url"],
            format!("urn:mhtr-forms:questionnaire:{folder}")
        );
        assert_eq!(form["language"], "en-GB");
        assert_eq!(form["status"], "active");
        assert_eq!(
            form["version"].as_str().map(|it| it.split('.').count()),
            Some(3),
            "{folder}"
        );
        let title = form["title"].as_str().unwrap_or_default();
        assert!(!title.is_empty(), "{folder}");
        let is_own = OWN_FORMS.contains(&folder);
        assert!(
            is_own || text_of_file(folder, "source.txt").contains(title),
            "{folder}: {title:?} is not how the source calls it"
        );
        let notes = text_of_file(folder, "NOTES.md");
        let version = form["version"].as_str().unwrap_or_default();
        assert!(
            notes.contains(version),
            "{folder}: the notes do not tell of version {version}"
        );
    }
}

#[test]
fn the_sections_are_pages_in_the_order_of_the_source() {
    let sections = |folder: &str| -> Vec<String> {
        let form = questionnaire(folder);
        let items = form["item"].as_array().cloned().unwrap_or_default();
        items
            .iter()
            .map(|item| {
                assert_eq!(item["type"], "group", "{}", item["linkId"]);
                assert_eq!(control(item), Some("page"), "{}", item["linkId"]);
                item["linkId"].as_str().unwrap_or_default().to_owned()
            })
            .collect()
    };
    assert_eq!(
        sections("practitioner-assessment"),
        [
            "about",
            "introduction",
            "measure.core-34",
            "measure.phq-9",
            "measure.gad-7",
            "outcomes",
            "interview",
            "risk",
            "needs",
            "interview.mental-health",
            "interview.intervention",
            "interview.close",
            "outcome",
        ]
    );
    assert_eq!(
        sections("combined-consent"),
        ["information", "consent", "agreement", "conversation"]
    );
    assert_eq!(
        sections("responsible-clinician-report"),
        ["report", "signature", "told"]
    );
}

/// Short names are put after "Enter" and "Select", so they begin like the middle of a sentence. A
/// section's stands alone in the navigation.
#[test]
fn every_question_and_section_has_a_short_name_of_its_own() {
    for folder in all_forms() {
        let form = questionnaire(folder);
        let mut names = BTreeSet::new();
        walk(&form, &mut |item, parent| {
            let link_id = &item["linkId"];
            let name = extension(item, SDC, "shortText").map(|it| &it["valueString"]);
            if !is_question(item) && parent.is_some() {
                assert!(
                    name.is_none(),
                    "{folder}: {link_id} has a name that nothing shows"
                );
                return;
            }
            let name = name
                .and_then(Value::as_str)
                .unwrap_or_else(|| panic!("{folder}: {link_id}"));
            assert!(
                names.insert(name.to_owned()),
                "{folder}: two questions are called {name:?}"
            );
            let first = name.split_whitespace().next().unwrap_or_default();
            let is_initialism = first.chars().all(|letter| !letter.is_lowercase());
            let is_upper = first.starts_with(char::is_uppercase);
            assert!(
                is_initialism || is_upper == parent.is_none(),
                "{folder}: {link_id}: {name:?} begins wrongly"
            );
            assert!(
                !name.ends_with(['.', ':', '?']),
                "{folder}: {link_id}: {name:?} ends wrongly"
            );
        });
    }
}

#[test]
fn every_condition_names_a_question_of_its_form_and_one_of_its_options() {
    let mut n_conditions = 0;
    for folder in all_forms() {
        let form = questionnaire(folder);
        let items = by_link_id(&form);
        for (link_id, item) in &items {
            let conditions: Vec<_> = item["enableWhen"]
                .as_array()
                .into_iter()
                .flatten()
                .collect();
            assert_eq!(
                conditions.len() > 1,
                item["enableBehavior"].is_string(),
                "{folder}: {link_id}: all or any?"
            );
            for condition in conditions {
                n_conditions += 1;
                let question = condition["question"].as_str().unwrap_or_default();
                let asked = items
                    .get(question)
                    .unwrap_or_else(|| panic!("{folder}: {question}"));
                let answer = &condition["answerCoding"];
                let is_offered = asked["answerOption"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .any(|it| {
                        it["valueCoding"]["system"] == answer["system"]
                            && it["valueCoding"]["code"] == answer["code"]
                    });
                assert!(
                    is_offered,
                    "{folder}: {link_id} waits for an answer {question} does not offer"
                );
            }
        }
    }
    assert_eq!(n_conditions, 116);
}

#[test]
fn every_source_of_a_first_answer_is_there() {
    let forms: BTreeMap<_, _> = all_forms()
        .map(|folder| (folder, questionnaire(folder)))
        .collect();
    let mut n_sources = 0;
    for form in forms.values() {
        walk(form, &mut |item, _| {
            let url = format!("{OURS}prefill");
            let all = item["extension"].as_array().into_iter().flatten();
            for prefill in all.filter(|extension| extension["url"] == *url) {
                n_sources += 1;
                let part = |name: &str| extension(prefill, "", name);
                let source = part("form").and_then(|it| it["valueString"].as_str());
                let source = forms.get(source.unwrap_or_default());
                let source = source.unwrap_or_else(|| panic!("{prefill} names no form"));
                assert_ne!(source["url"], form["url"], "{prefill} names its own form");
                let items = by_link_id(source);
                let named = |name: &str| part(name).and_then(|it| it["valueString"].as_str());
                match (
                    named("answer"),
                    named("section"),
                    part("scores"),
                    part("alerts"),
                ) {
                    (Some(answer), None, None, None) => {
                        let answered = items.get(answer).unwrap_or_else(|| panic!("{answer}"));
                        assert!(is_question(answered), "{answer} takes no answer");
                        let is_same = answered["type"] == item["type"];
                        assert!(
                            is_same || item["type"] == "text",
                            "{answer} has another type"
                        );
                    }
                    (None, Some(section), None, None) => {
                        let group = items.get(section).unwrap_or_else(|| panic!("{section}"));
                        assert_eq!(group["type"], "group", "{section}");
                        assert_eq!(
                            item["type"], "text",
                            "a section is words over several lines"
                        );
                    }
                    (None, None, Some(_), None) | (None, None, None, Some(_)) => {
                        assert_eq!(item["type"], "text", "{prefill}");
                    }
                    _ => panic!("{prefill} must name one source"),
                }
            }
        });
    }
    assert_eq!(n_sources, 30);
}

/// A misspelt extension would be passed over without a word.
#[test]
fn every_extension_is_one_that_the_app_acts_on() {
    let known: BTreeSet<String> = [
        (
            HL7,
            [
                "questionnaire-itemControl",
                "questionnaire-optionExclusive",
                "questionnaire-signatureRequired",
                "entryFormat",
                "minValue",
            ]
            .as_slice(),
        ),
        (SDC, ["shortText", "subQuestionnaire"].as_slice()),
        (
            OURS,
            [
                "critical-answer",
                "required-on-alert",
                "min-age",
                "not-in-future",
                "prefill",
                "shows",
                "our-words",
                "drawing",
                "holds-draft",
                "outside-signature",
                "worker-only",
            ]
            .as_slice(),
        ),
        (
            "",
            ["form", "answer", "section", "scores", "alerts"].as_slice(),
        ),
    ]
    .into_iter()
    .flat_map(|(root, names)| names.iter().map(move |name| format!("{root}{name}")))
    .collect();
    fn urls(element: &Value, found: &mut BTreeSet<String>) {
        match element {
            Value::Object(fields) => {
                for extension in fields
                    .get("extension")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                {
                    found.extend(extension["url"].as_str().map(str::to_owned));
                    let is_off = extension["valueBoolean"] == false;
                    assert!(!is_off, "{extension} says what leaving it out says");
                }
                fields.values().for_each(|field| urls(field, found));
            }
            Value::Array(elements) => elements.iter().for_each(|it| urls(it, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    for folder in all_forms() {
        let mut used = BTreeSet::new();
        urls(&questionnaire(folder), &mut used);
        let unknown: Vec<_> = used.difference(&known).collect();
        assert!(unknown.is_empty(), "{folder}: {unknown:?}");
    }
}

/// What a form shows of a measure is there to be shown, under the name the form gives it.
#[test]
fn every_score_shown_is_of_a_measure_in_the_form() {
    let form = questionnaire("practitioner-assessment");
    let mut measures = Vec::new();
    let mut shown = Vec::new();
    walk(&form, &mut |item, _| {
        if let Some(named) = extension(item, SDC, "subQuestionnaire") {
            assert_eq!(item["type"], "display", "{}", item["linkId"]);
            let url = named["valueCanonical"].as_str().unwrap_or_default();
            let folder = url
                .strip_prefix("urn:mhtr-forms:questionnaire:")
                .unwrap_or_default();
            assert_eq!(questionnaire(folder)["url"], *url);
            assert_eq!(measure(folder)["title"].as_str(), item["text"].as_str());
            measures.push(folder);
        }
        if let Some(code) = extension(item, OURS, "shows") {
            assert_eq!(item["type"], "display", "{}", item["linkId"]);
            shown.extend(code["valueCode"].as_str());
        }
    });
    assert_eq!(measures, ["core-34", "phq-9", "gad-7"]);
    assert_eq!(
        shown,
        [
            "outcomes",
            "score:core-34/functioning",
            "score:core-34/problems",
            "score:core-34/wellbeing",
            "score:core-34/risk",
            "alerts",
        ]
    );
    for score in shown {
        let Some(score) = score.strip_prefix("score:") else {
            continue;
        };
        let (folder, subscale) = score.split_once('/').unwrap_or((score, ""));
        let measure = measure(folder);
        let subscales = measure["subscale"].as_array().into_iter().flatten();
        let ids: Vec<_> = subscales.filter_map(|it| it["id"].as_str()).collect();
        assert!(
            ids.contains(&subscale),
            "{folder} has no {subscale:?}, only {ids:?}"
        );
    }
}

fn measure(folder: &str) -> toml::Table {
    text_of_file(folder, "measure.toml")
        .parse()
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
}

/// The words of a measure belong to its owner and stand in its own folder, with their licence.
#[test]
fn no_question_of_a_measure_is_copied_into_a_form() {
    let mut words = BTreeSet::new();
    for folder in ["core-34", "core-10", "phq-9", "gad-7", "k10"] {
        walk(&questionnaire(folder), &mut |item, _| {
            words.extend(item["text"].as_str().map(str::to_lowercase));
        });
    }
    assert!(
        words.len() > 60,
        "only {} questions of measures were found",
        words.len()
    );
    for folder in all_forms() {
        let text = text_of_file(folder, "questionnaire.json").to_lowercase();
        let copied = words
            .iter()
            .find(|words| words.len() > 20 && text.contains(words.as_str()));
        assert_eq!(copied, None, "{folder}");
    }
}

/// The examples in the guide for form authors are taken from the forms.
#[test]
fn an_example_in_the_guide_is_as_in_the_form() {
    let guide = text_of_file("", "README.md");
    let mut n_examples = 0;
    for example in guide.split("```json\n").skip(1) {
        let Some((example, _)) = example.split_once("```") else {
            panic!("an example has no end")
        };
        let braced = if example.starts_with('{') {
            example.to_owned()
        } else {
            format!("{{{example}}}")
        };
        let example: Value =
            serde_json::from_str(&braced).unwrap_or_else(|error| panic!("{error}: {braced}"));
        let is_like = |element: &Value| {
            example
                .as_object()
                .into_iter()
                .flatten()
                .all(|(name, value)| match value.as_array() {
                    Some(parts) => {
                        let whole = element[name].as_array();
                        parts
                            .iter()
                            .all(|part| whole.is_some_and(|whole| whole.contains(part)))
                    }
                    None => element[name] == *value,
                })
        };
        let is_taken = FORMS.iter().any(|folder| {
            let form = questionnaire(folder);
            let mut found = is_like(&form);
            walk(&form, &mut |item, _| found |= is_like(item));
            found
        });
        let easy: Value = serde_json::from_str(&text_of_file("combined-consent", "easy-read.json"))
            .unwrap_or_else(|error| panic!("{error}"));
        let mut steps = easy["steps"].as_array().into_iter().flatten();
        let is_taken = is_taken
            || steps.any(|step| {
                let mut ideas = step["ideas"].as_array().into_iter().flatten();
                is_like(step) || ideas.any(is_like)
            });
        assert!(is_taken, "no form has this: {braced}");
        n_examples += 1;
    }
    assert_eq!(n_examples, 6);
}
