//! What a person who has the device finds in the same place on every page: help, and a way to stop.

use leptos::html;
use leptos::prelude::*;

use crate::browser::focus::focus_element;
use crate::ui::components::{Button, ButtonKind, Picture};
use crate::ui::session::{Pause, Session};
use crate::ui::wording;

/// The two buttons.
#[component]
pub fn ClientBar(
    /// The session.
    session: Session,
) -> impl IntoView {
    let words = wording();
    view! {
        <div
            class="app-client-bar"
            role="group"
            aria-label=words.say("client.bar")
            hidden=move || session.pause().is_some()
        >
            <Button
                text=words.say("client.help")
                kind=ButtonKind::Secondary
                on_press=move |()| session.set_pause(Some(Pause::Help))
            />
            <Button
                text=words.say("client.stop")
                kind=ButtonKind::Secondary
                on_press=move |()| session.set_pause(Some(Pause::Stopped))
            />
        </div>
    }
    .into_any()
}

/// What stands in the form's place after one of them was pressed.
#[component]
pub fn Paused(
    /// The session.
    session: Session,
    /// Which one.
    pause: Pause,
) -> impl IntoView {
    let words = wording();
    let (picture, title, lead) = match pause {
        Pause::Help => ("ask-help", "client.help-title", "client.help-lead"),
        Pause::Stopped => ("stop-for-now", "client.stop-title", "client.stop-lead"),
    };
    let drawn = session.furnishing().pictures.drawn(picture);
    let heading = NodeRef::<html::H1>::new();
    heading.on_load(|heading| focus_element(&heading));
    view! {
        <div class="app-paused">
            <Picture drawn=drawn/>
            <h1 class="govuk-heading-l" tabindex="-1" node_ref=heading>{words.say(title)}</h1>
            <p class="govuk-body-l">{words.say(lead)}</p>
            <Button text=words.say("client.go-on") on_press=move |()| session.set_pause(None)/>
        </div>
    }
    .into_any()
}
