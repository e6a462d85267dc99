//! Whether what was typed is kept: says so only when it is true, and quietly.
//!
//! ```ignore
//! view! { <KeptStatus state=kept /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{classes, wording};

/// How far the keeping of the latest answer is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kept {
    /// There is nothing to keep yet.
    #[default]
    Nothing,
    /// It is being written.
    Saving,
    /// The store has said that it is written.
    Kept,
    /// The store could not write it.
    NotKept,
    /// Another tab or window writes; this one can only be read.
    ReadOnly,
}

/// The status line.
#[component]
pub fn KeptStatus(
    /// How far it is.
    #[prop(into)]
    state: Signal<Kept>,
    /// More words after it: when it was kept, or what to do.
    #[prop(optional, into)]
    detail: MaybeProp<String>,
) -> impl IntoView {
    let words = wording();
    let state = Memo::new(move |_| state.get());
    let text = move || match state.get() {
        Kept::Nothing => None,
        Kept::Saving => Some(words.say("component.kept-status.saving")),
        Kept::Kept => Some(words.say("component.kept-status.kept")),
        Kept::NotKept => Some(words.say("component.kept-status.not-kept")),
        Kept::ReadOnly => Some(words.say("component.kept-status.read-only")),
    };
    let class = move || {
        let of_state = match state.get() {
            Kept::Nothing => "",
            Kept::Saving => "app-status--saving",
            Kept::Kept => "app-status--kept",
            Kept::NotKept => "app-status--not-kept",
            Kept::ReadOnly => "app-status--read-only",
        };
        classes(&["app-status", of_state])
    };
    view! {
        <div class=class role="status">
            {move || text().map(|text| view! { <span class="app-status__words">{text}</span> })}
            {move || detail.get().map(|text| view! { <span class="app-status__detail">" " {text}</span> })}
        </div>
    }
    .into_any()
}
