//! What the forms say otherwise since a report was signed stands beside it, and is nothing else.

use mhtr_forms::engine::catalogue::{Catalogue, FormId};
use mhtr_forms::engine::report::signed::{self, Difference, SignedStanding, changed_since};

use super::{Whole, whole};
use crate::case::at;
use crate::catalogue::folders;

fn since(whole: &Whole) -> Vec<Difference> {
    let practice = &whole.practice;
    let SignedStanding::Signed(copy) = signed::standing(practice.document(whole.report)) else {
        panic!("a change elsewhere leaves what was signed");
    };
    changed_since(
        &copy,
        &practice.case,
        &practice.catalogue,
        &practice.wording,
    )
}

fn row(of: &Difference) -> (&str, &str, &str) {
    let name = of
        .name
        .strip_prefix("MHTR Practitioner Assessment: ")
        .unwrap_or(&of.name);
    (name, &of.signed, &of.today)
}

#[test]
fn nothing_has_changed_until_something_has() {
    assert_eq!(since(&whole()), []);
}

#[test]
fn an_answer_and_the_score_it_makes_stand_beside_what_was_signed() {
    let mut whole = whole();
    whole.answer(
        whole.assessment,
        &[("phq-9.1", "Nearly every day"), ("person.name", "")],
    );
    let found = since(&whole);
    let rows: Vec<_> = found.iter().map(row).collect();
    assert!(
        rows.contains(&("What is the person’s full name?", "Ann Oak", "")),
        "{rows:?}"
    );
    let item = rows.iter().find(|row| row.1 == "Several days").unwrap();
    assert_eq!(item.2, "Nearly every day");
    let score = rows.iter().find(|row| row.0 == "PHQ-9").unwrap();
    assert!(
        score.1.starts_with("9\n") && score.2.starts_with("11\n"),
        "{score:?}"
    );
    assert_eq!(rows.len(), 3, "{rows:?}");
    whole.answer(
        whole.assessment,
        &[("phq-9.1", "Several days"), ("person.name", "Ann Oak")],
    );
    assert_eq!(since(&whole), [], "what was put back says the same");
}

#[test]
fn a_form_begun_since_is_all_new() {
    let mut whole = whole();
    let withdrawal = whole.practice.start("consent-withdrawal", at("12:00:00"));
    let day = [("withdrawal.date", "21/11/2026")];
    whole.practice.answer(withdrawal, &day, at("12:01:00"));
    let found = since(&whole);
    assert!(
        found
            .iter()
            .any(|of| of.today == "21 November 2026" && of.signed.is_empty()),
        "{found:?}"
    );
}

#[test]
fn other_words_and_other_versions_of_a_form_are_no_change() {
    let mut whole = whole();
    let mut reworded = folders();
    let folder = reworded
        .get_mut(&FormId::new("practitioner-assessment"))
        .unwrap();
    let json = folder.questionnaire.take().unwrap();
    folder.questionnaire = Some(json.replace("person’s", "client’s"));
    whole.practice.catalogue = Catalogue::read(&reworded);
    assert_eq!(since(&whole), []);
    // Nor do the words of an option make another answer of it.
    let folder = reworded.get_mut(&FormId::new("phq-9")).unwrap();
    let json = folder.questionnaire.take().unwrap();
    folder.questionnaire = Some(json.replace("Several days", "Some days"));
    whole.practice.catalogue = Catalogue::read(&reworded);
    whole.practice.answer(
        whole.assessment,
        &[("risk.detail", "Another.")],
        at("12:00:00"),
    );
    let found = since(&whole);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(row(&found[0]).2, "Another.");
}
