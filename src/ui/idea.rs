//! One idea of easy read: its picture at the left, its lines beside it.

use leptos::prelude::*;

use crate::engine::easy_read::Idea;
use crate::ui::components::Picture;
use crate::ui::pictures::Drawn;

/// An idea. What is inside is its picture.
#[component]
pub fn IdeaLines(
    /// The idea.
    idea: Idea,
    /// Whether it is being read aloud.
    #[prop(into)]
    is_read: Signal<bool>,
    /// Its picture.
    children: Children,
) -> impl IntoView {
    let lines = idea
        .lines
        .iter()
        .map(|line| view! { <p class="app-idea__line">{explained(line, &idea.explains)}</p> })
        .collect_view();
    view! {
        <li class="app-idea" class:app-idea--read=move || is_read.get()>
            {children()}
            <div class="app-idea__words">{lines}</div>
        </li>
    }
    .into_any()
}

/// The picture of an idea or of a question, in its place beside the words.
#[component]
pub fn IdeaPicture(
    /// What is drawn.
    drawn: Drawn,
    /// A file did not come: its address.
    #[prop(optional_no_strip, into)]
    on_missing: Option<Callback<String>>,
) -> impl IntoView {
    view! {
        <div class="app-idea__picture">
            <Picture drawn=drawn on_missing=on_missing/>
        </div>
    }
    .into_any()
}

/// A line with the hard words it explains in bold.
fn explained(line: &str, hard: &[String]) -> AnyView {
    let found = hard
        .iter()
        .filter_map(|word| Some((line.find(word.as_str())?, word)))
        .min_by_key(|(at, _)| *at);
    match found {
        Some((at, word)) => {
            let before = line.get(..at).unwrap_or_default().to_owned();
            let after = line.get(at + word.len()..).unwrap_or_default().to_owned();
            view! { {before}<strong>{word.clone()}</strong>{after} }.into_any()
        }
        None => line.to_owned().into_any(),
    }
}
