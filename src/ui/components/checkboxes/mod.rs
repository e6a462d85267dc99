//! Any number of answers out of several, or one statement to agree to.
//!
//! An answer that excludes the others is handed in as any other: what it does to them is the engine's to say.
//!
//! ```ignore
//! view! { <Checkboxes id="assessed" legend="Assessed for" choices=vec![Choice::new("mhtr", "MHTR")]
//!     value=ticked on_change=move |(value, is_ticked)| … /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::form_group::{described_by, hint_and_error};
use super::radios::with_ids;
use super::{Choice, Fieldset, FormGroup, Size, classes};

/// Checkboxes with their legend, hint and error.
#[component]
pub fn Checkboxes(
    /// The id of the first checkbox; also the name of all of them where none is given.
    #[prop(into)]
    id: String,
    /// The whole question. Left out for a single statement whose label says it all.
    #[prop(optional, into)]
    legend: MaybeProp<String>,
    /// How large the legend is.
    #[prop(optional)]
    legend_size: Size,
    /// Whether the legend is also the heading of the page.
    #[prop(optional)]
    is_page_heading: bool,
    /// The answers.
    choices: Vec<Choice>,
    /// The values of those ticked.
    #[prop(optional, into)]
    value: Signal<Vec<String>>,
    /// One was ticked or cleared: its value, and whether it is ticked.
    #[prop(optional, into)]
    on_change: Option<Callback<(String, bool)>>,
    /// A short phrase that helps.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Whether they are small: dense pages for staff only.
    #[prop(optional)]
    is_small: bool,
    /// Their name.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// The ids of what else describes the group.
    #[prop(optional, into)]
    described_by: MaybeProp<String>,
    /// The link id of the form's item, put on the group as `data-linkid`.
    #[prop(optional, into)]
    link_id: MaybeProp<String>,
    /// The language of the words, where it is not the page's.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
    /// Further classes of the group.
    #[prop(optional, into)]
    group_class: String,
) -> impl IntoView {
    let described = self::described_by(&id, described_by, hint, error);
    let helped = hint_and_error(&id, hint, error);
    let name = name.get_untracked().unwrap_or_else(|| id.clone());
    let legend = legend.get_untracked();
    // Without a fieldset to carry them, the hint and the error belong to each checkbox.
    let of_group = if legend.is_some() {
        Signal::derive(|| None)
    } else {
        described
    };
    let items = with_ids(&id, choices)
        .into_iter()
        .map(|(id, choice)| checkbox(id, name.clone(), choice, value, on_change, of_group))
        .collect_view();
    let small = if is_small {
        "govuk-checkboxes--small"
    } else {
        ""
    };
    let checkboxes = view! { <div class=classes(&["govuk-checkboxes", small])>{items}</div> };
    let inside = match legend {
        Some(legend) => view! {
            <Fieldset
                legend=legend
                size=legend_size
                is_page_heading=is_page_heading
                described_by=described
            >
                {helped}
                {checkboxes}
            </Fieldset>
        }
        .into_any(),
        None => (helped, checkboxes).into_any(),
    };
    view! {
        <FormGroup error=error link_id=link_id lang=lang class=group_class>
            {inside}
        </FormGroup>
    }
    .into_any()
}

/// One checkbox with its label and hint.
fn checkbox(
    id: String,
    name: String,
    choice: Choice,
    value: Signal<Vec<String>>,
    on_change: Option<Callback<(String, bool)>>,
    of_group: Signal<Option<String>>,
) -> impl IntoView {
    let hint_id = choice.hint.is_some().then(|| format!("{id}-item-hint"));
    let hint = choice.hint.map(|hint| {
        view! { <div id=hint_id.clone() class="govuk-hint govuk-checkboxes__hint">{hint}</div> }
    });
    let described = {
        let hint_id = hint_id.clone().unwrap_or_default();
        move || {
            let ids = classes(&[&of_group.get().unwrap_or_default(), &hint_id]);
            (!ids.is_empty()).then_some(ids)
        }
    };
    let of = choice.value.clone();
    let is_checked = Signal::derive(move || value.with(|value| value.contains(&of)));
    let ticked = choice.value.clone();
    let changed = move |event: leptos::ev::Event| {
        if let Some(on_change) = on_change {
            on_change.run((ticked.clone(), event_target_checked(&event)));
        }
        // What the page says stands, even where it did not take the answer.
        event_target::<leptos::web_sys::HtmlInputElement>(&event)
            .set_checked(is_checked.get_untracked());
    };
    view! {
        {choice.divider.map(|words| view! { <div class="govuk-checkboxes__divider">{words}</div> })}
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                id=id.clone()
                name=name
                type="checkbox"
                value=choice.value
                disabled=choice.is_disabled
                aria-describedby=described
                prop:checked=move || is_checked.get()
                on:change=changed
            />
            <label class="govuk-label govuk-checkboxes__label" for=id>
                {choice.label}
            </label>
            {hint}
        </div>
    }
}
