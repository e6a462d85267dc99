//! The addresses of the FHIR extensions the engine knows.

/// The root of the extensions of our own (`ARCHITECTURE.md`).
pub const OURS: &str = "urn:mhtr-forms:extension:";
