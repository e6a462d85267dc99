//! The head and the foot of every page: which state of which record it is, and which page of how many.

use super::super::{Report, Standing};
use super::runs::{DECLARATION, NAMESPACES, Runs};

/// The head of every page.
pub(super) fn header(report: &Report, runs: Runs) -> String {
    let line = identity(report, "Header", "HeaderDraft", runs);
    format!("{DECLARATION}<w:hdr {NAMESPACES}>\n{line}</w:hdr>\n")
}

/// The foot of every page.
pub(super) fn footer(report: &Report, runs: Runs) -> String {
    let line = identity(report, "Footer", "FooterDraft", runs);
    let page = runs.paragraph_of("Footer", "", &page(&report.labels.page, runs));
    format!("{DECLARATION}<w:ftr {NAMESPACES}>\n{line}{page}</w:ftr>\n")
}

fn identity(report: &Report, signed: &str, draft: &str, runs: Runs) -> String {
    let style = match report.identity.standing {
        Standing::Draft => draft,
        Standing::Signed | Standing::Finished => signed,
    };
    runs.paragraph(style, &report.identity.line)
}

/// The words of a page's number, with fields in place of `{page}` and `{pages}`, in the order of the language.
fn page(words: &str, runs: Runs) -> String {
    let mut xml = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        xml.push_str(&runs.run(before));
        match name {
            "page" => xml.push_str(&runs.field("PAGE")),
            "pages" => xml.push_str(&runs.field("NUMPAGES")),
            other => xml.push_str(&runs.run(&format!("{{{other}}}"))),
        }
        rest = tail;
    }
    xml.push_str(&runs.run(rest));
    xml
}
