//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::InsetText;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! {
                <InsetText>
                    "It can take up to 8 weeks to register a lasting power of attorney if there are no mistakes in the application."
                </InsetText>
            }
            .into_any()
        })
        .mirrors("inset-text", "default"),
        example("id", || {
            view! {
                <InsetText id="my-inset-text">
                    "It can take up to 8 weeks to register a lasting power of attorney if there are no mistakes in the application."
                </InsetText>
            }
            .into_any()
        })
        .mirrors("inset-text", "id"),
        example("html as text", || {
            view! {
                <InsetText>
                    "It can take <b>up to 8 weeks</b> to register a lasting power of attorney if there are no mistakes in the application."
                </InsetText>
            }
            .into_any()
        })
        .mirrors("inset-text", "html as text"),
    ]
}
