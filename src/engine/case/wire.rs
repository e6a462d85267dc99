//! A case as it is stored and handed over as a copy: JSON with a version, answers as FHIR.
//!
//! Every stored version stays readable. A record that does not open is never replaced by a default;
//! the caller sets it aside and says so.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::prefill::{Prefilled, Provenance};
use super::signing::{Frozen, Signing, Voided};
use super::summary::Summary;
use super::{Case, CaseId, Document, DocumentId, Showing};
use crate::engine::calendar::{Date, DateTime};
use crate::engine::catalogue::FormId;
use crate::engine::fhir;
use crate::engine::presentation::Presentation;
use crate::engine::questionnaire::{LinkId, PrefillSource};
use crate::engine::response::Response;

/// The shape written today. A change of shape raises it and adds a test that reads the older one.
const VERSION: u32 = 3;

/// The oldest shape that is read. Version 1 knew no presentations and no signatures, version 2 kept nothing
/// whole that was signed; both are today's shape with none of it.
const OLDEST: u32 = 1;

/// What every record says of itself, so that a stray file is not taken for a case.
const FORMAT: &str = "mhtr-case";

/// The largest record that is read, in bytes; a full case is some 40 kB.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Why bytes are not a case that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireError {
    /// They are damaged or something else altogether.
    NotACase,
    /// A later version of this app wrote them.
    TooNew,
}

/// What is read of a record before its shape is known.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseWire {
    format: String,
    version: u32,
    id: String,
    opened: String,
    changed: String,
    revision: u64,
    documents: Vec<DocumentWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentWire {
    id: u32,
    form: String,
    started: String,
    changed: String,
    /// A FHIR QuestionnaireResponse, its bytes as `fhir` writes them.
    response: Box<RawValue>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    prefilled: Vec<PrefilledWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shown: Vec<ShowingWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signing: Option<SigningWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    voided: Vec<VoidedWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShowingWire {
    presentation: String,
    since: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SigningWire {
    at: String,
    presentation: String,
    language: String,
    is_by_client: bool,
    words: String,
    words_fingerprint: String,
    answers_fingerprint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    frozen: Option<FrozenWire>,
}

/// The text stands in the record as a string, so that another layout of the record does not change a
/// character of it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrozenWire {
    text: String,
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VoidedWire {
    at: String,
    signing: SigningWire,
    response: Box<RawValue>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PrefilledWire {
    item: String,
    words: String,
    from: Vec<ProvenanceWire>,
    taken: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvenanceWire {
    document: u32,
    form: String,
    source: SourceWire,
    changed: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SourceWire {
    Answer(String),
    Section(String),
    Scores,
    Alerts,
}

/// The bytes of a case; the same case gives the same bytes.
#[must_use]
pub fn write_case(case: &Case) -> String {
    written(&wire_of(case))
}

/// Several cases as one file: a list of what [`write_case`] writes.
#[must_use]
pub fn write_cases<'a>(cases: impl Iterator<Item = &'a Case>) -> String {
    let cases: Vec<CaseWire> = cases.map(wire_of).collect();
    written(&cases)
}

/// Words, numbers and lists always have a JSON form: there is nothing that could fail.
fn written(wire: &impl Serialize) -> String {
    serde_json::to_string(wire).unwrap_or_default()
}

fn wire_of(case: &Case) -> CaseWire {
    CaseWire {
        format: FORMAT.to_owned(),
        version: VERSION,
        id: case.id.to_string(),
        opened: case.opened.to_string(),
        changed: case.changed.to_string(),
        revision: case.revision,
        documents: case.documents.iter().map(write_document).collect(),
    }
}

/// A response as it lies in a record. What `fhir` writes is JSON; if it were not, the record would not
/// open, which is found out before it is written over another.
fn raw(response: &Response) -> Box<RawValue> {
    RawValue::from_string(fhir::write_response(response)).unwrap_or_default()
}

fn write_document(document: &Document) -> DocumentWire {
    DocumentWire {
        id: document.id.0,
        form: document.form.to_string(),
        started: document.started.to_string(),
        changed: document.changed.to_string(),
        response: raw(&document.response),
        prefilled: document.prefilled.iter().map(write_prefilled).collect(),
        earlier: document.earlier.iter().map(raw).collect(),
        shown: document.shown.iter().map(write_showing).collect(),
        signing: document.signing.as_ref().map(write_signing),
        voided: document.voided.iter().map(write_voided).collect(),
    }
}

fn write_showing(showing: &Showing) -> ShowingWire {
    ShowingWire {
        presentation: showing.presentation.as_str().to_owned(),
        since: showing.since.to_string(),
    }
}

fn write_signing(signing: &Signing) -> SigningWire {
    SigningWire {
        at: signing.at.to_string(),
        presentation: signing.presentation.as_str().to_owned(),
        language: signing.language.clone(),
        is_by_client: signing.is_by_client,
        words: signing.words.clone(),
        words_fingerprint: signing.words_fingerprint.clone(),
        answers_fingerprint: signing.answers_fingerprint.clone(),
        frozen: signing.frozen.as_ref().map(|frozen| FrozenWire {
            text: frozen.text.clone(),
            fingerprint: frozen.fingerprint.clone(),
        }),
    }
}

fn write_voided(voided: &Voided) -> VoidedWire {
    VoidedWire {
        at: voided.at.to_string(),
        signing: write_signing(&voided.signing),
        response: raw(&voided.response),
    }
}

fn write_prefilled(prefilled: &Prefilled) -> PrefilledWire {
    let provenance = |from: &Provenance| ProvenanceWire {
        document: from.document.0,
        form: from.form.to_string(),
        source: match &from.source {
            PrefillSource::Answer(link_id) => SourceWire::Answer(link_id.to_string()),
            PrefillSource::Section(link_id) => SourceWire::Section(link_id.to_string()),
            PrefillSource::Scores => SourceWire::Scores,
            PrefillSource::Alerts => SourceWire::Alerts,
        },
        changed: from.changed.to_string(),
    };
    PrefilledWire {
        item: prefilled.link_id.to_string(),
        words: prefilled.words.clone(),
        from: prefilled.from.iter().map(provenance).collect(),
        taken: prefilled.taken.to_string(),
    }
}

/// Reads a case back.
///
/// # Errors
///
/// [`WireError::TooNew`] for a case of a later version, [`WireError::NotACase`] for anything else
/// that is not exactly what [`write_case`] writes.
pub fn read_case(body: &str) -> Result<Case, WireError> {
    if body.len() > MAX_BYTES {
        return Err(WireError::NotACase);
    }
    let head: Head = serde_json::from_str(body).map_err(|_| WireError::NotACase)?;
    if head.format != FORMAT {
        return Err(WireError::NotACase);
    }
    match head.version {
        OLDEST..=VERSION => {}
        ..OLDEST => return Err(WireError::NotACase),
        _ => return Err(WireError::TooNew),
    }
    let wire: CaseWire = serde_json::from_str(body).map_err(|_| WireError::NotACase)?;
    let documents: Option<Vec<Document>> = wire.documents.iter().map(read_document).collect();
    // Numbers are given in order: a number that stands twice would hide the second document.
    let is_in_order = wire.documents.is_sorted_by(|one, next| one.id < next.id);
    let case = || {
        Some(Case {
            id: CaseId::read(&wire.id)?,
            opened: DateTime::read(&wire.opened)?,
            changed: DateTime::read(&wire.changed)?,
            revision: wire.revision,
            documents: documents?,
        })
    };
    // What is damaged can still be readable with a part of it overlooked. A case opens only if all that
    // stands there is in it.
    let is_all = |case: &Case| {
        let mut again = wire_of(case);
        again.version = head.version;
        is_same_json(&written(&again), body)
    };
    case()
        .filter(|case| is_in_order && is_all(case))
        .ok_or(WireError::NotACase)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SummaryWire {
    case: String,
    name: Option<String>,
    changed: String,
    open: usize,
    complete: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    renew: Option<String>,
}

/// The line of the list that stands for a case.
#[must_use]
pub fn write_summary(summary: &Summary) -> String {
    written(&SummaryWire {
        case: summary.case.to_string(),
        name: summary.name.clone(),
        changed: summary.changed.to_string(),
        open: summary.n_open,
        complete: summary.n_complete,
        renew: summary.renew_by.map(|date| date.to_string()),
    })
}

/// Reads a line of the list back; a line of another shape is made anew from the case, which is why it
/// has no version.
#[must_use]
pub fn read_summary(text: &str) -> Option<Summary> {
    let wire: SummaryWire = serde_json::from_str(text).ok()?;
    Some(Summary {
        case: CaseId::read(&wire.case)?,
        name: wire.name,
        changed: DateTime::read(&wire.changed)?,
        n_open: wire.open,
        n_complete: wire.complete,
        renew_by: match &wire.renew {
            Some(date) => Some(Date::read(date)?),
            None => None,
        },
    })
}

/// Whether two texts are the same JSON, however it is laid out.
fn is_same_json(ours: &str, theirs: &str) -> bool {
    let json = |text| serde_json::from_str::<Json>(text).ok();
    ours == theirs || json(ours).is_some_and(|ours| Some(ours) == json(theirs))
}

fn read_document(wire: &DocumentWire) -> Option<Document> {
    let prefilled: Option<Vec<Prefilled>> = wire.prefilled.iter().map(read_prefilled).collect();
    let read = |raw: &RawValue| fhir::read_response(raw.get()).ok();
    let earlier: Option<Vec<Response>> = wire.earlier.iter().map(|raw| read(raw)).collect();
    let shown: Option<Vec<Showing>> = wire.shown.iter().map(read_showing).collect();
    let signing = match &wire.signing {
        Some(signing) => Some(read_signing(signing)?),
        None => None,
    };
    let voided = wire.voided.iter().map(|voided| {
        Some(Voided {
            at: DateTime::read(&voided.at)?,
            signing: read_signing(&voided.signing)?,
            response: read(&voided.response)?,
        })
    });
    let voided: Option<Vec<Voided>> = voided.collect();
    Some(Document {
        id: DocumentId(wire.id),
        form: FormId::new(&wire.form),
        started: DateTime::read(&wire.started)?,
        changed: DateTime::read(&wire.changed)?,
        response: read(&wire.response)?,
        prefilled: prefilled?,
        shown: shown?,
        signing,
        voided: voided?,
        earlier: earlier?,
    })
}

fn read_showing(wire: &ShowingWire) -> Option<Showing> {
    Some(Showing {
        presentation: Presentation::read(&wire.presentation)?,
        since: DateTime::read(&wire.since)?,
    })
}

fn read_signing(wire: &SigningWire) -> Option<Signing> {
    Some(Signing {
        at: DateTime::read(&wire.at)?,
        presentation: Presentation::read(&wire.presentation)?,
        language: wire.language.clone(),
        is_by_client: wire.is_by_client,
        words: wire.words.clone(),
        words_fingerprint: wire.words_fingerprint.clone(),
        answers_fingerprint: wire.answers_fingerprint.clone(),
        frozen: wire.frozen.as_ref().map(|frozen| Frozen {
            text: frozen.text.clone(),
            fingerprint: frozen.fingerprint.clone(),
        }),
    })
}

fn read_prefilled(wire: &PrefilledWire) -> Option<Prefilled> {
    let provenance = |from: &ProvenanceWire| {
        Some(Provenance {
            document: DocumentId(from.document),
            form: FormId::new(&from.form),
            source: match &from.source {
                SourceWire::Answer(link_id) => PrefillSource::Answer(LinkId::new(link_id)),
                SourceWire::Section(link_id) => PrefillSource::Section(LinkId::new(link_id)),
                SourceWire::Scores => PrefillSource::Scores,
                SourceWire::Alerts => PrefillSource::Alerts,
            },
            changed: DateTime::read(&from.changed)?,
        })
    };
    let from: Option<Vec<Provenance>> = wire.from.iter().map(provenance).collect();
    Some(Prefilled {
        link_id: LinkId::new(&wire.item),
        words: wire.words.clone(),
        from: from?,
        taken: DateTime::read(&wire.taken)?,
    })
}
