//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::Panel;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("body html as text", || {
            view! {
                <Panel title="Application complete">
                    "Your reference number<br><strong>HDJ2123F</strong>"
                </Panel>
            }
            .into_any()
        })
        .mirrors("panel", "body html as text"),
        example("title with no body text", || {
            view! { <Panel title="Application complete" /> }.into_any()
        })
        .mirrors("panel", "title with no body text"),
    ]
}
