//! A file that the person picks from their own machine.
//!
//! ```ignore
//! view! { <FileChoice id="backup" label="Backup file" accept=".vault"
//!     on_choose=move |file| chosen.set(file) /> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::ev;
use leptos::prelude::*;

use super::form_group::{control_class, described_by, hint_and_error};
use super::{FormGroup, Label, Size};
use crate::browser::file_choice::{ChosenFile, chosen};

/// A file input with its label, hint and error.
#[component]
pub fn FileChoice(
    /// Its id; also its name where none is given.
    #[prop(into)]
    id: String,
    /// The words that name it.
    #[prop(into)]
    label: String,
    /// How large the label is.
    #[prop(optional)]
    label_size: Size,
    /// The endings the picker offers first, such as `.vault`; any file can be picked all the same.
    #[prop(optional, into)]
    accept: Option<String>,
    /// Another file was picked, or none. What is in it has not been read.
    #[prop(into)]
    on_choose: Callback<Option<ChosenFile>>,
    /// A short phrase that helps.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let described = described_by(&id, MaybeProp::default(), hint, error);
    let class = control_class(
        "govuk-file-upload".to_owned(),
        "govuk-file-upload--error",
        error,
    );
    let helped = hint_and_error(&id, hint, error);
    let changed = move |event: ev::Event| on_choose.run(chosen(&event));
    view! {
        <FormGroup error=error>
            <Label text=label of=id.clone() size=label_size />
            {helped}
            <input
                class=move || class.get()
                id=id.clone()
                name=id
                type="file"
                accept=accept
                autocomplete="off"
                aria-describedby=move || described.get()
                on:change=changed
            />
        </FormGroup>
    }
    .into_any()
}
