//! The measures as files: what they ask is what they are scored by, under their owners' terms.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where what it looks for is not there"
)]

use std::path::Path;

use mhtr_forms::engine::fhir::read_questionnaire;
use mhtr_forms::engine::questionnaire::{Item, ItemType, LinkId, Questionnaire};
use mhtr_forms::engine::value::Value;
use rust_decimal::Decimal;

use crate::cases::measure;

/// The measures whose words may be passed on.
pub const WITH_WORDS: [&str; 5] = ["core-10", "core-34", "gad-7", "k10", "phq-9"];

pub fn questionnaire(folder: &str) -> Questionnaire {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let json = std::fs::read_to_string(forms.join(folder).join("questionnaire.json")).unwrap();
    let (questionnaire, problems) = read_questionnaire(&json);
    assert_eq!(problems, Vec::new(), "{folder}");
    questionnaire.unwrap()
}

/// Every item of a questionnaire, whatever it is in.
fn walk<'a>(items: &'a [Item], found: &mut Vec<&'a Item>) {
    for item in items {
        found.push(item);
        walk(&item.items, found);
    }
}

pub fn all_items(items: &[Item]) -> Vec<&Item> {
    let mut found = Vec::new();
    walk(items, &mut found);
    found
}

#[test]
fn every_item_of_a_measure_is_asked_with_the_positions_it_is_scored_by() {
    for folder in WITH_WORDS {
        let (measure, questionnaire) = (measure(folder), questionnaire(folder));
        let url = format!("urn:mhtr-forms:questionnaire:{folder}");
        assert_eq!(questionnaire.url, Some(url));
        assert!(questionnaire.copyright.is_some(), "{folder}: no notice");
        let items = all_items(&questionnaire.items);
        let asked: Vec<&LinkId> = items
            .iter()
            .filter(|item| item.item_type == ItemType::Choice)
            .map(|item| &item.link_id)
            .collect();
        let unscored = measure.unscored.iter().map(|item| &item.link_id);
        let scored: Vec<&LinkId> = measure.items.iter().chain(unscored).collect();
        assert_eq!(
            asked, scored,
            "{folder}: not the same items in the same order"
        );
        for item in items
            .iter()
            .filter(|item| item.item_type == ItemType::Choice)
        {
            let range = measure
                .unscored
                .iter()
                .find(|it| it.link_id == item.link_id);
            let range = range.map_or(&measure.answers, |item| &item.answers);
            let positions: Vec<Decimal> =
                (range.lowest..=range.highest).map(Decimal::from).collect();
            let ordinals = item.options.iter().map(|option| option.ordinal.unwrap());
            assert_eq!(ordinals.collect::<Vec<_>>(), positions, "{}", item.link_id);
            assert!(!item.is_required, "{}: a blank is allowed", item.link_id);
        }
    }
}

#[test]
fn every_link_id_begins_with_the_name_of_its_measure() {
    for folder in WITH_WORDS {
        for item in all_items(&questionnaire(folder).items) {
            let link_id = item.link_id.as_str();
            assert!(link_id.starts_with(&format!("{folder}.")), "{link_id}");
        }
    }
}

#[test]
fn core_10_is_ten_statements_of_core_34_with_one_word_more_in_its_last_answer() {
    let (long, short) = (questionnaire("core-34"), questionnaire("core-10"));
    let (long, short) = (all_items(&long.items), all_items(&short.items));
    let item = |items: &[&'_ Item], link_id: String| -> Item {
        let found = items.iter().find(|item| item.link_id.as_str() == link_id);
        (**found.unwrap()).clone()
    };
    for (n, of_long) in (1..).zip([2, 3, 7, 10, 15, 16, 18, 23, 27, 28]) {
        let one = item(&short, format!("core-10.{n}"));
        let other = item(&long, format!("core-34.{of_long}"));
        assert_eq!(one.text, other.text);
        let last = |item: &Item| {
            let Value::Coding(coding) = &item.options[4].value else {
                panic!("{} has options without codes", item.link_id)
            };
            coding.display.clone().unwrap()
        };
        assert_eq!(last(&one), "Most or all of the time");
        assert_eq!(last(&other), "Most or all the time");
    }
}

#[test]
fn the_licence_of_the_words_holds_the_notice_that_is_shown_with_them() {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    for folder in WITH_WORDS {
        let licence = std::fs::read_to_string(forms.join(folder).join("LICENCE")).unwrap();
        let notice = questionnaire(folder).copyright.unwrap();
        assert!(licence.contains(&notice), "{folder}");
    }
}

#[test]
fn a_measure_without_permission_has_no_words() {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    for folder in ["gse", "sapas", "wsas"] {
        assert!(!forms.join(folder).join("questionnaire.json").exists());
    }
}
