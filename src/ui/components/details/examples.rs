//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::Details;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! {
                <Details summary="Help with nationality">
                    "We need to know your nationality so we can work out which elections you’re entitled to vote in. If you can’t provide your nationality, you’ll have to send copies of identity documents through the post."
                </Details>
            }
            .into_any()
        })
        .mirrors("details", "default"),
        example("html as text", || {
            view! {
                <Details summary="Expand this section">
                    "More about the greater than symbol (>)"
                </Details>
            }
            .into_any()
        })
        .mirrors("details", "html as text"),
        example("summary html as text", || {
            view! {
                <Details summary="The greater than symbol (>) is the best">
                    "Here are some more details"
                </Details>
            }
            .into_any()
        })
        .mirrors("details", "summary html as text"),
    ]
}
