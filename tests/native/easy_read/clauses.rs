//! The table that says where each clause of the published text stands in easy read.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{elements, folders_with, json, none, words_of};
use crate::forms::{by_link_id, questionnaire, text_of_file};

/// Published text without what only marks it up, and without white space.
fn bare(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let words = lines.map(|line| line.strip_prefix("- ").unwrap_or(line));
    let words: String = words.flat_map(str::split_whitespace).collect();
    words.replace("**", "").replace(".....", "")
}

/// Where the table of clauses and the source, the form or the easy-read lines part.
fn wrong_with_clauses(table: &str, source: &str, form: &Value, easy: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let items = by_link_id(form);
    let mut places = BTreeSet::new();
    for step in elements(easy, "steps") {
        places.extend(elements(step, "ideas").map(|idea| words_of(&idea["id"]).to_owned()));
        places.extend(elements(step, "asks").map(|ask| format!("asks:{}", words_of(&ask["item"]))));
    }
    let mut rows = table.lines();
    if rows.next() != Some("clause\titem\teasy-read\tnote") {
        found.push("the columns are clause, item, easy-read, note".to_owned());
    }
    let mut joined = String::new();
    for row in rows {
        let mut cells = row.split('\t');
        let [clause, link_id, easy_read, note] =
            std::array::from_fn(|_| cells.next().unwrap_or_default());
        joined.push_str(clause);
        joined.push('\n');
        if let Some(item) = items.get(link_id) {
            let mut said = [words_of(&item["prefix"]), words_of(&item["text"])].concat();
            for option in elements(item, "answerOption") {
                said.push_str(words_of(&option["valueCoding"]["display"]));
            }
            if !bare(&said).contains(&bare(clause)) {
                found.push(format!("{link_id} does not say {clause:?}"));
            }
        } else if link_id != "-" {
            found.push(format!("no {link_id}: {clause:?}"));
        }
        if easy_read == "-" {
            if note.is_empty() {
                found.push(format!("no easy-read line and no reason: {clause:?}"));
            }
            continue;
        }
        for place in easy_read.split(", ") {
            if !places.contains(place) {
                found.push(format!("no easy-read line {place:?}: {clause:?}"));
            }
        }
    }
    let (joined, source) = (bare(&joined), bare(source));
    if joined != source {
        let same = joined.chars().zip(source.chars());
        let at = same.take_while(|(one, other)| one == other).count();
        let next: String = source.chars().skip(at).take(40).collect();
        found.push(format!("the clauses are not the source from {next:?} on"));
    }
    found
}

#[test]
fn every_clause_of_the_published_text_has_its_easy_read_lines() {
    for folder in folders_with("clauses.tsv") {
        let table = text_of_file(&folder, "clauses.tsv");
        let source = text_of_file(&folder, "source.txt");
        let easy = json(&folder, "easy-read.json");
        let form = questionnaire(&folder);
        none(&wrong_with_clauses(&table, &source, &form, &easy));
        // Without any one row, or any one mapped idea, the table is not whole.
        for n in 1..table.lines().count() {
            let others = table.lines().enumerate().filter(|(at, _)| *at != n);
            let others: Vec<_> = others.map(|(_, row)| row).collect();
            let found = wrong_with_clauses(&others.join("\n"), &source, &form, &easy);
            assert!(!found.is_empty(), "row {n} was not missed");
        }
        let mapped: String = table
            .lines()
            .filter_map(|row| row.split('\t').nth(2))
            .collect();
        for (n, step) in elements(&easy, "steps").enumerate() {
            for (m, idea) in elements(step, "ideas").enumerate() {
                if !mapped.contains(words_of(&idea["id"])) {
                    continue;
                }
                let mut lost = easy.clone();
                lost["steps"][n]["ideas"][m]["id"] = Value::Null;
                let found = wrong_with_clauses(&table, &source, &form, &lost);
                assert!(!found.is_empty(), "{} was not missed", idea["id"]);
            }
        }
    }
}
