//! Consent over time: when it was given, when it is asked for again, whether it was withdrawn; and how a
//! person likes to get information.
//!
//! "You will be asked to renew your consent on the above principles every year if still in treatment", and
//! "You have the right to withdraw your consent at any time" (Clinical Lead MHTR Manual v8.0, Appendix 2).

use super::person::answered;
use super::{Case, Document, DocumentId};
use crate::engine::calendar::Date;
use crate::engine::catalogue::{Catalogue, FormId};
use crate::engine::questionnaire::{Item, LinkId};
use crate::engine::response::Entry;
use crate::engine::value::Value;
use crate::engine::wording::Wording;
use crate::engine::words;

/// The form by which consent is given.
pub const CONSENT: &str = "combined-consent";
/// The form in which a withdrawal is written down.
pub const WITHDRAWAL: &str = "consent-withdrawal";
/// The form in which a request to correct or remove information is written down.
pub const CORRECTION: &str = "correction-request";
/// The form that asks how a person likes to get information.
pub const NEEDS: &str = "information-needs";

/// The day a withdrawal was made, in its form.
const WITHDRAWN_ON: &str = "withdrawal.date";
/// What a person likes to get information in, in its form.
const FORMATS: &str = "needs.formats";

/// How many days before consent has to be renewed the worker is reminded. Our own: four weeks hold at least
/// two of the weekly sessions of §3.1.
const REMINDED_DAYS: u16 = 28;

/// How a person's consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The document that was signed.
    pub document: DocumentId,
    /// The day it was signed on.
    pub signed: Date,
    /// The day by which it is asked for again: a year later.
    pub renew_by: Date,
    /// The document that says it was withdrawn, if it was after it was signed, and the day if it says one.
    pub withdrawn: Option<(DocumentId, Option<Date>)>,
}

impl Standing {
    /// Whether the worker is to be reminded on a day that consent has to be renewed. What was withdrawn is
    /// not renewed.
    #[must_use]
    pub fn is_due(&self, today: Date) -> bool {
        self.withdrawn.is_none() && is_due(self.renew_by, today)
    }
}

/// Whether the worker is to be reminded on a day that consent is asked for again on another.
#[must_use]
pub fn is_due(renew_by: Date, today: Date) -> bool {
    let until = today.after(REMINDED_DAYS);
    until.is_some_and(|until| renew_by.compare(until).is_le())
}

/// How consent stands in a case; `None` while nobody has signed.
#[must_use]
pub fn standing(case: &Case) -> Option<Standing> {
    let of = |form: &str| {
        let form = FormId::new(form);
        case.documents
            .iter()
            .rev()
            .filter(move |document| document.form == form)
    };
    let (consent, signing) =
        of(CONSENT).find_map(|document| Some((document, document.signing.as_ref()?)))?;
    let signed = signing.at.date;
    let withdrawn = of(WITHDRAWAL)
        .find(|document| document.started.compare(signing.at).is_ge())
        .map(|document| (document.id, day(document)));
    Some(Standing {
        document: consent.id,
        signed,
        renew_by: a_year_after(signed)?,
        withdrawn,
    })
}

/// The same day a year later; the day after it where there is none: 1 March for 29 February.
fn a_year_after(day: Date) -> Option<Date> {
    let year = day.year.checked_add(1)?;
    Date::real(year, day.month?, day.day?).or_else(|| Date::real(year, 3, 1))
}

fn day(withdrawal: &Document) -> Option<Date> {
    answered(&withdrawal.response.items, &LinkId::new(WITHDRAWN_ON))
        .into_iter()
        .find_map(|entry| match entry {
            Entry::Value(Value::Date(date)) => Some(*date),
            Entry::Value(_) | Entry::AsTyped(_) => None,
        })
}

/// How the person likes to get information, in words, as they said last; empty where nobody asked.
#[must_use]
pub fn needs(case: &Case, catalogue: &Catalogue, wording: &Wording) -> Vec<String> {
    let form = FormId::new(NEEDS);
    let asked = || {
        let document = case.newest(&form)?;
        let definition = catalogue.get(&form)?;
        let link_id = LinkId::new(FORMATS);
        let item: &Item = definition.item(&link_id)?;
        let found = answered(&document.response.items, &link_id);
        let said = found.into_iter().filter_map(|entry| match entry {
            Entry::Value(value) => Some(words::of_value(item, value, wording)),
            Entry::AsTyped(_) => None,
        });
        Some(said.collect())
    };
    asked().unwrap_or_default()
}

/// What was withdrawn, in the form of a withdrawal, and the code of the answer for sharing information.
const WITHDRAWN: &str = "withdrawal.what";
const SHARING: &str = "sharing";

/// Whether the person withdrew consent to sharing information, and has not signed again since.
#[must_use]
pub fn is_sharing_withdrawn(case: &Case) -> bool {
    let (withdrawal, consent) = (FormId::new(WITHDRAWAL), FormId::new(CONSENT));
    let is_signed_since = |withdrawal: &Document| {
        case.documents.iter().any(|document| {
            let signing = document.signing.as_ref();
            document.form == consent
                && signing.is_some_and(|of| of.at.compare(withdrawal.started).is_gt())
        })
    };
    case.documents.iter().any(|document| {
        let entries = answered(&document.response.items, &LinkId::new(WITHDRAWN));
        let is_sharing = entries.into_iter().any(|entry| match entry {
            Entry::Value(Value::Coding(coding)) => coding.code.as_deref() == Some(SHARING),
            Entry::Value(_) | Entry::AsTyped(_) => false,
        });
        document.form == withdrawal && is_sharing && !is_signed_since(document)
    })
}
