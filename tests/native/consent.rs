//! Consent over time: a year, a withdrawal, and how a person likes to get information.

use mhtr_forms::engine::calendar::{Date, DateTime};
use mhtr_forms::engine::case::consent::{self, CONSENT, NEEDS, WITHDRAWAL};
use mhtr_forms::engine::case::signing::Signing;
use mhtr_forms::engine::case::summary::Summary;
use mhtr_forms::engine::case::wire::{read_summary, write_summary};
use mhtr_forms::engine::case::{Change, DocumentId};
use mhtr_forms::engine::presentation::Presentation;

use crate::case::{Practice, at};

fn day(text: &str) -> Date {
    Date::read(text).unwrap()
}

/// Somebody who signed the consent at a moment.
fn signed(moment: &str) -> (Practice, DocumentId) {
    let mut practice = Practice::open();
    let document = practice.start(CONSENT, at("09:00:00"));
    sign(&mut practice, document, moment);
    (practice, document)
}

fn sign(practice: &mut Practice, document: DocumentId, moment: &str) {
    let now = DateTime::read(moment).unwrap();
    let form = practice.form(document);
    let definition = practice.definition(CONSENT);
    let wording = &practice.wording;
    let signing = Signing::of(
        &definition,
        Presentation::Published,
        &form,
        false,
        wording,
        now,
    );
    practice
        .case
        .apply(Change::Signed { document, signing }, now);
}

#[test]
fn nobody_consented_before_somebody_signed() {
    let mut practice = Practice::open();
    practice.start(CONSENT, at("09:00:00"));
    assert_eq!(consent::standing(&practice.case), None);
}

/// "You will be asked to renew your consent … every year if still in treatment" (Appendix 2). The table is
/// worked out with a paper calendar.
#[test]
fn consent_is_asked_for_again_after_a_year() {
    for (moment, renew) in [
        ("2026-11-21T10:00:00Z", "2027-11-21"),
        ("2027-02-28T10:00:00Z", "2028-02-28"),
        ("2028-02-29T10:00:00Z", "2029-03-01"),
        ("2026-12-31T23:59:59Z", "2027-12-31"),
        // The day where the person is, not the day in Greenwich.
        ("2026-07-01T00:30:00+01:00", "2027-07-01"),
    ] {
        let (practice, _) = signed(moment);
        let standing = consent::standing(&practice.case).unwrap();
        assert_eq!(standing.renew_by, day(renew), "{moment}");
    }
}

#[test]
fn a_worker_is_reminded_four_weeks_before_and_from_then_on() {
    let (practice, _) = signed("2026-11-21T10:00:00Z");
    let standing = consent::standing(&practice.case).unwrap();
    for (today, is_due) in [
        ("2026-11-21", false),
        ("2027-10-23", false),
        ("2027-10-24", true),
        ("2027-11-21", true),
        ("2028-01-01", true),
    ] {
        assert_eq!(standing.is_due(day(today)), is_due, "{today}");
    }
}

#[test]
fn what_was_withdrawn_is_not_renewed_and_says_when() {
    let (mut practice, _) = signed("2026-11-21T09:30:00Z");
    let withdrawal = practice.start(WITHDRAWAL, at("10:00:00"));
    let standing = consent::standing(&practice.case).unwrap();
    assert_eq!(
        standing.withdrawn,
        Some((withdrawal, None)),
        "the step itself withdraws"
    );
    practice.answer(
        withdrawal,
        &[("withdrawal.date", "20/11/2026")],
        at("10:05:00"),
    );
    let standing = consent::standing(&practice.case).unwrap();
    assert_eq!(
        standing.withdrawn,
        Some((withdrawal, Some(day("2026-11-20"))))
    );
    assert!(!standing.is_due(day("2028-01-01")));
    assert_eq!(
        Summary::of(&practice.case, &practice.catalogue).renew_by,
        None
    );
}

#[test]
fn a_consent_given_after_a_withdrawal_stands() {
    let (mut practice, _) = signed("2026-11-21T09:30:00Z");
    practice.start(WITHDRAWAL, at("10:00:00"));
    let again = practice.start(CONSENT, at("11:00:00"));
    sign(&mut practice, again, "2026-11-21T11:30:00Z");
    let standing = consent::standing(&practice.case).unwrap();
    assert_eq!(standing.document, again);
    assert_eq!(standing.withdrawn, None);
}

#[test]
fn a_signature_that_fell_is_no_consent() {
    let (mut practice, document) = signed("2026-11-21T09:30:00Z");
    practice
        .case
        .apply(Change::Voided { document }, at("10:00:00"));
    assert_eq!(consent::standing(&practice.case), None);
}

#[test]
fn the_line_in_the_list_knows_the_day() {
    let (practice, _) = signed("2026-11-21T09:30:00Z");
    let summary = Summary::of(&practice.case, &practice.catalogue);
    assert_eq!(summary.renew_by, Some(day("2027-11-21")));
    assert_eq!(read_summary(&write_summary(&summary)), Some(summary));
}

#[test]
fn how_a_person_likes_to_get_information_is_said_in_the_words_of_the_form() {
    let mut practice = Practice::open();
    assert_eq!(
        consent::needs(&practice.case, &practice.catalogue, &practice.wording),
        [""; 0]
    );
    let needs = practice.start(NEEDS, at("09:00:00"));
    practice.answer(needs, &[("needs.formats", "easy-read")], at("09:01:00"));
    let said = consent::needs(&practice.case, &practice.catalogue, &practice.wording);
    assert_eq!(said, ["Easy read: short sentences with pictures"]);
}
