//! The addresses of the FHIR extensions the engine acts on.
//!
//! The meanings are those of FHIR R4 (4.0.1) and Structured Data Capture (SDC 3 and 4).

/// The root of the extensions of FHIR itself.
pub const FHIR: &str = "http://hl7.org/fhir/StructureDefinition/";
/// The root of the extensions of Structured Data Capture.
pub const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
/// The root of the extensions of our own (`ARCHITECTURE.md`).
pub const OURS: &str = "urn:mhtr-forms:extension:";

/// Typed, but not readable as the item's type.
pub const AS_TYPED: &str = "urn:mhtr-forms:extension:as-typed";

/// An extension the engine acts on, by what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<'a> {
    /// An extension of FHIR or SDC, by the last part of its address.
    Standard(&'a str),
    /// An extension of our own, by the last part of its address.
    Ours(&'a str),
    /// Any other.
    Other,
}

/// What an address stands for.
#[must_use]
pub fn known(url: &str) -> Known<'_> {
    if let Some(name) = url.strip_prefix(OURS) {
        Known::Ours(name)
    } else if let Some(name) = url.strip_prefix(SDC) {
        Known::Standard(name)
    } else if let Some(name) = url.strip_prefix(FHIR) {
        Known::Standard(name.strip_prefix("questionnaire-").unwrap_or(name))
    } else {
        Known::Other
    }
}

/// Rules in an expression language. They are not carried out; each is reported where it stands.
pub const EXPRESSIONS: [&str; 14] = [
    "answerExpression",
    "answerOptionsToggleExpression",
    "calculatedExpression",
    "candidateExpression",
    "constraint",
    "contextExpression",
    "cqf-calculatedValue",
    "cqf-expression",
    "enableWhenExpression",
    "initialExpression",
    "itemPopulationContext",
    "targetConstraint",
    "unit-expression",
    "variable",
];

/// What changes only the look, the meaning in other systems or the way from here to them. Leaving it
/// out changes nothing that is asked or checked, so that nothing is reported.
pub const WITHOUT_EFFECT: [&str; 14] = [
    "choiceColumn",
    "choiceOrientation",
    "collapsible",
    "columnCount",
    "definitionExtract",
    "displayCategory",
    "fhirType",
    "itemExtractionContext",
    "keyboard",
    "observationExtract",
    "observationLinkPeriod",
    "rendering-style",
    "sliderStepValue",
    "width",
];
