//! The pages, one a file.

mod case;
mod check;
pub mod door;
mod hand_over;
mod home;
mod not_found;
mod preview;
mod read;
mod restored;
mod section;
mod start;
mod vault;
mod versions;

pub use case::CasePage;
pub use check::CheckPage;
pub use hand_over::{HandBack, HandOver};
pub use home::{Home, last_backup, when};
pub use not_found::NotFound;
pub use preview::Preview;
pub use read::ReadPage;
pub use restored::Restored;
pub use section::SectionPage;
pub use start::Start;
pub use vault::VaultPage;
pub use versions::VersionsPage;

use leptos::prelude::*;

use crate::engine::case::{CaseId, DocumentId};
use crate::ui::document::OpenDocument;
use crate::ui::session::Session;

/// The gallery; a build without it has no such page.
#[must_use]
pub fn gallery(rest: &str) -> AnyView {
    #[cfg(feature = "gallery")]
    {
        let path = rest.to_owned();
        view! { <crate::ui::gallery::Gallery path=path/> }.into_any()
    }
    #[cfg(not(feature = "gallery"))]
    {
        let _ = rest;
        view! { <NotFound/> }.into_any()
    }
}

/// Opens a document for a page; `None` where this machine has no such case, document or form.
fn open(session: Session, case: &CaseId, document: DocumentId) -> Option<OpenDocument> {
    let case = session.case_now(case)?;
    let document = case.document(document)?;
    OpenDocument::open(session, &case, document)
}
