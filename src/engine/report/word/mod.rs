//! A report as a Word document: the part of Office Open XML (ISO/IEC 29500, transitional) that a report needs.
//!
//! Everything has its real kind, so that it can be found by a screen reader and gone on with by whoever receives
//! it: headings, captions, lists, and tables that say which row is their header. Nothing is told by colour alone.
//! It holds no macro, no address outside of itself, no date but those in the report, and nobody's name as its author.

mod body;
mod columns;
mod drawing;
mod margins;
mod package;
mod runs;
mod table;
mod zip;

use super::Report;
use runs::Runs;

pub use zip::TooLarge;

/// What a file of this kind is called by those who hand it on.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// One of the files that a Word document is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its path within the document.
    pub path: &'static str,
    /// What is in it.
    pub xml: String,
}

/// The document's bytes; the same report gives the same bytes.
///
/// # Errors
///
/// A report of four gigabytes does not fit into the format.
pub fn write(report: &Report) -> Result<Vec<u8>, TooLarge> {
    zip::stored(&parts(report))
}

/// The files of the document, in the order they stand in it.
#[must_use]
pub fn parts(report: &Report) -> Vec<Part> {
    let runs = Runs::of(&report.language);
    let part = |path, xml| Part { path, xml };
    vec![
        part("[Content_Types].xml", package::CONTENT_TYPES.to_owned()),
        part("_rels/.rels", package::RELATIONSHIPS.to_owned()),
        part("docProps/core.xml", package::core(report)),
        part(
            "word/_rels/document.xml.rels",
            package::OF_DOCUMENT.to_owned(),
        ),
        part("word/document.xml", body::document(report, runs)),
        part("word/styles.xml", package::styles(report)),
        part("word/numbering.xml", package::NUMBERING.to_owned()),
        part("word/settings.xml", package::settings(report)),
        part("word/header1.xml", margins::header(report, runs)),
        part("word/footer1.xml", margins::footer(report, runs)),
    ]
}
