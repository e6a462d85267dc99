//! That a new version of the forms has come, and its start.
//!
//! It starts at the locked door only, where nothing is open that it could change the words of.

use leptos::ev::Custom;
use leptos::prelude::*;

use crate::browser::host;
use crate::ui::components::{Button, ButtonKind, NotificationBanner};
use crate::ui::wording;

/// Whether one has come, from the moment it has.
fn has_come() -> RwSignal<bool> {
    let has_come = RwSignal::new(host::has_new_version());
    let event: Custom<web_sys::Event> = Custom::new(host::NEW_VERSION);
    let listening = window_event_listener(event, move |_| has_come.set(host::has_new_version()));
    on_cleanup(move || listening.remove());
    has_come
}

/// At the door: starts it.
#[component]
pub fn StartNewVersion() -> impl IntoView {
    let has_come = has_come();
    view! {
        <Show when=move || has_come.get()>
            <NotificationBanner id="new-version" is_plain=true>
                <p class="govuk-notification-banner__heading">{wording().say("new-version.ready")}</p>
                <p class="govuk-body">{wording().say("new-version.start-why")}</p>
                <Button
                    text=wording().say("new-version.start")
                    kind=ButtonKind::Secondary
                    on_press=move |()| host::use_new_version()
                />
            </NotificationBanner>
        </Show>
    }
}

/// Inside the vault: says how to get to it.
#[component]
pub fn NewVersionNote() -> impl IntoView {
    let has_come = has_come();
    view! {
        <Show when=move || has_come.get()>
            <NotificationBanner id="new-version" is_plain=true>
                <p class="govuk-notification-banner__heading">{wording().say("new-version.ready")}</p>
                <p class="govuk-body">{wording().say("new-version.lock-first")}</p>
            </NotificationBanner>
        </Show>
    }
}
