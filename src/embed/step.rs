//! A step of easy read in another page: its ideas with their pictures, and the questions where they belong.

use leptos::prelude::*;

use super::opened::Opened;
use crate::engine::easy_read::{Ask, Step};
use crate::engine::questionnaire::LinkId;
use crate::ui::components::Picture;
use crate::ui::idea::IdeaLines;
use crate::ui::item::{Level, OneItem};
use crate::ui::read_aloud::{ReadAloud, ReadAloudButtons};
use crate::ui::steps::statements;

/// A step.
#[component]
pub fn EasyStep(
    /// The form.
    opened: Opened,
    /// The step.
    step: Step,
) -> impl IntoView {
    let language = opened.easy_read_language().unwrap_or_default();
    let aloud = ReadAloud::new(statements(opened.form, &step), &language);
    let ideas = step
        .ideas
        .into_iter()
        .map(|idea| {
            let id = idea.id.clone();
            let picture = idea.picture.clone();
            let is_read = Signal::derive(move || aloud.is_current(&id));
            view! {
                <IdeaLines idea=idea is_read=is_read>
                    <Shown opened=opened picture=picture/>
                </IdeaLines>
            }
        })
        .collect_view();
    let asks = step
        .asks
        .into_iter()
        .map(|ask| view! { <Asked opened=opened ask=ask aloud=aloud/> })
        .collect_view();
    view! {
        <ReadAloudButtons aloud=aloud/>
        <ul class="app-ideas">{ideas}</ul>
        <div class="app-form">{asks}</div>
    }
    .into_any()
}

/// A picture.
#[component]
fn Shown(
    /// The form.
    opened: Opened,
    /// The picture's name.
    picture: String,
) -> impl IntoView {
    let drawn = opened.pictures.with_value(|all| all.drawn(&picture));
    view! {
        <div class="app-idea__picture">
            <Picture drawn=drawn/>
        </div>
    }
    .into_any()
}

/// A question of the form, with its picture.
#[component]
fn Asked(
    /// The form.
    opened: Opened,
    /// The question in easy words.
    ask: Ask,
    /// What reads it aloud.
    aloud: ReadAloud,
) -> impl IntoView {
    let form = opened.form;
    let node = form.with_form(|form| form.nodes_of(&LinkId::new(&ask.item)).first().copied());
    let Some(node) = node else {
        return ().into_any();
    };
    let is_asked = Memo::new(move |_| form.is_asked(node));
    let picture = ask.picture.clone();
    let id = StoredValue::new(ask.item);
    view! {
        <Show when=move || is_asked.get()>
            <div
                class="app-idea app-idea--asked"
                class:app-idea--read=move || id.with_value(|id| aloud.is_current(id))
            >
                {picture.clone().map(|picture| view! { <Shown opened=opened picture=picture/> })}
                <div class="app-idea__words">
                    <OneItem form=form node=node level=Level(4)/>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
