//! What is counted, and what never comes out.

use mhtr_forms::engine::csv::cell;
use mhtr_forms::engine::service_data::{Figure, csv};
use mhtr_forms::engine::wording::Wording;
use regex_lite::Regex;

use super::{CANARIES, Person, case_of, counted, forms, rows, table, times, today};
use crate::case::Practice;
use crate::forms::{all_forms, by_link_id, questionnaire};

fn said(month: u8, consent: &'static str) -> Person {
    Person {
        month,
        consent: Some(consent),
        assessed: vec!["mhtr"],
        ..Person::default()
    }
}

/// Forty people, with something of everything.
fn forty() -> Vec<Person> {
    let mut people = times(12, &said(3, "yes"));
    people.extend(times(8, &said(5, "no")));
    people.extend(times(2, &said(6, "talk-first")));
    let signed = Person {
        signed: true,
        assessed: vec!["mhtr", "drr"],
        phq_9: vec!["Nearly every day", "Not at all"],
        ..said(6, "yes")
    };
    people.extend(times(18, &signed));
    people
}

#[test]
fn every_case_is_counted_in_one_row_of_a_question_with_one_answer() {
    let data = counted(&forty());
    assert_eq!(data.n_cases, Figure::About(40));
    assert_eq!(data.month, "November 2026");
    // 30 yes, 8 no, and 2 who wanted to talk; nobody gave another answer or none.
    let consent = table(&data, "Whether you consent to the assessment");
    assert_eq!(
        rows(consent),
        [
            ("Yes", Some(30)),
            ("No", None),
            ("I want to talk about it first", None),
            ("No answer", None)
        ]
    );
    let months = table(&data, "Month the case was opened");
    let expected = [
        ("March 2026", Some(10)),
        ("April 2026 to May 2026", Some(10)),
        ("June 2026 to November 2026", Some(20)),
    ];
    assert_eq!(rows(months), expected);
    let standing = table(&data, "Consent");
    let expected = [
        ("Signed, and not withdrawn", Some(20)),
        ("Signed, then withdrawn", None),
        ("Not signed", None),
    ];
    assert_eq!(rows(standing), expected);
}

#[test]
fn of_several_answers_each_is_counted() {
    let data = counted(&forty());
    let assessed = table(&data, "The requirements you are being assessed for");
    assert!(assessed.has_several);
    // All forty were assessed for an MHTR: nobody for not.
    assert_eq!(
        rows(assessed),
        [("MHTR", None), ("DRR", Some(20)), ("ATR", None)]
    );
}

#[test]
fn the_first_score_is_banded_and_the_last_compared_with_it() {
    let mut mild = forty();
    mild.extend(times(
        9,
        &Person {
            month: 7,
            phq_9: vec!["Several days"],
            ..Person::default()
        },
    ));
    let data = counted(&mild);
    let shown = |question| {
        let rows = rows(table(&data, question)).into_iter();
        let shown: Vec<_> = rows
            .filter(|row| row.1.is_some())
            .map(|row| row.0.to_owned())
            .collect();
        shown
    };
    // Eighteen are in the highest band and nine in the second; with the three empty ones the 22 without a
    // score are hidden.
    let first = shown("PHQ-9: first score");
    assert_eq!(first.len(), 2, "{first:?}");
    assert!(
        first[0].starts_with("Mild") && first[1].starts_with("Severe"),
        "{first:?}"
    );
    let change = shown("PHQ-9: change from the first score to the last");
    assert_eq!(change, ["Reliable improvement"]);
}

#[test]
fn fewer_than_five_cases_show_nothing_at_all() {
    let data = counted(&forty()[..4]);
    assert_eq!(data.n_cases, Figure::Hidden);
    assert!(data.tables.iter().all(|table| !table.is_shown()));
    let nobody = counted(&[]);
    assert_eq!(nobody.n_cases, Figure::Hidden);
}

/// What there are tables of must say nothing: not even that one case has a form.
#[test]
fn the_same_tables_are_there_whoever_was_counted() {
    let questions = |people: &[Person]| {
        let data = counted(people);
        let tables = data.tables.iter();
        tables
            .map(|table| table.question.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(questions(&[]), questions(&forty()));
}

#[test]
fn who_withdrew_consent_to_sharing_is_in_no_number_until_they_sign_again() {
    let at = |time: &str| crate::case::at(time);
    let mut cases: Vec<_> = forty()
        .iter()
        .enumerate()
        .map(|(number, person)| case_of(person, number))
        .collect();
    let count = |cases: &[_]| {
        mhtr_forms::engine::service_data::of(cases, &forms(), &Wording::built_in(), today()).n_cases
    };
    assert_eq!(count(&cases), Figure::About(40));
    for (what, expected) in [("mhtr", 40), ("sharing", 35)] {
        for case in &mut cases[22..26] {
            let mut practice = Practice::with((*forms()).clone());
            practice.case = case.clone();
            let withdrawal = practice.start("consent-withdrawal", at("12:00:00"));
            practice.answer(withdrawal, &[("withdrawal.what", what)], at("12:01:00"));
            *case = practice.case;
        }
        assert_eq!(count(&cases), Figure::About(expected), "{what}");
    }
}

#[test]
fn nothing_a_person_typed_and_no_day_comes_out() {
    let data = counted(&forty());
    let csv = csv::write(&data, &Wording::built_in());
    let day = Regex::new(
        r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}:\d{2}|\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)\b",
    )
    .unwrap();
    for written in [csv, format!("{data:?}")] {
        for canary in CANARIES {
            assert!(!written.contains(canary), "{canary} came out");
        }
        assert!(!day.is_match(&written), "{:?}", day.find(&written));
    }
    let one = format!("{:?}", case_of(&forty()[0], 7));
    for canary in CANARIES {
        assert!(
            one.contains(canary),
            "{canary} is in no case, so the test proves nothing"
        );
    }
}

#[test]
fn the_file_says_what_the_page_says_and_holds_no_formula() {
    let data = counted(&forty());
    let csv = csv::write(&data, &Wording::built_in());
    let lines: Vec<&str> = csv.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines[0], r#""kind","form","question","answer","cases""#);
    assert_eq!(lines[1], r#""count","","Cases counted","","40""#);
    let n_rows: usize = data.tables.iter().map(|table| table.rows.len()).sum();
    let n_notes = lines
        .iter()
        .filter(|line| line.starts_with("\"note\""))
        .count();
    assert_eq!(lines.len(), 2 + n_rows + n_notes);
    assert_eq!(n_notes, csv::NOTES.len() + 1);
    assert!(
        lines
            .iter()
            .any(|line| line.contains(r#""No","Not shown""#))
    );
    let mut hostile = data;
    hostile.tables[1].rows[0].name = "=1+1".to_owned();
    let csv = csv::write(&hostile, &Wording::built_in());
    assert!(csv.contains(&cell("=1+1")) && csv.contains("\"'=1+1\""));
}

/// Only a choice between options can be counted: words would come out with it.
#[test]
fn every_question_that_is_marked_to_be_counted_is_a_choice_with_options() {
    let mut n_marked = 0;
    for folder in all_forms() {
        let form = questionnaire(folder);
        for (link_id, item) in by_link_id(&form) {
            let codes = item["code"].as_array().into_iter().flatten();
            let mut systems = codes.map(|code| code["system"].as_str().unwrap());
            if systems.any(|system| system == "urn:mhtr-forms:codes:service-data") {
                assert_eq!(item["type"], "choice", "{folder}: {link_id}");
                n_marked += 1;
            }
        }
    }
    let counted = counted(&[]);
    let of_forms = counted.tables.iter().filter(|table| !table.form.is_empty());
    // The table of whether consent stands is of a form too.
    assert_eq!(of_forms.count(), n_marked + 1);
}
