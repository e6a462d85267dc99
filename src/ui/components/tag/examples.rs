//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Tag, TagColour};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || view! { <Tag text="Alpha" /> }.into_any()).mirrors("tag", "default"),
        example("grey", || {
            view! { <Tag text="Grey" colour=TagColour::Grey /> }.into_any()
        })
        .mirrors("tag", "grey"),
        example("turquoise", || {
            view! { <Tag text="Teal" colour=TagColour::Teal /> }.into_any()
        })
        .mirrors("tag", "turquoise"),
        example("green", || {
            view! { <Tag text="Green" colour=TagColour::Green /> }.into_any()
        })
        .mirrors("tag", "green"),
        example("purple", || {
            view! { <Tag text="Purple" colour=TagColour::Purple /> }.into_any()
        })
        .mirrors("tag", "purple"),
        example("pink", || {
            view! { <Tag text="Magenta" colour=TagColour::Magenta /> }.into_any()
        })
        .mirrors("tag", "pink"),
        example("red", || {
            view! { <Tag text="Red" colour=TagColour::Red /> }.into_any()
        })
        .mirrors("tag", "red"),
        example("orange", || {
            view! { <Tag text="Orange" colour=TagColour::Orange /> }.into_any()
        })
        .mirrors("tag", "orange"),
        example("yellow", || {
            view! { <Tag text="Yellow" colour=TagColour::Yellow /> }.into_any()
        })
        .mirrors("tag", "yellow"),
        example("html as text", || {
            view! { <Tag text="<span>Alpha</span>" /> }.into_any()
        })
        .mirrors("tag", "html as text"),
        example("with a long text", || {
            view! { <Tag text="At or above the clinical cut-off" colour=TagColour::Orange /> }
                .into_any()
        }),
    ]
}
