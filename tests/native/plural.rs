//! How languages count, compared with CLDR's own tables in `plurals.tsv`; words for numbers put over others.

use std::collections::BTreeSet;

use mhtr_forms::engine::plural::{Category, Plural};
use mhtr_forms::engine::wording::Wording;

const TABLE: &str = include_str!("plurals.tsv");

/// The numbers of the table, in its order.
fn numbers() -> impl Iterator<Item = usize> {
    (0..=200).chain([
        1000, 1001, 1011, 2000, 21_000, 40_000, 100_000, 1_000_000, 2_000_000,
    ])
}

fn letter(category: Category) -> char {
    match category {
        Category::Zero => '0',
        Category::One => '1',
        Category::Two => '2',
        Category::Few => 'f',
        Category::Many => 'm',
        Category::Other => '-',
    }
}

#[test]
fn every_language_counts_as_cldr_says() {
    let mut n_languages = 0;
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let [languages, categories, expected] = *line.split('\t').collect::<Vec<_>>() else {
            panic!("{line}");
        };
        assert_eq!(expected.len(), numbers().count());
        for language in languages.split(' ') {
            let plural = Plural::of(language);
            let counted: String = numbers().map(|n| letter(plural.category(n))).collect();
            assert_eq!(counted, expected, "{language}");
            let names: Vec<_> = plural
                .categories()
                .into_iter()
                .map(Category::name)
                .collect();
            assert_eq!(names.join(","), categories, "{language}");
            let taken: BTreeSet<Category> = (0..=200).map(|n| plural.category(n)).collect();
            assert!(
                taken.iter().all(|of| plural.needed().contains(of)),
                "{language}"
            );
            n_languages += 1;
        }
    }
    assert!(n_languages > 200, "{n_languages}");
}

#[test]
fn a_language_is_found_by_its_tag_with_a_region_and_in_any_case() {
    let many = |tag: &str| Plural::of(tag).category(6);
    assert_eq!(many("cy-GB"), Category::Many);
    assert_eq!(many("CY"), Category::Many);
    assert_eq!(Plural::of("pt").category(0), Category::One);
    assert_eq!(Plural::of("pt-BR").category(0), Category::One);
    assert_eq!(Plural::of("pt-PT").category(0), Category::Other);
    for unknown in ["", "qqq", "en-GB"] {
        assert_eq!(Plural::of(unknown).category(1), Category::One);
        assert_eq!(Plural::of(unknown).category(0), Category::Other);
    }
}

#[test]
fn a_file_of_words_for_an_embedded_form_is_held_to_its_language_too() {
    let (welsh, problems) = Wording::of_forms().overlaid(
        "cy",
        r#"{"component.pad-lines.two": "dwy linell", "component.pad-lines.other": "{n} llinell"}"#,
    );
    assert_eq!(welsh.count("component.pad-lines", 2), "dwy linell");
    assert_eq!(welsh.count("component.pad-lines", 1), "1 llinell");
    let said: Vec<_> = problems
        .iter()
        .map(|of| (of.place.as_str(), of.what))
        .collect();
    let missing = "problem.wording.plural-missing";
    assert_eq!(said, [("component.pad-lines.other", missing)]);

    let (japanese, problems) = Wording::of_forms().overlaid(
        "ja",
        r#"{"component.pad-lines.one": "x", "component.pad-lines.other": "{n}"}"#,
    );
    assert_eq!(japanese.count("component.pad-lines", 1), "1");
    let said: Vec<_> = problems
        .iter()
        .map(|of| (of.place.as_str(), of.what))
        .collect();
    let none = "problem.wording.no-such-plural";
    assert_eq!(said, [("component.pad-lines.one", none)]);
}
