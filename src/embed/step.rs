//! A step of easy read in another page: its ideas with their pictures, and the questions where they belong.

use leptos::prelude::*;

use super::opened::Opened;
use crate::engine::easy_read::Step;
use crate::ui::easy_question::EasyQuestion;
use crate::ui::idea::{IdeaLines, IdeaPicture};
use crate::ui::item::Level;
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
                    <IdeaPicture drawn=opened.drawn(&picture)/>
                </IdeaLines>
            }
        })
        .collect_view();
    let asks = step
        .asks
        .into_iter()
        .map(|ask| {
            let drawn = ask.picture.as_deref().map(|picture| opened.drawn(picture));
            view! {
                <EasyQuestion form=opened.form ask=ask level=Level(4) aloud=aloud>
                    {drawn.clone().map(|drawn| view! { <IdeaPicture drawn=drawn/> })}
                </EasyQuestion>
            }
        })
        .collect_view();
    view! {
        <ReadAloudButtons aloud=aloud/>
        <ul class="app-ideas">{ideas}</ul>
        <div class="app-form">{asks}</div>
    }
    .into_any()
}
