//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::Textarea;
use crate::ui::components::Size;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="more-detail" name="more-detail" label="Can you provide more detail?"
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "default"),
        example("with hint", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="more-detail" name="more-detail" label="Can you provide more detail?"
                    hint="Don't include personal or financial information, eg your National Insurance number or credit card details."
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with hint"),
        example("with error message", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="no-ni-reason" name="no-ni-reason"
                    label="Why can’t you provide a National Insurance number?"
                    error="You must provide an explanation" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with error message"),
        example("with default value", || {
            let value = RwSignal::new("221B Baker Street\nLondon\nNW1 6XE\n".to_owned());
            view! {
                <Textarea id="full-address" name="address" label="Full address" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with default value"),
        example("with custom rows", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="full-address" name="address" label="Full address" rows=8 value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with custom rows"),
        example("with label as page heading", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="textarea-with-page-heading" name="address" label="Full address"
                    label_size=Size::L is_page_heading=true value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with label as page heading"),
        example("id", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="textarea-id" name="test-name" label="With custom id" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "id"),
        example("classes", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="with-classes" name="with-classes" label="With classes"
                    class="app-textarea--custom-modifier" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "classes"),
        example("with describedBy", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="with-describedby" name="with-describedby" label="With describedBy"
                    described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with describedBy"),
        example("with hint and described by", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="with-hint-describedby" name="with-hint-describedby"
                    label="With hint and describedBy"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with hint and described by"),
        example("with error message and described by", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="textarea-with-error" name="textarea-with-error"
                    label="Textarea with error" error="Error message"
                    described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with error message and described by"),
        example("with hint and error message", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="with-hint-error" name="with-hint-error" label="With hint and error"
                    hint="Hint" error="Error message" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with hint and error message"),
        example("with hint, error message and described by", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="with-hint-error-describedby" name="with-hint-error-describedby"
                    label="With hint, error and describedBy" hint="Hint" error="Error message"
                    described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with hint, error message and described by"),
        example("with autocomplete attribute", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="textarea-with-autocomplete-attribute" name="address" label="Full address"
                    autocomplete="street-address" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with autocomplete attribute"),
        example("with spellcheck disabled", || {
            let value = RwSignal::new(String::new());
            view! {
                <Textarea id="textarea-with-spellcheck-disabled" name="spellcheck"
                    label="Spellcheck is disabled" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("textarea", "with spellcheck disabled"),
        example("with a long answer", || {
            let value = RwSignal::new("Living with a brother since May. ".repeat(30));
            view! {
                <Textarea id="long-answer" label="Living situation" label_size=Size::M
                    hint="Who they live with, for how long, and whether they feel safe there"
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        }),
    ]
}
