//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::CharacterCount;
use crate::ui::components::Size;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="more-detail" name="more-detail" label="Can you provide more detail?"
                    max_length=10 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "default"),
        example("with hint", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="with-hint" name="with-hint" label="Can you provide more detail?"
                    hint="Don't include personal or financial information, eg your National Insurance number or credit card details."
                    max_length=10 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with hint"),
        example("with hint and error", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="with-error" name="with-error" label="Can you provide more detail?"
                    hint="Don't include personal or financial information, eg your National Insurance number or credit card details."
                    error="Please provide more detail" max_length=10 value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with hint and error"),
        example("with default value", || {
            let value = RwSignal::new("221B Baker Street\nLondon\nNW1 6XE\n".to_owned());
            view! {
                <CharacterCount id="with-default-value" name="default-value" label="Full address"
                    max_length=100 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with default value"),
        example("with default value exceeding limit", || {
            let value = RwSignal::new("221B Baker Street\nLondon\nNW1 6XE\n".to_owned());
            view! {
                <CharacterCount id="exceeding-characters" name="exceeding" label="Full address"
                    error="Please do not exceed the maximum allowed limit" max_length=10
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with default value exceeding limit"),
        example("with custom rows", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="custom-rows" name="custom" label="Full address" rows=8 max_length=10
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with custom rows"),
        example("with label as page heading", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="textarea-with-page-heading" name="address" label="Full address"
                    label_size=Size::L is_page_heading=true max_length=10 value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with label as page heading"),
        example("with threshold", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="with-threshold" name="with-threshold" label="Full address" max_length=10
                    threshold=75 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with threshold"),
        example("id", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="character-count-id" name="test-name" label="With custom id" max_length=10
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "id"),
        example("spellcheck disabled", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="without-spellcheck" name="without-spellcheck" label="Without spellcheck"
                    max_length=10 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "spellcheck disabled"),
        example("with id starting with number", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="1_more-detail" name="more-detail" label="Can you provide more detail?"
                    max_length=10 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with id starting with number"),
        example("with id with special characters", || {
            let value = RwSignal::new(String::new());
            view! {
                <CharacterCount id="user1.profile[address]" name="address" label="Full address" max_length=10
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("character-count", "with id with special characters"),
    ]
}
