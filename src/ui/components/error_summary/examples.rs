//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{ErrorLink, ErrorSummary};
use crate::ui::components::{Fieldset, Input};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let errors = vec![
                ErrorLink::new(
                    "example-error-1",
                    "The date your passport was issued must be in the past",
                ),
                ErrorLink::new("example-error-2", "Enter a postcode, like AA1 1AA"),
            ];
            view! { <ErrorSummary errors=errors /> }.into_any()
        })
        .mirrors("error-summary", "default"),
        example("without links", || {
            let errors = vec![ErrorLink::without_link("Invalid username or password")];
            view! { <ErrorSummary errors=errors /> }.into_any()
        })
        .mirrors("error-summary", "without links"),
        example("mixed with and without links", || {
            let errors = vec![
                ErrorLink::without_link("Invalid username or password"),
                ErrorLink::new("example-error-1", "Agree to the terms of service to log in"),
            ];
            view! { <ErrorSummary errors=errors /> }.into_any()
        })
        .mirrors("error-summary", "mixed with and without links"),
        example("with everything", || {
            let errors = vec![
                ErrorLink::without_link("Invalid username or password"),
                ErrorLink::new("example-error-1", "Agree to the terms of service to log in"),
            ];
            view! {
                <ErrorSummary errors=errors description="Please fix the errors below." />
            }
            .into_any()
        })
        .mirrors("error-summary", "with everything"),
        example("html as titleText", || {
            let errors = vec![ErrorLink::without_link("Invalid username or password")];
            view! { <ErrorSummary errors=errors title="Alert, <em>alert</em>" /> }.into_any()
        })
        .mirrors("error-summary", "html as titleText"),
        example("description", || {
            let errors = vec![ErrorLink::without_link("Invalid username or password")];
            view! { <ErrorSummary errors=errors description="Lorem ipsum" /> }.into_any()
        })
        .mirrors("error-summary", "description"),
        example("html as descriptionText", || {
            let errors = vec![ErrorLink::without_link("Invalid username or password")];
            view! { <ErrorSummary errors=errors description="See errors below (>)" /> }.into_any()
        })
        .mirrors("error-summary", "html as descriptionText"),
        example("error list with html as text", || {
            let errors = vec![ErrorLink::without_link(
                "Descriptive link to the <b>question</b> with an error",
            )];
            view! { <ErrorSummary errors=errors /> }.into_any()
        })
        .mirrors("error-summary", "error list with html as text"),
        example("error list with html as text link", || {
            let errors = vec![ErrorLink::new(
                "error-1",
                "Descriptive link to the <b>question</b> with an error",
            )];
            view! { <ErrorSummary errors=errors /> }.into_any()
        })
        .mirrors("error-summary", "error list with html as text link"),
        example("over a long group of fields", || {
            let errors = vec![
                ErrorLink::new("line-1", "Enter line 1"),
                ErrorLink::new("line-12", "Enter line 12"),
            ];
            let fields = (1..=12)
                .map(|place| {
                    let value = RwSignal::new(String::new());
                    view! {
                        <Input id=format!("line-{place}") label=format!("Line {place}")
                            value=value on_input=move |typed| value.set(typed) />
                    }
                })
                .collect_view();
            view! {
                <ErrorSummary errors=errors />
                <Fieldset legend="A long group">{fields}</Fieldset>
            }
            .into_any()
        }),
    ]
}
