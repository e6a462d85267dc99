//! Starts a form in a case and goes straight to its first section.

use leptos::prelude::*;

use super::NotFound;
use crate::browser::location;
use crate::engine::case::CaseId;
use crate::engine::catalogue::FormId;
use crate::ui::document;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// Starts a form. An address that is opened again, by Back or by hand, leads to the document it
/// started while that is unfinished: a second one would be a mistake.
#[component]
pub fn Start(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
    /// The form.
    form: FormId,
) -> impl IntoView {
    let Some(case) = session.case_now(&id) else {
        return view! { <NotFound/> }.into_any();
    };
    let unfinished = case
        .newest(&form)
        .filter(|document| !document.is_complete());
    let document = match unfinished {
        Some(document) => Some(document.id),
        None => untrack(|| document::start(session, &case, &form)),
    };
    let Some(document) = document else {
        return view! { <NotFound/> }.into_any();
    };
    // In the stead of this address: Back then leads to the case.
    let place = Route::beginning(
        &id,
        document,
        untrack(|| session.presentation_of(&id, document)),
    );
    location::replace(&place.path());
    ().into_any()
}
