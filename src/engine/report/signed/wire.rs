//! A signed report as the text whose fingerprint is taken: JSON with a version.
//!
//! The text is written once, when somebody signs, and never again. What is read of it is shown; what cannot be
//! read is told as damaged by the caller, and never put right.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{AnswersUsed, FormUsed, SignedCopy};
use crate::engine::calendar::DateTime;
use crate::engine::case::DocumentId;
use crate::engine::catalogue::FormId;
use crate::engine::questionnaire::LinkId;
use crate::engine::report::Report;

/// What every text says of itself.
const FORMAT: &str = "mhtr-signed-report";

/// The shape written today. A change of shape raises it, and the older one stays readable.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CopyWire {
    format: String,
    version: u32,
    record: String,
    document: u32,
    revision: u64,
    report_version: u32,
    signed: SignedWire,
    language: String,
    forms: Vec<FormWire>,
    answers: Vec<AnswersWire>,
    outside: Vec<String>,
    report: Report,
    item_answers: Vec<(usize, usize)>,
    data_heading: String,
    data: Vec<Json>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedWire {
    at: String,
    by: String,
    role: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormWire {
    form: String,
    title: String,
    version: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswersWire {
    document: u32,
    fingerprint: String,
}

/// The text of a signed report.
pub(super) fn write(copy: &SignedCopy) -> String {
    let wire = CopyWire {
        format: FORMAT.to_owned(),
        version: VERSION,
        record: copy.record.clone(),
        document: copy.document.0,
        revision: copy.revision,
        report_version: copy.version,
        signed: SignedWire {
            at: copy.at.to_string(),
            by: copy.by.clone(),
            role: copy.role.clone(),
        },
        language: copy.language.clone(),
        forms: copy.forms.iter().map(write_form).collect(),
        answers: copy.answers.iter().map(write_answers).collect(),
        outside: copy.outside.iter().map(LinkId::to_string).collect(),
        report: copy.report.clone(),
        item_answers: copy.item_answers.clone(),
        data_heading: copy.data_heading.clone(),
        data: copy.data.clone(),
    };
    // Words, numbers and lists always have a JSON form: there is nothing that could fail.
    serde_json::to_string(&wire).unwrap_or_default()
}

fn write_form(used: &FormUsed) -> FormWire {
    FormWire {
        form: used.form.to_string(),
        title: used.title.clone(),
        version: used.version.clone(),
    }
}

fn write_answers(used: &AnswersUsed) -> AnswersWire {
    AnswersWire {
        document: used.document.0,
        fingerprint: used.fingerprint.clone(),
    }
}

/// Reads it back; `None` for anything that is not exactly what [`write`] writes.
pub(super) fn read(text: &str) -> Option<SignedCopy> {
    let wire: CopyWire = serde_json::from_str(text).ok()?;
    if wire.format != FORMAT || wire.version != VERSION {
        return None;
    }
    let copy = SignedCopy {
        record: wire.record,
        document: DocumentId(wire.document),
        revision: wire.revision,
        version: wire.report_version,
        at: DateTime::read(&wire.signed.at)?,
        by: wire.signed.by,
        role: wire.signed.role,
        language: wire.language,
        forms: wire.forms.into_iter().map(read_form).collect(),
        answers: wire.answers.into_iter().map(read_answers).collect(),
        outside: wire.outside.iter().map(|of| LinkId::new(of)).collect(),
        report: wire.report,
        item_answers: wire.item_answers,
        data_heading: wire.data_heading,
        data: wire.data,
    };
    (write(&copy) == text).then_some(copy)
}

fn read_form(wire: FormWire) -> FormUsed {
    FormUsed {
        form: FormId::new(&wire.form),
        title: wire.title,
        version: wire.version,
    }
}

fn read_answers(wire: AnswersWire) -> AnswersUsed {
    AnswersUsed {
        document: DocumentId(wire.document),
        fingerprint: wire.fingerprint,
    }
}
