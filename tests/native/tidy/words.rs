//! Every wording key that the code names has its words, and no words are kept for nothing.

use std::collections::{BTreeMap, BTreeSet};

use mhtr_forms::engine::agency::lines::said_twice;
use mhtr_forms::engine::wording::Wording;
use regex_lite::Regex;
use serde_json::Value;

use super::{files, none};

/// Every key with its file.
fn keys() -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for file in files("public/wording/en-GB", &[".json"]) {
        let Value::Object(words) = serde_json::from_str(&file.text).unwrap() else {
            unreachable!("{} is not an object", file.path)
        };
        for key in words.into_iter().map(|(key, _)| key) {
            let twice = keys.insert(key.clone(), file.path.clone());
            assert_eq!(twice, None, "{key} stands in two files");
        }
    }
    keys
}

#[test]
fn nothing_is_said_twice_in_one_file() {
    let mut found = Vec::new();
    let mut sources = files("public/wording", &[".json"]);
    sources.extend(files("forms", &[".json"]));
    for file in sources {
        let twice = said_twice(&file.text).into_iter();
        found.extend(twice.map(|(key, line)| format!("{}:{line}: {key}", file.path)));
    }
    none(&found, "of two that are the same the first is lost:");
}

/// A key, or a pattern of keys, and where the code names it.
struct Named {
    place: String,
    key: String,
}

/// The literals of the code that look like keys of the kinds there are.
fn named(kinds: &BTreeSet<String>) -> Vec<Named> {
    let literal = Regex::new(r#""([a-z][a-z0-9-]*(?:\.(?:[a-z0-9-]|\{\w*\})+)+)""#).unwrap();
    // An argument of these is a key, whatever it begins with.
    let asked = Regex::new(r#"\b(?:say|fill|count)\(\s*"([^"]*)""#).unwrap();
    let mut named = Vec::new();
    let mut sources = files("src", &[".rs"]);
    sources.extend(files("public/embed", &[".js"]));
    for file in sources {
        for (n, line) in file.code_lines() {
            let place = format!("{}:{n}", file.path);
            let of_kind = literal.captures_iter(line).map(|found| found[1].to_owned());
            let of_kind = of_kind.filter(|key| {
                key.split('.')
                    .next()
                    .is_some_and(|kind| kinds.contains(kind))
            });
            let of_call = asked.captures_iter(line).map(|found| found[1].to_owned());
            for key in of_kind.chain(of_call) {
                let place = place.clone();
                named.push(Named { place, key });
            }
        }
    }
    assert!(
        named.len() > 100,
        "only {} keys found in the code",
        named.len()
    );
    named
}

/// Whether the code's name means this key: itself, its form for a number, or any word for a `{}`.
fn means(name: &str, key: &str) -> bool {
    if name.contains('{') {
        let hole = Regex::new(r"\\\{\w*\\\}").unwrap();
        let pattern = hole
            .replace_all(&regex_lite::escape(name), "[a-z0-9-]+")
            .into_owned();
        return Regex::new(&format!("^{pattern}(\\.(one|other))?$"))
            .unwrap()
            .is_match(key);
    }
    key == name
        || key
            .strip_prefix(name)
            .is_some_and(|rest| rest == ".one" || rest == ".other")
}

fn kinds(keys: &BTreeMap<String, String>) -> BTreeSet<String> {
    keys.keys()
        .filter_map(|key| key.split('.').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_key_the_code_names_has_words() {
    let keys = keys();
    let found: Vec<_> = named(&kinds(&keys))
        .into_iter()
        .filter(|named| !keys.keys().any(|key| means(&named.key, key)))
        .map(|named| format!("{}: {}", named.place, named.key))
        .collect();
    none(&found, "these keys have no words in public/wording/en-GB:");
}

#[test]
fn a_form_in_another_page_has_all_the_words_it_says() {
    const SAY: [&str; 14] = [
        "src/embed/",
        "src/ui/item/",
        "src/ui/open_form.rs",
        "src/ui/sections.rs",
        "src/engine/alert.rs",
        "src/engine/calendar.rs",
        "src/engine/entry.rs",
        "src/engine/fhir/",
        "src/engine/form/",
        "src/engine/messages.rs",
        "src/engine/score/",
        "src/engine/validate/",
        "src/engine/value.rs",
        "src/engine/words.rs",
    ];
    let words = Wording::of_forms();
    let found: Vec<_> = named(&kinds(&keys()))
        .into_iter()
        .filter(|named| SAY.iter().any(|place| named.place.starts_with(place)))
        .filter(|named| !words.keys().any(|key| means(&named.key, key)))
        .map(|named| format!("{}: {}", named.place, named.key))
        .collect();
    none(&found, "Wording::of_forms has no words for these keys:");
    let of_a_vault: Vec<_> = words
        .keys()
        .filter(|key| words.say(key).to_lowercase().contains("vault"))
        .map(str::to_owned)
        .collect();
    none(&of_a_vault, "a form in another page has no vault:");
}

#[test]
fn no_words_are_kept_for_nothing() {
    let keys = keys();
    let named = named(&kinds(&keys));
    let found: Vec<_> = keys
        .iter()
        .filter(|(key, _)| !named.iter().any(|named| means(&named.key, key)))
        .map(|(key, file)| format!("{file}: {key}"))
        .collect();
    none(&found, "nothing in the code names these keys:");
}

#[test]
fn words_for_a_number_come_in_both_forms() {
    let keys = keys();
    let counted = Regex::new(r#"\bcount\(\s*"([^"]*)""#).unwrap();
    let mut stems: BTreeSet<String> = keys
        .keys()
        .filter_map(|key| key.strip_suffix(".one").map(str::to_owned))
        .collect();
    for file in files("src", &[".rs"]) {
        let found = counted.captures_iter(file.code());
        stems.extend(found.map(|found| found[1].to_owned()));
    }
    assert!(!stems.is_empty(), "something is counted");
    let found: Vec<_> = stems
        .iter()
        .flat_map(|stem| [".one", ".other"].map(|form| format!("{stem}{form}")))
        .filter(|wanted| !keys.contains_key(wanted))
        .collect();
    none(&found, "these keys have no words in public/wording/en-GB:");
}

#[test]
fn a_name_means_its_key_and_no_other() {
    assert!(means("score.total", "score.total"));
    assert!(means("score.critical", "score.critical.one"));
    assert!(means("calendar.month.{n}", "calendar.month.12"));
    assert!(!means("score.total", "score.totals"));
    assert!(!means("calendar.{n}", "calendar.month.12"));
}
