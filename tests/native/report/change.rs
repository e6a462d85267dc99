//! The first and the last score side by side: what is said of the numbers, and where the chart has them.

use mhtr_forms::engine::catalogue::{Catalogue, FormId};
use mhtr_forms::engine::report::chart::{Chart, Mark, Shape, Stroke};
use mhtr_forms::engine::report::{Block, Standing, change, csv, fhir, html, text};
use regex_lite::Regex;
use serde_json::Value as Json;

use super::{Whole, draft, golden};
use crate::administrations::{copied, declined, on, phq, taken};
use crate::case::Practice;
use crate::catalogue::folders;

/// A whole case in which the measures were taken again.
pub(super) fn twice() -> Whole {
    let mut whole = draft();
    let practice = &mut whole.practice;
    taken(practice, "core-34", "12-18", &"1".repeat(34));
    taken(practice, "phq-9", "12-18", "100000001");
    taken(practice, "gad-7", "12-18", "111100-");
    taken(practice, "core-10", "12-18", "0440000000");
    whole
}

fn blocks(practice: &Practice) -> Vec<Block> {
    change::of_case(&practice.case, &practice.catalogue, &practice.wording)
}

fn charts(practice: &Practice) -> Vec<Chart> {
    let of = |block| {
        if let Block::Chart(chart) = block {
            Some(chart)
        } else {
            None
        }
    };
    blocks(practice).into_iter().filter_map(of).collect()
}

/// The facts about the only measure there is.
fn facts(practice: &Practice) -> Vec<String> {
    let of = |block| {
        if let Block::List(facts) = block {
            Some(facts)
        } else {
            None
        }
    };
    blocks(practice).into_iter().find_map(of).unwrap()
}

/// A measure copied from paper twice.
fn from_paper(measure: &str, first: &str, last: &str) -> Practice {
    let mut practice = Practice::open();
    copied(&mut practice, measure, "03-02", first, "2/3/2026");
    copied(&mut practice, measure, "06-01", last, "1/6/2026");
    practice
}

#[test]
fn a_case_with_a_change_is_written_as_it_always_was() {
    let whole = twice();
    let report = whole.report();
    let practice = &whole.practice;
    golden("change.txt", &text::write(&report, &practice.wording));
    golden(
        "change.html",
        &html::write(&report, &whole.practice.wording),
    );
    let rows = csv::write(
        Standing::Draft,
        &practice.case,
        &practice.catalogue,
        &practice.wording,
    );
    let of_change = rows.lines().filter(|row| row.contains("\"change\""));
    let of_change: Vec<&str> = of_change.collect();
    golden("change.csv", &(of_change.join("\n") + "\n"));
}

#[test]
fn the_facts_about_a_change_are_said_in_words() {
    let better = "Reliable improvement in the score";
    let worse = "Reliable deterioration in the score";
    let no_change = "No reliable change in the score";
    let recovery = "That is reliable recovery";
    let unreliable = "That is recovery of the score, and not reliable";
    let case = |which: &str| match which {
        "both" => "First and final scores are at or above",
        "first" => "The first score is at or above",
        "final" => "The first score is below",
        _ => "First and final scores are below",
    };
    for (measure, first, last, difference, reliable, cases, more) in [
        ("phq-9", "16", "10", "6 lower", better, "both", ""),
        ("phq-9", "16", "11", "5 lower", no_change, "both", ""),
        ("phq-9", "15", "9", "6 lower", better, "first", recovery),
        (
            "phq-9", "10", "9", "1 lower", no_change, "first", unreliable,
        ),
        ("phq-9", "9", "3", "6 lower", better, "neither", ""),
        ("phq-9", "9", "10", "1 higher", no_change, "final", ""),
        ("phq-9", "9", "15", "6 higher", worse, "final", ""),
        ("phq-9", "10", "16", "6 higher", worse, "both", ""),
        ("phq-9", "0", "0", "none", no_change, "neither", ""),
        ("gad-7", "8", "4", "4 lower", better, "first", recovery),
        ("gad-7", "8", "5", "3 lower", no_change, "first", unreliable),
        (
            "core-34",
            "14.9",
            "9.9",
            "5.0 lower",
            better,
            "first",
            recovery,
        ),
        (
            "core-34",
            "14.8",
            "9.9",
            "4.9 lower",
            no_change,
            "first",
            unreliable,
        ),
        ("core-10", "11.0", "17", "6.0 higher", worse, "both", ""),
    ] {
        let told = facts(&from_paper(measure, first, last));
        let row = format!("{measure} {first} {last}: {told:#?}");
        let has = |what: &str| told.iter().filter(|fact| fact.starts_with(what)).count();
        let end = |of: &str, day: &str| {
            format!(
                "{of} score: {}, on {day}.",
                first_of(of, first, last, measure)
            )
        };
        assert_eq!(has(&end("First", "2 March 2026")), 1, "{row}");
        assert_eq!(has(&end("Final", "1 June 2026")), 1, "{row}");
        assert_eq!(
            has(&format!("Difference from first to final: {difference}.")),
            1,
            "{row}"
        );
        let said = [better, worse, no_change].map(has);
        assert_eq!((has(reliable), said.iter().sum()), (1, 1), "{row}");
        let said = ["both", "first", "final", "neither"].map(|of| has(case(of)));
        assert_eq!((has(case(cases)), said.iter().sum()), (1, 1), "{row}");
        let said = [recovery, unreliable].map(has).iter().sum::<usize>();
        assert_eq!(
            (said, more.is_empty() || has(more) == 1),
            (usize::from(!more.is_empty()), true),
            "{row}"
        );
        assert_eq!(has("On this measure lower scores are better."), 1, "{row}");
        assert_eq!(
            (
                has("Source of the threshold: "),
                has("Source of the cut-off: ")
            ),
            (1, 1),
            "{row}"
        );
    }
}

/// A score as it is shown: with the places of its measure.
fn first_of(end: &str, first: &str, last: &str, measure: &str) -> String {
    let typed = if end == "First" { first } else { last };
    if measure.starts_with("core") && !typed.contains('.') {
        format!("{typed}.0")
    } else {
        typed.to_owned()
    }
}

#[test]
fn a_measure_without_a_published_threshold_gets_no_label() {
    let told = facts(&from_paper("k10", "50", "10"));
    assert_eq!(
        told,
        [
            "First score: 50, on 2 March 2026.",
            "Final score: 10, on 1 June 2026.",
            "Difference from first to final: 40 lower.",
            "On this measure lower scores are better.",
            "No published threshold for reliable change has been found for this measure. The \
             difference has no label."
        ]
    );
    let charts = charts(&from_paper("k10", "50", "10"));
    assert_eq!(bands(&charts[0]), []);
}

#[test]
fn where_there_is_no_score_the_reason_stands_in_place_of_a_difference() {
    let mut practice = Practice::open();
    phq(&mut practice, "03-02", 20);
    declined(&mut practice, "phq-9", "06-01");
    assert_eq!(
        facts(&practice),
        [
            "First score: 20, on 2 March 2026.",
            "Final: no score, on 1 June 2026 (Not completed: Declined.).",
            "No difference can be given: the final has no score.",
        ]
    );
    let chart = &charts(&practice)[0];
    assert_eq!((points(chart).len(), bands(chart).len()), (1, 0));
    assert!(words(chart).contains(&"No score, 1 June 2026 (final)"));
    let rows = csv::write(
        Standing::Draft,
        &practice.case,
        &practice.catalogue,
        &practice.wording,
    );
    assert!(
        rows.contains("\"change\",\"phq-9\",\"PHQ-9: first and final scores\",\"No difference")
    );
    declined(&mut practice, "phq-9", "07-01");
    let mut none = Practice::open();
    declined(&mut none, "phq-9", "03-02");
    declined(&mut none, "phq-9", "06-02");
    assert_eq!(charts(&none), [], "nothing to draw");
    assert!(blocks(&none).iter().any(|of| matches!(of, Block::Table(_))));
}

#[test]
fn nothing_is_said_of_change_before_a_measure_was_taken_twice() {
    let mut practice = Practice::open();
    assert_eq!(blocks(&practice), []);
    phq(&mut practice, "03-02", 20);
    taken(&mut practice, "core-10", "03-02", "4444444444");
    assert_eq!(blocks(&practice), []);
    phq(&mut practice, "06-02", 20);
    let told = blocks(&practice);
    let once = "Taken once, so there is nothing to compare: CORE-10.";
    assert!(
        told.contains(&Block::Paragraph(once.to_owned())),
        "{told:?}"
    );
}

#[test]
fn every_administration_is_in_the_table_with_how_it_was_taken() {
    let mut practice = Practice::open();
    taken(&mut practice, "phq-9", "03-02", "33333333-");
    copied(&mut practice, "phq-9", "04-09", "12", "8/4/2026");
    practice.start("phq-9", on("05-01"));
    let open = phq(&mut practice, "06-01", 4);
    practice.answer(open, &[("phq-9.9", "Several days")], on("06-01"));
    let table = charts(&practice).remove(0).table;
    let cells: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let form = "PHQ-9";
    assert_eq!(table.header.len(), 6);
    assert_eq!(
        cells,
        [
            vec![
                "2 March 2026 (first)",
                "27",
                "0 to 27",
                "Questions read aloud",
                form,
                "Pro-rated from 8 of 9 answers; Risk question not answered: item 9"
            ],
            vec![
                "8 April 2026",
                "12",
                "0 to 27",
                "Copied from a paper form",
                form,
                "Not yet said how the risk questions were answered on the paper form"
            ],
            vec![
                "1 June 2026 (final)",
                "5",
                "0 to 27",
                "Questions read aloud",
                form,
                "Risk question that calls for action: item 9; The form is not finished"
            ],
        ]
    );
}

fn points(chart: &Chart) -> Vec<(i32, i32, Shape)> {
    let of = |mark: &Mark| {
        if let Mark::Point { at, shape } = mark {
            Some((at.x, at.y, *shape))
        } else {
            None
        }
    };
    chart.marks.iter().filter_map(of).collect()
}

/// The bands on the lines, by their ends; that in the key is not one.
fn bands(chart: &Chart) -> Vec<(i32, i32)> {
    let of = |mark: &Mark| {
        if let Mark::Band { corner, width, .. } = mark {
            Some((corner.x, corner.x + width))
        } else {
            None
        }
    };
    let mut bands: Vec<(i32, i32)> = chart.marks.iter().filter_map(of).collect();
    bands.pop();
    bands
}

/// Where the cut-off is drawn; that in the key is not one.
fn cut_offs(chart: &Chart) -> Vec<i32> {
    let of = |mark: &Mark| {
        if let Mark::Line {
            from,
            to,
            stroke: Stroke::Dashed,
        } = mark
        {
            assert_eq!(from.x, to.x);
            Some(from.x)
        } else {
            None
        }
    };
    let mut found: Vec<i32> = chart.marks.iter().filter_map(of).collect();
    found.pop();
    found
}

fn words(chart: &Chart) -> Vec<&str> {
    let mut found = Vec::new();
    for mark in &chart.marks {
        if let Mark::Text { words, .. } = mark {
            found.push(words.as_str());
        }
    }
    found
}

/// Where a share of the range is, in thousandths: the range goes from 32 to 608.
fn at(thousandths: i32) -> i32 {
    32 + (576 * thousandths + 500) / 1000
}

#[test]
fn the_points_the_band_and_the_cut_off_are_where_their_numbers_are() {
    // Thousandths of the range: of 27 for the PHQ-9, of 40 for the CORE-34, from 10 to 50 for the Kessler-10.
    for (measure, first, last, points_at, band, cut_off) in [
        ("phq-9", "18", "9", [667, 333], Some((444, 889)), 370),
        ("core-34", "14.9", "9.9", [373, 248], Some((248, 498)), 250),
        ("k10", "50", "10", [1000, 0], None, 250),
        // The band ends with the range.
        ("phq-9", "27", "27", [1000, 1000], Some((778, 1000)), 370),
        ("phq-9", "0", "0", [0, 0], Some((0, 222)), 370),
        ("gad-7", "3", "21", [143, 1000], Some((0, 333)), 381),
    ] {
        let chart = charts(&from_paper(measure, first, last)).remove(0);
        let row = format!("{measure} {first} {last}");
        let is_at = |x: i32, thousandths: i32| (x - at(thousandths)).abs() <= 1;
        let drawn = points(&chart);
        assert_eq!(
            (drawn[0].2, drawn[1].2),
            (Shape::Circle, Shape::Diamond),
            "{row}"
        );
        assert!(
            is_at(drawn[0].0, points_at[0]) && is_at(drawn[1].0, points_at[1]),
            "{row}: {drawn:?}"
        );
        let lines = cut_offs(&chart);
        assert!(
            lines.len() == 2 && lines.iter().all(|x| is_at(*x, cut_off)),
            "{row}: {lines:?}"
        );
        match band {
            Some((low, high)) => {
                let drawn = bands(&chart);
                let fits = |of: &(i32, i32)| is_at(of.0, low) && is_at(of.1, high);
                assert!(
                    drawn.len() == 2 && drawn.iter().all(fits),
                    "{row}: {drawn:?}"
                );
            }
            None => assert_eq!(bands(&chart), [], "{row}"),
        }
    }
}

#[test]
fn a_score_below_the_cut_off_is_drawn_on_the_side_it_is_judged_to_be_on() {
    // 33 of 34 statements are 9.71; pro-rated answers are compared as they are shown.
    let mut practice = Practice::open();
    taken(&mut practice, "phq-9", "03-02", "11111111-");
    taken(&mut practice, "phq-9", "06-02", "2211111--");
    let chart = charts(&practice).remove(0);
    let drawn = points(&chart);
    // Nine answered as one each are 9. Nine over seven times nine are 11.57: shown, judged and drawn as 12.
    assert_eq!([drawn[0].0, drawn[1].0], [at(333), at(444)]);
}

#[test]
fn everything_is_on_the_sheet_however_many_times_a_measure_was_taken() {
    for n in [2_u8, 3, 14] {
        let mut practice = Practice::open();
        for day in 1..=n {
            phq(
                &mut practice,
                &format!("03-{day:02}"),
                usize::from(day) + 13,
            );
        }
        let chart = charts(&practice).remove(0);
        let inside =
            |x: i32, y: i32| (0..=chart.width).contains(&x) && (0..=chart.height).contains(&y);
        for mark in &chart.marks {
            let fits = match mark {
                Mark::Line { from, to, .. } => inside(from.x, from.y) && inside(to.x, to.y),
                Mark::Band {
                    corner,
                    width,
                    height,
                } => inside(corner.x, corner.y) && inside(corner.x + width, corner.y + height),
                Mark::Point { at, shape } => {
                    let r = shape.radius();
                    inside(at.x - r, at.y - r) && inside(at.x + r, at.y + r)
                }
                // A letter is about half as wide as it is high.
                Mark::Text { at, words, .. } => {
                    let n = i32::try_from(words.chars().count()).unwrap();
                    inside(at.x, at.y - 28) && n * 14 <= chart.width
                }
            };
            assert!(fits, "{mark:?}");
        }
        let drawn = points(&chart);
        assert_eq!(drawn.len(), usize::from(n));
        assert!(
            drawn.is_sorted_by(|one, next| one.1 < next.1),
            "from the first down"
        );
        let dots = drawn.iter().filter(|of| of.2 == Shape::Dot).count();
        assert_eq!(dots, usize::from(n) - 2);
        let told = words(&chart);
        for day in 1..=n {
            let line = format!("{}, {day} March 2026", u16::from(day) + 13);
            assert_eq!(told.iter().filter(|of| of.starts_with(&line)).count(), 1);
            assert!(chart.description.contains(&line));
        }
        assert_eq!(chart.table.rows.len(), usize::from(n));
    }
}

#[test]
fn the_axis_has_its_ends_and_round_numbers_between_them() {
    let numbers = |measure: &str, first: &str| -> Vec<String> {
        let chart = charts(&from_paper(measure, first, first)).remove(0);
        let told = words(&chart).into_iter().map(str::to_owned);
        told.filter(|words| words.parse::<i64>().is_ok()).collect()
    };
    assert_eq!(numbers("phq-9", "3"), ["0", "10", "20", "27"]);
    assert_eq!(numbers("gad-7", "3"), ["0", "5", "10", "15", "21"]);
    assert_eq!(numbers("core-34", "3"), ["0", "10", "20", "30", "40"]);
    assert_eq!(numbers("k10", "13"), ["10", "20", "30", "40", "50"]);
}

#[test]
fn where_a_higher_score_is_better_a_rise_is_an_improvement() {
    let mut folders = folders();
    let folder = folders.get_mut(&FormId::new("phq-9")).unwrap();
    let toml = folder.measure.as_mut().unwrap();
    *toml = toml.replace("better = \"lower\"", "better = \"higher\"");
    let mut practice = Practice::with(Catalogue::read(&folders));
    copied(&mut practice, "phq-9", "03-02", "3", "2/3/2026");
    copied(&mut practice, "phq-9", "06-01", "9", "1/6/2026");
    let told = facts(&practice).join(" ");
    assert!(
        told.contains("6 higher. On this measure higher scores are better. Reliable improvement")
    );
    let chart = charts(&practice).remove(0);
    let drawn = points(&chart);
    assert!(
        drawn[0].0 < drawn[1].0,
        "a higher score is further to the right"
    );
    let at_the_end = |mark: &Mark| {
        matches!(mark, Mark::Text { at, words, .. }
            if at.x == chart.width && words == "On this measure higher scores are better.")
    };
    assert!(chart.marks.iter().any(at_the_end));
}

#[test]
fn two_measures_together_are_said_only_of_the_same_occasions() {
    let mut practice = from_paper("phq-9", "15", "9");
    let text = |practice: &Practice| format!("{:?}", blocks(practice));
    assert!(!text(&practice).contains("together"));
    copied(&mut practice, "gad-7", "03-02", "12", "2/3/2026");
    copied(&mut practice, "gad-7", "06-01", "10", "1/6/2026");
    let told = text(&practice);
    assert!(told.contains("Reliable improvement taken together"));
    assert!(told.contains("At least one of the two scores is at or above its cut-off, first and"));
    assert!(!told.contains("recovery of the scores taken together"));
    copied(&mut practice, "gad-7", "06-08", "7", "8/6/2026");
    assert!(text(&practice).contains("are not taken together here"));
    copied(&mut practice, "phq-9", "06-08", "9", "8/6/2026");
    let told = text(&practice);
    let fact = "That is reliable recovery of the scores taken together";
    assert!(told.contains(fact), "{told}");
}

#[test]
fn a_page_draws_a_chart_and_a_fhir_document_has_its_words_and_its_table() {
    let whole = twice();
    let report = whole.report();
    let page = html::write(&report, &whole.practice.wording);
    assert_eq!(page.matches("<svg ").count(), 3);
    assert_eq!(page.matches("role=\"img\"").count(), 3);
    let named = Regex::new("aria-labelledby=\"([^ \"]+) ([^ \"]+)\"").unwrap();
    for found in named.captures_iter(&page) {
        for id in [&found[1], &found[2]] {
            assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
    }
    assert!(!page.contains("style="), "a policy may forbid it");
    let practice = &whole.practice;
    let document = fhir::write(
        &report,
        &practice.case,
        whole.report,
        &practice.catalogue,
        &practice.wording,
    );
    let bundle: Json = serde_json::from_str(&document).unwrap();
    let sections = bundle["entry"][0]["resource"]["section"]
        .as_array()
        .unwrap();
    let of_scores = sections
        .iter()
        .find(|of| of["title"] == "Screening scores")
        .unwrap();
    let div = of_scores["text"]["div"].as_str().unwrap();
    assert!(div.contains("<li>First and final scores are below the cut-off of 10.</li>"));
    assert!(div.contains("<caption>PHQ-9: every time it was taken</caption>"));
    for element in ["svg", "figure", "line", "text", "circle"] {
        assert!(!div.contains(&format!("<{element}")), "{element}");
    }
}
