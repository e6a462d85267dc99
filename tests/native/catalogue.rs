//! The forms there are, read from their folders: whole where the files are whole, and never silently
//! less.

use std::collections::BTreeMap;
use std::path::Path;

use mhtr_forms::engine::catalogue::{Catalogue, Definition, Folder, FormId};
use mhtr_forms::engine::problem::{Problem, Severity};
use mhtr_forms::engine::questionnaire::{Item, LinkId};
use mhtr_forms::engine::wording::Wording;
use serde_json::{Value as Json, json};

use crate::forms::SDC;
use crate::measures::all_items;

/// Every folder below `forms/`, as the app is given them.
pub fn folders() -> BTreeMap<FormId, Folder> {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let mut folders = BTreeMap::new();
    for entry in std::fs::read_dir(forms).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let file = |name| std::fs::read_to_string(path.join(name)).ok();
            let folder = Folder {
                questionnaire: file("questionnaire.json"),
                measure: file("measure.toml"),
                plain: file("plain.json"),
                easy_read: file("easy-read.json"),
                ..Folder::default()
            };
            let id = FormId::new(&path.file_name().unwrap().to_string_lossy());
            folders.insert(id, folder);
        }
    }
    folders
}

/// Every form that comes with the app.
pub fn catalogue() -> Catalogue {
    Catalogue::read(&folders())
}

/// The folder of a form with these items; its address is `urn:` and its name.
pub fn folder(name: &str, items: &Json) -> (FormId, Folder) {
    let questionnaire = json!({
        "resourceType": "Questionnaire", "status": "active", "title": name,
        "url": format!("urn:{name}"), "version": "1", "item": items,
    });
    let folder = Folder {
        questionnaire: Some(questionnaire.to_string()),
        ..Folder::default()
    };
    (FormId::new(name), folder)
}

/// An item in whose place a form belongs.
fn naming(link_id: &str, address: &str) -> Json {
    json!({"linkId": link_id, "type": "display", "text": address,
        "enableWhen": [{"question": "ask", "operator": "=", "answerBoolean": true}],
        "extension": [{"url": format!("{SDC}subQuestionnaire"), "valueCanonical": address}]})
}

/// A question that decides whether a named form is asked.
fn ask() -> Json {
    json!({"linkId": "ask", "type": "boolean", "text": "Ask?"})
}

fn get<'a>(catalogue: &'a Catalogue, name: &str) -> &'a Definition {
    catalogue.get(&FormId::new(name)).unwrap()
}

/// What is wrong: where, and what.
fn whats(problems: &[Problem]) -> Vec<(&str, &str)> {
    let what = |problem: &&'static str| problem.strip_prefix("problem.").unwrap();
    problems
        .iter()
        .map(|problem| (problem.place.as_str(), what(&problem.what)))
        .collect()
}

fn link_ids(definition: &Definition) -> Vec<String> {
    let items = all_items(&definition.questionnaire.items);
    items.iter().map(|item| item.link_id.to_string()).collect()
}

#[test]
fn every_folder_is_there_and_leaves_nothing_out() {
    let folders = folders();
    let catalogue = Catalogue::read(&folders);
    assert_eq!(catalogue.refused().count(), 0);
    let fillable = folders
        .iter()
        .filter(|(id, folder)| folder.questionnaire.is_some() && id.as_str() != "measure-record");
    let ids: Vec<&FormId> = catalogue.definitions().map(|of| &of.id).collect();
    assert_eq!(ids, fillable.map(|(id, _)| id).collect::<Vec<_>>());
    assert!(ids.len() >= 8, "{ids:?}");
    for definition in catalogue.definitions() {
        let worse = |problem: &&Problem| problem.severity != Severity::Odd;
        let left_out: Vec<&Problem> = definition.problems.iter().filter(worse).collect();
        assert!(left_out.is_empty(), "{}: {left_out:?}", definition.id);
        let items = all_items(&definition.questionnaire.items);
        assert!(items.iter().all(|item| item.sub_questionnaire.is_none()));
        let mut ids = link_ids(definition);
        ids.sort();
        let n_items = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), n_items, "{}: a link id twice", definition.id);
    }
}

#[test]
fn a_measure_is_one_form_with_its_record_around_it_and_all_others_are_none() {
    for definition in catalogue().definitions() {
        let is_measure = folders()[&definition.id].measure.is_some();
        assert_eq!(definition.is_measure, is_measure, "{}", definition.id);
        if is_measure {
            assert_eq!(definition.measures.len(), 1);
            assert_eq!(definition.measures[0].id.as_str(), definition.id.as_str());
            assert_eq!(definition.questionnaire.items.len(), 1);
            let how = format!("{}.how", definition.id);
            assert!(definition.item(&LinkId::new(&how)).is_some(), "{how}");
        }
    }
}

#[test]
fn the_assessment_holds_its_measures_in_the_places_that_name_them() {
    let catalogue = catalogue();
    let assessment = get(&catalogue, "practitioner-assessment");
    assert!(!assessment.is_measure);
    let ids: Vec<&str> = assessment
        .measures
        .iter()
        .map(|of| of.id.as_str())
        .collect();
    assert_eq!(ids, ["core-34", "phq-9", "gad-7"]);
    for measure in &assessment.measures {
        let id = measure.id.as_str();
        let page = assessment
            .item(&LinkId::new(&format!("measure.{id}")))
            .unwrap();
        let alone = get(&catalogue, id);
        let within: Vec<&Item> = page
            .items
            .iter()
            .filter(|of| of.link_id.as_str() == id)
            .collect();
        assert_eq!(within.len(), 1, "{id}");
        assert_eq!(within[0].items, alone.questionnaire.items[0].items, "{id}");
    }
    let canonical = "urn:mhtr-forms:questionnaire:practitioner-assessment|1.0.0";
    assert_eq!(assessment.canonical().as_deref(), Some(canonical));
}

#[test]
fn a_named_form_takes_the_place_and_the_conditions_of_the_item_that_names_it() {
    let catalogue = Catalogue::read(&BTreeMap::from([
        folder("outer", &json!([ask(), naming("place", "urn:inner|1")])),
        folder(
            "inner",
            &json!([{"linkId": "q", "type": "string", "text": "Q"}]),
        ),
    ]));
    let outer = get(&catalogue, "outer");
    assert_eq!(outer.problems, []);
    assert_eq!(link_ids(outer), ["ask", "place", "q"]);
    let place = outer.item(&LinkId::new("place")).unwrap();
    assert_eq!(place.text.base, "inner");
    assert_eq!(place.enable_when.len(), 1);
    assert_eq!(place.enable_when[0].question.as_str(), "ask");
}

#[test]
fn a_form_that_is_not_there_is_reported_and_its_place_is_kept() {
    let catalogue = Catalogue::read(&BTreeMap::from([folder(
        "outer",
        &json!([ask(), naming("place", "urn:nobody")]),
    )]));
    let outer = get(&catalogue, "outer");
    assert_eq!(whats(&outer.problems), [("place", "form.not-found")]);
    assert_eq!(link_ids(outer), ["ask", "place"]);
}

#[test]
fn another_version_than_the_one_named_is_used_and_reported() {
    let catalogue = Catalogue::read(&BTreeMap::from([
        folder("outer", &json!([ask(), naming("place", "urn:inner|2")])),
        folder(
            "inner",
            &json!([{"linkId": "q", "type": "string", "text": "Q"}]),
        ),
    ]));
    let outer = get(&catalogue, "outer");
    assert_eq!(whats(&outer.problems), [("place", "form.other-version")]);
    assert_eq!(link_ids(outer), ["ask", "place", "q"]);
}

#[test]
fn of_two_folders_with_one_address_the_second_is_told() {
    let (_, one) = folder("same", &json!([ask()]));
    let folders = BTreeMap::from([(FormId::new("a"), one.clone()), (FormId::new("b"), one)]);
    let catalogue = Catalogue::read(&folders);
    assert_eq!(get(&catalogue, "a").problems, []);
    let place = "questionnaire.json: url";
    let expected = [(place, "form.same-address")];
    assert_eq!(whats(&get(&catalogue, "b").problems), expected);
}

#[test]
fn a_folder_that_cannot_be_read_is_named_and_the_others_are_still_there() {
    let n_all = catalogue().definitions().count();
    for (name, file, n_lost) in [
        ("combined-consent", "questionnaire.json", 1),
        ("phq-9", "questionnaire.json", 1),
        ("phq-9", "measure.toml", 1),
        ("gse", "measure.toml", 0),
        ("measure-record", "questionnaire.json", 0),
    ] {
        let mut folders = folders();
        let folder = folders.get_mut(&FormId::new(name)).unwrap();
        let bad = Some("{ this is not finished".to_owned());
        if file == "measure.toml" {
            folder.measure = bad;
        } else {
            folder.questionnaire = bad;
        }
        let catalogue = Catalogue::read(&folders);
        let refused: Vec<(&FormId, &[Problem])> = catalogue.refused().collect();
        assert_eq!(refused.len(), 1, "{name}/{file}");
        let (id, problems) = refused[0];
        assert_eq!(id.as_str(), name);
        assert!(problems[0].place.starts_with(file), "{problems:?}");
        assert_eq!(problems[0].severity, Severity::Refused);
        assert_eq!(
            catalogue.definitions().count(),
            n_all - n_lost,
            "{name}/{file}"
        );
    }
}

/// A measure whose scoring is lost would raise no alert: it is not asked as if it were any other form.
#[test]
fn a_measure_without_its_scoring_is_missing_from_the_assessment_and_the_assessment_says_so() {
    let mut folders = folders();
    let phq_9 = folders.get_mut(&FormId::new("phq-9")).unwrap();
    phq_9.measure = Some("id = 9".to_owned());
    let catalogue = Catalogue::read(&folders);
    let assessment = get(&catalogue, "practitioner-assessment");
    assert!(whats(&assessment.problems).contains(&("phq-9", "form.not-found")));
    assert_eq!(assessment.measures.len(), 2);
    assert!(assessment.item(&LinkId::new("phq-9.9")).is_none());
    assert!(assessment.item(&LinkId::new("phq-9")).is_some());
}

#[test]
fn without_the_form_around_measures_their_questions_are_asked_all_the_same() {
    let mut folders = folders();
    folders.remove(&FormId::new("measure-record"));
    let catalogue = Catalogue::read(&folders);
    let phq_9 = get(&catalogue, "phq-9");
    assert_eq!(whats(&phq_9.problems), [("phq-9", "form.not-found")]);
    assert!(phq_9.item(&LinkId::new("phq-9.9")).is_some());
    assert!(phq_9.item(&LinkId::new("phq-9.how")).is_none());
}

#[test]
fn forms_that_name_themselves_or_each_other_come_to_an_end() {
    let many = |address: &str| {
        let mut items = vec![ask()];
        items.extend((0..300).map(|n| naming(&format!("{address}.{n}"), address)));
        Json::from(items)
    };
    let catalogue = Catalogue::read(&BTreeMap::from([
        folder("self", &many("urn:self")),
        folder("one", &many("urn:other")),
        folder("other", &many("urn:one")),
    ]));
    // `one` holds `other` once, and the items in it that name a form stand as they are: a question and
    // 300 items, one of which is a group of as many.
    for (name, n_items, n_problems) in [("self", 301, 300), ("one", 602, 599), ("other", 602, 599)]
    {
        let definition = get(&catalogue, name);
        assert_eq!(link_ids(definition).len(), n_items, "{name}");
        let twice = |problem: &&Problem| problem.what == "problem.form.named-twice";
        let n_twice = definition.problems.iter().filter(twice).count();
        assert_eq!(n_twice, n_problems, "{name}");
    }
}

#[test]
fn a_long_line_of_forms_within_forms_ends_where_it_is_too_deep() {
    let folders: Vec<(FormId, Folder)> = (0..60)
        .map(|n| {
            let next = naming(&format!("to-{n}"), &format!("urn:f{}", n + 1));
            folder(&format!("f{n}"), &json!([next]))
        })
        .collect();
    let catalogue = Catalogue::read(&folders.into_iter().collect());
    let first = get(&catalogue, "f0");
    assert!(whats(&first.problems).contains(&("to-4", "form.nested-too-deep")));
    assert_eq!(link_ids(first).len(), 5);
}

#[test]
fn everything_that_can_be_wrong_between_forms_has_words() {
    let wording = Wording::built_in();
    let source = include_str!("../../src/engine/catalogue.rs");
    let mut n_keys = 0;
    for part in source.split("\"problem.").skip(1) {
        let key = format!("problem.{}", part.split('"').next().unwrap());
        assert_ne!(wording.say(&key), format!("[{key}]"));
        n_keys += 1;
    }
    assert_eq!(n_keys, 5);
}
