//! Named examples of this component, for the gallery and the accessibility checks.

use leptos::prelude::*;

use super::Picture;
use crate::ui::gallery::{Example, example};
use crate::ui::pictures::Drawn;

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("one of our own", || {
            view! {
                <p class="govuk-body">
                    <Picture drawn=Drawn::Own("meeting".to_owned())/>
                    "You need to come to the meetings."
                </p>
            }
            .into_any()
        }),
        example("a file that is no picture, with the words alone", || {
            let drawn = Drawn::File {
                address: "data:image/png,".to_owned(),
                own: None,
            };
            view! {
                <p class="govuk-body">
                    <Picture drawn=drawn/>
                    "You need to come to the meetings."
                </p>
            }
            .into_any()
        }),
    ]
}
