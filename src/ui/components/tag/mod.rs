//! A short word for the state of something. The word says it; the colour only repeats it.
//!
//! ```ignore
//! view! { <Tag text="Typed in" colour=TagColour::Grey /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::classes;

/// The colour of a tag.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TagColour {
    /// The app's own: something is going on.
    #[default]
    Plain,
    /// Nothing yet.
    Grey,
    /// Something is going on.
    Blue,
    /// Something is about to be done.
    Teal,
    /// Done.
    Green,
    /// Waiting.
    Purple,
    /// Sent.
    Magenta,
    /// Wrong, or a risk.
    Red,
    /// Needs attention.
    Orange,
    /// Needs attention later.
    Yellow,
}

impl TagColour {
    /// The class that gives a tag this colour, or nothing.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Grey => "govuk-tag--grey",
            Self::Blue => "govuk-tag--blue",
            Self::Teal => "govuk-tag--teal",
            Self::Green => "govuk-tag--green",
            Self::Purple => "govuk-tag--purple",
            Self::Magenta => "govuk-tag--magenta",
            Self::Red => "govuk-tag--red",
            Self::Orange => "govuk-tag--orange",
            Self::Yellow => "govuk-tag--yellow",
        }
    }
}

/// A tag.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    text: String,
    /// Its colour.
    #[prop(optional)]
    colour: TagColour,
) -> impl IntoView {
    view! { <strong class=classes(&["govuk-tag", colour.class()])>{text}</strong> }.into_any()
}
