//! The places in the app, and their addresses after `#/`.

use crate::engine::case::{CaseId, DocumentId};
use crate::engine::catalogue::FormId;
use crate::engine::presentation::Presentation;

/// The address of the first step of a form in easy read, whatever its name.
pub const FIRST_STEP: &str = "1";

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The cases on this machine.
    Home,
    /// The vault: backups, the passphrase, what was done with it.
    Vault,
    /// Counts and outcomes over all cases.
    ServiceData,
    /// Two versions of a case, by the record of the other one.
    Versions(CaseId),
    /// One case and its forms.
    Case(CaseId),
    /// What changed between the first and the final scores of a case.
    Change(CaseId),
    /// A form that is being started in a case.
    Start(CaseId, FormId),
    /// One section of a form, counted from 1.
    Section(CaseId, DocumentId, usize),
    /// One step of a form in easy read, by its name in the file; a name that is none is the first step.
    EasyRead(CaseId, DocumentId, String),
    /// The end of a form for a person who has the device.
    Thanks(CaseId, DocumentId),
    /// A form in easy read on paper, for the person to keep.
    Copy(CaseId, DocumentId),
    /// All answers of a form, to check before it is finished.
    Check(CaseId, DocumentId),
    /// A form to read and print.
    Read(CaseId, DocumentId),
    /// A report as it is handed on.
    Report(CaseId, DocumentId),
    /// A version of a report that was signed, by its number.
    Signed(CaseId, DocumentId, u32),
    /// Any questionnaire file of this site, with its problems.
    Preview(String),
    /// Every component's examples.
    Gallery(String),
    /// An address that is none of these.
    Unknown,
}

impl Route {
    /// The place at an address.
    #[must_use]
    pub fn read(path: &str) -> Self {
        if let Some(query) = path.strip_prefix("preview?") {
            let address = query
                .split('&')
                .find_map(|part| part.strip_prefix("questionnaire="));
            return address.map_or(Self::Unknown, |of| Self::Preview(percent_decoded(of)));
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let document = |case: &str, number: &str| {
            let number = counted(number)?.try_into().ok()?;
            Some((CaseId::read(case)?, DocumentId(number)))
        };
        let found = match parts.as_slice() {
            [] => Some(Self::Home),
            ["vault"] => Some(Self::Vault),
            ["service-data"] => Some(Self::ServiceData),
            ["versions", record] => CaseId::read(record).map(Self::Versions),
            ["gallery", rest @ ..] => Some(Self::Gallery(rest.join("/"))),
            ["case", case] => CaseId::read(case).map(Self::Case),
            ["case", case, "change"] => CaseId::read(case).map(Self::Change),
            ["case", case, "start", form] => CaseId::read(case)
                .map(|case| Self::Start(case, FormId::new(&percent_decoded(form)))),
            ["case", case, number, "easy", step] => document(case, number)
                .map(|(case, document)| Self::EasyRead(case, document, percent_decoded(step))),
            ["case", case, number, "version", version] => {
                let version = counted(version).and_then(|version| version.try_into().ok());
                document(case, number)
                    .zip(version)
                    .map(|((case, document), version)| Self::Signed(case, document, version))
            }
            ["case", case, number, place] => {
                document(case, number).and_then(|(case, document)| match *place {
                    "check" => Some(Self::Check(case, document)),
                    "read" => Some(Self::Read(case, document)),
                    "report" => Some(Self::Report(case, document)),
                    "thanks" => Some(Self::Thanks(case, document)),
                    "copy" => Some(Self::Copy(case, document)),
                    section => Some(Self::Section(case, document, counted(section)?)),
                })
            }
            _ => None,
        };
        found.unwrap_or(Self::Unknown)
    }

    /// The case it is within.
    #[must_use]
    pub fn case(&self) -> Option<&CaseId> {
        match self {
            Self::Case(case)
            | Self::Change(case)
            | Self::Start(case, _)
            | Self::Section(case, _, _)
            | Self::EasyRead(case, _, _)
            | Self::Thanks(case, _)
            | Self::Copy(case, _)
            | Self::Check(case, _)
            | Self::Read(case, _)
            | Self::Signed(case, _, _)
            | Self::Report(case, _) => Some(case),
            Self::Home
            | Self::Vault
            | Self::ServiceData
            | Self::Versions(_)
            | Self::Preview(_)
            | Self::Gallery(_)
            | Self::Unknown => None,
        }
    }

    /// Where a document is filled in, from its beginning.
    #[must_use]
    pub fn beginning(case: &CaseId, document: DocumentId, presentation: Presentation) -> Self {
        match presentation {
            Presentation::Published | Presentation::Plain => {
                Self::Section(case.clone(), document, 1)
            }
            Presentation::EasyRead => Self::EasyRead(case.clone(), document, FIRST_STEP.to_owned()),
        }
    }

    /// Where a client who has the device is shown when they ask for this place: within the document that
    /// was handed to them, or its beginning.
    #[must_use]
    pub fn for_client(
        self,
        own: &CaseId,
        document: DocumentId,
        presentation: Presentation,
    ) -> Self {
        let is_easy = presentation == Presentation::EasyRead;
        let is_own = match &self {
            Self::Section(case, of, _) | Self::Check(case, of) => {
                case == own && *of == document && !is_easy
            }
            Self::EasyRead(case, of, _) => case == own && *of == document && is_easy,
            Self::Thanks(case, of) => case == own && *of == document,
            Self::Home
            | Self::Vault
            | Self::ServiceData
            | Self::Versions(_)
            | Self::Case(_)
            | Self::Change(_)
            | Self::Start(..)
            | Self::Copy(..)
            | Self::Read(..)
            | Self::Report(..)
            | Self::Signed(..)
            | Self::Preview(_)
            | Self::Gallery(_)
            | Self::Unknown => false,
        };
        if is_own {
            self
        } else {
            Self::beginning(own, document, presentation)
        }
    }

    /// Whether it is shown outside of every vault, and may ask for files of the site after the start.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        matches!(self, Self::Preview(_) | Self::Gallery(_))
    }

    /// Its address, without the leading `#/`.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home | Self::Unknown => String::new(),
            Self::Vault => "vault".to_owned(),
            Self::ServiceData => "service-data".to_owned(),
            Self::Versions(record) => format!("versions/{record}"),
            Self::Case(case) => format!("case/{case}"),
            Self::Change(case) => format!("case/{case}/change"),
            Self::Start(case, form) => {
                format!("case/{case}/start/{}", percent_encoded(form.as_str(), b""))
            }
            Self::Section(case, document, section) => format!("case/{case}/{document}/{section}"),
            Self::EasyRead(case, document, step) => {
                format!("case/{case}/{document}/easy/{}", percent_encoded(step, b""))
            }
            Self::Thanks(case, document) => format!("case/{case}/{document}/thanks"),
            Self::Copy(case, document) => format!("case/{case}/{document}/copy"),
            Self::Check(case, document) => format!("case/{case}/{document}/check"),
            Self::Read(case, document) => format!("case/{case}/{document}/read"),
            Self::Report(case, document) => format!("case/{case}/{document}/report"),
            Self::Signed(case, document, version) => {
                format!("case/{case}/{document}/version/{version}")
            }
            Self::Preview(address) => {
                format!("preview?questionnaire={}", percent_encoded(address, b"/:"))
            }
            Self::Gallery(rest) => format!("gallery/{rest}"),
        }
    }

    /// Its address as a link on the page has it.
    #[must_use]
    pub fn href(&self) -> String {
        format!("#/{}", self.path())
    }
}

/// A number that is counted from 1, in plain digits.
fn counted(text: &str) -> Option<usize> {
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_digits.then(|| text.parse().ok()).flatten();
    number.filter(|number| *number > 0)
}

/// Text as a part of an address. Letters, digits and `-._~` stand as they are (RFC 3986, section 2.3),
/// and so do the characters in `plain`.
fn percent_encoded(text: &str, plain: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_plain || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// An address with every `%` escape put back; escapes that are none are left as they stand.
fn percent_decoded(text: &str) -> String {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|of| u8::try_from(of).ok())
    };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match tail {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)),
            _ => None,
        };
        bytes.push(escaped.map_or(*first, |(high, low)| high * 16 + low));
        rest = if escaped.is_some() {
            tail.get(2..).unwrap_or_default()
        } else {
            tail
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
