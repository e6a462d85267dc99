//! The plain presentation: the same items in shorter sentences, and none left out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{folders_with, json, none, words_of};
use crate::forms::{OURS, extension, is_help, questionnaire, text_of_file, walk};

const WORDS_A_PLAIN_SENTENCE: usize = 20;
/// A grade of the Flesch–Kincaid formula, as for easy read.
const GRADE_OF_PLAIN: f64 = 8.0;

/// The sentences of the plain words, without their full stops, each with its link id.
fn plain_sentences(plain: &Value) -> impl Iterator<Item = (&str, &str)> {
    let words = plain["words"].as_object().into_iter().flatten();
    words.flat_map(|(link_id, words)| {
        let sentences = words_of(words).split(['.', '?', ':']).map(str::trim);
        sentences
            .filter(|sentence| !sentence.is_empty())
            .map(|sentence| (link_id.as_str(), sentence))
    })
}

#[test]
fn a_plain_sentence_is_short() {
    for folder in folders_with("plain.json") {
        let plain = json(&folder, "plain.json");
        let long: Vec<_> = plain_sentences(&plain)
            .filter(|(_, it)| it.split_whitespace().count() > WORDS_A_PLAIN_SENTENCE)
            .map(|(link_id, sentence)| format!("{link_id}: {sentence}"))
            .collect();
        none(&long);
    }
}

/// Nothing is left out of the plain presentation, and nothing stands in it that the form does not say.
#[test]
fn there_are_plain_words_for_every_item_with_published_words() {
    for folder in folders_with("plain.json") {
        let plain = json(&folder, "plain.json");
        assert_eq!(plain["language"], "en-GB", "{folder}");
        let form = questionnaire(&folder);
        let mut published = BTreeSet::new();
        walk(&form, &mut |item, _| {
            if extension(item, OURS, "our-words").is_none() && !is_help(item) {
                published.extend(item["linkId"].as_str());
            }
        });
        let words = plain["words"].as_object().into_iter().flatten();
        let words: BTreeMap<_, _> = words.map(|(id, it)| (id.as_str(), words_of(it))).collect();
        let plain: BTreeSet<_> = words.keys().copied().collect();
        assert_eq!(plain, published, "{folder}");
        assert!(words.values().all(|words| !words.trim().is_empty()));
    }
}

#[test]
fn the_plain_words_are_within_the_guard_rail_and_the_published_ones_are_not() {
    for folder in folders_with("plain.json") {
        let plain = json(&folder, "plain.json");
        let all: Vec<_> = plain_sentences(&plain).map(|(_, it)| it).collect();
        let grade = textstat::flesch_kincaid_grade(&format!("{}.", all.join(". ")));
        assert!(grade <= GRADE_OF_PLAIN, "{folder}: grade {grade:.1}");
        // The rail stands where it separates: the published words are far outside it.
        let published = text_of_file(&folder, "source.txt");
        let grade = textstat::flesch_kincaid_grade(&published);
        assert!(grade > GRADE_OF_PLAIN, "{folder}: published {grade:.1}");
    }
}
