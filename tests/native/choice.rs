//! Ticking and unticking boxes.

use mhtr_forms::engine::choice::{position, tick};
use mhtr_forms::engine::questionnaire::Item;
use mhtr_forms::engine::response::Entry;
use mhtr_forms::engine::value::Value;
use proptest::prelude::*;
use serde_json::json;

use crate::scenario::read_items;

/// Three kinds of help, "none of these", and words of one's own.
fn item() -> Item {
    let exclusive = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
    let option =
        |code: &str| json!({"valueCoding": {"system": "urn:s", "code": code, "display": code}});
    let mut none = option("none");
    none["extension"] = json!([{"url": exclusive, "valueBoolean": true}]);
    let items = json!([{"linkId": "help", "type": "open-choice", "text": "What helps?",
        "repeats": true, "answerOption": [option("walks"), option("music"), none, option("rest")]}]);
    let (questionnaire, problems) = read_items(&items);
    assert_eq!(problems, []);
    questionnaire.items[0].clone()
}

fn option(item: &Item, code: &str) -> Entry {
    let found = item.options.iter().find(|option| {
        matches!(&option.value, Value::Coding(coding) if coding.code.as_deref() == Some(code))
    });
    Entry::Value(found.unwrap().value.clone())
}

fn own(words: &str) -> Entry {
    Entry::Value(Value::String(words.to_owned()))
}

#[test]
fn what_is_ticked_stands_in_the_order_of_the_options_with_own_words_last() {
    let item = item();
    let mut entries = Vec::new();
    for ticked in [own("my dog"), option(&item, "rest"), option(&item, "walks")] {
        entries = tick(&item, &entries, ticked, true);
    }
    let expected = [option(&item, "walks"), option(&item, "rest"), own("my dog")];
    assert_eq!(entries, expected);
    let unticked = tick(&item, &entries, option(&item, "rest"), false);
    assert_eq!(unticked, [option(&item, "walks"), own("my dog")]);
}

#[test]
fn none_of_these_never_stands_beside_one_of_these() {
    let item = item();
    let some = vec![option(&item, "walks"), own("my dog")];
    let none = tick(&item, &some, option(&item, "none"), true);
    assert_eq!(none, [option(&item, "none")]);
    let one = tick(&item, &none, option(&item, "music"), true);
    assert_eq!(one, [option(&item, "music")]);
    let words = tick(&item, &none, own("my dog"), true);
    assert_eq!(words, [own("my dog")]);
    assert_eq!(tick(&item, &none, option(&item, "none"), false), []);
}

#[test]
fn words_of_ones_own_are_one_option_whatever_they_say() {
    let item = item();
    let half = Entry::AsTyped("my d".to_owned());
    for (stands, ticked) in [
        (own("my dog"), own("my cat")),
        (half.clone(), own("my cat")),
        (own("my dog"), half.clone()),
    ] {
        let entries = tick(&item, &[stands], ticked.clone(), true);
        assert_eq!(entries, std::slice::from_ref(&ticked));
        assert_eq!(tick(&item, &entries, own("anything"), false), []);
    }
}

#[test]
fn an_option_is_known_by_its_code_whatever_its_words_were_when_it_was_chosen() {
    let item = item();
    let Entry::Value(Value::Coding(mut coding)) = option(&item, "music") else {
        panic!()
    };
    coding.display = Some("Songs".to_owned());
    let earlier = Entry::Value(Value::Coding(coding));
    assert_eq!(position(&item, &earlier), Some(1));
    let again = tick(
        &item,
        std::slice::from_ref(&earlier),
        option(&item, "music"),
        true,
    );
    assert_eq!(again, [option(&item, "music")]);
    assert_eq!(position(&item, &own("music")), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ticking_leaves_each_option_at_most_once_and_the_one_ticked_there(
        ticks in prop::collection::vec((0..5_usize, any::<bool>()), 0..20)
    ) {
        let item = item();
        let choices = [
            option(&item, "walks"), option(&item, "music"), option(&item, "none"),
            option(&item, "rest"), own("my dog"),
        ];
        let mut entries = Vec::new();
        for (n, is_ticked) in ticks {
            entries = tick(&item, &entries, choices[n].clone(), is_ticked);
            prop_assert_eq!(entries.contains(&choices[n]), is_ticked);
            let places: Vec<usize> = entries
                .iter()
                .map(|entry| position(&item, entry).unwrap_or(usize::MAX))
                .collect();
            prop_assert!(places.is_sorted_by(|one, next| one < next), "{:?}", places);
            prop_assert!(!entries.contains(&choices[2]) || entries.len() == 1);
        }
    }
}
