//! The progress summary for probation: what it counts, what it says, and what it never says.

use mhtr_forms::engine::calendar::Date;
use mhtr_forms::engine::case::{Change, DocumentId};
use mhtr_forms::engine::catalogue::{Catalogue, FormId};
use mhtr_forms::engine::entry;
use mhtr_forms::engine::form::{FormChange, Scope};
use mhtr_forms::engine::questionnaire::LinkId;
use mhtr_forms::engine::report::{
    Attached, Block, Report, Standing, is_report, of_case, stands_alone, text,
};

use super::{Whole, golden, today, whole};
use crate::case::at;

/// A whole case with a log; `sessions` are answers by their questions.
fn logged(sessions: &[&[(&str, &str)]]) -> (Whole, DocumentId) {
    let mut whole = whole();
    let practice = &mut whole.practice;
    let log = practice.start("session-log", at("12:00:00"));
    let answers = [
        ("plan.practitioner", "Sam Lee"),
        ("plan.n-sessions", "12"),
        ("plan.content", "canary-content"),
        ("progress.engagement", "takes-part"),
        ("progress.words", "Comes prepared, and talks about goals."),
        ("progress.next-session", "29/11/2026"),
        ("author.name", "Sam Lee"),
        ("author.signature", "Sam Lee"),
    ];
    practice.answer(log, &answers, at("12:01:00"));
    let mut form = practice.form(log);
    for (n, answers) in sessions.iter().enumerate() {
        if n > 0 {
            let first = form.nodes_of(&LinkId::new("session"))[0];
            let (parent, link_id) = (form.parent(first), LinkId::new("session"));
            form.apply(FormChange::Repeat { parent, link_id });
        }
        for (link_id, typed) in *answers {
            let node = form.nodes_of(&LinkId::new(link_id))[n];
            let entries = entry::read(form.item(node).unwrap(), typed);
            let entries = entries.into_iter().collect();
            form.apply(FormChange::Answer { node, entries });
        }
    }
    let answered = Change::Answered {
        document: log,
        response: form.response(Scope::Everything),
        prefilled: practice.document(log).prefilled.clone(),
    };
    practice.case.apply(answered, at("12:02:00"));
    let finished = Change::Completed { document: log };
    practice.case.apply(finished, at("12:03:00"));
    (whole, log)
}

fn summary(whole: &Whole, log: DocumentId) -> Report {
    let practice = &whole.practice;
    let attached = Attached { item_answers: true };
    of_case(
        &practice.case,
        log,
        &practice.catalogue,
        attached,
        &practice.wording,
        today(),
    )
    .unwrap()
}

const SESSIONS: [&[(&str, &str)]; 4] = [
    &[
        ("session.date", "1/11/2026"),
        ("session.phase", "1"),
        ("session.outcome", "attended"),
        ("session.private", "canary-private"),
        ("session.for-probation", "Set two goals."),
    ],
    &[
        ("session.date", "8/11/2026"),
        ("session.phase", "1"),
        ("session.outcome", "late"),
        ("session.minutes-late", "10"),
        ("session.reason", "canary-reason"),
    ],
    &[
        ("session.date", "15/11/2026"),
        ("session.phase", "2"),
        ("session.outcome", "missed"),
        ("session.reasonable", "no"),
        ("session.concerns", "yes"),
        ("session.follow-up", "canary-follow-up"),
    ],
    &[
        ("session.date", "20/11/2026"),
        ("session.outcome", "cancelled-by-person"),
        ("session.reasonable", "yes"),
    ],
];

#[test]
fn the_progress_summary_as_text() {
    let (whole, log) = logged(&SESSIONS);
    let text = text::write(&summary(&whole, log), &whole.practice.wording);
    golden("progress.txt", &text);
}

#[test]
fn risk_stands_first_and_probation_gets_no_scores_private_notes_or_reasons() {
    let (whole, log) = logged(&SESSIONS);
    let report = summary(&whole, log);
    let first = report.sections().next().unwrap();
    assert_eq!(first.heading, "Risk answers");
    let text = text::write(&report, &whole.practice.wording);
    for never in [
        "canary",
        "Screening scores",
        "PHQ-9 (",
        "Two thefts",
        "Combined Consent",
    ] {
        assert!(!text.contains(never), "{never}");
    }
    let kept = format!("{:?}", whole.practice.case);
    for canary in [
        "canary-private",
        "canary-reason",
        "canary-follow-up",
        "canary-content",
    ] {
        assert!(kept.contains(canary), "{canary} is not in the case");
    }
}

/// A count at a row of the attendance.
#[track_caller]
fn count(report: &Report, row: &str) -> String {
    let written = format!("{report:?}");
    let mut blocks = report.sections().flat_map(|section| &section.blocks);
    let table = blocks.find_map(|block| {
        if let Block::Table(table) = block {
            Some(table.clone())
        } else {
            None
        }
    });
    let rows = table.unwrap_or_else(|| panic!("{written}")).rows;
    let found = rows.iter().find(|cells| cells[0].starts_with(row));
    found.unwrap_or_else(|| panic!("no {row} in {rows:?}"))[1].clone()
}

#[test]
fn every_session_offered_is_counted_once_and_an_empty_place_for_one_is_none() {
    let (whole, log) = logged(&[]);
    assert_eq!(count(&summary(&whole, log), "Sessions offered"), "0");
    let (whole, log) = logged(&SESSIONS);
    let report = summary(&whole, log);
    for (row, expected) in [
        ("Sessions offered", "4"),
        ("The person came late", "1"),
        ("The person cancelled", "1"),
        ("We cancelled", "0"),
        ("The person did not come", "1"),
        ("Not written down", "0"),
    ] {
        assert_eq!(count(&report, row), expected, "{row}");
    }
}

/// Probation decides by a day that is counted from the second failure; of one failure nothing follows.
#[test]
fn the_day_that_follows_from_a_second_failure_is_told_and_that_it_is_no_decision() {
    let heading = "After the second session not attended without a reasonable excuse";
    let says = |sessions: &[&[(&str, &str)]], added: &[&str]| {
        let (mut whole, log) = logged(sessions);
        let mut folders = crate::catalogue::folders();
        for folder in folders.values_mut() {
            folder.working_days.added = added.iter().map(|day| Date::read(day).unwrap()).collect();
        }
        whole.practice.catalogue = Catalogue::read(&folders);
        text::write(&summary(&whole, log), &whole.practice.wording).replace('\n', " ")
    };
    assert!(!says(&SESSIONS, &[]).contains(heading));
    let second: &[(&str, &str)] = &[
        ("session.date", "20/11/2026"),
        ("session.outcome", "cancelled-by-person"),
        ("session.reasonable", "no"),
        ("session.reason", "canary-reason"),
    ];
    let sessions = [SESSIONS[0], SESSIONS[2], second];
    let text = says(&sessions, &[]);
    for expected in [
        heading,
        "was on 20 November 2026. The 6th working day after it is 30 November 2026.",
        "It is no decision",
        "Probation decides, and may count differently.",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!text.contains("canary"));
    // A day that the agency has added counts here too.
    let text = says(&sessions, &["2026-11-24"]);
    assert!(text.contains("The 6th working day after it is 1 December 2026."));
}

/// An excuse that is no longer asked about, because the person came after all, takes no part.
#[test]
fn an_excuse_for_a_session_that_was_attended_after_all_is_not_counted() {
    let corrected: &[(&str, &str)] = &[
        ("session.date", "15/11/2026"),
        ("session.outcome", "missed"),
        ("session.reasonable", "no"),
        ("session.outcome", "attended"),
    ];
    let (whole, log) = logged(&[corrected]);
    let report = summary(&whole, log);
    let excuse = "Not attended; a reasonable excuse, in the practitioner’s view: No";
    assert_eq!(count(&report, excuse), "0");
}

#[test]
fn a_summary_is_finished_and_never_signed_and_a_draft_again_when_it_is_reopened() {
    let (mut whole, log) = logged(&SESSIONS);
    assert_eq!(summary(&whole, log).identity.standing, Standing::Finished);
    let again = Change::Reopened { document: log };
    whole.practice.case.apply(again, at("13:00:00"));
    assert_eq!(summary(&whole, log).identity.standing, Standing::Draft);
}

#[test]
fn the_court_report_and_a_log_with_a_session_are_handed_on_as_reports_and_only_the_log_alone() {
    let (without, log) = logged(&[]);
    assert!(!is_report(without.practice.document(log)));
    let (whole, log) = logged(&SESSIONS[..1]);
    let documents = whole.practice.case.documents.iter();
    let reports: Vec<&FormId> = documents
        .filter(|of| is_report(of))
        .map(|of| &of.form)
        .collect();
    let names: Vec<&str> = reports.iter().map(|form| form.as_str()).collect();
    assert_eq!(names, ["responsible-clinician-report", "session-log"]);
    assert!(!stands_alone(reports[0]) && stands_alone(reports[1]));
    assert!(is_report(whole.practice.document(log)));
}
