//! The steps of easy read: few ideas on each, a picture to each idea, and every question on one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::lines::{hard_words, wrong_with_words};
use super::{elements, folders_with, json, lines, none, shown, words_of};
use crate::forms::{OURS, by_link_id, extension, questionnaire, walk};

const LINES_AN_IDEA: usize = 3;
const IDEAS_A_STEP: usize = 4;
/// All the steps of a form, of which a person sees those that concern them.
const STEPS: usize = 18;

/// The questions of the consent that the worker answers before the conversation, or the court's decision after it.
const ASKED_OF_THE_WORKER: [&str; 2] = ["requirements.granted", "requirements.assessed"];

/// What is wrong with how the steps are made.
fn wrong_with_steps(form: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    let mut keys_are = |place: &str, value: &Value, known: &[&str]| {
        let keys = value.as_object().into_iter().flatten();
        for (key, _) in keys.filter(|(key, _)| !known.contains(&key.as_str())) {
            found.push(format!("{place}: {key:?} means nothing"));
        }
    };
    keys_are("the file", form, &["language", "steps"]);
    for step in elements(form, "steps") {
        let place = words_of(&step["id"]);
        let known = ["id", "title", "while", "ideas", "asks", "agency-note"];
        keys_are(place, step, &known);
        for idea in elements(step, "ideas") {
            let known = ["id", "picture", "lines", "explains", "agency-note"];
            keys_are(words_of(&idea["id"]), idea, &known);
        }
        for ask in elements(step, "asks") {
            keys_are(words_of(&ask["item"]), ask, &["item", "picture", "lines"]);
        }
    }
    let n_steps = elements(form, "steps").count();
    if n_steps > STEPS {
        found.push(format!("{n_steps} steps"));
    }
    for step in elements(form, "steps") {
        let id = words_of(&step["id"]);
        let n_ideas = shown(step).count();
        if !(1..=IDEAS_A_STEP).contains(&n_ideas) {
            found.push(format!("{id}: {n_ideas} ideas and questions"));
        }
        if id.is_empty() || !ids.insert(id) {
            found.push(format!("{id}: two steps have this id, or it is empty"));
        }
        for idea in elements(step, "ideas").map(|idea| words_of(&idea["id"])) {
            if !idea.starts_with(&format!("{id}.")) || !ids.insert(idea) {
                found.push(format!("{id}: {idea:?} is no id of its own in this step"));
            }
        }
        for idea in shown(step) {
            let n_lines = lines(idea).len();
            if !(1..=LINES_AN_IDEA).contains(&n_lines) {
                found.push(format!("{id}: {n_lines} lines: {idea}"));
            }
            let picture = words_of(&idea["picture"]);
            let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if picture.is_empty() || !picture.chars().all(is_name) {
                found.push(format!("{id}: no picture: {idea}"));
            }
        }
    }
    found
}

#[test]
fn a_step_has_few_ideas_and_an_idea_few_lines_and_a_picture() {
    for folder in folders_with("easy-read.json") {
        let form = json(&folder, "easy-read.json");
        assert_eq!(form["language"], "en-GB", "{folder}");
        none(&wrong_with_steps(&form));
    }
}

#[test]
fn every_picture_is_there() {
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/pictures");
    if !pictures.is_dir() {
        return;
    }
    let mut missing = BTreeSet::new();
    for folder in folders_with("easy-read.json") {
        let form = json(&folder, "easy-read.json");
        for step in elements(&form, "steps") {
            let names = shown(step).map(|idea| format!("{}.svg", words_of(&idea["picture"])));
            missing.extend(names.filter(|name| !pictures.join(name).is_file()));
        }
    }
    assert!(missing.is_empty(), "no such picture: {missing:?}");
}

/// One thing done to a form in easy read.
type Change<'a> = &'a dyn Fn(&mut Value);

/// The same for the rules about steps: a copy of the consent with one thing wrong.
#[test]
fn each_rule_about_steps_finds_a_step_that_breaks_it() {
    let good = json("combined-consent", "easy-read.json");
    let hard = hard_words();
    let wrong = |change: Change| {
        let mut form = good.clone();
        change(&mut form);
        let found = [wrong_with_steps(&form), wrong_with_words(&form, &hard)].concat();
        found.join("; ")
    };
    let idea = |form: &mut Value, at: &str| form.pointer(at).cloned().unwrap_or_default();
    assert_eq!(wrong(&|_| ()), "");
    let cases: [(&str, Change); 9] = [
        ("5 ideas", &|form| {
            let more = idea(form, "/steps/1/ideas/0");
            let ideas = form["steps"][0]["ideas"].as_array_mut();
            ideas.unwrap().push(more);
        }),
        ("4 lines", &|form| {
            let line = Value::from("You can stop.");
            let lines = form["steps"][11]["ideas"][0]["lines"].as_array_mut();
            lines.unwrap().push(line);
        }),
        ("no picture", &|form| {
            form["steps"][0]["ideas"][0]["picture"] = Value::Null
        }),
        ("no id of its own", &|form| {
            form["steps"][0]["ideas"][1]["id"] = idea(form, "/steps/0/ideas/0/id");
        }),
        ("two steps have this id", &|form| {
            form["steps"][1]["id"] = idea(form, "/steps/0/id");
        }),
        ("means nothing", &|form| {
            form["steps"][0]["agency_note"] = Value::from("x")
        }),
        ("a title is a few words", &|form| {
            form["steps"][0]["title"] = Value::from("")
        }),
        ("“interpreter” is explained nowhere", &|form| {
            form["steps"][0]["ideas"][3]["explains"] = Value::Null;
        }),
        ("“requirement” is explained nowhere", &|form| {
            // The step before explains it too, and may not have been shown.
            form["steps"][13]["ideas"][2]["explains"] = Value::Null;
        }),
    ];
    for (expected, change) in cases {
        let found = wrong(change);
        assert!(found.contains(expected), "{expected}: {found:?}");
    }
}

/// The link ids of an item and of everything it is in, from the inside.
fn with_groups(form: &Value, link_id: &str) -> Vec<String> {
    let mut parents = BTreeMap::new();
    walk(form, &mut |item, parent| {
        let parent = parent.map(|it| words_of(&it["linkId"]).to_owned());
        parents.insert(words_of(&item["linkId"]).to_owned(), parent);
    });
    let mut found = Vec::new();
    let mut next = Some(link_id.to_owned());
    while let Some(link_id) = next {
        next = parents.get(&link_id).cloned().flatten();
        found.push(link_id);
    }
    found
}

#[test]
fn every_question_for_the_person_is_asked_in_one_step_and_the_steps_name_what_is_there() {
    for folder in folders_with("easy-read.json") {
        let form = questionnaire(&folder);
        let items = by_link_id(&form);
        let easy = json(&folder, "easy-read.json");
        let mut asked = Vec::new();
        for step in elements(&easy, "steps") {
            let id = words_of(&step["id"]);
            if let Some(shown_while) = step["while"].as_str() {
                assert!(items.contains_key(shown_while), "{id}: no {shown_while}");
            }
            for ask in elements(step, "asks").map(|ask| words_of(&ask["item"])) {
                assert!(items.contains_key(ask), "{id}: no {ask}");
                asked.push(ask);
            }
        }
        for (link_id, item) in &items {
            if item["type"] == "group" || item["type"] == "display" {
                continue;
            }
            let groups = with_groups(&form, link_id);
            let is_the_workers = ASKED_OF_THE_WORKER.contains(link_id)
                || groups
                    .iter()
                    .any(|it| extension(items[it.as_str()], OURS, "worker-only").is_some());
            let n_asked = asked
                .iter()
                .filter(|ask| groups.iter().any(|it| it == *ask))
                .count();
            assert_eq!(n_asked, usize::from(!is_the_workers), "{folder}: {link_id}");
        }
    }
}

/// A step is hidden under one condition. What it asks must be asked under no other, or nobody could answer it.
#[test]
fn no_question_is_asked_on_a_step_that_is_not_shown() {
    for folder in folders_with("easy-read.json") {
        let form = questionnaire(&folder);
        let items = by_link_id(&form);
        for step in elements(&json(&folder, "easy-read.json"), "steps") {
            let Some(shown_while) = step["while"].as_str() else {
                continue;
            };
            for ask in elements(step, "asks").map(|ask| words_of(&ask["item"])) {
                let condition = &items[ask]["enableWhen"];
                assert!(!condition.is_null(), "{ask} is always asked");
                assert_eq!(*condition, items[shown_while]["enableWhen"], "{ask}");
            }
        }
    }
}
