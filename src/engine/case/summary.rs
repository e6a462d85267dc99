//! What the first page shows of a case without opening it.

use super::{Case, CaseId};
use super::{consent, person};
use crate::engine::calendar::{Date, DateTime};
use crate::engine::catalogue::Catalogue;

/// A case in a line. Stored sealed, as `wire` writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The case.
    pub case: CaseId,
    /// The person's name, once a form has it.
    pub name: Option<String>,
    /// When anything in the case last changed.
    pub changed: DateTime,
    /// How many of its forms are being filled in.
    pub n_open: usize,
    /// How many of its forms are finished.
    pub n_complete: usize,
    /// By when consent is asked for again; `None` where nobody consented, or it was withdrawn.
    pub renew_by: Option<Date>,
}

impl Summary {
    /// A case in a line.
    #[must_use]
    pub fn of(case: &Case, catalogue: &Catalogue) -> Self {
        let is_complete = |document: &&super::Document| document.is_complete();
        let n_complete = case.documents.iter().filter(is_complete).count();
        Self {
            case: case.id.clone(),
            name: person::name(case, catalogue),
            changed: case.changed,
            n_open: case.documents.len().saturating_sub(n_complete),
            n_complete,
            renew_by: consent::standing(case)
                .filter(|standing| standing.withdrawn.is_none())
                .map(|standing| standing.renew_by),
        }
    }
}
