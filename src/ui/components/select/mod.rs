//! One answer out of many, where radios would be too long a list.
//!
//! ```ignore
//! view! { <Select id="court" label="Court" prompt="Choose a court" choices=courts
//!     value=court on_change=move |value| court.set(value) /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::form_group::{control_class, described_by, hint_and_error};
use super::{Choice, FormGroup, Label, Size, classes};

/// A select with its label, hint and error.
#[component]
pub fn Select(
    /// Its id; also its name where none is given.
    #[prop(into)]
    id: String,
    /// The words that name it.
    #[prop(into)]
    label: String,
    /// How large the label is.
    #[prop(optional)]
    label_size: Size,
    /// Whether the label is also the heading of the page.
    #[prop(optional)]
    is_page_heading: bool,
    /// The first line, which stands for no answer.
    #[prop(optional, into)]
    prompt: MaybeProp<String>,
    /// The answers.
    choices: Vec<Choice>,
    /// The value of the one chosen.
    #[prop(optional, into)]
    value: MaybeProp<String>,
    /// Another one was chosen: its value, or none for the first line.
    #[prop(optional, into)]
    on_change: Option<Callback<Option<String>>>,
    /// A short phrase that helps.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Its name.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// What the browser may fill in. `off`, unless the person chooses about themselves.
    #[prop(optional, into)]
    autocomplete: MaybeProp<String>,
    /// Whether it can be used.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
    /// The ids of what else describes it.
    #[prop(optional, into)]
    described_by: MaybeProp<String>,
    /// The link id of the form's item, put on the group as `data-linkid`.
    #[prop(optional, into)]
    link_id: MaybeProp<String>,
    /// The language of the words, where it is not the page's.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
    /// Further classes of the select.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let described = self::described_by(&id, described_by, hint, error);
    let class = classes(&["govuk-select", &class]);
    let class = control_class(class, "govuk-select--error", error);
    let helped = hint_and_error(&id, hint, error);
    let changed = move |event| {
        if let Some(on_change) = on_change {
            let chosen = event_target_value(&event);
            on_change.run((!chosen.is_empty()).then_some(chosen));
        }
    };
    let prompt = prompt.get_untracked().map(|words| {
        let is_chosen = move || value.with(|value| value.is_none());
        view! {
            <option value="" prop:selected=is_chosen>
                {words}
            </option>
        }
    });
    let options = choices
        .into_iter()
        .map(|choice| {
            let of = choice.value.clone();
            let is_chosen =
                move || value.with(|value| value.as_ref().is_some_and(|value| *value == of));
            view! {
                <option value=choice.value disabled=choice.is_disabled prop:selected=is_chosen>
                    {choice.label}
                </option>
            }
        })
        .collect_view();
    view! {
        <FormGroup error=error link_id=link_id lang=lang>
            <Label text=label of=id.clone() size=label_size is_page_heading=is_page_heading />
            {helped}
            <select
                class=move || class.get()
                id=id.clone()
                name=name.get_untracked().unwrap_or_else(|| id.clone())
                autocomplete=autocomplete.get_untracked().unwrap_or_else(|| "off".to_owned())
                aria-describedby=move || described.get()
                disabled=move || is_disabled.get()
                on:change=changed
            >
                {prompt}
                {options}
            </select>
        </FormGroup>
    }
    .into_any()
}
