//! What is printed round a report, and on every page of it.

use mhtr_forms::engine::report::html;
use mhtr_forms::engine::report::paper::{page_numbers, quoted};
use mhtr_forms::engine::wording::Wording;

use super::{Whole, whole};
use crate::case::at;

fn page(whole: &Whole) -> String {
    html::write(&whole.report(), &whole.practice.wording)
}

/// What a browser repeats at the head of each page.
fn head(page: &str) -> &str {
    let (_, after) = page.split_once("<header").unwrap();
    after.split_once("</header>").unwrap().0
}

#[test]
fn the_pages_are_numbered_in_the_words_of_the_language() {
    let rule = page_numbers(&Wording::built_in());
    assert_eq!(
        rule,
        "@page { @bottom-right { content: \"Page \" counter(page) \" of \" counter(pages); font: 8.5pt sans-serif } }\n"
    );
    assert!(page(&whole()).contains(rule.trim()));
    let json = r#"{"report.page": "{pages} \"; } * { display: none } </style> {page}"}"#;
    let (other, problems) = Wording::built_in().overlaid("en-GB", json);
    assert_eq!(problems, []);
    let rule = page_numbers(&other);
    assert!(rule.contains("content: counter(pages) \" "), "{rule}");
    assert!(
        rule.ends_with("counter(page); font: 8.5pt sans-serif } }\n"),
        "{rule}"
    );
    assert_eq!(rule.matches(['<', '{', ';']).count(), 3, "{rule}");
}

#[test]
fn words_in_a_style_sheet_end_nothing() {
    for words in [
        "\"", "\\", "\n", "</style>", "*/", "{}", ";", "&", "\u{1}", "it’s",
    ] {
        let quoted = quoted(words);
        let inside = &quoted[1..quoted.len() - 1];
        let is_plain = |c: char| c == ' ' || c == '\\' || c.is_alphanumeric();
        assert!(inside.chars().all(is_plain), "{quoted}");
    }
    assert_eq!(quoted("Ünal 7"), "\"Ünal 7\"");
    assert_eq!(quoted("a\"b"), "\"a\\22 b\"");
    assert_eq!(quoted("a\0b"), "\"ab\"");
}

#[test]
fn the_head_of_every_page_names_the_record_and_that_nobody_has_signed() {
    let signed = whole();
    assert!(head(&page(&signed)).contains(&signed.report().identity.line));
    assert!(!page(&signed).contains("<p class=\"report-mark\">"));
    let mut changed = whole();
    let answers = [("report.treatment-plan", "Another.")];
    changed
        .practice
        .answer(changed.report, &answers, at("11:00:00"));
    let page = page(&changed);
    assert!(head(&page).contains("<p class=\"report-mark\">Draft: not signed</p>"));
    assert!(head(&page).contains("Record 0123456789abcdef0123456789abcdef, revision"));
    assert!(page.contains(".report-header { display: table-header-group"));
}
