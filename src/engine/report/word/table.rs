//! A table: its header row again on every page, its rows whole where they can be.

use std::iter;

use super::super::Table;
use super::super::html::escape;
use super::columns::{self, lines_in};
use super::runs::Runs;

/// A row of more lines than this may be parted between two pages: a third of a page would be left empty for it.
const MOST_LINES_IN_ONE_PIECE: usize = 14;

/// Rows and columns, each column with its width.
pub(super) struct Grid<'a> {
    /// What a screen reader calls the table.
    pub(super) title: &'a str,
    /// What each column holds.
    pub(super) header: Vec<&'a str>,
    /// The rows, each as long as the header.
    pub(super) rows: Vec<Row<'a>>,
    /// The columns' widths, in twentieths of a point.
    pub(super) widths: Vec<usize>,
    /// Whether all of it, and the paragraph after it, belong on one page.
    pub(super) stays_with_next: bool,
}

/// A row. Its first cell says what it is about.
pub(super) struct Row<'a> {
    /// Its cells.
    pub(super) cells: Vec<Cell<'a>>,
}

/// What stands in a cell.
pub(super) struct Cell<'a> {
    /// The style of its words.
    pub(super) style: &'static str,
    /// Its words.
    pub(super) words: &'a str,
    /// What is said of them in smaller letters.
    pub(super) lesser: Vec<&'a str>,
}

impl<'a> Cell<'a> {
    /// A cell of one paragraph.
    pub(super) fn of(style: &'static str, words: &'a str) -> Self {
        Self {
            style,
            words,
            lesser: Vec::new(),
        }
    }

    fn paragraphs(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let lesser = self.lesser.iter().map(|words| ("Provenance", *words));
        iter::once((self.style, self.words)).chain(lesser)
    }
}

impl Grid<'_> {
    /// The columns of names and what stands at them.
    pub(super) const NAME_AND_VALUE: [usize; 2] = [3238, columns::TEXT_WIDTH - 3238];

    /// The widths of a table's columns, by what is in them.
    pub(super) fn widths_of(table: &Table) -> Vec<usize> {
        let column = |n: usize| {
            let cells = table.rows.iter().filter_map(move |row| row.get(n));
            table.header.get(n).into_iter().chain(cells)
        };
        let columns = (0..table.header.len()).map(|n| column(n).map(String::as_str).collect());
        columns::widths(&columns.collect::<Vec<Vec<&str>>>())
    }

    /// The table as markup.
    pub(super) fn write(&self, runs: Runs) -> String {
        let bidi = runs.marked("<w:bidiVisual/>");
        let title = escape(self.title);
        let columns = self.widths.iter();
        let columns: String = columns
            .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
            .collect();
        let rows: String = self.rows.iter().map(|row| self.row(row, runs)).collect();
        format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/>{bidi}\
             <w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"06A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" \
             w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"{title}\"/>\
             </w:tblPr><w:tblGrid>{columns}</w:tblGrid>\n{}{rows}</w:tbl>\n",
            self.widths.iter().sum::<usize>(),
            self.header(runs),
        )
    }

    fn header(&self, runs: Runs) -> String {
        let cells = self.header.iter().zip(&self.widths);
        let cells: String = cells
            .map(|(words, width)| cell(*width, SHADED, &runs.paragraph("TableHead", words)))
            .collect();
        format!("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>\n")
    }

    fn row(&self, row: &Row<'_>, runs: Runs) -> String {
        let mut cells = String::new();
        let mut n_lines = 0;
        for (of, width) in row.cells.iter().zip(&self.widths) {
            let mut paragraphs = String::new();
            let mut n_lines_here = 0;
            for (style, words) in of.paragraphs() {
                n_lines_here += lines_in(words, *width);
                paragraphs.push_str(&if self.stays_with_next {
                    runs.paragraph_with_next(style, words)
                } else {
                    runs.paragraph(style, words)
                });
            }
            n_lines = n_lines.max(n_lines_here);
            cells.push_str(&cell(*width, "", &paragraphs));
        }
        let whole = if n_lines <= MOST_LINES_IN_ONE_PIECE {
            "<w:trPr><w:cantSplit/></w:trPr>"
        } else {
            ""
        };
        format!("<w:tr>{whole}{cells}</w:tr>\n")
    }
}

/// A grey that print keeps; the words in it are bold as well.
const SHADED: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F3\"/>";

fn cell(width: usize, shading: &str, paragraphs: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shading}</w:tcPr>{paragraphs}</w:tc>"
    )
}
