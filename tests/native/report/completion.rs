//! The completion summary: the rows of its form, what changed, and that it is never taken for what was signed.

use mhtr_forms::engine::case::{Change, DocumentId};
use mhtr_forms::engine::report::{
    Attached, Block, Report, Standing, is_for_service, is_report, of_case, stands_alone, text,
};

use super::{PHQ_9, Whole, golden, today, whole};
use crate::case::at;

const ANSWERS: [(&str, &str); 13] = [
    ("completion.ended", "completed"),
    ("completion.last-session", "20/11/2026"),
    ("completion.n-sessions", "12"),
    ("completion.goodbye", "yes"),
    ("meeting.held", "yes"),
    ("meeting.date", "21/11/2026"),
    ("meeting.treatment", "Twelve sessions."),
    ("meeting.progress", "Sleeps through.\nWalks to work."),
    ("meeting.needs", "None known."),
    ("onward.statutory", "None."),
    ("onward.third-sector", "A walking group."),
    ("author.name", "Kim Ash"),
    ("author.signature", "Kim Ash"),
];

/// A whole case whose intervention has ended; `n_again` items of PHQ-9 are answered on the last day.
fn ended(n_again: usize) -> (Whole, DocumentId) {
    let mut whole = whole();
    let begun = [("assessment.date", "1/6/2026")];
    whole.answer(whole.assessment, &begun);
    let practice = &mut whole.practice;
    if n_again > 0 {
        let last = practice.start("phq-9", at("11:00:00"));
        let mut answers = vec![("phq-9.how", "read-aloud")];
        let items = PHQ_9.iter().take(n_again);
        answers.extend(items.map(|item| (*item, "Not at all")));
        practice.answer(last, &answers, at("11:01:00"));
    }
    let completion = practice.start("completion", at("12:00:00"));
    practice.answer(completion, &ANSWERS, at("12:01:00"));
    let finished = Change::Completed {
        document: completion,
    };
    practice.case.apply(finished, at("12:02:00"));
    (whole, completion)
}

fn summary((whole, completion): &(Whole, DocumentId)) -> Report {
    let practice = &whole.practice;
    let attached = Attached { item_answers: true };
    of_case(
        &practice.case,
        *completion,
        &practice.catalogue,
        attached,
        &practice.wording,
        today(),
    )
    .unwrap()
}

/// What stands under a heading.
fn under<'a>(report: &'a Report, heading: &str) -> &'a [Block] {
    let mut sections = report.sections();
    let section = sections.find(|section| section.heading == heading);
    &section
        .unwrap_or_else(|| panic!("nothing under {heading}"))
        .blocks
}

#[test]
fn the_end_of_an_intervention_is_summed_up_as_it_always_was() {
    let ended = ended(9);
    let wording = &ended.0.practice.wording;
    golden("completion.txt", &text::write(&summary(&ended), wording));
}

#[test]
fn what_bears_on_risk_comes_first_and_the_form_and_the_change_follow() {
    let report = summary(&ended(9));
    let headings: Vec<&str> = report.sections().map(|of| of.heading.as_str()).collect();
    assert_eq!(
        headings,
        [
            "Risk answers",
            "The intervention",
            "The meeting at the end",
            "Change and what comes next",
            "First and final scores",
            "Sign-off",
            "About this document",
        ]
    );
}

#[test]
fn without_a_second_score_it_says_that_there_is_no_change_to_show() {
    let nothing = "No questionnaire was filled in twice: there is no change to show.";
    let once = summary(&ended(0));
    let said = under(&once, "First and final scores");
    assert_eq!(said, [Block::Paragraph(nothing.to_owned())]);
    let twice = summary(&ended(9));
    assert!(under(&twice, "First and final scores").len() > 1);
}

#[test]
fn it_is_finished_and_never_signed_and_a_draft_without_the_name_of_the_clinical_lead() {
    let (mut whole, completion) = ended(0);
    let standing = |whole: Whole| {
        let ended = (whole, completion);
        (summary(&ended).identity.standing, ended.0)
    };
    let (finished, whole_again) = standing(whole);
    whole = whole_again;
    assert_eq!(finished, Standing::Finished);
    whole.answer(completion, &[("author.signature", "")]);
    assert_eq!(standing(whole).0, Standing::Draft);
}

#[test]
fn it_is_handed_on_alone_and_never_put_into_the_hands_of_the_person() {
    let (whole, completion) = ended(0);
    let document = whole.practice.document(completion);
    assert!(is_report(document) && stands_alone(&document.form));
    let documents = &whole.practice.case.documents;
    let ours: Vec<bool> = documents
        .iter()
        .map(|of| is_for_service(&of.form))
        .collect();
    assert_eq!(
        ours,
        [false, false, true, true],
        "assessment, consent, report, completion"
    );
}
