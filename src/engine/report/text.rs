//! A report as plain text for an e-mail: 72 columns, and a table as one list for each of its rows, so
//! that nothing depends on the letters being equally wide.

use super::{Block, Pair, Report, Table};
use crate::engine::wording::Wording;

/// The longest line: what a mail program quotes once without breaking it.
const COLUMNS: usize = 72;

/// How far what belongs to a name stands in.
const INDENT: &str = "  ";

/// The text of a report; the same report gives the same bytes.
#[must_use]
pub fn write(report: &Report, wording: &Wording) -> String {
    let mut page = Page {
        lines: Vec::new(),
        wording,
    };
    page.underlined(&report.title, '=');
    page.words("", &report.identity.line);
    for section in report.sections() {
        page.gap();
        page.underlined(&section.heading, '-');
        for block in &section.blocks {
            page.block(block);
        }
    }
    page.gap();
    page.words("", &report.identity.line);
    page.lines.push(String::new());
    page.lines.join("\n")
}

struct Page<'a> {
    lines: Vec<String>,
    wording: &'a Wording,
}

impl Page<'_> {
    /// An empty line, but never two.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn underlined(&mut self, heading: &str, with: char) {
        let before = self.lines.len();
        self.words("", heading);
        let written = self.lines.iter().skip(before);
        let width = written.map(|line| line.chars().count()).max().unwrap_or(0);
        self.lines.push(with.to_string().repeat(width));
        self.gap();
    }

    fn block(&mut self, block: &Block) {
        self.gap();
        match block {
            Block::Heading(heading) => self.underlined(heading, '-'),
            Block::Paragraph(words) => self.words("", words),
            Block::List(lines) => {
                for line in lines {
                    self.hanging("* ", line);
                }
            }
            Block::Pairs(pairs) | Block::Signature(pairs) => self.pairs(pairs),
            Block::Table(table) => self.table(table),
            // The description is of a drawing that is not here.
            Block::Chart(chart) => self.table(&chart.table),
        }
    }

    fn pairs(&mut self, pairs: &[Pair]) {
        for pair in pairs {
            self.gap();
            self.words("", &pair.name);
            self.words(INDENT, &pair.value);
            for line in &pair.provenance {
                self.words(INDENT, &format!("[{line}]"));
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.words("", &table.caption);
        for row in &table.rows {
            self.gap();
            let mut cells = table.header.iter().zip(row);
            // The first cell says what the row is about; what is empty is not said.
            if let Some((name, value)) = cells.next() {
                self.cell("", name, value);
            }
            for (name, value) in cells.filter(|(_, value)| !value.is_empty()) {
                self.cell(INDENT, name, value);
            }
        }
    }

    fn cell(&mut self, indent: &str, name: &str, value: &str) {
        let values = [("name", name), ("value", value)];
        let line = self.wording.fill("report.pair", &values);
        self.words(indent, &line);
    }

    /// A line with a mark before it; what does not fit stands under its words.
    fn hanging(&mut self, mark: &str, words: &str) {
        let before = self.lines.len();
        self.words(INDENT, words);
        if let Some(first) = self.lines.get_mut(before) {
            *first = first.replacen(INDENT, mark, 1);
        }
    }

    /// Words broken into lines, each typed line break kept.
    fn words(&mut self, indent: &str, words: &str) {
        for line in words.lines() {
            self.lines.extend(broken(indent, line));
        }
    }
}

/// One line of words as lines that are short enough. A word that is longer than a line is cut.
fn broken(indent: &str, words: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = indent.to_owned();
    let mut width = indent.chars().count();
    let start = width;
    for word in words.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        let n = word.chars().count();
        if width > start && width + 1 + n > COLUMNS {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            width = start;
        }
        if width > start {
            line.push(' ');
            width += 1;
        }
        for c in word.chars() {
            if width == COLUMNS {
                lines.push(std::mem::replace(&mut line, indent.to_owned()));
                width = start;
            }
            line.push(c);
            width += 1;
        }
    }
    if width > start {
        lines.push(line);
    } else {
        lines.push(String::new());
    }
    lines
}
