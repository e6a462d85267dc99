//! Named examples of this component: for the gallery, the accessibility checks and the comparison with the
//! published markup.

use leptos::prelude::*;

use super::Checkboxes;
use crate::ui::components::{Choice, Size};
use crate::ui::gallery::{Example, example};

/// Keeps what is ticked, as the engine does for a question without an answer that excludes the others.
fn tick(value: RwSignal<Vec<String>>, (of, is_ticked): (String, bool)) {
    value.update(|ticked| {
        ticked.retain(|it| *it != of);
        if is_ticked {
            ticked.push(of);
        }
    });
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("default", || {
            let choices = vec![
                Choice::new("british", "British"),
                Choice::new("irish", "Irish"),
                Choice::new("other", "Citizen of another country"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="nationality" name="nationality" legend="What is your nationality?"
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "default"),
        example("with hint", || {
            let choices = vec![
                Choice::new("british", "British"),
                Choice::new("irish", "Irish"),
                Choice::new("other", "Citizen of another country"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="nationality" name="nationality" legend="What is your nationality?"
                    hint="Select all that apply" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with hint"),
        example("with divider and None", || {
            let choices = vec![
                Choice::new("animal", "Waste from animal carcasses"),
                Choice::new("mines", "Waste from mines or quarries"),
                Choice::new("farm", "Farm or agricultural waste"),
                Choice::new("none", "None of these").after_divider("or"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="with-divider-and-none" name="with-divider-and-none"
                    legend="Which types of waste do you transport regularly?" choices=choices
                    value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with divider and None"),
        example("with legend as a page heading", || {
            let choices = vec![
                Choice::new("animal", "Waste from animal carcasses"),
                Choice::new("mines", "Waste from mines or quarries"),
                Choice::new("farm", "Farm or agricultural waste"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="waste" name="waste"
                    legend="Which types of waste do you transport regularly?" legend_size=Size::L
                    is_page_heading=true hint="Select all that apply" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with legend as a page heading"),
        example("with error message", || {
            let choices = vec![
                Choice::new("animal", "Waste from animal carcasses")
                            .with_hint("Nullam id dolor id nibh ultricies vehicula ut id elit."),
                Choice::new("mines", "Waste from mines or quarries")
                            .with_hint("Nullam id dolor id nibh ultricies vehicula ut id elit."),
                Choice::new("farm", "Farm or agricultural waste")
                            .with_hint("Nullam id dolor id nibh ultricies vehicula ut id elit."),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="waste" name="waste"
                    legend="Which types of waste do you transport regularly?"
                    error="Please select an option" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with error message"),
        example("with very long option text", || {
            let choices = vec![
                Choice::new("nullam", "Nullam id dolor id nibh ultricies vehicula ut id elit. Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Maecenas faucibus mollis interdum. Donec id elit non mi porta gravida at eget metus."),
                Choice::new("aenean", "Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Donec sed odio dui. Duis mollis, est non commodo luctus, nisi erat porttitor ligula, eget lacinia odio sem nec elit. Cum sociis natoque penatibus et magnis dis parturient montes, nascetur ridiculus mus. Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Cras mattis consectetur purus sit amet fermentum."),
                Choice::new("fusce", "Fusce dapibus, tellus ac cursus commodo, tortor mauris condimentum nibh, ut fermentum massa justo sit amet risus. Etiam porta sem malesuada magna mollis euismod. Praesent commodo cursus magna, vel scelerisque nisl consectetur et. Etiam porta sem malesuada magna mollis euismod. Etiam porta sem malesuada magna mollis euismod. Donec sed odio dui. Sed posuere consectetur est at lobortis."),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="waste" name="waste" legend="Maecenas faucibus mollis interdum?"
                    hint="Nullam id dolor id nibh ultricies vehicula ut id elit." choices=choices
                    value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with very long option text"),
        example("small", || {
            let choices = vec![
                Choice::new("a", "a thing"),
                Choice::new("b", "another thing"),
                Choice::new("c", "this thing"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="nationality" name="nationality" legend="Filter by" is_small=true
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "small"),
        example("small with long text", || {
            let choices = vec![
                Choice::new("nullam", "Nullam id dolor id nibh ultricies vehicula ut id elit. Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Maecenas faucibus mollis interdum. Donec id elit non mi porta gravida at eget metus."),
                Choice::new("aenean", "Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Donec sed odio dui. Duis mollis, est non commodo luctus, nisi erat porttitor ligula, eget lacinia odio sem nec elit. Cum sociis natoque penatibus et magnis dis parturient montes, nascetur ridiculus mus. Aenean eu leo quam. Pellentesque ornare sem lacinia quam venenatis vestibulum. Cras mattis consectetur purus sit amet fermentum."),
                Choice::new("fusce", "Fusce dapibus, tellus ac cursus commodo, tortor mauris condimentum nibh, ut fermentum massa justo sit amet risus. Etiam porta sem malesuada magna mollis euismod. Praesent commodo cursus magna, vel scelerisque nisl consectetur et. Etiam porta sem malesuada magna mollis euismod. Etiam porta sem malesuada magna mollis euismod. Donec sed odio dui. Sed posuere consectetur est at lobortis."),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="nationality" name="nationality" legend="Filter by" is_small=true
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "small with long text"),
        example("small with error", || {
            let choices = vec![
                Choice::new("a", "a thing"),
                Choice::new("b", "another thing"),
                Choice::new("c", "this thing"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="nationality" name="nationality" legend="Filter by" error="Select a thing"
                    is_small=true choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "small with error"),
        example("small with hint", || {
            let choices = vec![
                Choice::new("a", "a thing")
                            .with_hint("hint for a thing"),
                Choice::new("b", "another thing"),
                Choice::new("c", "this thing"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="nationality" name="nationality" legend="Filter by" is_small=true
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "small with hint"),
        example("small with divider and None", || {
            let choices = vec![
                Choice::new("animal", "Waste from animal carcasses"),
                Choice::new("mines", "Waste from mines or quarries"),
                Choice::new("farm", "Farm or agricultural waste"),
                Choice::new("none", "None of these").after_divider("or"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="small-with-divider-and-none" name="small-with-divider-and-none"
                    legend="Which types of waste do you transport regularly?" is_small=true
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "small with divider and None"),
        example("with idPrefix", || {
            let choices = vec![
                Choice::new("1", "Option 1"),
                Choice::new("2", "Option 2"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="nationality" name="example-name" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with idPrefix"),
        example("with falsy values", || {
            let choices = vec![
                Choice::new("1", "Option 1"),
                Choice::new("2", "Option 2"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="example-name" name="example-name" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with falsy values"),
        example("with fieldset describedBy", || {
            let choices = vec![
                Choice::new("1", "Option 1"),
                Choice::new("2", "Option 2"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="example-name" name="example-name" legend="Which option?"
                    hint="If you have dual nationality, select all options that are relevant to you."
                    described_by="test-target-element" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with fieldset describedBy"),
        example("with checked item", || {
            let choices = vec![
                Choice::new("1", "Option 1"),
                Choice::new("2", "Option 2"),
                Choice::new("3", "Option 3"),
            ];
            let value = RwSignal::new(vec!["2".to_owned(), "3".to_owned()]);
            view! {
                <Checkboxes id="example-name" name="example-name" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with checked item"),
        example("multiple hints", || {
            let choices = vec![
                Choice::new("british", "British")
                            .with_hint("Hint for british option here"),
                Choice::new("irish", "Irish"),
                Choice::new("other", "Citizen of another country")
                            .with_hint("Hint for other option here"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="example-multiple-hints" name="example-multiple-hints"
                    hint="If you have dual nationality, select all options that are relevant to you."
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "multiple hints"),
        example("with error message and hint", || {
            let choices = vec![
                Choice::new("british", "British"),
                Choice::new("irish", "Irish"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="example" name="example" legend="What is your nationality?"
                    hint="If you have dual nationality, select all options that are relevant to you."
                    error="Please select an option" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with error message and hint"),
        example("with error, hint and fieldset describedBy", || {
            let choices = vec![
                Choice::new("british", "British"),
                Choice::new("irish", "Irish"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="example" name="example" legend="What is your nationality?"
                    hint="If you have dual nationality, select all options that are relevant to you."
                    error="Please select an option" described_by="test-target-element"
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with error, hint and fieldset describedBy"),
        example("with single option set 'aria-describedby' on input, and describedBy", || {
            let choices = vec![
                Choice::new("yes", "I agree to the terms and conditions"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="t-and-c" name="t-and-c" hint="Please accept the terms and conditions"
                    described_by="test-target-element" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with single option set 'aria-describedby' on input, and describedBy"),
        example("with single option (and hint) set 'aria-describedby' on input, and describedBy", || {
            let choices = vec![
                Choice::new("yes", "I agree to the terms and conditions")
                            .with_hint("Go on, you know you want to!"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="t-and-c-with-hint" name="t-and-c-with-hint"
                    hint="Please accept the terms and conditions"
                    described_by="test-target-element" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with single option (and hint) set 'aria-describedby' on input, and describedBy"),
        example("with error and idPrefix", || {
            let choices = vec![
                Choice::new("animal", "Waste from animal carcasses"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="id-prefix" name="name-of-checkboxes" error="Please select an option"
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with error and idPrefix"),
        example("with error message and fieldset describedBy", || {
            let choices = vec![
                Choice::new("british", "British"),
                Choice::new("irish", "Irish"),
            ];
            let value = RwSignal::new(Vec::<String>::new());
            view! {
                <Checkboxes id="example" name="example" legend="What is your nationality?"
                    error="Please select an option" described_by="test-target-element"
                    choices=choices value=value on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "with error message and fieldset describedBy"),
        example("item checked overrides values", || {
            let choices = vec![
                Choice::new("red", "Red"),
                Choice::new("green", "Green"),
                Choice::new("blue", "Blue"),
            ];
            let value = RwSignal::new(vec!["red".to_owned()]);
            view! {
                <Checkboxes id="colors" name="colors" choices=choices value=value
                    on_change=move |change| tick(value, change) />
            }
            .into_any()
        })
        .mirrors("checkboxes", "item checked overrides values"),
    ]
}
