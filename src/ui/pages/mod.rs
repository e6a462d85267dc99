//! The pages, one a file.

mod case;
mod change;
mod check;
mod client_bar;
mod consent_over_time;
mod copy;
pub mod door;
mod easy_read;
mod hand_on;
mod hand_on_warning;
mod hand_over;
mod history;
mod home;
mod later;
mod not_found;
mod preview;
mod read;
mod report;
mod restored;
mod second_failure;
mod section;
mod service_data;
mod signed_report;
mod signed_version;
mod start;
mod sure;
mod thanks;
mod vault;
mod versions;

pub use case::CasePage;
pub use client_bar::{ClientBar, Paused};
pub use easy_read::EasyReadPage;
pub use hand_over::{HandBack, HandOver};
pub use home::{Home, last_backup, when};
pub use later::{at_the_end_of_a_case, behind_the_pathway, later, outside, signing_a_report};
pub use not_found::NotFound;
pub use restored::Restored;
pub use section::SectionPage;
pub use start::Start;
pub use thanks::ThanksPage;

use leptos::prelude::*;

use crate::engine::case::{CaseId, DocumentId};
use crate::ui::document::OpenDocument;
use crate::ui::session::Session;

/// Opens a document for a page; `None` where this machine has no such case, document or form.
fn open(session: Session, case: &CaseId, document: DocumentId) -> Option<OpenDocument> {
    let case = session.case_now(case)?;
    let document = case.document(document)?;
    let open = OpenDocument::open(session, &case, document)?;
    // What is deep in the form and belongs to the document finds it here: where it is signed.
    provide_context(open);
    Some(open)
}
