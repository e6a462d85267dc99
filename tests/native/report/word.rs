//! The Word document: its parts, what each thing in it is, and that what was typed stays words.

use std::collections::BTreeMap;

use mhtr_forms::engine::direction::is_right_to_left;
use mhtr_forms::engine::report::chart::{Chart, Mark};
use mhtr_forms::engine::report::{Attached, Block, Report, text, word};
use rawzip::ZipArchive;
use regex_lite::Regex;
use serde_json::{Value, json};

use super::change::twice;
use super::{CONSENT, Whole, golden, whole};

const ALL: Attached = Attached { item_answers: true };

/// Characters that markup is made of, that XML has no place for, or that end a line.
const HOSTILE: [&str; 9] = [
    "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r>",
    "\"'><w:p/>&amp;&#0;",
    "]]><!-- --><?x ?>",
    "a\u{0}b\u{8}c\u{1F}d\u{7F}e\u{9F}f",
    "\u{FFFE}\u{FFFF}\u{FEFF}",
    "one\ntwo\r\nthree\rfour\u{B}five\u{2028}six\u{2029}seven\u{85}eight\u{C}nine",
    "\u{202E}gnirts\u{202C} شخص 🙂 e\u{301}",
    "\t tab \t\t ",
    "{page} {pages} {language}",
];

/// The parts of a document, as a program reads them that knows nothing of ours.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, String> {
    let archive = ZipArchive::from_slice(bytes).unwrap();
    let mut parts = BTreeMap::new();
    for entry in archive.entries() {
        let entry = entry.unwrap();
        assert_eq!(entry.last_modified().year(), 1980, "no day of its making");
        let path = entry
            .file_path()
            .try_normalize()
            .unwrap()
            .as_ref()
            .to_owned();
        let file = archive.get_entry(entry.wayfinder()).unwrap();
        let mut content = Vec::new();
        // Reading it to its end compares the check sum.
        let mut reader = file.verifying_reader(file.data());
        std::io::Read::read_to_end(&mut reader, &mut content).unwrap();
        parts.insert(path, String::from_utf8(content).unwrap());
    }
    parts
}

fn document(report: &Report) -> String {
    unpacked(&word::write(report).unwrap())["word/document.xml"].clone()
}

/// A report with everything in it, as data that a test can change.
fn as_data() -> Value {
    serde_json::to_value(twice().report_with(ALL)).unwrap()
}

fn from_data(data: Value) -> Report {
    serde_json::from_value(data).unwrap()
}

/// A report that says one thing in every place where words can stand.
fn saying(words: &str) -> Report {
    fn say(data: &mut Value, words: &str) {
        match data {
            Value::String(text) => *text = words.to_owned(),
            Value::Array(values) => values.iter_mut().for_each(|value| say(value, words)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    // None of these is typed by anybody.
                    let ours = ["standing", "language", "stroke", "shape", "anchor"];
                    if !ours.contains(&name.as_str()) {
                        say(value, words);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut data = as_data();
    say(&mut data, words);
    from_data(data)
}

/// The names of the elements in the order they open, once each that opens was seen to close.
#[track_caller]
fn elements(xml: &str) -> Vec<String> {
    let rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    for piece in rest.unwrap().split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        assert!(!text.contains('>'), "{text:?}");
        for entity in text.split('&').skip(1).chain(tag.split('&').skip(1)) {
            let (name, _) = entity.split_once(';').unwrap();
            assert!(
                ["amp", "lt", "gt", "quot", "#39"].contains(&name),
                "{text:?}"
            );
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        assert_eq!(
            tag.matches('"').count(),
            tag.matches("=\"").count() * 2,
            "{tag}"
        );
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closes what was opened last");
            continue;
        }
        let (name, _) = tag
            .trim_end_matches('/')
            .split_once(' ')
            .unwrap_or((tag.trim_end_matches('/'), ""));
        assert!(
            name.chars().all(|c| c.is_ascii_alphabetic() || c == ':'),
            "{name}"
        );
        seen.push(name.to_owned());
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "every element is closed");
    seen
}

/// The words of a paragraph, as they are read.
fn words(xml: &str) -> String {
    let xml = xml.replace("<w:br/>", "\n").replace("<w:tab/>", "\t");
    let text = |piece: &str| piece.split_once('>').map(|(_, text)| text.to_owned());
    let (first, _) = xml.split_once('<').unwrap_or((&xml, ""));
    let text: String = xml.split('<').skip(1).filter_map(text).collect();
    let text = format!("{first}{text}")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// Every paragraph with its style.
fn paragraphs(xml: &str) -> Vec<(String, String)> {
    let paragraph = |piece: &str| {
        let paragraph = piece.split("</w:p>").next().unwrap();
        // One with a drawing in it ends in the first words of the drawing.
        let (about, runs) = paragraph.split_once("</w:pPr>").unwrap();
        let (_, style) = about.split_once("<w:pStyle w:val=\"").unwrap();
        (style.split('"').next().unwrap().to_owned(), words(runs))
    };
    xml.split("<w:p>").skip(1).map(paragraph).collect()
}

fn of_style(xml: &str, style: &str) -> Vec<String> {
    let paragraphs = paragraphs(xml).into_iter();
    paragraphs
        .filter(|(of, _)| of == style)
        .map(|(_, words)| words)
        .collect()
}

/// A report that nobody has signed.
fn draft() -> Whole {
    let mut whole = whole();
    let report = whole.report;
    whole.answer(report, &[("author.signature", "")]);
    whole
}

#[test]
fn the_parts_are_written_as_they_always_were() {
    let report = whole().report_with(ALL);
    let parts = word::parts(&report);
    let parts: Vec<String> = parts
        .iter()
        .map(|part| format!("===== {} =====\n{}", part.path, part.xml))
        .collect();
    golden("report.docx.txt", &parts.concat());
    // What the program that writes Word documents is handed.
    let handed = serde_json::to_string_pretty(&report).unwrap();
    golden("report.json", &(handed.clone() + "\n"));
    assert_eq!(serde_json::from_str::<Report>(&handed).unwrap(), report);
}

#[test]
fn the_same_report_gives_the_same_bytes_and_every_part_is_found_in_them() {
    let report = whole().report_with(ALL);
    let bytes = word::write(&report).unwrap();
    assert_eq!(bytes, word::write(&whole().report_with(ALL)).unwrap());
    let found = unpacked(&bytes);
    let parts = word::parts(&report);
    assert_eq!(found.len(), parts.len());
    let types = &found["[Content_Types].xml"];
    for part in &parts {
        assert_eq!(found[part.path], part.xml, "{}", part.path);
        elements(&part.xml);
        assert!(
            types.contains(&format!("\"/{}\"", part.path))
                || !part.path.starts_with("word/")
                || part.path.ends_with(".rels"),
            "{} has a type",
            part.path
        );
    }
    let addressed: Vec<&str> = parts
        .iter()
        .filter(|part| part.xml.contains("TargetMode"))
        .map(|part| part.path)
        .collect();
    assert_eq!(
        addressed,
        Vec::<&str>::new(),
        "nothing outside of it is named"
    );
}

#[test]
fn headings_captions_and_lists_are_what_they_are() {
    let report = whole().report_with(ALL);
    let document = document(&report);
    assert_eq!(
        of_style(&document, "Title"),
        ["Responsible Clinician's Report"]
    );
    let headings: Vec<&str> = report.sections().map(|section| &*section.heading).collect();
    assert_eq!(of_style(&document, "Heading1"), headings);
    assert_eq!(headings[0], "Risk answers");
    assert_eq!(
        of_style(&document, "Heading2"),
        [
            "Responsible Clinician's Report",
            "Decision of the Clinical Lead"
        ]
    );
    assert_eq!(of_style(&document, "Caption").len(), 5);
    assert!(of_style(&document, "ListBullet")[0].starts_with("PHQ-9: 9 Thoughts"));
    assert!(of_style(&document, "Provenance")[0].starts_with("Taken from “The person’s name”"));
    assert!(of_style(&document, "TableName").contains(&"Signature".to_owned()));
    let styles = &unpacked(&word::write(&report).unwrap())["word/styles.xml"];
    for (style, _) in paragraphs(&document) {
        assert!(
            styles.contains(&format!("w:styleId=\"{style}\"")),
            "{style}"
        );
    }
}

#[test]
fn a_table_says_its_header_again_on_every_page_and_parts_no_short_row() {
    let document = document(&whole().report_with(ALL));
    let pieces = |xml: &str, name: &str| -> Vec<String> {
        let (open, close) = (format!("<w:{name}>"), format!("</w:{name}>"));
        let inside = |piece: &str| piece.split(&close).next().map(str::to_owned);
        xml.split(&open).skip(1).filter_map(inside).collect()
    };
    let tables = pieces(&document, "tbl");
    assert!(tables.len() > 6);
    for table in tables {
        assert!(
            table.contains("<w:tblCaption w:val=\"") && !table.contains("<w:tblCaption w:val=\"\"")
        );
        let n_columns = table.matches("<w:gridCol").count();
        let width = Regex::new("<w:gridCol w:w=\"(\\d+)\"/>").unwrap();
        let widths = width
            .captures_iter(&table)
            .map(|width| width[1].parse::<usize>().unwrap());
        assert_eq!(widths.sum::<usize>(), 9638, "as wide as the text");
        for (n, row) in pieces(&table, "tr").iter().enumerate() {
            assert_eq!(row.matches("<w:tblHeader/>").count(), usize::from(n == 0));
            let is_long = words(row).len() > 400;
            assert!(is_long || row.contains("<w:cantSplit/>"), "{}", words(row));
            assert_eq!(row.matches("<w:tc>").count(), n_columns);
        }
    }
    assert!(
        !document.contains("</w:tbl>\n<w:tbl>"),
        "two tables are not one"
    );
    assert!(
        !document.contains("</w:tbl>\n<w:sectPr>"),
        "the last thing is a paragraph"
    );
}

#[test]
fn a_row_that_would_leave_much_of_a_page_empty_may_be_parted() {
    let mut data = as_data();
    let long = "Something that was said at length. ".repeat(60);
    data["rest"][0]["blocks"] =
        json!([{ "Pairs": [{ "name": "Name", "value": long, "provenance": [] }] }]);
    let document = document(&from_data(data));
    let (before, _) = document.split_once(long.trim_end()).unwrap();
    let row = &before[before.rfind("<w:tr>").unwrap()..];
    assert!(!row.contains("cantSplit"));
}

#[test]
fn every_page_says_which_record_it_is_of_and_whether_it_is_a_draft() {
    for (whole, style) in [(whole(), ""), (draft(), "Draft")] {
        let report = whole.report();
        let parts = unpacked(&word::write(&report).unwrap());
        let (header, footer) = (&parts["word/header1.xml"], &parts["word/footer1.xml"]);
        let line = vec![report.identity.line.clone()];
        assert_eq!(of_style(header, &format!("Header{style}")), line);
        assert!(paragraphs(footer).contains(&(format!("Footer{style}"), line[0].clone())));
        assert!(paragraphs(footer).contains(&("Footer".to_owned(), "Page 1 of 1".to_owned())));
        for field in ["\" PAGE \"", "\" NUMPAGES \""] {
            assert!(footer.contains(&format!("<w:fldSimple w:instr={field}>")));
        }
        let document = &parts["word/document.xml"];
        assert_eq!(
            of_style(document, &format!("State{style}")),
            [&*report.identity.state]
        );
        assert!(parts["docProps/core.xml"].contains(&report.identity.state));
    }
    assert!(draft().report().identity.line.starts_with("Draft"));
}

#[test]
fn the_file_names_its_title_and_language_and_nobody() {
    let parts = unpacked(&word::write(&whole().report()).unwrap());
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("<dc:title>Responsible Clinician&#39;s Report</dc:title>"));
    assert!(core.contains("<dc:language>en-GB</dc:language>"));
    assert!(!core.contains("Ann") && !core.contains("Kim") && !core.contains("creator"));
    assert!(parts["word/styles.xml"].contains("<w:lang w:val=\"en-GB\""));
}

#[test]
fn everything_the_plain_text_says_is_said_here() {
    let whole = whole();
    let report = whole.report_with(ALL);
    let text = text::write(&report, &whole.practice.wording);
    let document = words(&document(&report));
    let spaced = |text: &str| -> Vec<String> {
        let between = |c: char| c.is_whitespace() || "[]*:=-".contains(c);
        text.split(between)
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let said = spaced(&document.replace('<', " <"));
    let missing: Vec<String> = spaced(&text)
        .into_iter()
        .filter(|word| !said.iter().any(|said| said.contains(word.as_str())))
        .filter(|word| !words(&report.identity.line).contains(word.as_str()))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    assert!(whole.practice.document(CONSENT).is_complete());
}

#[test]
fn nothing_that_was_typed_is_markup_or_a_field() {
    let plain = word::parts(&saying("Ann"));
    for hostile in HOSTILE {
        for (part, plain) in word::parts(&saying(hostile)).iter().zip(&plain) {
            let runs = |xml: &str| -> Vec<String> {
                let of_lines = [
                    "w:br",
                    "w:tab",
                    "w:t",
                    "w:r",
                    "w:fldSimple",
                    "w:trPr",
                    "w:cantSplit",
                ];
                let elements = elements(xml).into_iter();
                elements
                    .filter(|name| !of_lines.contains(&name.as_str()))
                    .collect()
            };
            assert!(
                runs(&part.xml) == runs(&plain.xml),
                "{hostile:?} in {}",
                part.path
            );
            let forbidden = |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
            assert!(
                !part.xml.contains(forbidden),
                "{hostile:?} in {}",
                part.path
            );
        }
    }
}

#[test]
fn a_chart_is_drawn_of_shapes_with_its_words_for_who_does_not_see_it() {
    let report = twice().report();
    let blocks = report.sections().flat_map(|section| &section.blocks);
    let mut charts: Vec<&Chart> = Vec::new();
    for block in blocks {
        if let Block::Chart(chart) = block {
            charts.push(chart);
        }
    }
    assert!(charts.len() > 1);
    let document = document(&report);
    let drawings: Vec<&str> = document
        .split("<w:p><w:pPr><w:pStyle w:val=\"Chart\"/>")
        .skip(1)
        .map(|after| after.split_once("</w:drawing>").unwrap().0)
        .collect();
    golden("change.docx.txt", &drawings.join("\n"));
    for kind in ["line", "rect", "ellipse", "diamond"] {
        assert!(document.contains(&format!("prst=\"{kind}\"")), "{kind}");
    }
    assert_eq!(drawings.len(), charts.len());
    for (n, (drawing, chart)) in drawings.iter().zip(charts).enumerate() {
        let expected = format!("<wp:docPr id=\"{}\" name=\"", n + 1);
        let about = drawing
            .split(&expected)
            .nth(1)
            .unwrap()
            .split('>')
            .next()
            .unwrap();
        let described = about.split(" descr=\"").nth(1).unwrap();
        let described = format!(
            "<x>{}",
            described.trim_end_matches('/').trim_end_matches('"')
        );
        assert_eq!(words(&described), chart.description);
        assert_eq!(drawing.matches("<wps:wsp>").count(), chart.marks.len());
        let drawn = of_style(drawing, "ChartText");
        let mut told = Vec::new();
        for mark in &chart.marks {
            if let Mark::Text { words, .. } = mark {
                told.push(words.clone());
            }
        }
        assert_eq!(drawn, told);
        // Black, white and grey: no colour means anything.
        for colour in drawing.split("srgbClr val=\"").skip(1) {
            let (red, rest) = colour.split_at(2);
            assert_eq!(rest[..4], red.repeat(2));
        }
    }
}

#[test]
fn a_line_that_was_ended_is_ended_however_it_was_typed() {
    let nine = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine";
    let document = document(&saying(HOSTILE[5]));
    assert_eq!(of_style(&document, "Title"), [nine]);
    let typed = saying("\t tab \t\t \n\nlast\n\n");
    assert_eq!(
        of_style(&self::document(&typed), "Title"),
        ["\t tab \t\t \n\nlast"]
    );
}

#[test]
fn what_is_written_from_right_to_left_is_marked_so() {
    let marks = ["<w:bidi/>", "<w:rtl/>", "<w:bidiVisual/>"];
    let english = document(&whole().report());
    assert!(marks.iter().all(|mark| !english.contains(mark)));
    let mut data = as_data();
    data["language"] = "ar".into();
    let report = from_data(data);
    let parts = unpacked(&word::write(&report).unwrap());
    let document = &parts["word/document.xml"];
    let count = |what: &str| document.matches(what).count();
    // Every paragraph and the section; every run; every table.
    assert_eq!(
        count("<w:bidi/>"),
        count("<w:p>") - count("\"ChartText\"") + 1
    );
    assert_eq!(count("<w:rtl/>"), count("<w:r>") - count("<w:drawing>"));
    assert_eq!(count("<w:bidiVisual/>"), count("<w:tbl>"));
    assert!(parts["word/footer1.xml"].contains("<w:rtl/>"));
    assert!(parts["word/styles.xml"].contains("w:bidi=\"ar\""));
    for (language, expected) in [
        ("ar", true),
        ("he-IL", true),
        ("FA", true),
        ("pa-Arab-PK", true),
        ("en-GB", false),
        ("cy", false),
        ("az-Latn", false),
        ("ar-Latn", false),
        ("", false),
    ] {
        assert_eq!(is_right_to_left(language), expected, "{language}");
    }
}
