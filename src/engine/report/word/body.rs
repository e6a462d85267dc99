//! The pages themselves: the title, the state, and each section with what stands in it.

use super::super::chart::Chart;
use super::super::{Block, Pair, Report, Section, Standing, Table};
use super::drawing;
use super::runs::{DECLARATION, NAMESPACES, Runs};
use super::table::{Cell, Grid, Row};

/// A4 with two centimetres round the text, in twentieths of a point.
const PAGE: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1418\" w:right=\"1134\" w:bottom=\"1418\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>";

/// The document's main part.
pub(super) fn document(report: &Report, runs: Runs) -> String {
    let mut body = Body {
        report,
        runs,
        xml: String::new(),
        is_after_table: false,
        heading: &report.title,
        n_drawings: 0,
    };
    body.paragraph("Title", &report.title);
    let style = match report.identity.standing {
        Standing::Draft => "StateDraft",
        Standing::Signed | Standing::Finished => "State",
    };
    body.paragraph(style, &report.identity.state);
    for section in report.sections() {
        body.section(section);
    }
    body.part_from_table();
    let bidi = runs.marked("<w:bidi/>");
    format!(
        "{DECLARATION}<w:document {NAMESPACES} {}><w:body>\n{}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"header\"/>\
         <w:footerReference w:type=\"default\" r:id=\"footer\"/>{PAGE}{bidi}</w:sectPr>\
         </w:body></w:document>\n",
        drawing::NAMESPACES,
        body.xml
    )
}

struct Body<'a> {
    report: &'a Report,
    runs: Runs,
    xml: String,
    /// Two tables with nothing between them would become one.
    is_after_table: bool,
    /// The last heading, which names the tables that have no caption.
    heading: &'a str,
    /// How many drawings there are so far: each has a number of its own.
    n_drawings: usize,
}

impl<'a> Body<'a> {
    fn section(&mut self, section: &'a Section) {
        self.heading("Heading1", &section.heading);
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(heading) => self.heading("Heading2", heading),
            Block::Paragraph(words) if self.is_after_table => {
                self.paragraph("TextAfterTable", words);
            }
            Block::Paragraph(words) => self.paragraph("Normal", words),
            Block::List(items) => {
                for item in items {
                    self.paragraph("ListBullet", item);
                }
            }
            Block::Pairs(pairs) => self.pairs(pairs, false),
            Block::Signature(pairs) => self.pairs(pairs, true),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
        }
    }

    fn heading(&mut self, style: &str, words: &'a str) {
        self.heading = words;
        self.paragraph(style, words);
    }

    fn paragraph(&mut self, style: &str, words: &str) {
        self.xml.push_str(&self.runs.paragraph(style, words));
        self.is_after_table = false;
    }

    fn part_from_table(&mut self) {
        if self.is_after_table {
            self.paragraph("AfterTable", "");
        }
    }

    /// Names with what stands at them. What somebody signs stays on one page with what says so.
    fn pairs(&mut self, pairs: &[Pair], is_signature: bool) {
        let labels = &self.report.labels;
        let rows = pairs.iter().map(|pair| Row {
            cells: vec![
                Cell::of("TableName", &pair.name),
                Cell {
                    style: "TableText",
                    words: &pair.value,
                    lesser: pair.provenance.iter().map(String::as_str).collect(),
                },
            ],
        });
        let grid = Grid {
            title: self.heading,
            header: vec![&labels.name, &labels.value],
            rows: rows.collect(),
            widths: Grid::NAME_AND_VALUE.to_vec(),
            stays_with_next: is_signature,
        };
        self.grid(&grid);
    }

    fn chart(&mut self, chart: &Chart) {
        self.n_drawings += 1;
        let drawing = drawing::paragraph(chart, self.n_drawings, self.runs);
        self.xml.push_str(&drawing);
        self.table(&chart.table);
    }

    fn table(&mut self, table: &Table) {
        let caption = self.runs.paragraph_with_next("Caption", &table.caption);
        self.xml.push_str(&caption);
        self.is_after_table = false;
        let rows = table.rows.iter().map(|cells| Row {
            cells: cells
                .iter()
                .map(|cell| Cell::of("TableText", cell))
                .collect(),
        });
        let grid = Grid {
            title: &table.caption,
            header: table.header.iter().map(String::as_str).collect(),
            rows: rows.collect(),
            widths: Grid::widths_of(table),
            stays_with_next: false,
        };
        self.grid(&grid);
    }

    fn grid(&mut self, grid: &Grid<'_>) {
        if grid.rows.is_empty() {
            return;
        }
        self.part_from_table();
        self.xml.push_str(&grid.write(self.runs));
        self.is_after_table = true;
    }
}
