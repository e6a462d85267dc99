//! One person's forms, kept together so that nothing is entered twice.
//!
//! A case holds documents; a document is one form's answers and where the prefilled ones came from.
//! Everything that happens to a case is a [`Change`], applied by [`Case::apply`]: same case, same
//! change, same result.

pub mod administrations;
pub mod consent;
pub mod person;
pub mod prefill;
pub mod risk;
pub mod signing;
pub mod summary;
pub mod wire;

use std::fmt;

use super::calendar::DateTime;
use super::catalogue::FormId;
use super::presentation::Presentation;
use super::response::{Response, Status};
use prefill::Prefilled;
use signing::{Signing, Voided};

/// The identity of a case: random, so that it says nothing about the person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(String);

impl CaseId {
    /// The case with this identity: 1 to 64 letters, digits or hyphens, so that it can stand in an
    /// address and in a storage key as it is. Anything else is no identity.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let is_fitting = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_fitting.then(|| Self(text.to_owned()))
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A document's number within its case, counted from 1 in the order they were started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// One person's forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its identity.
    pub id: CaseId,
    /// When it was opened.
    pub opened: DateTime,
    /// When anything in it last changed.
    pub changed: DateTime,
    /// Counts the changes; the store refuses to put an older state over a newer one.
    pub revision: u64,
    /// Its documents, in the order they were started.
    pub documents: Vec<Document>,
}

/// One form's answers within a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its number within the case.
    pub id: DocumentId,
    /// The form it answers.
    pub form: FormId,
    /// When it was started.
    pub started: DateTime,
    /// When its answers last changed.
    pub changed: DateTime,
    /// The answers.
    pub response: Response,
    /// Where prefilled answers came from.
    pub prefilled: Vec<Prefilled>,
    /// How the form was put to the person, and since when; the last is how it is put now.
    pub shown: Vec<Showing>,
    /// The signature under it, while it stands.
    pub signing: Option<Signing>,
    /// Signatures that stand no more, with what they stood for.
    pub voided: Vec<Voided>,
    /// The answers as they stood before a version of the form that has no place for some of them.
    pub earlier: Vec<Response>,
}

/// How a form was put to the person, from a moment on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing {
    /// The presentation.
    pub presentation: Presentation,
    /// Since when.
    pub since: DateTime,
}

impl Document {
    /// How the form is put to the person now.
    #[must_use]
    pub fn presentation(&self) -> Presentation {
        self.shown
            .last()
            .map_or_else(Presentation::default, |showing| showing.presentation)
    }

    /// Whether it is finished and checked.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        match self.response.status {
            Status::Completed | Status::Amended => true,
            Status::InProgress | Status::EnteredInError | Status::Stopped => false,
        }
    }

    /// Puts the signature aside, with all it stood for.
    fn void(&mut self, at: DateTime) {
        if let Some(signing) = self.signing.take() {
            self.voided.push(Voided {
                at,
                signing,
                response: self.response.clone(),
            });
        }
    }
}

/// Something that happens to a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A form was started.
    Started {
        /// The form.
        form: FormId,
        /// Its first answers.
        response: Response,
        /// Which of them were taken from other documents.
        prefilled: Vec<Prefilled>,
    },
    /// The form is put to the person in another way from now on. The answers stay.
    Presented {
        /// The document.
        document: DocumentId,
        /// How.
        presentation: Presentation,
    },
    /// A document was signed as it stands.
    Signed {
        /// The document.
        document: DocumentId,
        /// The signature.
        signing: Signing,
    },
    /// What was signed is to be changed: the signature falls, and what it stood for is kept as it was.
    Voided {
        /// The document.
        document: DocumentId,
    },
    /// Answers changed. A finished document is unfinished again.
    Answered {
        /// The document.
        document: DocumentId,
        /// All its answers.
        response: Response,
        /// Where the prefilled ones came from.
        prefilled: Vec<Prefilled>,
    },
    /// The form has changed and has no place for some of the answers: they are put aside whole, before
    /// the first answer under the changed form is kept over them.
    PutAside {
        /// The document.
        document: DocumentId,
    },
    /// A document was checked and found finished.
    Completed {
        /// The document.
        document: DocumentId,
    },
    /// A document was opened again to change it.
    Reopened {
        /// The document.
        document: DocumentId,
    },
}

impl Case {
    /// A case with nothing in it yet.
    #[must_use]
    pub fn open(id: CaseId, now: DateTime) -> Self {
        Self {
            id,
            opened: now,
            changed: now,
            revision: 0,
            documents: Vec::new(),
        }
    }

    /// A document of this case.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The newest document that answers a form.
    #[must_use]
    pub fn newest(&self, form: &FormId) -> Option<&Document> {
        self.documents
            .iter()
            .rev()
            .find(|document| document.form == *form)
    }

    /// Carries out a change. A change to a document that is not there does nothing.
    pub fn apply(&mut self, change: Change, now: DateTime) {
        match change {
            Change::Started {
                form,
                response,
                prefilled,
            } => {
                let last = self.documents.last().map_or(0, |document| document.id.0);
                let Some(next) = last.checked_add(1) else {
                    return;
                };
                self.documents.push(Document {
                    id: DocumentId(next),
                    form,
                    started: now,
                    changed: now,
                    response,
                    prefilled,
                    shown: Vec::new(),
                    signing: None,
                    voided: Vec::new(),
                    earlier: Vec::new(),
                });
            }
            Change::Answered {
                document,
                response,
                prefilled,
            } => {
                let Some(document) = self.document_mut(document) else {
                    return;
                };
                document.response = response;
                document.response.status = Status::InProgress;
                document.prefilled = prefilled;
                document.changed = now;
            }
            Change::Presented {
                document,
                presentation,
            } => {
                let Some(document) = self.document_mut(document) else {
                    return;
                };
                document.shown.push(Showing {
                    presentation,
                    since: now,
                });
            }
            Change::Signed { document, signing } => {
                let Some(document) = self.document_mut(document) else {
                    return;
                };
                document.void(now);
                document.signing = Some(signing);
            }
            Change::Voided { document } => {
                let Some(document) = self.document_mut(document) else {
                    return;
                };
                document.void(now);
                document.response.status = Status::InProgress;
            }
            Change::PutAside { document } => {
                let Some(document) = self.document_mut(document) else {
                    return;
                };
                document.earlier.push(document.response.clone());
            }
            Change::Completed { document } => {
                let Some(document) = self.document_mut(document) else {
                    return;
                };
                document.response.status = Status::Completed;
            }
            Change::Reopened { document } => {
                let Some(document) = self.document_mut(document) else {
                    return;
                };
                document.response.status = Status::InProgress;
            }
        }
        self.changed = now;
        self.revision = self.revision.saturating_add(1);
    }

    fn document_mut(&mut self, id: DocumentId) -> Option<&mut Document> {
        self.documents.iter_mut().find(|document| document.id == id)
    }
}
