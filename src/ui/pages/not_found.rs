//! The page for an address that names nothing on this machine.

use leptos::prelude::*;

use crate::ui::components::PageHeading;
use crate::ui::frame::Frame;
use crate::ui::route::Route;
use crate::ui::wording;

/// Nothing is here, and the way back.
#[component]
pub fn NotFound() -> impl IntoView {
    let words = wording();
    view! {
        <Frame>
            <PageHeading text=words.say("not-found.title")/>
            <p class="govuk-body">{words.say("not-found.why")}</p>
            <p class="govuk-body">
                <a class="govuk-link" href=Route::Home.href()>{words.say("not-found.home")}</a>
            </p>
        </Frame>
    }
    .into_any()
}
