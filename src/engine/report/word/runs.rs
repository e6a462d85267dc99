//! Words as runs of a paragraph: what was typed as text, each line break as one, and the way it is read.

use super::super::html::escape;
use crate::engine::direction::is_right_to_left;

/// What every part of a document begins with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The names that stand in the parts with words.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// How the words of a report are put into runs and paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Runs {
    /// Whether the report's language is written from right to left.
    is_right_to_left: bool,
}

impl Runs {
    /// For a report in this language.
    pub(super) fn of(language: &str) -> Self {
        Self {
            is_right_to_left: is_right_to_left(language),
        }
    }

    /// An element that stands only where the words run from right to left.
    pub(super) fn marked(self, element: &'static str) -> &'static str {
        if self.is_right_to_left { element } else { "" }
    }

    /// A paragraph of a style.
    pub(super) fn paragraph(self, style: &str, words: &str) -> String {
        self.paragraph_of(style, "", &self.run(words))
    }

    /// A paragraph of a style that stands on the page of what follows it.
    pub(super) fn paragraph_with_next(self, style: &str, words: &str) -> String {
        self.paragraph_of(style, "<w:keepNext/>", &self.run(words))
    }

    /// A paragraph of runs that are made already.
    pub(super) fn paragraph_of(self, style: &str, keeping: &str, runs: &str) -> String {
        let bidi = self.marked("<w:bidi/>");
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keeping}{bidi}</w:pPr>{runs}</w:p>\n")
    }

    /// Words as they stand, with a break wherever a line was ended; nothing where there are none.
    pub(super) fn run(self, words: &str) -> String {
        self.run_with("", words)
    }

    /// Words that look another way than their paragraph says.
    pub(super) fn run_with(self, look: &str, words: &str) -> String {
        let lines = lines(words);
        if lines.is_empty() {
            return String::new();
        }
        let lines: Vec<String> = lines.into_iter().map(text).collect();
        let content = lines.join("<w:br/>");
        let direction = self.marked("<w:rtl/>");
        let properties = match format!("{look}{direction}") {
            none if none.is_empty() => none,
            some => format!("<w:rPr>{some}</w:rPr>"),
        };
        format!("<w:r>{properties}{content}</w:r>")
    }

    /// A number that Word counts: of this page, or of all pages.
    pub(super) fn field(self, name: &str) -> String {
        let run = self.run("1");
        format!("<w:fldSimple w:instr=\" {name} \">{run}</w:fldSimple>")
    }
}

/// The lines of what was typed, whatever ended them: also what other programs write in place of a line's end.
/// Empty lines at the end are left out.
pub(super) fn lines(words: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = words
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .flat_map(|line| line.split(is_line_end))
        .collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

/// A carriage return alone, a vertical tab (Word's own line break), a form feed, and Unicode's ends of lines.
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// One line, with its tabs.
fn text(line: &str) -> String {
    let pieces: Vec<String> = line
        .split('\t')
        .map(|piece| match escape(piece) {
            empty if empty.is_empty() => empty,
            piece => format!("<w:t xml:space=\"preserve\">{piece}</w:t>"),
        })
        .collect();
    pieces.join("<w:tab/>")
}
