//! One answer out of several. Every item of a measure is a fieldset of its own with all of its words in the legend.
//!
//! ```ignore
//! view! { <Radios id="core-1" legend="I have felt terribly alone and isolated" layout=RadiosLayout::Scale
//!     choices=vec![Choice::new("0", "Not at all"), Choice::new("1", "Only occasionally")]
//!     value=chosen on_change=move |value| chosen.set(Some(value)) /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::form_group::{described_by, hint_and_error};
use super::{Fieldset, FormGroup, Size, classes};

/// One of the answers of radios, checkboxes or a select.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is handed back when it is chosen.
    pub value: String,
    /// The words.
    pub label: String,
    /// A short phrase below the words. A select does not show it.
    pub hint: Option<String>,
    /// Words on a line above it, usually "or". A select does not show them.
    pub divider: Option<String>,
    /// Whether it cannot be chosen.
    pub is_disabled: bool,
}

impl Choice {
    /// An answer with its words.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// With a short phrase below the words.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// With words on a line above it, usually "or".
    #[must_use]
    pub fn after_divider(self, divider: impl Into<String>) -> Self {
        Self {
            divider: Some(divider.into()),
            ..self
        }
    }

    /// Shown, but not to be chosen.
    #[must_use]
    pub fn disabled(self) -> Self {
        Self {
            is_disabled: true,
            ..self
        }
    }
}

/// The choices with the id each control gets: the first the id itself, so that an error summary can
/// link to it. A divider counts as a place, as it does in the published markup.
pub(super) fn with_ids(id: &str, choices: Vec<Choice>) -> Vec<(String, Choice)> {
    let mut place = 0_usize;
    choices
        .into_iter()
        .map(|choice| {
            place += 1 + usize::from(choice.divider.is_some());
            let id = if place == 1 {
                id.to_owned()
            } else {
                format!("{id}-{place}")
            };
            (id, choice)
        })
        .collect()
}

/// How the answers stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RadiosLayout {
    /// One below the other.
    #[default]
    Stacked,
    /// Side by side, for two short answers.
    Inline,
    /// The answer scale of a measure: one row of equal columns where there is room, stacked where there is not.
    Scale,
}

impl RadiosLayout {
    fn class(self) -> &'static str {
        match self {
            Self::Stacked => "",
            Self::Inline => "govuk-radios--inline",
            Self::Scale => "app-radios--scale",
        }
    }
}

/// Radios with their legend, hint and error.
#[component]
pub fn Radios(
    /// The id of the first radio; also the name of all of them where none is given.
    #[prop(into)]
    id: String,
    /// The whole question. Left out only where a fieldset round it asks it.
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
    /// The value of the one chosen.
    #[prop(optional, into)]
    value: MaybeProp<String>,
    /// Another one was chosen: its value.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// A short phrase that helps.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// How the answers stand.
    #[prop(optional)]
    layout: RadiosLayout,
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
    let items = with_ids(&id, choices)
        .into_iter()
        .map(|(id, choice)| radio(id, name.clone(), choice, value, on_change))
        .collect_view();
    let radios = view! {
        <div class=classes(&["govuk-radios", layout.class()])>{items}</div>
    };
    let small = if is_small { "govuk-radios--small" } else { "" };
    let inside = match legend.get_untracked() {
        Some(legend) => view! {
            <Fieldset
                legend=legend
                size=legend_size
                is_page_heading=is_page_heading
                described_by=described
            >
                {helped}
                {radios}
            </Fieldset>
        }
        .into_any(),
        None => (helped, radios).into_any(),
    };
    view! {
        <FormGroup error=error link_id=link_id lang=lang class=classes(&[small, &group_class])>
            {inside}
        </FormGroup>
    }
    .into_any()
}

/// One radio with its label and hint.
fn radio(
    id: String,
    name: String,
    choice: Choice,
    value: MaybeProp<String>,
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let hint_id = choice.hint.is_some().then(|| format!("{id}-item-hint"));
    let hint = choice.hint.map(|hint| {
        view! { <div id=hint_id.clone() class="govuk-hint govuk-radios__hint">{hint}</div> }
    });
    let of = choice.value.clone();
    let is_checked = Signal::derive(move || {
        value.with(|value| value.as_ref().is_some_and(|value| *value == of))
    });
    let chosen = choice.value.clone();
    let changed = move |event: leptos::ev::Event| {
        if let Some(on_change) = on_change {
            on_change.run(chosen.clone());
        }
        // What the page says stands, even where it did not take the answer.
        event_target::<leptos::web_sys::HtmlInputElement>(&event)
            .set_checked(is_checked.get_untracked());
    };
    view! {
        {choice.divider.map(|words| view! { <div class="govuk-radios__divider">{words}</div> })}
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                id=id.clone()
                name=name
                type="radio"
                value=choice.value
                disabled=choice.is_disabled
                aria-describedby=hint_id.clone()
                prop:checked=move || is_checked.get()
                on:change=changed
            />
            <label class="govuk-label govuk-radios__label" for=id>
                {choice.label}
            </label>
            {hint}
        </div>
    }
}
