//! Several lines of text. The box can be made larger, and grows with what is in it where the browser can.
//!
//! ```ignore
//! view! { <Textarea id="note" label="Notes" rows=8 value=note on_input=move |typed| note.set(typed) /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::form_group::{control_class, described_by, hint_and_error, private};
use super::{FormGroup, Label, Size, classes};

/// A text area with its label, hint and error.
#[component]
pub fn Textarea(
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
    /// How many lines it shows.
    #[prop(default = 5)]
    rows: u16,
    /// Its name.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// What the browser may fill in. `off`, unless the person types about themselves.
    #[prop(optional, into)]
    autocomplete: MaybeProp<String>,
    /// Whether it can be typed into.
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
    /// Further classes of the group.
    #[prop(optional, into)]
    group_class: String,
    /// Further classes of the text area.
    #[prop(optional, into)]
    class: String,
    /// What stands after the text area, inside the group.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let described = self::described_by(&id, described_by, hint, error);
    let class = classes(&["govuk-textarea", &class]);
    let class = control_class(class, "govuk-textarea--error", error);
    let helped = hint_and_error(&id, hint, error);
    let typed = move |event| {
        if let Some(on_input) = on_input {
            on_input.run(event_target_value(&event));
        }
    };
    view! {
        <FormGroup error=error link_id=link_id lang=lang class=group_class>
            <Label text=label of=id.clone() size=label_size is_page_heading=is_page_heading />
            {helped}
            <textarea
                class=move || class.get()
                id=id.clone()
                name=name.get_untracked().unwrap_or_else(|| id.clone())
                rows=rows.to_string()
                autocomplete=autocomplete.get_untracked().unwrap_or_else(|| "off".to_owned())
                {..private()}
                aria-describedby=move || described.get()
                disabled=move || is_disabled.get()
                prop:value=move || value.get()
                on:input=typed
            ></textarea>
            {children.map(|children| children())}
        </FormGroup>
    }
    .into_any()
}
