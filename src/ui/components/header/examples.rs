//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Header, HeaderLogo};
use crate::ui::gallery::{Example, example};

/// A picture of its own, so that the gallery needs no file.
const LOGO: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 96 32'%3E%3Crect width='96' height='32' rx='4' fill='%2314525a'/%3E%3C/svg%3E";

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! { <Header name="My cool service" href="/" /> }.into_any()
        })
        .mirrors("generic-header", "default"),
        example("custom url", || {
            view! { <Header name="Some logo text" href="https://www.pizza.gov.uk" /> }.into_any()
        })
        .mirrors("generic-header", "custom url"),
        example("with a logo", || {
            let logo = HeaderLogo {
                address: LOGO.to_owned(),
                dark_address: None,
                alt: "Anytown Health".to_owned(),
            };
            view! { <Header name="My cool service" href="/" logo=Some(logo) /> }.into_any()
        }),
    ]
}
