//! The words that name a control.
//!
//! ```ignore
//! view! { <Label text="Full name" of="name" /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::classes;

/// How large a label or a legend is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Size {
    /// As large as the text around it.
    #[default]
    Text,
    /// Small, bold.
    S,
    /// Medium, bold: a question among others.
    M,
    /// Large, bold: the one question of a page.
    L,
    /// Extra large, bold.
    Xl,
}

impl Size {
    /// The class that makes a `block` this size, or nothing.
    #[must_use]
    pub fn class(self, block: &str) -> String {
        let size = match self {
            Self::Text => return String::new(),
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Xl => "xl",
        };
        format!("{block}--{size}")
    }
}

/// The label of one control.
#[component]
pub fn Label(
    /// The words.
    #[prop(into)]
    text: String,
    /// The id of the control it names.
    #[prop(optional, into)]
    of: Option<String>,
    /// How large.
    #[prop(optional)]
    size: Size,
    /// Whether it is also the heading of the page.
    #[prop(optional)]
    is_page_heading: bool,
    /// Further classes.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let class = classes(&["govuk-label", &size.class("govuk-label"), &class]);
    let label = view! { <label class=class r#for=of>{text}</label> };
    if is_page_heading {
        view! { <h1 class="govuk-label-wrapper">{label}</h1> }.into_any()
    } else {
        label.into_any()
    }
}
