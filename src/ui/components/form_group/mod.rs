//! What holds one question: its label, hint, error and control, and the mark that it has an error.
//!
//! Controls bring their own. Use it alone to put an attribute or a mark round something else.

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::attr::custom::custom_attribute;
use leptos::attr::{Attribute, autocapitalize, spellcheck, translate};
use leptos::prelude::*;

use super::{ErrorMessage, Hint, classes};

/// The group of one question.
#[component]
pub fn FormGroup(
    /// What is wrong; only whether there is something matters here.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// The link id of the form's item, put on the group as `data-linkid`.
    #[prop(optional, into)]
    link_id: MaybeProp<String>,
    /// The language of the words inside, where it is not the page's.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
    /// Further classes.
    #[prop(optional, into)]
    class: String,
    /// The question.
    children: Children,
) -> impl IntoView {
    let class = move || {
        let error = error.with(|error| error.is_some());
        classes(&[
            "govuk-form-group",
            if error { "govuk-form-group--error" } else { "" },
            &class,
        ])
    };
    view! {
        <div class=class data-linkid=link_id.get_untracked() lang=lang.get_untracked()>
            {children()}
        </div>
    }
    .into_any()
}

/// The hint and the error of a control, each following its signal.
pub(super) fn hint_and_error(
    id: &str,
    hint: MaybeProp<String>,
    error: MaybeProp<String>,
) -> impl IntoView + use<> {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let hint = move || {
        let hint_id = hint_id.clone();
        hint.get()
            .map(|text| view! { <Hint id=hint_id text=text /> })
    };
    let error = move || {
        let error_id = error_id.clone();
        error
            .get()
            .map(|text| view! { <ErrorMessage id=error_id text=text /> })
    };
    (hint, error)
}

/// The ids a control names in `aria-describedby`: the caller's own, the hint's, the error's.
pub(super) fn described_by(
    id: &str,
    own: MaybeProp<String>,
    hint: MaybeProp<String>,
    error: MaybeProp<String>,
) -> Signal<Option<String>> {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    Signal::derive(move || {
        let own = own.get().unwrap_or_default();
        let hint = hint.with(|hint| if hint.is_some() { hint_id.as_str() } else { "" });
        let error = error.with(|error| {
            if error.is_some() {
                error_id.as_str()
            } else {
                ""
            }
        });
        let ids = classes(&[&own, hint, error]);
        (!ids.is_empty()).then_some(ids)
    })
}

/// A control's classes, with `error` added while there is one.
pub(super) fn control_class(
    class: String,
    error_class: &'static str,
    error: MaybeProp<String>,
) -> Signal<String> {
    Signal::derive(move || {
        let has_error = error.with(|error| error.is_some());
        classes(&[&class, if has_error { error_class } else { "" }])
    })
}

/// What keeps a browser, and what is built into it, from sending what is typed somewhere to be checked,
/// corrected or translated.
pub(super) fn private() -> impl Attribute {
    (
        spellcheck("false"),
        autocapitalize("off"),
        translate("no"),
        custom_attribute("autocorrect", "off"),
        custom_attribute("writingsuggestions", "false"),
        custom_attribute("data-gramm", "false"),
    )
}
