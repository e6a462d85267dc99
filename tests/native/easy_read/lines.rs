//! The lines of easy read: one short sentence each, of words that are easy or explained.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{elements, folders_with, json, lines, none, shown, words_of};
use crate::forms::text_of_file;

const WORDS_A_LINE: usize = 15;
/// A grade of the Flesch–Kincaid formula. A guard rail: it knows long words and sentences and no meaning.
const GRADE_OF_EASY_READ: f64 = 5.0;

/// A word that is hard to read.
pub struct HardWord {
    word: String,
    instead: String,
    may_be_explained: bool,
}

pub fn hard_words() -> Vec<HardWord> {
    let table = text_of_file("", "easy-read-words.tsv");
    let mut rows = table.lines();
    assert_eq!(rows.next(), Some("word\tsay instead\tonce explained"));
    rows.map(|row| match *row.split('\t').collect::<Vec<_>>() {
        [word, instead, once] if !instead.is_empty() && ["yes", "no"].contains(&once) => HardWord {
            word: word.to_lowercase(),
            instead: instead.to_owned(),
            may_be_explained: once == "yes",
        },
        _ => panic!("easy-read-words.tsv: {row:?}"),
    })
    .collect()
}

/// Whether these words, one or more, stand in a text. Both in small letters.
fn stands_in(words: &str, text: &str) -> bool {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '-';
    text.match_indices(words).any(|(at, _)| {
        !text[..at].ends_with(is_of_word) && !text[at + words.len()..].starts_with(is_of_word)
    })
}

/// What makes the words of a line or a title hard to read, if they come after these words were explained.
fn hard_to_read(text: &str, hard: &[HardWord], explained: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let small = text.to_lowercase();
    for it in hard.iter().filter(|it| stands_in(&it.word, &small)) {
        if !it.may_be_explained {
            found.push(format!("“{}”: say “{}”", it.word, it.instead));
        } else if !explained.contains(&it.word) {
            found.push(format!("“{}” is explained nowhere before", it.word));
        }
    }
    let symbol = |c: &char| !c.is_alphanumeric() && !" ,.?-'’".contains(*c);
    if let Some(symbol) = text.chars().find(symbol) {
        found.push(format!("“{symbol}” is a symbol"));
    }
    if text.contains(['\'', '’']) {
        found.push("a contraction or an apostrophe".to_owned());
    }
    let numbers = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "hundred",
    ];
    if let Some(number) = numbers.iter().find(|it| stands_in(it, &small)) {
        found.push(format!("“{number}” is not in digits"));
    }
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let is_upper = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if is_upper && word.chars().count() > 4 {
            found.push(format!("“{word}” is in block capitals"));
        } else if is_upper && !explained.contains(&word.to_lowercase()) {
            found.push(format!(
                "the initials “{word}” are explained nowhere before"
            ));
        }
    }
    found
}

/// What is wrong with a line: all that makes its words hard, and that it is not one short sentence.
fn wrong_with_line(line: &str, hard: &[HardWord], explained: &BTreeSet<String>) -> Vec<String> {
    let mut found = hard_to_read(line, hard, explained);
    let n_words = line.split_whitespace().count();
    if n_words > WORDS_A_LINE {
        found.push(format!("{n_words} words"));
    }
    if !line.ends_with(['.', '?']) || line.matches(['.', '?']).count() != 1 {
        found.push("not one whole sentence".to_owned());
    }
    if !line.starts_with(char::is_uppercase) || line.trim() != line || line.contains("  ") {
        found.push("does not begin or is not spaced like a sentence".to_owned());
    }
    found
}

/// What is wrong with the words of all steps, with the place of each. A word counts as explained from the
/// idea that explains it: in its own step, and in all later ones if that step is always shown.
pub fn wrong_with_words(form: &Value, hard: &[HardWord]) -> Vec<String> {
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    for step in elements(form, "steps") {
        let mut explained = known.clone();
        let mut report = |place: &str, text: &str, wrong: Vec<String>| {
            let wrong = wrong
                .into_iter()
                .map(|what| format!("{place}: {what} | {text}"));
            found.extend(wrong);
        };
        for idea in shown(step) {
            let place = words_of(&idea[if idea["id"].is_null() { "item" } else { "id" }]);
            let said = lines(idea).join(" ").to_lowercase();
            for word in elements(idea, "explains").map(|it| words_of(it).to_lowercase()) {
                if !stands_in(&word, &said) {
                    report(
                        place,
                        &said,
                        vec![format!("“{word}” is not explained here")],
                    );
                }
                explained.insert(word);
            }
            for line in lines(idea) {
                report(place, line, wrong_with_line(line, hard, &explained));
            }
        }
        let (id, title) = (words_of(&step["id"]), words_of(&step["title"]));
        report(id, title, hard_to_read(title, hard, &explained));
        if title.is_empty() || title.split_whitespace().count() > 6 || title.ends_with('.') {
            report(id, title, vec!["a title is a few words".to_owned()]);
        }
        if step["while"].is_null() {
            known = explained;
        }
    }
    found
}

#[test]
fn every_line_is_one_short_sentence_of_easy_words() {
    let hard = hard_words();
    for folder in folders_with("easy-read.json") {
        none(&wrong_with_words(&json(&folder, "easy-read.json"), &hard));
    }
}

#[test]
fn easy_read_is_within_the_guard_rail_of_readability() {
    for folder in folders_with("easy-read.json") {
        let form = json(&folder, "easy-read.json");
        let all: Vec<_> = elements(&form, "steps")
            .flat_map(shown)
            .flat_map(lines)
            .collect();
        let grade = textstat::flesch_kincaid_grade(&all.join(" "));
        assert!(grade <= GRADE_OF_EASY_READ, "{folder}: grade {grade:.1}");
    }
}

/// Each rule with a line that only it finds, so that no rule is there for nothing.
#[test]
fn each_rule_finds_a_line_that_breaks_it() {
    let hard = hard_words();
    let explained = BTreeSet::from(["breach".to_owned(), "gp".to_owned()]);
    for (line, expected) in [
        ("You can say no.", None),
        ("Your GP is told about a breach.", None),
        ("You may be assessed.", Some("“assessed”: say")),
        (
            "This is called consent.",
            Some("“consent” is explained nowhere"),
        ),
        ("We tell partner agencies.", Some("“partner agencies”: say")),
        ("You can talk; we listen.", Some("“;” is a symbol")),
        ("You can talk (or not).", Some("“(” is a symbol")),
        ("You don’t have to.", Some("a contraction")),
        ("It lasts twelve weeks.", Some("“twelve” is not in digits")),
        ("The MHTR is help.", Some("the initials “MHTR”")),
        ("You MUST come, ALWAYS.", Some("“ALWAYS” is in block")),
        ("You can stop. You can go on.", Some("not one whole")),
        ("This is help, e.g. talking.", Some("not one whole")),
        ("You can stop", Some("not one whole")),
        ("you can stop.", Some("does not begin")),
        (
            "You can say yes or no or that you want to talk about it with us.",
            Some("16 words"),
        ),
    ] {
        let found = wrong_with_line(line, &hard, &explained).join("; ");
        match expected {
            None => assert_eq!(found, "", "{line}"),
            Some(expected) => assert!(found.contains(expected), "{line}: {found:?}"),
        }
    }
}
