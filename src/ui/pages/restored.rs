//! That the last changes to a case were found again, and when they were made: after a crash, a reload or a
//! lock.

use leptos::prelude::*;

use super::when;
use crate::engine::case::CaseId;
use crate::ui::components::InsetText;
use crate::ui::session::Session;
use crate::ui::wording;

/// When the last change was made that was found in the case's journal.
#[component]
pub fn Restored(
    /// The session.
    session: Session,
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let line = move || {
        let at = session.restored(&case)?;
        let line = wording().fill("case.restored", &[("when", &when(&at))]);
        Some(view! { <InsetText>{line}</InsetText> })
    };
    view! { {line} }.into_any()
}
