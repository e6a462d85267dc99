//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::{Choice, Radios, RadiosLayout};
use crate::ui::components::{Fieldset, Size};
use crate::ui::gallery::{Example, example};

/// The answer scale of a measure.
fn scale() -> Vec<Choice> {
    vec![
        Choice::new("0", "Not at all"),
        Choice::new("1", "Only occasionally"),
        Choice::new("2", "Sometimes"),
        Choice::new("3", "Often"),
        Choice::new("4", "Most or all the time"),
    ]
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-default" name="example-default"
                    legend="Have you changed your name?" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "default"),
        example("with hint", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-with-hint" name="example-with-hint"
                    legend="Have you changed your name?"
                    hint="This includes changing your last name or spelling your name differently."
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with hint"),
        example("inline", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(Some("no".to_owned()));
            view! {
                <Radios id="example" name="example" legend="Have you changed your name?"
                    hint="This includes changing your last name or spelling your name differently."
                    layout=RadiosLayout::Inline choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "inline"),
        example("with a divider", || {
            let choices = vec![
                Choice::new("government-gateway", "Use Government Gateway"),
                Choice::new("govuk-verify", "Use GOV.UK Verify"),
                Choice::new("create-account", "Create an account").after_divider("or"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-divider" name="example" legend="How do you want to sign in?"
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with a divider"),
        example("with hints on items", || {
            let choices = vec![
                Choice::new("gateway", "Sign in with Government Gateway")
                            .with_hint("You’ll have a user ID if you’ve registered for Self Assessment or filed a tax return online before."),
                Choice::new("verify", "Sign in with GOV.UK Verify")
                            .with_hint("You’ll have an account if you’ve already proved your identity with either Barclays, CitizenSafe, Digidentity, Experian, Post Office, Royal Mail or SecureIdentity."),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="gov" name="gov" legend="How do you want to sign in?" legend_size=Size::L
                    is_page_heading=true choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with hints on items"),
        example("without fieldset", || {
            let choices = vec![
                Choice::new("red", "Red"),
                Choice::new("green", "Green"),
                Choice::new("blue", "Blue"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="colours" name="colours" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "without fieldset"),
        example("with fieldset and error message", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(Some("no".to_owned()));
            view! {
                <Radios id="example" name="example" legend="Have you changed your name?"
                    error="Please select an option" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with fieldset and error message"),
        example("with very long option text", || {
            let choices = vec![
                Choice::new("nullam", "Nullam id dolor id nibh ultricies vehicula ut id elit. Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Maecenas faucibus mollis interdum. Donec id elit non mi porta gravida at eget metus."),
                Choice::new("aenean", "Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Donec sed odio dui. Duis mollis, est non commodo luctus, nisi erat porttitor ligula, eget lacinia odio sem nec elit. Cum sociis natoque penatibus et magnis dis parturient montes, nascetur ridiculus mus. Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Cras mattis consectetur purus sit amet fermentum."),
                Choice::new("fusce", "Fusce dapibus, tellus ac cursus commodo, tortor mauris condimentum nibh, ut fermentum massa justo sit amet risus. Etiam porta sem malesuada magna mollis euismod. Praesent commodo cursus magna, vel scelerisque nisl consectetur et. Etiam porta sem malesuada magna mollis euismod. Etiam porta sem malesuada magna mollis euismod. Donec sed odio dui. Sed posuere consectetur est at lobortis."),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="waste" name="waste" legend="Maecenas faucibus mollis interdum?"
                    hint="Nullam id dolor id nibh ultricies vehicula ut id elit."
                    error="Lorem ipsum dolor sit amet, consectetur adipiscing elit."
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with very long option text"),
        example("small", || {
            let choices = vec![
                Choice::new("email", "Email"),
                Choice::new("phone", "Phone"),
                Choice::new("text", "Text message"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="how-contacted-2" name="how-contacted-2"
                    legend="How do you want to be contacted?" is_small=true choices=choices
                    value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "small"),
        example("small with error", || {
            let choices = vec![
                Choice::new("email", "Email"),
                Choice::new("phone", "Phone"),
                Choice::new("text", "Text message"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="how-contacted-2" name="how-contacted-2"
                    legend="How do you want to be contacted?" error="Select a thing" is_small=true
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "small with error"),
        example("small with hint", || {
            let choices = vec![
                Choice::new("email", "Email")
                            .with_hint("Hint for email address"),
                Choice::new("phone", "Phone"),
                Choice::new("text", "Text message"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="how-contacted-2" name="how-contacted-2"
                    legend="How do you want to be contacted?" is_small=true choices=choices
                    value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "small with hint"),
        example("with idPrefix", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-id-prefix" name="example-radio" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with idPrefix"),
        example("minimal items and name", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-name" name="example-name" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "minimal items and name"),
        example("with falsy items", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-name" name="example-name" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with falsy items"),
        example("fieldset with describedBy", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-name" name="example-name" legend="Which option?"
                    described_by="test-target-element" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "fieldset with describedBy"),
        example("with hints on parent and items", || {
            let choices = vec![
                Choice::new("yes", "Yes")
                            .with_hint("Hint for yes option here"),
                Choice::new("no", "No")
                            .with_hint("Hint for no option here"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-multiple-hints" name="example-multiple-hints"
                    legend="Have you changed your name?"
                    hint="This includes changing your last name or spelling your name differently."
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with hints on parent and items"),
        example("with describedBy and hint", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-hint-describedby" name="example-hint-describedby"
                    legend="Have you changed your name?"
                    hint="This includes changing your last name or spelling your name differently."
                    described_by="test-target-element" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with describedBy and hint"),
        example("with error message", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-error-message" name="example-error-message"
                    error="Please select an option" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with error message"),
        example("with error message and idPrefix", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="id-prefix" name="example-error-message" error="Please select an option"
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with error message and idPrefix"),
        example("with hint and error message", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-error-message-hint" name="example-error-message-hint"
                    legend="Have you changed your name?"
                    hint="This includes changing your last name or spelling your name differently."
                    error="Please select an option" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with hint and error message"),
        example("with hint, error message and describedBy", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="example-error-message-hint" name="example-error-message-hint"
                    legend="Have you changed your name?"
                    hint="This includes changing your last name or spelling your name differently."
                    error="Please select an option" described_by="test-target-element"
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with hint, error message and describedBy"),
        example("with fieldset, error message and describedBy", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(Some("no".to_owned()));
            view! {
                <Radios id="example" name="example" legend="Have you changed your name?"
                    error="Please select an option" described_by="test-target-element"
                    choices=choices value=value on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with fieldset, error message and describedBy"),
        example("item checked overrides value", || {
            let choices = vec![
                Choice::new("red", "Red"),
                Choice::new("green", "Green"),
                Choice::new("blue", "Blue"),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="colors" name="colors" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "item checked overrides value"),
        example("with disabled", || {
            let choices = vec![
                Choice::new("gateway", "Sign in with Government Gateway")
                            .with_hint("You’ll have a user ID if you’ve registered for Self Assessment or filed a tax return online before."),
                Choice::new("verify", "Sign in with GOV.UK Verify")
                            .with_hint("You’ll have an account if you’ve already proved your identity with either Barclays, CitizenSafe, Digidentity, Experian, Post Office, Royal Mail or SecureIdentity.").disabled(),
            ];
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="gov" name="gov" legend="How do you want to sign in?" legend_size=Size::L
                    is_page_heading=true choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "with disabled"),
        example("prechecked using value", || {
            let choices = vec![
                Choice::new("yes", "Yes"),
                Choice::new("no", "No"),
            ];
            let value = RwSignal::new(Some("no".to_owned()));
            view! {
                <Radios id="example-default" name="example-default" choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        })
        .mirrors("radios", "prechecked using value"),
        example("the answer scale of a measure", || {
            let value = RwSignal::new(Some("2".to_owned()));
            view! {
                <Radios id="scale" legend="1. I have slept well" legend_size=Size::S
                    layout=RadiosLayout::Scale choices=scale() value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        }),
        example("the answer scale of a measure with error", || {
            let value = RwSignal::new(None::<String>);
            view! {
                <Radios id="scale-error" legend="2. I have had enough to eat" legend_size=Size::S
                    layout=RadiosLayout::Scale choices=scale() value=value
                    error="Select an answer for question 2"
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        }),
        example("a measure of many items", || {
            let items = [
                "I have slept well",
                "I have been able to do most things I needed to",
                "I have felt that somebody would help me if I asked, even when that was hard to believe",
                "I have enjoyed a meal",
                "I have been outside",
            ];
            let items = items
                .into_iter()
                .zip(1..)
                .map(|(text, place)| {
                    let value = RwSignal::new((place == 1).then(|| "1".to_owned()));
                    view! {
                        <Radios id=format!("many-{place}") legend=format!("{place}. {text}")
                            legend_size=Size::S layout=RadiosLayout::Scale choices=scale()
                            value=value on_change=move |chosen| value.set(Some(chosen)) />
                    }
                })
                .collect_view();
            view! { <Fieldset legend="Over the last week" size=Size::M>{items}</Fieldset> }.into_any()
        }),
        example("in another language", || {
            let value = RwSignal::new(None::<String>);
            let choices = vec![Choice::new("ie", "Ydw"), Choice::new("na", "Nac ydw")];
            view! {
                <Radios id="cy" legend="Ydych chi'n siarad Cymraeg?" lang="cy" link_id="welsh"
                    layout=RadiosLayout::Inline choices=choices value=value
                    on_change=move |chosen| value.set(Some(chosen)) />
            }
            .into_any()
        }),
    ]
}
