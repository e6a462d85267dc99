//! One line of text, or a number.
//!
//! ```ignore
//! view! { <Input id="age" label="Age" kind=InputKind::WholeNumber width=Width::W2 suffix="years"
//!     value=age on_input=move |typed| age.set(typed) /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::form_group::{control_class, described_by, hint_and_error, private};
use super::{FormGroup, Label, Size, classes};

/// What is typed, which chooses the keyboard of a tablet. Nothing is refused while typing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// A whole number. `type=number` is not used: it loses what it cannot read and changes on scrolling.
    WholeNumber,
    /// A number with decimals.
    Decimal,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// The address of a page.
    Url,
    /// A secret, shown as dots.
    Password,
}

impl InputKind {
    fn type_attribute(self) -> &'static str {
        match self {
            Self::Text | Self::WholeNumber | Self::Decimal => "text",
            Self::Email => "email",
            Self::Telephone => "tel",
            Self::Url => "url",
            Self::Password => "password",
        }
    }

    fn inputmode(self) -> Option<&'static str> {
        match self {
            Self::WholeNumber => Some("numeric"),
            Self::Decimal => Some("decimal"),
            Self::Text | Self::Email | Self::Telephone | Self::Url | Self::Password => None,
        }
    }
}

/// How wide a control is: as wide as its column, or as wide as so many characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as the column.
    #[default]
    Full,
    /// Two characters: a day, an age.
    W2,
    /// Three characters.
    W3,
    /// Four characters: a year.
    W4,
    /// Five characters.
    W5,
    /// Ten characters: a postcode.
    W10,
    /// Twenty characters: a telephone number.
    W20,
    /// Thirty characters.
    W30,
}

impl Width {
    /// The class that makes an input this wide, or nothing.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::W2 => "govuk-input--width-2",
            Self::W3 => "govuk-input--width-3",
            Self::W4 => "govuk-input--width-4",
            Self::W5 => "govuk-input--width-5",
            Self::W10 => "govuk-input--width-10",
            Self::W20 => "govuk-input--width-20",
            Self::W30 => "govuk-input--width-30",
        }
    }
}

/// A text input with its label, hint and error.
#[component]
pub fn Input(
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
    /// What is in it.
    #[prop(optional, into)]
    value: Signal<String>,
    /// It was typed into: the whole text.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// A short phrase that helps.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// What is typed.
    #[prop(optional)]
    kind: InputKind,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// What stands before it, such as `£`. Not read out: say it in the label too.
    #[prop(optional, into)]
    prefix: Option<String>,
    /// What stands after it, such as a unit. Not read out: say it in the label too.
    #[prop(optional, into)]
    suffix: Option<String>,
    /// Its name.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// What the browser may fill in. `off`, unless the person types about themselves.
    #[prop(optional, into)]
    autocomplete: MaybeProp<String>,
    /// Whether it can be typed into.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
    /// Whether letters stand further apart, for references and codes.
    #[prop(optional)]
    is_code: bool,
    /// The ids of what else describes it.
    #[prop(optional, into)]
    described_by: MaybeProp<String>,
    /// The link id of the form's item, put on the group as `data-linkid`.
    #[prop(optional, into)]
    link_id: MaybeProp<String>,
    /// The language of the words, where it is not the page's.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
    /// Further classes of the input.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let described = self::described_by(&id, described_by, hint, error);
    let spacing = if is_code {
        "govuk-input--extra-letter-spacing"
    } else {
        ""
    };
    let class = classes(&["govuk-input", width.class(), spacing, &class]);
    let class = control_class(class, "govuk-input--error", error);
    let helped = hint_and_error(&id, hint, error);
    let typed = move |event| {
        if let Some(on_input) = on_input {
            on_input.run(event_target_value(&event));
        }
    };
    let control = view! {
        <input
            class=move || class.get()
            id=id.clone()
            name=name.get_untracked().unwrap_or_else(|| id.clone())
            type=kind.type_attribute()
            inputmode=kind.inputmode()
            autocomplete=autocomplete.get_untracked().unwrap_or_else(|| "off".to_owned())
            {..private()}
            aria-describedby=move || described.get()
            disabled=move || is_disabled.get()
            prop:value=move || value.get()
            on:input=typed
        />
    };
    let prefix = prefix.filter(|text| !text.is_empty());
    let suffix = suffix.filter(|text| !text.is_empty());
    let control = if prefix.is_some() || suffix.is_some() {
        view! {
            <div class="govuk-input__wrapper">
                {prefix
                    .map(|text| {
                        view! { <div class="govuk-input__prefix" aria-hidden="true">{text}</div> }
                    })}
                {control}
                {suffix
                    .map(|text| {
                        view! { <div class="govuk-input__suffix" aria-hidden="true">{text}</div> }
                    })}
            </div>
        }
        .into_any()
    } else {
        control.into_any()
    };
    view! {
        <FormGroup error=error link_id=link_id lang=lang>
            <Label text=label of=id size=label_size is_page_heading=is_page_heading />
            {helped}
            {control}
        </FormGroup>
    }
    .into_any()
}
