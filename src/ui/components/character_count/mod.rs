//! A text area with a limit: says how much room is left and never stops anyone typing.
//!
//! What is left is shown at once and read out only when the person pauses, so that it does not talk
//! over the typing. Whether the limit is kept is the engine's to say: hand its words in as `error`.
//!
//! ```ignore
//! view! { <CharacterCount id="reason" label="Reason" max_length=500 value=reason on_input=… /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use std::time::Duration;

use leptos::prelude::*;

use super::{Size, Textarea, classes, wording};
use crate::engine::wording::Wording;

/// How long a person must pause before the count is read out.
const PAUSE: Duration = Duration::from_secs(1);

/// How much room is left, in words.
fn left(wording: &Wording, max_length: usize, used: usize) -> String {
    if used > max_length {
        wording.count("component.character-count.over", used - max_length)
    } else {
        wording.count("component.character-count.under", max_length - used)
    }
}

/// A text area with a limit of so many characters.
#[component]
pub fn CharacterCount(
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
    /// How many characters there may be.
    max_length: usize,
    /// From how much of the limit, in per cent, the count is shown.
    #[prop(optional)]
    threshold: usize,
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
    /// How many lines it shows.
    #[prop(default = 5)]
    rows: u16,
    /// Its name.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// The link id of the form's item, put on the group as `data-linkid`.
    #[prop(optional, into)]
    link_id: MaybeProp<String>,
    /// The language of the words, where it is not the page's.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
) -> impl IntoView {
    let wording = wording();
    let info_id = format!("{id}-info");
    let info = wording.fill(
        "component.character-count.limit",
        &[("most", &max_length.to_string())],
    );
    let used = Memo::new(move |_| value.with(|value| value.chars().count()));
    let is_shown = move || used.get().saturating_mul(100) >= max_length.saturating_mul(threshold);
    let status = {
        let wording = wording.clone();
        Memo::new(move |_| left(&wording, max_length, used.get()))
    };
    let status_class = move || {
        classes(&[
            "govuk-character-count__message govuk-character-count__status",
            if used.get() > max_length {
                "govuk-error-message"
            } else {
                "govuk-hint"
            },
            if is_shown() {
                ""
            } else {
                "govuk-character-count__message--disabled"
            },
        ])
    };
    let spoken = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop_waiting = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    Effect::new(move |before: Option<()>| {
        let status = status.get();
        let is_shown = is_shown();
        if before.is_some() && is_shown {
            stop_waiting();
            let handle = set_timeout_with_handle(move || spoken.set(status), PAUSE);
            waiting.set_value(handle.ok());
        }
    });
    on_cleanup(stop_waiting);

    view! {
        <Textarea
            id=id
            label=label
            label_size=label_size
            is_page_heading=is_page_heading
            value=value
            on_input=Callback::new(move |typed| {
                if let Some(on_input) = on_input {
                    on_input.run(typed);
                }
            })
            hint=hint
            error=error
            rows=rows
            name=name
            described_by=info_id.clone()
            link_id=link_id
            lang=lang
            group_class="govuk-character-count"
            class="govuk-js-character-count"
        >
            <div id=info_id class="govuk-hint govuk-character-count__message govuk-visually-hidden">
                {info}
            </div>
            <div class=status_class aria-hidden="true">
                {move || status.get()}
            </div>
            <div class="govuk-character-count__sr-status govuk-visually-hidden" role="status">
                {move || spoken.get()}
            </div>
        </Textarea>
    }
    .into_any()
}
