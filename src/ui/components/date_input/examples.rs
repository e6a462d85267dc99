//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{DateBoxes, DateInput, DateText};
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob" legend="What is your date of birth?" hint="For example, 31 3 1980"
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "default"),
        example("with values", || {
            let value = RwSignal::new(DateText::new("31", "3", "1980"));
            view! {
                <DateInput id="with-values" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with values"),
        example("with values and name prefix", || {
            let value = RwSignal::new(DateText::new("31", "3", "1980"));
            view! {
                <DateInput id="with-values-name-prefix" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" name_prefix="dob" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with values and name prefix"),
        example("month and year", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob" legend="When did you move to this property?"
                    hint="For example, 3 1980" name_prefix="dob" without_day=true value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "month and year"),
        example("with error message and hint", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob-errors" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" error="Error message goes here" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with error message and hint"),
        example("with error on day input", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob-day-error" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" error="Error message goes here"
                    boxes=DateBoxes::DAY value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with error on day input"),
        example("with error on month input", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob-month-error" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" error="Error message goes here"
                    boxes=DateBoxes::MONTH value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with error on month input"),
        example("with error on year input", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob-year-error" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" error="Error message goes here"
                    boxes=DateBoxes::YEAR value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with error on year input"),
        example("with hint and described by", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob-errors" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with hint and described by"),
        example("with error message and described by", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob-errors" legend="What is your date of birth?"
                    error="Error message goes here" described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with error message and described by"),
        example("with error on single field", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob-errors" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" error="Error message goes here"
                    boxes=DateBoxes::DAY value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with error on single field"),
        example("with error on single field by omission", || {
            let value = RwSignal::new(DateText::default());
            view! {
                <DateInput id="dob-errors" legend="What is your date of birth?"
                    hint="For example, 31 3 1980" error="Error message goes here"
                    boxes=DateBoxes::DAY value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("date-input", "with error on single field by omission"),
    ]
}
