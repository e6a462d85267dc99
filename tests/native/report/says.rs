//! What a report says of a case: risk whatever else, what is not known, where each answer came from, and
//! whether it may be relied on.

use mhtr_forms::engine::case::Change;
use mhtr_forms::engine::catalogue::{Catalogue, FormId};
use mhtr_forms::engine::report::{Attached, Block, Pair, Report, Standing, Table, html, text};

use super::{Whole, draft, whole};
use crate::case::{Practice, at};
use crate::catalogue::folders;

fn plain(report: &Report, practice: &Practice) -> String {
    // One space in place of every break, so that a sentence is found wherever its lines end.
    let text = text::write(report, &practice.wording);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pair(report: &Report, name: &str) -> Pair {
    let blocks = report.sections().flat_map(|section| &section.blocks);
    let mut pairs = blocks.filter_map(|block| {
        if let Block::Pairs(pairs) | Block::Signature(pairs) = block {
            Some(pairs)
        } else {
            None
        }
    });
    pairs
        .find_map(|pairs| pairs.iter().find(|pair| pair.name == name))
        .unwrap_or_else(|| panic!("nothing called {name}"))
        .clone()
}

fn tables(report: &Report) -> Vec<&Table> {
    let blocks = report.sections().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| {
        if let Block::Table(table) = block {
            Some(table)
        } else {
            None
        }
    });
    tables.collect()
}

#[track_caller]
fn risk_is_first(report: &Report, practice: &Practice) {
    let headings: Vec<&str> = report.sections().map(|of| of.heading.as_str()).collect();
    assert_eq!(headings[0], "Risk answers");
    assert!(
        report.sections().all(|of| !of.blocks.is_empty()),
        "{headings:?}"
    );
    let text = text::write(report, &practice.wording);
    let page = html::write(report, &practice.wording);
    let in_text = |of: &str| text.find(&format!("\n\n{of}\n---")).unwrap();
    let in_page = |of: &str| page.find(&format!("<h2>{of}</h2>")).unwrap();
    for heading in &headings[1..] {
        assert!(in_text("Risk answers") < in_text(heading));
        assert!(in_page("Risk answers") < in_page(heading));
    }
}

#[test]
fn what_bears_on_risk_is_there_and_first_whatever_else_is() {
    let with = |item_answers| Attached { item_answers };
    let mut whole = whole();
    for attached in [with(false), with(true)] {
        let report = whole.report_with(attached);
        risk_is_first(&report, &whole.practice);
        let text = plain(&report, &whole.practice);
        let line = "Has the person had thoughts of suicide in the past?: Yes (MHTR Practitioner \
                    Assessment, 21 November 2026)";
        assert!(text.contains(line));
    }
    // Taking the words out of the row of the form takes nothing out of the section.
    whole.answer(whole.report, &[("report.risk", "Nothing of note.")]);
    risk_is_first(&whole.report(), &whole.practice);
    assert!(plain(&whole.report(), &whole.practice).contains("PHQ-9: 9 Thoughts that you would"));
}

#[test]
fn a_case_without_a_risk_answer_says_that_there_is_none() {
    let mut practice = Practice::open();
    let report = practice.start("responsible-clinician-report", at("10:00:00"));
    let assessment = report;
    let whole = Whole {
        practice,
        assessment,
        report,
    };
    risk_is_first(&whole.report(), &whole.practice);
    let text = plain(&whole.report(), &whole.practice);
    assert!(
        text.contains("No answer in this record raises a risk alert. That is not an assessment")
    );
    assert!(text.contains("No form of this record has a measure in it."));
}

#[test]
fn a_risk_question_without_an_answer_is_not_passed_over() {
    let mut whole = draft();
    whole.answer(whole.assessment, &[("phq-9.9", "")]);
    let text = plain(&whole.report(), &whole.practice);
    let unanswered = "These risk questions have no answer. That is not the same as “no”: * CORE-34: \
        Was a risk question on CORE-34 answered above ‘Not at all’? (MHTR Practitioner Assessment, 21 \
        November 2026) * PHQ-9: 9 Thoughts";
    assert!(text.contains(unanswered), "{text}");
    whole.answer(
        whole.assessment,
        &[
            ("core-34.how", "paper"),
            ("core-34.paper-critical", "not-known"),
        ],
    );
    let text = plain(&whole.report(), &whole.practice);
    let line = "CORE-34 (MHTR Practitioner Assessment, 21 November 2026): It is not known how the risk \
        questions were answered on the paper form";
    assert!(text.contains(line), "{text}");
}

#[test]
fn a_form_that_is_not_here_is_named_where_its_risk_answers_would_be() {
    let mut whole = draft();
    let mut fewer = folders();
    fewer.remove(&FormId::new("practitioner-assessment"));
    whole.practice.catalogue = Catalogue::read(&fewer);
    let report = whole.report();
    risk_is_first(&report, &whole.practice);
    let line = "Nothing can be said of the risk answers in these forms. They are of a form, or of a \
        version of one, that is not here: * practitioner-assessment, 21 November 2026";
    assert!(plain(&report, &whole.practice).contains(line));
}

#[test]
fn a_report_is_a_draft_unless_it_is_whole_and_signed() {
    let standing = |whole: &Whole| whole.report().identity.standing;
    assert_eq!(standing(&whole()), Standing::Signed);
    for missing in [
        "author.signature",
        "supervisor.name",
        "supervisor.registration-status",
        "supervisor.job-title",
        "report.recommendations",
        "report.risk",
    ] {
        let mut without = whole();
        without.answer(without.report, &[(missing, "")]);
        assert_eq!(standing(&without), Standing::Draft, "{missing}");
    }
    let mut changed = whole();
    let answers = [("report.treatment-plan", "Another.")];
    changed
        .practice
        .answer(changed.report, &answers, at("11:00:00"));
    assert_eq!(standing(&changed), Standing::Draft, "changed since");
    let document = changed.report;
    let finished = Change::Completed { document };
    changed.practice.case.apply(finished, at("11:00:01"));
    assert_eq!(standing(&changed), Standing::Draft, "finished, not signed");
    changed.sign_report("11:00:02").unwrap();
    assert_eq!(standing(&changed), Standing::Signed);
    let voided = Change::Voided { document };
    changed.practice.case.apply(voided, at("11:00:03"));
    let (report, practice) = (changed.report(), &changed.practice);
    let exports = [
        text::write(&report, &practice.wording),
        html::write(&report, &practice.wording),
    ];
    for export in exports {
        // At the head, at the foot, under the signature and among what it is.
        assert!(export.matches("Draft: not signed").count() >= 4);
        assert!(!export.contains(">Signed") && !export.contains("Signed."));
    }
}

#[test]
fn an_assistant_psychologist_signs_under_the_words_of_the_form() {
    let supervision = pair(&whole().report(), "under the supervision of");
    assert_eq!(
        supervision.value,
        "Name: Dr Jo Elm\nRegistration status: HCPC PYL00000\n\
         Job title: Consultant Clinical Psychologist"
    );
    let mut lead = whole();
    lead.answer(lead.report, &[("author.role", "clinical-lead")]);
    assert!(!plain(&lead.report(), &lead.practice).contains("under the supervision of"));
}

#[test]
fn an_answer_that_was_taken_says_from_which_form_question_and_day() {
    let report = whole().report();
    let of = |name| pair(&report, name).provenance;
    let origin =
        "Taken from “The person’s name” in MHTR Practitioner Assessment, 21 November 2026.";
    assert_eq!(of("Name"), [origin]);
    assert_eq!(of("Date"), Vec::<String>::new(), "typed here");
}

#[test]
fn an_answer_whose_source_has_changed_stands_beside_it() {
    let mut whole = draft();
    whole.answer(whole.assessment, &[("person.name", "Ann Elm")]);
    let report = whole.report();
    let name = pair(&report, "Name");
    assert_eq!(name.value, "Ann Oak");
    let changed = "The answer this was taken from has changed since. Both stand below.";
    assert_eq!(name.provenance[1..], [changed]);
    let beside = tables(&report)[0];
    assert_eq!(beside.caption, "Changed since it was taken: Name");
    assert_eq!(
        beside.header,
        ["As it was taken", "What the source says now"]
    );
    assert_eq!(beside.rows, [["Ann Oak", "Ann Elm"]]);
    // The person wrote something else as well: then all three stand there.
    whole.answer(whole.report, &[("report.name", "Anne Oak")]);
    let report = whole.report();
    assert_eq!(
        tables(&report)[0].rows,
        [["Anne Oak", "Ann Oak", "Ann Elm"]]
    );
}

#[test]
fn an_answer_that_was_changed_here_says_what_was_taken() {
    let mut whole = draft();
    whole.answer(whole.report, &[("report.name", "Anne Oak")]);
    let edited = "Changed in this report since it was taken. It said: Ann Oak";
    let name = pair(&whole.report(), "Name");
    assert_eq!((&*name.value, &*name.provenance[1]), ("Anne Oak", edited));
}

#[test]
fn what_could_not_be_read_as_an_answer_is_not_reported_as_one() {
    let mut whole = whole();
    whole.answer(whole.report, &[("report.date", "21//2026")]);
    assert_eq!(pair(&whole.report(), "Date").value, "Not answered");
    assert_eq!(whole.report().identity.standing, Standing::Draft);
}

#[test]
fn every_measure_has_a_table_with_what_must_be_known_to_read_it() {
    let report = whole().report();
    let scores: Vec<&Table> = tables(&report);
    let captions: Vec<&str> = scores.iter().map(|table| &*table.caption).collect();
    let expected = ["CORE-34", "PHQ-9", "GAD-7"]
        .map(|measure| format!("{measure} (MHTR Practitioner Assessment, 21 November 2026)"));
    assert_eq!(captions[..3], expected);
    assert_eq!(captions.len(), 4, "and what the report rests on");
    let phq = &scores[1].rows[0];
    assert_eq!(
        phq[..5],
        [
            "PHQ-9",
            "9",
            "0 to 27",
            "Mild (5 to 9)",
            "Below the cut-off of 10"
        ]
    );
    assert!(phq[5].contains("NHS England"));
    assert!(phq[6].starts_with("Pro-rated from 8 of 9 answers; Risk question"));
    assert_eq!(scores[2].rows[0][6], "Copied from a paper form");
    let text = plain(&report, &whole().practice);
    assert!(text.contains("Not answered: item 6"));
    assert!(
        !text.contains("Little interest"),
        "item answers only when asked for"
    );
}

#[test]
fn what_a_report_is_called_says_nothing_of_the_person() {
    assert_eq!(whole().report().file_stem(), "record-01234567-10");
    let page = html::write(&whole().report(), &whole().practice.wording);
    assert!(page.contains("<title>Responsible Clinician&#39;s Report</title>"));
    assert_eq!(whole().report().identity.line.matches("Ann Oak").count(), 1);
    assert!(page.contains("made on 21 November 2026"));
}
