//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Button, ButtonKind, ButtonLink, ButtonType};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            view! { <Button text="Save and continue" button_type=ButtonType::Submit /> }.into_any()
        })
        .mirrors("button", "default"),
        example("disabled", || {
            view! {
                <Button text="Disabled button" button_type=ButtonType::Submit is_disabled=true />
            }
            .into_any()
        })
        .mirrors("button", "disabled"),
        example("secondary", || {
            view! {
                <Button text="Secondary button" kind=ButtonKind::Secondary
                    button_type=ButtonType::Submit name="secondary" />
            }
            .into_any()
        })
        .mirrors("button", "secondary"),
        example("secondary disabled", || {
            view! {
                <Button text="Secondary button disabled" kind=ButtonKind::Secondary
                    button_type=ButtonType::Submit name="secondary" is_disabled=true />
            }
            .into_any()
        })
        .mirrors("button", "secondary disabled"),
        example("warning", || {
            view! {
                <Button text="Warning button" kind=ButtonKind::Warning button_type=ButtonType::Submit
                    name="Warning" />
            }
            .into_any()
        })
        .mirrors("button", "warning"),
        example("warning disabled", || {
            view! {
                <Button text="Warning button disabled" kind=ButtonKind::Warning
                    button_type=ButtonType::Submit name="warning" is_disabled=true />
            }
            .into_any()
        })
        .mirrors("button", "warning disabled"),
        example("inverse", || {
            view! {
                <Button text="Inverse button" kind=ButtonKind::Inverse button_type=ButtonType::Submit
                    name="Inverse" />
            }
            .into_any()
        })
        .mirrors("button", "inverse"),
        example("inverse disabled", || {
            view! {
                <Button text="Inverse button" kind=ButtonKind::Inverse button_type=ButtonType::Submit
                    name="Inverse" is_disabled=true />
            }
            .into_any()
        })
        .mirrors("button", "inverse disabled"),
        example("classes", || {
            view! {
                <Button text="Submit" button_type=ButtonType::Submit
                    class="app-button--custom-modifier" />
            }
            .into_any()
        })
        .mirrors("button", "classes"),
        example("name", || {
            view! {
                <Button text="Submit" button_type=ButtonType::Submit name="start-now" />
            }
            .into_any()
        })
        .mirrors("button", "name"),
        example("type", || {
            view! { <Button text="Submit" /> }.into_any()
        })
        .mirrors("button", "type"),
        example("no type", || {
            view! { <Button text="Button!" button_type=ButtonType::Submit /> }.into_any()
        })
        .mirrors("button", "no type"),
        example("no data-prevent-double-click", || {
            view! { <Button text="Submit" button_type=ButtonType::Submit /> }.into_any()
        })
        .mirrors("button", "no data-prevent-double-click"),
        example("don't prevent double click", || {
            view! { <Button text="Submit" button_type=ButtonType::Submit /> }.into_any()
        })
        .mirrors("button", "don't prevent double click"),
        example("id", || {
            view! {
                <Button text="Submit" button_type=ButtonType::Submit id="submit" />
            }
            .into_any()
        })
        .mirrors("button", "id"),
        example("prevent double click", || {
            view! { <Button text="Submit" button_type=ButtonType::Submit /> }.into_any()
        })
        .mirrors("button", "prevent double click"),
        example("link", || {
            view! { <ButtonLink text="Link button" href="/" /> }.into_any()
        })
        .mirrors("button", "link"),
        example("explicit link", || {
            view! { <ButtonLink text="Continue" href="/" /> }.into_any()
        })
        .mirrors("button", "explicit link"),
        example("start link", || {
            view! { <ButtonLink text="Start now link button" href="/" is_start=true /> }.into_any()
        })
        .mirrors("button", "start link"),
    ]
}
