//! How much room the browser has left, and what to do where that is little.

use leptos::prelude::*;

use crate::ui::components::WarningText;
use crate::ui::wording;
use crate::vault::room::{Fullness, Room};

/// How much of the room is taken, in words.
pub(super) fn room_in_words(room: Option<Room>) -> String {
    let words = wording();
    room.map_or_else(
        || words.say("room.unknown"),
        |room| words.fill("room.taken", &[("percent", &room.percent().to_string())]),
    )
}

/// What to do while there is still some room, or none.
#[component]
pub(super) fn RoomWarning(
    /// The room, where the browser says so.
    #[prop(into)]
    room: Signal<Option<Room>>,
) -> impl IntoView {
    let fullness = Memo::new(move |_| room.get().map_or(Fullness::Plenty, Room::fullness));
    let warning = move || {
        let key = match fullness.get() {
            Fullness::Plenty => return None,
            Fullness::Filling => "room.filling",
            Fullness::NearlyFull => "room.nearly-full",
            Fullness::Full => "room.full",
        };
        Some(view! { <WarningText>{wording().say(key)}</WarningText> })
    };
    view! { {warning} }.into_any()
}
