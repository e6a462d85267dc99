//! The times a measure was taken: which is the first, which the last, and when they are not compared.

use std::sync::Arc;

use mhtr_forms::engine::calendar::{Date, DateTime};
use mhtr_forms::engine::case::administrations::{
    Administration, Comparison, Course, Reason, Together, courses, taken_together,
};
use mhtr_forms::engine::case::{Change, DocumentId};
use mhtr_forms::engine::form::Form;
use mhtr_forms::engine::questionnaire::LinkId;
use mhtr_forms::engine::response::Status;
use mhtr_forms::engine::score::{Answers, ItemNumber, Position, Recorded, Reliable, Way, score};

use crate::case::Practice;

/// Noon on a day of 2026.
pub fn on(day: &str) -> DateTime {
    DateTime::read(&format!("2026-{day}T12:00:00Z")).unwrap()
}

/// Takes a measure on its own: a digit for each item in order, the place in the row of answers that is
/// ticked, or `-` for a blank.
pub fn taken(practice: &mut Practice, measure: &str, day: &str, ticks: &str) -> DocumentId {
    let document = practice.start(measure, on(day));
    let how = format!("{measure}.how");
    practice.answer(document, &[(&*how, "read-aloud")], on(day));
    let form = practice.form(document);
    let word = |item: &str, tick: char| {
        let node = form.nodes_of(&LinkId::new(item))[0];
        let at = usize::try_from(tick.to_digit(10).unwrap()).unwrap();
        form.item(node).unwrap().options[at].words.base.clone()
    };
    let answers: Vec<(String, String)> = (1..)
        .zip(ticks.chars())
        .filter(|(_, tick)| *tick != '-')
        .map(|(n, tick)| (format!("{measure}.{n}"), tick))
        .map(|(item, tick)| (item.clone(), word(&item, tick)))
        .collect();
    let answers: Vec<(&str, &str)> = answers.iter().map(|(i, w)| (&**i, &**w)).collect();
    practice.answer(document, &answers, on(day));
    let finished = Change::Completed { document };
    practice.case.apply(finished, on(day));
    document
}

/// Copies a total from a paper form of another day; `""` for a form without its date.
pub fn copied(
    practice: &mut Practice,
    measure: &str,
    day: &str,
    total: &str,
    of_day: &str,
) -> DocumentId {
    let document = practice.start(measure, on(day));
    let part = |name: &str| format!("{measure}.{name}");
    let (how, number, date) = (part("how"), part("paper-total"), part("paper-date"));
    let answers = [(&*how, "paper"), (&*number, total), (&*date, of_day)];
    practice.answer(document, &answers, on(day));
    let finished = Change::Completed { document };
    practice.case.apply(finished, on(day));
    document
}

/// Says that a measure was not completed.
pub fn declined(practice: &mut Practice, measure: &str, day: &str) -> DocumentId {
    let document = practice.start(measure, on(day));
    let (how, why) = (
        format!("{measure}.how"),
        format!("{measure}.not-done-reason"),
    );
    practice.answer(
        document,
        &[(&*how, "not-done"), (&*why, "Declined.")],
        on(day),
    );
    document
}

/// A total that can be had on a PHQ-9.
pub fn phq(practice: &mut Practice, day: &str, total: usize) -> DocumentId {
    let mut ticks = "3".repeat(total / 3);
    if !total.is_multiple_of(3) {
        ticks.push_str(&(total % 3).to_string());
    }
    let ticks = format!("{ticks:0<9}");
    taken(practice, "phq-9", day, &ticks)
}

fn gad(practice: &mut Practice, day: &str, ticks: &str) -> DocumentId {
    taken(practice, "gad-7", day, ticks)
}

fn all(practice: &Practice) -> Vec<Course> {
    let documents: Vec<DocumentId> = practice.case.documents.iter().map(|of| of.id).collect();
    let opened: Vec<(DocumentId, Form)> = documents
        .iter()
        .map(|id| (*id, practice.form(*id)))
        .collect();
    let definitions: Vec<_> = documents
        .iter()
        .map(|id| practice.definition(practice.document(*id).form.as_str()))
        .collect();
    courses(
        opened
            .iter()
            .zip(&definitions)
            .map(|((id, form), definition)| (practice.document(*id), &**definition, form)),
    )
}

fn only(practice: &Practice) -> Course {
    let mut courses = all(practice);
    assert_eq!(courses.len(), 1);
    courses.remove(0)
}

fn difference(course: &Course) -> String {
    match course.comparison() {
        Comparison::Difference(difference) => difference.shown.to_string(),
        Comparison::None(reason) => format!("{reason:?}"),
    }
}

fn order(course: &Course) -> Vec<u32> {
    let ids = course.administrations.iter().map(|of| of.document.0);
    ids.collect()
}

#[test]
fn the_first_is_compared_with_the_last_by_their_days() {
    let mut practice = Practice::open();
    assert_eq!(all(&practice), []);
    phq(&mut practice, "03-02", 20);
    assert_eq!(difference(&only(&practice)), "Once");
    phq(&mut practice, "06-01", 9);
    assert_eq!(difference(&only(&practice)), "-11");
    phq(&mut practice, "05-01", 25);
    let course = only(&practice);
    assert_eq!(
        (order(&course), difference(&course)),
        (vec![1, 3, 2], "-11".to_owned())
    );
    assert_eq!(course.administrations[0].way, Way::ReadAloud);
    assert_eq!(course.administrations[0].day, Date::real(2026, 3, 2));
}

#[test]
fn two_of_one_day_are_not_compared_and_stand_in_the_order_they_were_started() {
    let mut practice = Practice::open();
    phq(&mut practice, "03-02", 20);
    phq(&mut practice, "03-02", 9);
    assert_eq!(difference(&only(&practice)), "SameDay");
    // With a third of another day, the first is the earlier and the last the later of those of a day.
    phq(&mut practice, "03-05", 12);
    assert_eq!(difference(&only(&practice)), "-8");
    phq(&mut practice, "03-05", 15);
    let course = only(&practice);
    assert_eq!(
        (order(&course), difference(&course)),
        (vec![1, 2, 3, 4], "-5".to_owned())
    );
}

#[test]
fn a_paper_form_counts_from_the_day_on_it() {
    let mut practice = Practice::open();
    phq(&mut practice, "03-02", 20);
    copied(&mut practice, "phq-9", "06-01", "24", "15/2/2026");
    let course = only(&practice);
    assert_eq!(
        (order(&course), difference(&course)),
        (vec![2, 1], "-4".to_owned())
    );
    assert_eq!(course.administrations[0].way, Way::Paper);
}

#[test]
fn an_assessment_counts_from_the_day_it_is_said_to_have_taken_place() {
    for (said, expected) in [
        ("1/3/2026", vec![2, 1]),
        ("3/3/2026", vec![1, 2]),
        ("", vec![1, 2]),
        ("3/2026", vec![1, 2]),
    ] {
        let mut practice = Practice::open();
        phq(&mut practice, "03-02", 20);
        let assessment = practice.start("practitioner-assessment", on("03-09"));
        let answers = [("phq-9.how", "not-done"), ("assessment.date", said)];
        practice.answer(assessment, &answers, on("03-09"));
        assert_eq!(order(&only(&practice)), expected, "{said}");
    }
}

#[test]
fn without_the_day_of_a_paper_form_nothing_is_compared() {
    for day in ["", "2/2026", "31/2/2026"] {
        let mut practice = Practice::open();
        copied(&mut practice, "phq-9", "06-01", "24", day);
        phq(&mut practice, "03-02", 20);
        phq(&mut practice, "07-02", 2);
        let course = only(&practice);
        assert_eq!(
            (order(&course), difference(&course)),
            (vec![2, 3, 1], "NoDay".to_owned())
        );
    }
}

#[test]
fn an_administration_without_a_score_is_not_replaced_by_another() {
    let phq_of = |practice: &mut Practice, day: &str, ticks: &str| match ticks {
        "declined" => declined(practice, "phq-9", day),
        ticks => taken(practice, "phq-9", day, ticks),
    };
    let (whole, three_blanks) = ("333333333", "333333---");
    for (first, last, expected) in [
        (whole, "222222222", "-9"),
        (whole, three_blanks, "FinalNotScored"),
        (whole, "declined", "FinalNotScored"),
        (whole, "---------", "FinalNotScored"),
        (three_blanks, whole, "FirstNotScored"),
        ("declined", whole, "FirstNotScored"),
        ("declined", three_blanks, "NeitherScored"),
    ] {
        let mut practice = Practice::open();
        phq_of(&mut practice, "03-02", first);
        phq_of(&mut practice, "04-02", "111111111");
        phq_of(&mut practice, "05-02", last);
        assert_eq!(difference(&only(&practice)), expected, "{first} {last}");
    }
}

#[test]
fn a_paper_form_without_a_total_has_no_score() {
    let mut practice = Practice::open();
    phq(&mut practice, "03-02", 20);
    for total in ["", "28", "9.5"] {
        copied(&mut practice, "phq-9", "06-01", total, "1/6/2026");
        assert_eq!(difference(&only(&practice)), "FinalNotScored", "{total}");
    }
}

#[test]
fn a_correction_does_not_make_an_early_score_a_late_one() {
    let mut practice = Practice::open();
    let first = phq(&mut practice, "03-02", 20);
    phq(&mut practice, "06-01", 9);
    practice.answer(first, &[("phq-9.9", "Several days")], on("08-01"));
    let course = only(&practice);
    assert_eq!(
        (order(&course), difference(&course)),
        (vec![1, 2], "-12".to_owned())
    );
    assert!(!course.administrations[0].is_finished && course.administrations[1].is_finished);
}

#[test]
fn what_was_never_begun_or_entered_by_mistake_is_no_administration() {
    let mut practice = Practice::open();
    phq(&mut practice, "03-02", 20);
    practice.start("phq-9", on("05-01"));
    practice.start("practitioner-assessment", on("05-02"));
    assert_eq!(difference(&only(&practice)), "Once");
    let mistaken = phq(&mut practice, "06-01", 9);
    let at = practice.case.documents.iter_mut();
    at.for_each(|of| {
        if of.id == mistaken {
            of.response.status = Status::EnteredInError;
        }
    });
    assert_eq!(difference(&only(&practice)), "Once");
}

#[test]
fn a_measure_is_compared_with_itself_wherever_it_was_taken_and_never_with_another() {
    let mut practice = Practice::open();
    let assessment = practice.start("practitioner-assessment", on("03-02"));
    let answers = [
        ("phq-9.how", "paper"),
        ("phq-9.paper-total", "18"),
        ("phq-9.paper-date", "1/3/2026"),
    ];
    practice.answer(assessment, &answers, on("03-02"));
    taken(&mut practice, "core-10", "03-02", "4444444444");
    taken(&mut practice, "core-34", "06-02", &"1".repeat(34));
    phq(&mut practice, "06-02", 5);
    let courses = all(&practice);
    let found: Vec<(&str, String)> = courses
        .iter()
        .map(|of| (of.measure.id.as_str(), difference(of)))
        .collect();
    let once = "Once".to_owned();
    assert_eq!(
        found,
        [
            ("phq-9", "-13".to_owned()),
            ("core-10", once.clone()),
            ("core-34", once)
        ]
    );
}

#[test]
fn a_total_over_fewer_questions_is_not_compared_with_one_over_all() {
    let measure = crate::cases::measures().into_iter().map(|(_, of)| of);
    let measure = measure.into_iter().find(|of| of.id.as_str() == "wsas");
    let measure = Arc::new(measure.unwrap());
    let course = |is_not_applicable: [bool; 2]| {
        let administration = |at: usize| {
            let positions = (2..=5).map(|item| (ItemNumber(item), Position(4)));
            let mut answers = Answers {
                positions: positions.collect(),
                is_not_applicable: is_not_applicable[at],
                ..Answers::default()
            };
            if !is_not_applicable[at] {
                answers.positions.insert(ItemNumber(1), Position(0));
            }
            Administration {
                document: DocumentId(u32::try_from(at).unwrap() + 1),
                day: Date::real(2026, 3, u8::try_from(at).unwrap() + 1),
                recorded: Recorded::FromItems(score(&measure, &answers)),
                way: Way::NotSaid,
                is_finished: true,
            }
        };
        Course {
            measure: Arc::clone(&measure),
            administrations: vec![administration(0), administration(1)],
        }
    };
    assert_eq!(difference(&course([true, true])), "0");
    assert_eq!(difference(&course([false, false])), "0");
    let other = Comparison::None(Reason::OtherScale);
    assert_eq!(course([true, false]).comparison(), other);
    assert_eq!(course([false, true]).comparison(), other);
}

#[test]
fn two_measures_are_taken_together_only_over_the_same_days() {
    let verdict = |practice: &Practice| match taken_together(&all(practice)) {
        Some(Together::Verdict(verdict)) => format!(
            "{} {} {}",
            match verdict.reliable {
                Reliable::Improvement => "improvement",
                Reliable::Deterioration => "deterioration",
                Reliable::NoChange => "no change",
            },
            verdict.was_case,
            verdict.is_case
        ),
        Some(Together::OtherOccasions) => "other occasions".to_owned(),
        None => "none".to_owned(),
    };
    let mut practice = Practice::open();
    phq(&mut practice, "03-02", 20);
    phq(&mut practice, "06-02", 9);
    assert_eq!(verdict(&practice), "none");
    gad(&mut practice, "03-02", "1111111");
    assert_eq!(verdict(&practice), "none");
    gad(&mut practice, "06-02", "0000000");
    assert_eq!(verdict(&practice), "improvement true false");
    // Another GAD-7 on a later day, without another PHQ-9.
    gad(&mut practice, "07-02", "3333333");
    assert_eq!(verdict(&practice), "other occasions");
    phq(&mut practice, "07-02", 9);
    assert_eq!(verdict(&practice), "no change true true");
    declined(&mut practice, "gad-7", "08-02");
    phq(&mut practice, "08-02", 9);
    assert_eq!(verdict(&practice), "none");
    let mut first = Practice::open();
    gad(&mut first, "03-01", "0000000");
    gad(&mut first, "06-02", "2222222");
    phq(&mut first, "03-02", 20);
    phq(&mut first, "06-02", 9);
    assert_eq!(verdict(&first), "other occasions");
}
