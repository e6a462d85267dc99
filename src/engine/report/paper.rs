//! What stands on every printed page beside the report itself: which page it is, of how many.
//!
//! A style sheet says it, since only the one who prints knows where a page ends. Browsers that know no
//! margin boxes leave it out and print their own numbers.

use crate::engine::wording::Wording;

/// A style rule that numbers the pages, in words.
#[must_use]
pub fn page_numbers(wording: &Wording) -> String {
    // Neither can stand in a wording file, so each marks one place.
    const PAGE: &str = "\u{1}";
    const PAGES: &str = "\u{2}";
    let words = wording.fill("report.page", &[("page", PAGE), ("pages", PAGES)]);
    let mut content = Vec::new();
    for (n, part) in words.split(PAGE).enumerate() {
        if n > 0 {
            content.push("counter(page)".to_owned());
        }
        for (n, part) in part.split(PAGES).enumerate() {
            if n > 0 {
                content.push("counter(pages)".to_owned());
            }
            if !part.is_empty() {
                content.push(quoted(part));
            }
        }
    }
    format!(
        "@page {{ @bottom-right {{ content: {}; font: 8.5pt sans-serif }} }}\n",
        content.join(" ")
    )
}

/// Words as a string of a style sheet. Every sign is written as a number, so that none of them can end the
/// string, the rule, or the element of a page that it stands in.
#[must_use]
pub fn quoted(words: &str) -> String {
    let mut quoted = String::from('"');
    for c in words.chars() {
        if c == ' ' || c.is_alphanumeric() {
            quoted.push(c);
        } else if c != '\0' {
            quoted.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    quoted.push('"');
    quoted
}
