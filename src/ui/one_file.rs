//! What is different where the forms were opened as one file, without a server.

use leptos::prelude::*;

use crate::browser::host;
use crate::ui::components::InsetText;
use crate::ui::wording;

/// Every difference that a practitioner has to know of.
const DIFFERENCES: [&str; 4] = [
    "one-file.place",
    "one-file.others",
    "one-file.versions",
    "one-file.voice",
];

/// The differences; nothing where the forms come from a server.
#[component]
pub fn OneFileNote() -> impl IntoView {
    host::is_in_one_file().then(|| {
        let words = wording();
        let differences = DIFFERENCES.map(|key| view! { <li>{words.say(key)}</li> });
        let differences = differences.into_iter().collect_view();
        view! {
            <InsetText id="one-file">
                <p class="govuk-body">{words.say("one-file.lead")}</p>
                <ul class="govuk-list govuk-list--bullet">{differences}</ul>
            </InsetText>
        }
    })
}
