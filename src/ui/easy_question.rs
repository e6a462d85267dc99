//! A question of the form where easy read asks it: its picture at the left, the question beside it.

use leptos::prelude::*;

use crate::engine::easy_read::Ask;
use crate::engine::questionnaire::LinkId;
use crate::ui::item::{Level, OneItem};
use crate::ui::open_form::OpenForm;
use crate::ui::read_aloud::ReadAloud;

/// A question. What is inside is its picture.
#[component]
pub fn EasyQuestion(
    /// The form.
    form: OpenForm,
    /// The question in easy words.
    ask: Ask,
    /// The level of its headings.
    level: Level,
    /// What reads it aloud.
    aloud: ReadAloud,
    /// Its picture.
    children: ChildrenFn,
) -> impl IntoView {
    let node = form.with_form(|form| form.nodes_of(&LinkId::new(&ask.item)).first().copied());
    let Some(node) = node else {
        return ().into_any();
    };
    let is_asked = Memo::new(move |_| form.is_asked(node));
    let id = StoredValue::new(ask.item);
    view! {
        <Show when=move || is_asked.get()>
            <div
                class="app-idea app-idea--asked"
                class:app-idea--read=move || id.with_value(|id| aloud.is_current(id))
            >
                {children()}
                <div class="app-idea__words">
                    <OneItem form=form node=node level=level/>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
