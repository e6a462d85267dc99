//! A report as a page of its own, for the screen and for paper: headings, tables with captions and header
//! cells, and the style that it is printed with. It holds no script and no address.
//!
//! It is also well-formed XML, so that its sections can stand in a FHIR document as they are. They hold
//! classes and no style.

use super::chart::Chart;
use super::{Block, Pair, Report, Section, Standing, Table, paper, svg};
use crate::engine::wording::Wording;

/// How it looks, on the screen and on paper.
const STYLE: &str = include_str!("page.css");

/// The page; the same report gives the same bytes.
#[must_use]
pub fn write(report: &Report, wording: &Wording) -> String {
    let (standing, is_draft) = match report.identity.standing {
        Standing::Draft => ("report-draft", true),
        Standing::Signed => ("report-signed", false),
        Standing::Finished => ("report-finished", false),
    };
    let language = escape(&report.language);
    let title = escape(&report.title);
    let state = escape(&report.identity.state);
    let line = escape(&report.identity.line);
    let sections: Vec<String> = report.sections().map(section).collect();
    // The header is repeated on every page, and so is that nobody has signed it.
    let mark = if is_draft {
        format!("<p class=\"report-mark\">{state}</p>")
    } else {
        String::new()
    };
    let numbers = paper::page_numbers(wording);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <title>{title}</title>\n<style>\n{STYLE}{numbers}</style>\n</head>\n<body class=\"report {standing}\">\n\
         <header class=\"report-header\">{mark}<p class=\"report-identity\">{line}</p></header>\n<main>\n\
         <h1>{title}</h1>\n<p class=\"report-state\">{state}</p>\n{sections}</main>\n\
         <footer class=\"report-footer\"><p class=\"report-identity\">{line}</p></footer>\n\
         </body>\n</html>\n",
        sections = sections.concat(),
    )
}

fn section(section: &Section) -> String {
    let heading = escape(&section.heading);
    let blocks = blocks(&section.blocks, Charts::Drawn);
    format!("<section class=\"report-section\">\n<h2>{heading}</h2>\n{blocks}</section>\n")
}

/// How a chart is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charts {
    /// With the drawing.
    Drawn,
    /// As its table alone: the narrative of a FHIR resource may hold no drawing.
    AsTables,
}

/// What stands in a section, as markup.
pub(super) fn blocks(blocks: &[Block], charts: Charts) -> String {
    let blocks: Vec<String> = blocks.iter().map(|of| block(of, charts)).collect();
    blocks.concat()
}

fn block(block: &Block, charts: Charts) -> String {
    match block {
        Block::Heading(heading) => format!("<h3>{}</h3>\n", escape(heading)),
        Block::Paragraph(words) => format!("<p>{}</p>\n", lines(words)),
        Block::List(items) => {
            let items = items
                .iter()
                .map(|item| format!("<li>{}</li>\n", lines(item)));
            let items: Vec<String> = items.collect();
            format!("<ul>\n{}</ul>\n", items.concat())
        }
        Block::Pairs(of) => pairs("report-pairs", of),
        Block::Signature(of) => pairs("report-signature", of),
        Block::Table(of) => table(of),
        Block::Chart(of) => chart(of, charts),
    }
}

fn chart(chart: &Chart, charts: Charts) -> String {
    let drawing = match charts {
        Charts::Drawn => svg::write(chart),
        Charts::AsTables => String::new(),
    };
    format!("{drawing}{}", table(&chart.table))
}

fn pairs(class: &str, pairs: &[Pair]) -> String {
    let mut html = format!("<dl class=\"{class}\">\n");
    for pair in pairs {
        html.push_str(&format!(
            "<dt>{}</dt>\n<dd>{}</dd>\n",
            lines(&pair.name),
            lines(&pair.value)
        ));
        for line in &pair.provenance {
            html.push_str(&format!(
                "<dd class=\"report-provenance\">{}</dd>\n",
                lines(line)
            ));
        }
    }
    html.push_str("</dl>\n");
    html
}

fn table(table: &Table) -> String {
    let header = table.header.iter();
    let header: Vec<String> = header
        .map(|name| format!("<th scope=\"col\">{}</th>", lines(name)))
        .collect();
    let rows: Vec<String> = table.rows.iter().map(|cells| row(cells)).collect();
    format!(
        "<table class=\"report-table\">\n<caption>{}</caption>\n<thead>\n<tr>{}</tr>\n</thead>\n\
         <tbody>\n{}</tbody>\n</table>\n",
        lines(&table.caption),
        header.concat(),
        rows.concat()
    )
}

fn row(cells: &[String]) -> String {
    let mut html = String::from("<tr>");
    for (n, cell) in cells.iter().enumerate() {
        let words = lines(cell);
        if n == 0 {
            html.push_str(&format!("<th scope=\"row\">{words}</th>"));
        } else {
            html.push_str(&format!("<td>{words}</td>"));
        }
    }
    html.push_str("</tr>\n");
    html
}

/// Words with a break wherever a line was ended.
fn lines(words: &str) -> String {
    let lines: Vec<String> = words.lines().map(escape).collect();
    lines.join("<br/>")
}

/// Words as they stand, in markup and within a quoted attribute. What XML has no character for is left
/// out: nobody typed it to be read.
pub(super) fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            '\u{FFFE}' | '\u{FFFF}' => {}
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
