//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Input, InputKind, Width};
use crate::ui::components::Size;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="test-name" name="test-name" label="National Insurance number" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "default"),
        example("with hint text", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-hint-text" name="test-name-2" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with hint text"),
        example("with error message", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-error-message" name="test-name-3"
                    label="National Insurance number"
                    error="Enter a National Insurance number in the correct format" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with error message"),
        example("with error and hint", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="with-error-hint" name="with-error-hint" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    error="Enter a National Insurance number in the correct format" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with error and hint"),
        example("with width-2 class", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-width-2" name="test-width-2" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    width=Width::W2 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with width-2 class"),
        example("with width-3 class", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-width-3" name="test-width-3" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    width=Width::W3 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with width-3 class"),
        example("with width-4 class", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-width-4" name="test-width-4" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    width=Width::W4 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with width-4 class"),
        example("with width-5 class", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-width-5" name="test-width-5" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    width=Width::W5 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with width-5 class"),
        example("with width-10 class", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-width-10" name="test-width-10" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    width=Width::W10 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with width-10 class"),
        example("with width-20 class", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-width-20" name="test-width-20" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    width=Width::W20 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with width-20 class"),
        example("with width-30 class", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-width-30" name="test-width-30" label="National insurance number"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    width=Width::W30 value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with width-30 class"),
        example("with label as page heading", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-page-heading" name="test-name"
                    label="National Insurance number" label_size=Size::L is_page_heading=true
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with label as page heading"),
        example("with prefix", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-prefix" name="amount" label="Amount, in pounds" prefix="£"
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with prefix"),
        example("with suffix", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-suffix" name="weight" label="Weight, in kilograms" suffix="kg"
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with suffix"),
        example("with prefix and suffix", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-prefix-suffix" name="cost" label="Cost per item, in pounds"
                    prefix="£" suffix="per item" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with prefix and suffix"),
        example("with prefix and suffix and error", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-prefix-suffix" name="cost" label="Cost per item, in pounds"
                    error="Error message goes here" prefix="£" suffix="per item" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with prefix and suffix and error"),
        example("with prefix and suffix and width modifier", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-prefix-suffix" name="cost" label="Cost per item, in pounds"
                    width=Width::W5 prefix="£" suffix="per item" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with prefix and suffix and width modifier"),
        example("with extra letter spacing", || {
            let value = RwSignal::new("QQ 12 34 56 C".to_owned());
            view! {
                <Input id="input-with-extra-letter-spacing" name="input-with-extra-letter-spacing"
                    label="National insurance number" width=Width::W30 is_code=true value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with extra letter spacing"),
        example("classes", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="with-classes" name="with-classes" label="With classes"
                    class="app-input--custom-modifier" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "classes"),
        example("id", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-id" name="testing-name" label="With custom id" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "id"),
        example("value", || {
            let value = RwSignal::new("QQ 12 34 56 C".to_owned());
            view! {
                <Input id="with-value" name="with-value" label="With value" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "value"),
        example("zero value", || {
            let value = RwSignal::new("0".to_owned());
            view! {
                <Input id="with-zero-value" name="with-zero-value" label="With zero value"
                    value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "zero value"),
        example("with describedBy", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="with-describedby" name="with-describedby" label="With describedBy"
                    described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with describedBy"),
        example("hint with describedBy", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="with-hint-describedby" name="with-hint-describedby"
                    label="With hint describedBy"
                    hint="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
                    described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "hint with describedBy"),
        example("error with describedBy", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="with-error-describedby" name="with-error-describedby"
                    label="With error describedBy" error="Error message"
                    described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "error with describedBy"),
        example("with error, hint and describedBy", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="with-error-hint-describedby" name="with-error-hint-describedby"
                    label="With error, hint and describedBy" hint="Hint" error="Error message"
                    described_by="test-target-element" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with error, hint and describedBy"),
        example("inputmode", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="with-inputmode" name="with-inputmode" label="With inputmode"
                    kind=InputKind::Decimal value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "inputmode"),
        example("with prefix with html as text", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-prefix" name="amount" label="Amount, in pounds"
                    prefix="<span>£</span>" value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with prefix with html as text"),
        example("with suffix with html as text", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-suffix" name="weight" label="Weight, in kilograms"
                    suffix="<span>kg</span>" value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with suffix with html as text"),
        example("with autocomplete attribute", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-autocomplete-attribute" name="postcode" label="Postcode"
                    autocomplete="postal-code" value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with autocomplete attribute"),
        example("with spellcheck disabled", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-spellcheck-disabled" name="spellcheck"
                    label="Spellcheck is disabled" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with spellcheck disabled"),
        example("with autocapitalize turned off", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="input-with-autocapitalize-off" name="autocapitalize"
                    label="Autocapitalize is turned off" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "with autocapitalize turned off"),
        example("disabled", || {
            let value = RwSignal::new(String::new());
            view! {
                <Input id="disabled-input" name="disabled-input" label="Disabled input"
                    is_disabled=true value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        })
        .mirrors("input", "disabled"),
        example("a number with its unit", || {
            let value = RwSignal::new("2.5".to_owned());
            view! {
                <Input id="units" label="Alcohol in a day, in units" kind=InputKind::Decimal
                    width=Width::W5 suffix="units" value=value
                    on_input=move |typed| value.set(typed) />
            }
            .into_any()
        }),
        example("an error that comes and goes", || {
            let value = RwSignal::new(String::new());
            let error = Signal::derive(move || {
                value.with(|value| value.is_empty().then(|| "Enter the person's full name".to_owned()))
            });
            view! {
                <Input id="comes-and-goes" label="Full name" hint="As it is on the court papers"
                    error=error value=value on_input=move |typed| value.set(typed) />
            }
            .into_any()
        }),
    ]
}
