//! A date in three boxes, kept as it is typed: a date that cannot be read is never guessed and never lost.
//!
//! ```ignore
//! view! { <DateInput id="dob" legend="Date of birth" hint="For example, 27 3 1987" value=dob
//!     on_input=move |typed| dob.set(typed) error=error boxes=wrong_boxes /> }
//! ```
//!
//! The boxes have the ids `{id}-day`, `{id}-month` and `{id}-year`: an error summary links to the first wrong one.

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::form_group::{described_by, hint_and_error, private};
use super::{Fieldset, FormGroup, Label, Size, Width, classes, wording};

/// What stands in the three boxes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateText {
    /// The day.
    pub day: String,
    /// The month: a number or its name.
    pub month: String,
    /// The year.
    pub year: String,
}

impl DateText {
    /// The three texts of a date.
    #[must_use]
    pub fn new(day: impl Into<String>, month: impl Into<String>, year: impl Into<String>) -> Self {
        Self {
            day: day.into(),
            month: month.into(),
            year: year.into(),
        }
    }

    /// Whether all three boxes are empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.day.is_empty() && self.month.is_empty() && self.year.is_empty()
    }
}

/// Which of the boxes an error is about. None of them means all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateBoxes {
    /// The day.
    pub day: bool,
    /// The month.
    pub month: bool,
    /// The year.
    pub year: bool,
}

impl DateBoxes {
    /// Only the day.
    pub const DAY: Self = Self {
        day: true,
        month: false,
        year: false,
    };
    /// Only the month.
    pub const MONTH: Self = Self {
        day: false,
        month: true,
        year: false,
    };
    /// Only the year.
    pub const YEAR: Self = Self {
        day: false,
        month: false,
        year: true,
    };

    fn has(self, part: Part) -> bool {
        match part {
            Part::Day => self.day,
            Part::Month => self.month,
            Part::Year => self.year,
        }
    }

    fn is_none(self) -> bool {
        !(self.day || self.month || self.year)
    }
}

/// One of the three boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    fn of(self, date: &DateText) -> &String {
        match self {
            Self::Day => &date.day,
            Self::Month => &date.month,
            Self::Year => &date.year,
        }
    }

    fn with(self, mut date: DateText, text: String) -> DateText {
        match self {
            Self::Day => date.day = text,
            Self::Month => date.month = text,
            Self::Year => date.year = text,
        }
        date
    }
}

/// A date with its legend, hint and error.
#[component]
pub fn DateInput(
    /// Its id; the boxes get `{id}-day`, `{id}-month` and `{id}-year`.
    #[prop(into)]
    id: String,
    /// The whole question.
    #[prop(into)]
    legend: String,
    /// How large the legend is.
    #[prop(optional)]
    legend_size: Size,
    /// Whether the legend is also the heading of the page.
    #[prop(optional)]
    is_page_heading: bool,
    /// What is in the boxes.
    #[prop(optional, into)]
    value: Signal<DateText>,
    /// One box was typed into: the texts of all three.
    #[prop(optional, into)]
    on_input: Option<Callback<DateText>>,
    /// A short phrase that helps: an example.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Which boxes the error is about.
    #[prop(optional, into)]
    boxes: Signal<DateBoxes>,
    /// Whether the day is left out: a month of a year.
    #[prop(optional)]
    without_day: bool,
    /// Whether it is the date of birth of the person who types, which the browser may then fill in.
    #[prop(optional)]
    is_own_birthday: bool,
    /// Whether it can be typed into.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
    /// What the names of the boxes begin with.
    #[prop(optional, into)]
    name_prefix: MaybeProp<String>,
    /// The ids of what else describes the group.
    #[prop(optional, into)]
    described_by: MaybeProp<String>,
    /// The link id of the form's item, put on the group as `data-linkid`.
    #[prop(optional, into)]
    link_id: MaybeProp<String>,
    /// The language of the words, where it is not the page's.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
) -> impl IntoView {
    let described = self::described_by(&id, described_by, hint, error);
    let helped = hint_and_error(&id, hint, error);
    let words = wording();
    let prefix = name_prefix.get_untracked();
    let parts: &[Part] = if without_day {
        &[Part::Month, Part::Year]
    } else {
        &[Part::Day, Part::Month, Part::Year]
    };
    let date_boxes = parts
        .iter()
        .map(|&part| {
            let (label, width, birthday) = match part {
                Part::Day => (words.say("component.date-input.day"), Width::W2, "bday-day"),
                Part::Month => (
                    words.say("component.date-input.month"),
                    Width::W2,
                    "bday-month",
                ),
                Part::Year => (
                    words.say("component.date-input.year"),
                    Width::W4,
                    "bday-year",
                ),
            };
            let id = format!("{id}-{}", part.name());
            let name = match &prefix {
                Some(prefix) => format!("{prefix}-{}", part.name()),
                None => id.clone(),
            };
            let class = move || {
                let boxes = boxes.get();
                let is_wrong =
                    error.with(|error| error.is_some()) && (boxes.is_none() || boxes.has(part));
                classes(&[
                    "govuk-input govuk-date-input__input",
                    width.class(),
                    if is_wrong { "govuk-input--error" } else { "" },
                ])
            };
            let typed = move |event| {
                if let Some(on_input) = on_input {
                    on_input.run(part.with(value.get_untracked(), event_target_value(&event)));
                }
            };
            view! {
                <div class="govuk-date-input__item">
                    <div class="govuk-form-group">
                        <Label text=label of=id.clone() class="govuk-date-input__label" />
                        <input
                            class=class
                            id=id
                            name=name
                            type="text"
                            inputmode="numeric"
                            autocomplete=if is_own_birthday { birthday } else { "off" }
                            {..private()}
                            disabled=move || is_disabled.get()
                            prop:value=move || value.with(|date| part.of(date).clone())
                            on:input=typed
                        />
                    </div>
                </div>
            }
        })
        .collect_view();
    view! {
        <FormGroup error=error link_id=link_id lang=lang>
            <Fieldset
                legend=legend
                size=legend_size
                is_page_heading=is_page_heading
                role="group"
                described_by=described
            >
                {helped}
                <div class="govuk-date-input" id=id>
                    {date_boxes}
                </div>
            </Fieldset>
        </FormGroup>
    }
    .into_any()
}
