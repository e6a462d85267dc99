//! The end of a form for a person who has the device: thanks, and back to their worker.

use leptos::prelude::*;

use super::{NotFound, open};
use crate::engine::case::{CaseId, DocumentId};
use crate::ui::components::{PageHeading, Picture};
use crate::ui::frame::Frame;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// The end of a form.
#[component]
pub fn ThanksPage(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
    /// The document.
    document: DocumentId,
) -> impl IntoView {
    let Some(open) = open(session, &id, document) else {
        return view! { <NotFound/> }.into_any();
    };
    let words = wording();
    let drawn = session.furnishing().pictures.drawn("thank-you");
    let again = Route::beginning(&id, document, open.presentation()).href();
    view! {
        <Frame back=Route::Case(id).href() back_text=words.say("section.back")>
            <Picture drawn=drawn/>
            <PageHeading text=words.say("client.thanks")/>
            <p class="govuk-body-l">{words.say("client.thanks-lead")}</p>
            <p class="govuk-body">
                <a class="govuk-link" href=again>{words.say("client.look-again")}</a>
            </p>
        </Frame>
    }
    .into_any()
}
