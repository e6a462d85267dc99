//! The parts of a document round its words: what kind each part is, the styles, and what the file says of itself.

use super::super::Report;
use super::super::html::escape;

/// What kind each part is.
pub(super) const CONTENT_TYPES: &str = include_str!("content-types.xml");

/// Where the document's main parts are.
pub(super) const RELATIONSHIPS: &str = include_str!("relationships.xml");

/// Where the parts are that the pages refer to.
pub(super) const OF_DOCUMENT: &str = include_str!("document-relationships.xml");

/// The bullets.
pub(super) const NUMBERING: &str = include_str!("numbering.xml");

/// How everything looks, in the language of the report.
pub(super) fn styles(report: &Report) -> String {
    in_language(include_str!("styles.xml"), report)
}

/// What Word needs to know before it lays the pages out.
pub(super) fn settings(report: &Report) -> String {
    in_language(include_str!("settings.xml"), report)
}

fn in_language(template: &str, report: &Report) -> String {
    template.replace("{language}", &escape(&report.language))
}

/// What the file says of itself where files are listed: nothing of the person, no author and no time.
pub(super) fn core(report: &Report) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{}</dc:title><dc:identifier>{}</dc:identifier><dc:language>{}</dc:language>\
         <cp:contentStatus>{}</cp:contentStatus></cp:coreProperties>\n",
        escape(&report.title),
        escape(&report.file_stem()),
        escape(&report.language),
        escape(&report.identity.state),
    )
}
