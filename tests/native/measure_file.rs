//! Reading a `measure.toml`: what is refused, where, and that every problem has words.

use mhtr_forms::engine::problem::Severity;
use mhtr_forms::engine::score::{Answers, Position, Recorded, read_measure, rows, score};
use mhtr_forms::engine::wording::Wording;
use proptest::prelude::*;
use proptest::sample::Index;

/// The smallest file that is right.
const SOUND: &str = r#"
id = "mood"
instrument = "MOOD"
title = "Mood"
items = ["mood.1", "mood.2"]
answers = { lowest = 0, highest = 3, source = "a paper" }
missing = { at-most = 1, source = "a paper" }

[total]
statistic = "sum"
better = "lower"
decimal-places = 0
compared = "rounded"
on-paper = "The sum."
source = "a paper"
"#;

/// Reads the sound file with a piece changed, and says what was found wrong: (place, words' key).
fn problems(from: &str, to: &str) -> Vec<(String, &'static str)> {
    assert!(SOUND.contains(from), "the file has no {from}");
    let (measure, problems) = read_measure(&SOUND.replace(from, to));
    let wording = Wording::built_in();
    for problem in &problems {
        assert_eq!(problem.severity, Severity::Refused);
        let words = wording.problem(problem);
        assert!(!words.contains(['[', '{']), "{words}");
    }
    assert_eq!(measure.is_some(), problems.is_empty());
    let found = problems.into_iter();
    found.map(|found| (found.place, found.what)).collect()
}

/// The sound file with more at its end.
fn with_more(more: &str) -> Vec<(String, &'static str)> {
    problems(
        "on-paper = \"The sum.\"\nsource = \"a paper\"\n",
        &format!("on-paper = \"The sum.\"\nsource = \"a paper\"\n{more}"),
    )
}

#[test]
fn a_sound_file_has_no_problems() {
    assert_eq!(problems("Mood", "Mood"), []);
}

#[test]
fn a_file_that_is_not_toml_is_refused_with_its_line() {
    let found = problems("title = \"Mood\"", "title = ");
    assert_eq!(
        found,
        [("line 4".to_owned(), "problem.measure.not-readable")]
    );
}

#[test]
fn a_key_that_is_not_known_is_refused_because_it_may_be_a_rule_misspelt() {
    for more in [
        "[critcal]\nitems = [1]\nabove = 0\nsource = \"a paper\"",
        "[critical]\nitems = [1]\nabove = 0\nunless = 3\nsource = \"a paper\"",
        "[reversed]\nitem = [1]\nsource = \"a paper\"",
    ] {
        let found = with_more(more);
        assert_eq!(found.len(), 1, "{more}");
        assert_eq!(found[0].1, "problem.measure.not-readable", "{more}");
    }
}

#[test]
fn a_rule_about_an_item_that_is_not_there_is_refused() {
    for (more, place) in [
        (
            "[reversed]\nitems = [1, 3]\nsource = \"a\"",
            "reversed.items[1]",
        ),
        (
            "[critical]\nitems = [0]\nabove = 0\nsource = \"a\"",
            "critical.items[0]",
        ),
        (
            "[not-applicable]\nid = \"n\"\nitem = 3\nsource = \"a\"",
            "not-applicable.item",
        ),
        (
            "[[subscale]]\nid = \"s\"\ntitle = \"S\"\nitems = [9]\nmissing-at-most = 0\n\
             is-on-paper = false\nsource = \"a\"",
            "subscale[0].items[0]",
        ),
    ] {
        let expected = [(place.to_owned(), "problem.measure.no-such-item")];
        assert_eq!(with_more(more), expected);
    }
}

#[test]
fn numbers_that_cannot_be_right_are_refused() {
    for (from, to, place, what) in [
        (
            "at-most = 1",
            "at-most = 2",
            "missing.at-most",
            "all-missing",
        ),
        ("lowest = 0", "lowest = 3", "answers", "answer-range"),
        ("lowest = 0", "lowest = -1", "answers", "answer-range"),
        (
            "highest = 3",
            "highest = 9223372036854775807",
            "answers",
            "answer-range",
        ),
        ("places = 0", "places = 9", "total", "decimal-places"),
        ("\"mood.2\"", "\"mood.1\"", "items[1]", "listed-twice"),
    ] {
        let expected = [(place.to_owned(), format!("problem.measure.{what}"))];
        let found = problems(from, to).into_iter();
        let found: Vec<_> = found
            .map(|(place, what)| (place, what.to_owned()))
            .collect();
        assert_eq!(found, expected, "{to}");
    }
    let found = problems("\"mood.1\", \"mood.2\"", "");
    assert!(found.contains(&("items".to_owned(), "problem.measure.number-of-items")));
}

#[test]
fn bands_have_to_cover_the_scale_in_order() {
    let bands = |bands: &str| {
        with_more(&format!(
            "[[band-set]]\nid = \"b\"\ntitle = \"B\"\nsource = \"a\"\nbands = [{bands}]"
        ))
    };
    let band = |code: &str, from: i64| {
        format!("{{ code = \"{code}\", title = \"{code}\", from = {from} }}")
    };
    assert_eq!(bands(&[band("low", 0), band("high", 4)].join(",")), []);
    for (given, what) in [
        (
            [band("low", 1), band("high", 4)],
            "problem.measure.bands-start",
        ),
        (
            [band("low", 0), band("high", 0)],
            "problem.measure.bands-order",
        ),
        (
            [band("low", 0), band("high", 7)],
            "problem.measure.out-of-scale",
        ),
        (
            [band("low", 0), band("low", 4)],
            "problem.measure.listed-twice",
        ),
    ] {
        let expected = [("band-set[0].bands".to_owned(), what)];
        assert_eq!(bands(&given.join(",")), expected);
    }
}

#[test]
fn thresholds_out_of_reach_and_skips_that_cannot_work_are_refused() {
    for (more, place, what) in [
        (
            "[cut-off]\nat-least = 7\nsource = \"a\"",
            "cut-off.at-least",
            "out-of-scale",
        ),
        (
            "[critical]\nitems = [1]\nabove = 3\nsource = \"a\"",
            "critical.above",
            "out-of-scale",
        ),
        (
            "[critical]\nitems = []\nabove = 0\nsource = \"a\"",
            "critical.items",
            "nothing-listed",
        ),
        (
            "[change]\nreliable = 2\nsource = \"a\"",
            "change",
            "change-without-cut-off",
        ),
        (
            "[second-scale]\nid = \"s\"\nminus = -9223372036854775808\nsource = \"a\"",
            "second-scale.minus",
            "out-of-scale",
        ),
        (
            "[[skip]]\nitem = 1\nafter = 1\nanswered = 0\ncounts-as = 0\nsource = \"a\"",
            "skip[0]",
            "skip",
        ),
        (
            "[[skip]]\nitem = 2\nafter = 1\nanswered = 4\ncounts-as = 0\nsource = \"a\"",
            "skip[0]",
            "skip",
        ),
    ] {
        let found = with_more(more);
        assert_eq!(found.len(), 1, "{more}: {found:?}");
        let expected = (place, format!("problem.measure.{what}"));
        assert_eq!((found[0].0.as_str(), found[0].1.to_owned()), expected);
    }
}

#[test]
fn a_number_without_a_source_is_refused() {
    let found = with_more("[cut-off]\nat-least = 3\nsource = \" \"");
    let expected = ("cut-off.source".to_owned(), "problem.measure.no-source");
    assert_eq!(found, [expected]);
}

/// A number as a file may hold it.
fn any_number() -> impl Strategy<Value = i64> {
    prop_oneof![4 => -2..60_i64, 1 => any::<i64>(), 1 => Just(i64::MAX), 1 => Just(i64::MIN)]
}

/// The places of the whole numbers in a text.
fn numbers_in(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_digit() {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
    }
    found
}

proptest! {
    #[test]
    fn a_file_with_any_numbers_is_read_or_refused_and_then_scores_without_a_stop(
        which in any::<Index>(),
        changes in proptest::collection::vec((any::<Index>(), any_number()), 1..4),
        position in any_number(),
    ) {
        let folders = ["core-34", "core-10", "phq-9", "gad-7", "k10", "sapas", "wsas", "gse"];
        let mut toml = crate::cases::toml_of(which.get(folders.as_slice()));
        for (place, number) in changes {
            let found = numbers_in(&toml);
            toml.replace_range(place.get(&found).clone(), &number.to_string());
        }
        let (measure, problems) = read_measure(&toml);
        prop_assert_eq!(measure.is_some(), problems.is_empty());
        if let Some(measure) = measure {
            let positions = measure.numbers().map(|item| (item, Position(position)));
            let answers = Answers { positions: positions.collect(), ..Answers::default() };
            let outcome = score(&measure, &answers);
            let is_answer = (measure.answers.lowest..=measure.answers.highest).contains(&position);
            prop_assert_eq!(outcome.total.score.scored().is_some(), is_answer);
            let recorded = Recorded::FromItems(outcome);
            let rows = rows(&measure, &recorded, &Wording::built_in());
            prop_assert_eq!(rows.len(), 1 + measure.subscales.len());
        }
    }

    #[test]
    fn a_file_cut_off_anywhere_is_refused_or_read(which in any::<Index>()) {
        let toml = crate::cases::toml_of("core-34");
        let ends: Vec<usize> = toml.char_indices().map(|(at, _)| at).collect();
        let (measure, problems) = read_measure(&toml[..*which.get(&ends)]);
        prop_assert_eq!(measure.is_some(), problems.is_empty());
    }
}
