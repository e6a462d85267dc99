//! What bears on risk anywhere in a case: an alert raised in one form is not lost in another.

use std::sync::Arc;

use super::{Case, DocumentId};
use crate::engine::alert::{self, Alerts};
use crate::engine::catalogue::Catalogue;
use crate::engine::form::Form;
use crate::engine::wording::Wording;

/// An alert that stands in a document of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingAlert {
    /// The document with the answer.
    pub document: DocumentId,
    /// The question and the answer, in words.
    pub line: String,
}

/// Every alert that stands in the case, but for those of the document that is open itself.
#[must_use]
pub fn standing(
    case: &Case,
    catalogue: &Catalogue,
    except: Option<DocumentId>,
    wording: &Wording,
) -> Vec<StandingAlert> {
    let mut standing = Vec::new();
    for document in &case.documents {
        let Some(definition) = catalogue.get(&document.form) else {
            continue;
        };
        if Some(document.id) == except {
            continue;
        }
        let (form, _) = Form::open(Arc::clone(&definition.questionnaire), &document.response);
        let raised = Alerts::of(definition, &form).raised;
        standing.extend(raised.into_iter().map(|node| StandingAlert {
            document: document.id,
            line: alert::line(definition, &form, node, wording),
        }));
    }
    standing
}
