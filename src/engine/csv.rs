//! Rows for a spreadsheet: RFC 4180 with every cell in quotation marks, so that a program that separates by
//! something else finds no cell of its own in an answer.
//!
//! A file begins with a byte order mark, without which a spreadsheet takes the letters for those of another
//! code page. Every file with rows is written here: what a spreadsheet would carry out is made harmless once.

/// Rows that are being written.
#[derive(Debug)]
pub struct Rows(String);

impl Rows {
    /// A file with its columns. Their names are for programs and stay the same in every language.
    #[must_use]
    pub fn begin(columns: &[&str]) -> Self {
        let mut rows = Self(String::from("\u{FEFF}"));
        let columns: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
        rows.push(&columns);
        rows
    }

    /// Adds a row.
    pub fn push(&mut self, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|it| cell(it)).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }

    /// The file.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}

/// One cell in quotation marks.
///
/// What a spreadsheet would take for a formula has an apostrophe before it, which makes it words. The
/// wide forms are taken for the plain ones where Chinese, Japanese or Korean is set.
#[must_use]
pub fn cell(words: &str) -> String {
    let is_formula =
        words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let apostrophe = if is_formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", words.replace('"', "\"\""))
}
