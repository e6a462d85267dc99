//! The bytes of each export, and that nothing in them is carried out by what opens them.

use std::collections::BTreeSet;

use mhtr_forms::engine::csv::cell;
use mhtr_forms::engine::report::{Attached, csv, html, text};
use regex_lite::Regex;

use super::{Whole, golden, whole};
use crate::administrations::taken;
use crate::case::at;

const ALL: Attached = Attached { item_answers: true };

/// Names that a spreadsheet or a browser would do something with.
const HOSTILE: [&str; 12] = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "=HYPERLINK(\"x\";\"y\")",
    "a,\"b\"\r\n=c",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>&amp;",
];

/// A case in which somebody is called so.
fn called(name: &str) -> Whole {
    let mut whole = whole();
    let (assessment, report) = (whole.assessment, whole.report);
    let at = at("11:00:00");
    whole
        .practice
        .answer(assessment, &[("risk.detail", name)], at);
    // Words that were typed also stand where two scores are compared, beside a chart.
    let declined = [("core-34.not-done-reason", name)];
    whole.practice.answer(assessment, &declined, at);
    taken(&mut whole.practice, "core-34", "12-18", &"1".repeat(34));
    whole.answer(report, &[("report.name", name), ("author.name", name)]);
    whole
}

fn csv_of(whole: &Whole) -> String {
    let practice = &whole.practice;
    csv::write(
        whole.report().identity.standing,
        &practice.case,
        &practice.catalogue,
        &practice.wording,
    )
}

fn html_of(whole: &Whole, attached: Attached) -> String {
    html::write(&whole.report_with(attached), &whole.practice.wording)
}

/// The rows of a file as RFC 4180 reads them.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut characters = csv.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {
                assert_eq!(characters.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => {
                assert!(is_quoted, "every cell is quoted: {other:?}");
                cell.push(other);
            }
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !is_quoted);
    rows
}

#[test]
fn a_whole_case_is_written_as_it_always_was() {
    let whole = whole();
    let report = whole.report_with(ALL);
    golden("report.txt", &text::write(&report, &whole.practice.wording));
    golden("report.html", &html_of(&whole, ALL));
    golden("case.csv", &csv_of(&whole));
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let (one, other) = (whole(), whole());
    let texts = [&one, &other].map(|of| text::write(&of.report_with(ALL), &of.practice.wording));
    assert_eq!(texts[0], texts[1]);
    assert_eq!(html_of(&one, ALL), html_of(&other, ALL));
    assert_eq!(csv_of(&one), csv_of(&other));
}

#[test]
fn a_cell_that_begins_like_a_formula_is_words() {
    for hostile in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
        for rest in ["", "1+1", "cmd|' /C calc'!A0"] {
            let typed = format!("{hostile}{rest}");
            let cell = cell(&typed);
            assert_eq!(cell, format!("\"'{typed}\""), "{typed:?}");
        }
    }
    for words in ["", "1=1", "a", "'=1", "9", "3 - 4"] {
        assert_eq!(cell(words), format!("\"{words}\""));
    }
    assert_eq!(cell("a \"b\""), "\"a \"\"b\"\"\"");
}

#[test]
fn every_row_has_every_column_and_no_cell_is_a_formula_whatever_was_typed() {
    for name in HOSTILE {
        let rows = rows(&csv_of(&called(name)));
        assert!(rows.len() > 40);
        for row in &rows {
            assert_eq!(row.len(), 14, "{row:?}");
            for cell in row {
                let first = cell.chars().next();
                assert!(
                    !first.is_some_and(|c| "=+-@\t\r\n＝＋－＠".contains(c)),
                    "{cell:?}"
                );
            }
        }
    }
}

#[test]
fn nothing_that_was_typed_is_markup() {
    let tag = Regex::new(r"<(/?)([a-zA-Z0-9!]+)([^>]*)>").unwrap();
    let ours: BTreeSet<&str> = [
        "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "header", "footer", "main",
        "section", "h1", "h2", "h3", "p", "br", "ul", "li", "dl", "dt", "dd", "table", "caption",
        "thead", "tbody", "tr", "th", "td", "svg", "title", "desc", "line", "rect", "circle",
        "polygon", "text",
    ]
    .into();
    let of_a_drawing = "xmlns|role|aria-labelledby|id|viewBox|width|height|font-size|text-anchor|\
        fill|fill-opacity|stroke|stroke-width|stroke-dasharray|points|cx|cy|r|x|y|x1|y1|x2|y2";
    let attributes = format!(
        "^( html| ((class|lang|charset|scope|name|content)=\"[a-zA-Z0-9 ,=-]*\"|({of_a_drawing})=\"[a-zA-Z0-9 .,:/-]*\"))*/?$"
    );
    let attributes = Regex::new(&attributes).unwrap();
    let expected = html_of(&called("Ann"), ALL);
    for name in HOSTILE {
        let page = html_of(&called(name), ALL);
        let mut inside = Vec::new();
        for found in tag.captures_iter(&page) {
            assert!(ours.contains(&found[2]), "{}", &found[0]);
            assert!(attributes.is_match(&found[3]), "{}", &found[0]);
            if &found[1] == "/" {
                assert_eq!(inside.pop().as_deref(), Some(&found[2]));
            } else if !found[3].ends_with('/') && &found[2] != "!DOCTYPE" {
                inside.push(found[2].to_owned());
            }
        }
        assert_eq!(inside, Vec::<String>::new(), "every element is closed");
        // Of the signs that make markup there are as many as with a plain name, but for line breaks.
        let n_signs = |page: &str| page.replace("<br/>", "").matches(['<', '>', '"']).count();
        assert_eq!(n_signs(&page), n_signs(&expected), "{name}");
        assert!(!page.contains("&amp;amp;") || name.contains("&amp;"));
    }
}

#[test]
fn a_line_of_an_e_mail_has_72_columns_at_most() {
    let word = "a".repeat(200);
    for name in [&*word, &"ab ".repeat(100), "Ann\u{7}Oak\tElm"] {
        let whole = called(name);
        let text = text::write(&whole.report_with(ALL), &whole.practice.wording);
        let is_short = |line: &&str| line.chars().count() <= 72 && line.trim_end() == *line;
        let long: Vec<&str> = text.lines().filter(|line| !is_short(line)).collect();
        assert_eq!(long, Vec::<&str>::new());
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
        let without_breaks: String = text.split_whitespace().collect();
        let typed: String = name
            .split(|c: char| c.is_whitespace() || c.is_control())
            .collect();
        assert!(
            without_breaks.contains(&typed),
            "nothing that was typed is lost"
        );
    }
}

#[test]
fn each_row_says_whether_the_report_is_a_draft() {
    let mut whole = whole();
    let standing = |whole: &Whole| -> BTreeSet<String> {
        let rows = rows(&csv_of(whole));
        assert_eq!(rows[0][2], "standing");
        rows[1..].iter().map(|row| row[2].clone()).collect()
    };
    assert_eq!(standing(&whole), ["signed".to_owned()].into());
    let answers = [("report.treatment-plan", "Another.")];
    whole
        .practice
        .answer(whole.report, &answers, at("11:00:00"));
    assert_eq!(standing(&whole), ["draft".to_owned()].into());
}
