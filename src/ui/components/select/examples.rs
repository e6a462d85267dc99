//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::Select;
use crate::ui::components::{Choice, Size};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
                Choice::new("3", "GOV.UK frontend option 3").disabled(),
            ];
            let value = RwSignal::new(Some("2".to_owned()));
            view! {
                <Select id="select-1" name="select-1" label="Label text goes here" choices=choices
                    value=value on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "default"),
        example("with hint text and error message", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
                Choice::new("3", "GOV.UK frontend option 3"),
            ];
            let value = RwSignal::new(Some("1".to_owned()));
            view! {
                <Select id="select-2" name="select-2" label="Label text goes here"
                    hint="Hint text goes here" error="Error message goes here" choices=choices
                    value=value on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "with hint text and error message"),
        example("with label as page heading", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
                Choice::new("3", "GOV.UK frontend option 3").disabled(),
            ];
            let value = RwSignal::new(Some("2".to_owned()));
            view! {
                <Select id="select-3" name="select-3" label="Label text goes here" label_size=Size::L
                    is_page_heading=true choices=choices value=value
                    on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "with label as page heading"),
        example("with full width override", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
                Choice::new("3", "GOV.UK frontend option 3").disabled(),
            ];
            let value = RwSignal::new(Some("2".to_owned()));
            view! {
                <Select id="select-1" name="select-1" label="Label text goes here"
                    class="govuk-!-width-full" choices=choices value=value
                    on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "with full width override"),
        example("with describedBy", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
            ];
            let value = RwSignal::new(Some("1".to_owned()));
            view! {
                <Select id="with-describedby" name="with-describedby" label="Label text goes here"
                    described_by="test-target-element" choices=choices value=value
                    on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "with describedBy"),
        example("with falsy items", || {
            let choices = vec![
                Choice::new("1", "Option 1"),
                Choice::new("2", "Options 2"),
            ];
            let value = RwSignal::new(Some("1".to_owned()));
            view! {
                <Select id="with-falsy-items" name="with-falsy-items" label="Label text goes here"
                    choices=choices value=value on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "with falsy items"),
        example("hint", || {
            let choices = Vec::new();
            let value = RwSignal::new(None::<String>);
            view! {
                <Select id="select-with-hint" name="select-with-hint" label="Label text goes here"
                    hint="Hint text goes here" choices=choices value=value
                    on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "hint"),
        example("hint and describedBy", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
            ];
            let value = RwSignal::new(Some("1".to_owned()));
            view! {
                <Select id="select-with-hint" name="select-with-hint" label="Label text goes here"
                    hint="Hint text goes here" described_by="test-target-element" choices=choices
                    value=value on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "hint and describedBy"),
        example("error", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
            ];
            let value = RwSignal::new(Some("1".to_owned()));
            view! {
                <Select id="select-with-error" name="select-with-error" label="Label text goes here"
                    error="Error message" choices=choices value=value
                    on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "error"),
        example("error and describedBy", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
            ];
            let value = RwSignal::new(Some("1".to_owned()));
            view! {
                <Select id="select-with-error" name="select-with-error" label="Label text goes here"
                    error="Error message" described_by="test-target-element" choices=choices
                    value=value on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "error and describedBy"),
        example("item selected overrides value", || {
            let choices = vec![
                Choice::new("red", "Red"),
                Choice::new("green", "Green"),
                Choice::new("blue", "Blue"),
            ];
            let value = RwSignal::new(Some("red".to_owned()));
            view! {
                <Select id="colors" name="colors" label="Label text goes here" choices=choices
                    value=value on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "item selected overrides value"),
        example("id", || {
            let choices = Vec::new();
            let value = RwSignal::new(None::<String>);
            view! {
                <Select id="select-id" name="test-name" label="Horse with no name" choices=choices
                    value=value on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "id"),
        example("with selected value", || {
            let choices = vec![
                Choice::new("1", "GOV.UK frontend option 1"),
                Choice::new("2", "GOV.UK frontend option 2"),
                Choice::new("3", "GOV.UK frontend option 3").disabled(),
            ];
            let value = RwSignal::new(Some("2".to_owned()));
            view! {
                <Select id="select-1" name="select-1" label="Label text goes here" choices=choices
                    value=value on_change=move |chosen| value.set(chosen) />
            }
            .into_any()
        })
        .mirrors("select", "with selected value"),
    ]
}
