//! A picture beside words. It says nothing that the words do not: it is passed over by screen readers, and
//! where it is missing the words stand alone.
//!
//! ```ignore
//! view! { <Picture drawn=pictures.drawn("law") on_missing=Callback::new(report)/> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use crate::browser::pictures::reference;
use crate::ui::pictures::Drawn;

/// A picture.
#[component]
pub fn Picture(
    /// What is drawn.
    drawn: Drawn,
    /// A file did not come: its address.
    #[prop(optional_no_strip, into)]
    on_missing: Option<Callback<String>>,
) -> impl IntoView {
    let has_failed = RwSignal::new(false);
    match drawn {
        Drawn::Nothing => ().into_any(),
        Drawn::Own(name) => own(&name),
        Drawn::File { address, own: name } => {
            let shown = move || {
                if has_failed.get() {
                    return name.as_deref().map(own);
                }
                let missed = address.clone();
                let failed = move |_| {
                    has_failed.set(true);
                    if let Some(on_missing) = on_missing {
                        on_missing.run(missed.clone());
                    }
                };
                let picture = view! {
                    <img class="app-picture" src=address.clone() alt="" on:error=failed/>
                };
                Some(picture.into_any())
            };
            view! { {shown} }.into_any()
        }
    }
}

/// One of our own, in the colour of the text beside it.
fn own(name: &str) -> AnyView {
    view! {
        <svg class="app-picture" aria-hidden="true" focusable="false">
            <use href=reference(name)></use>
        </svg>
    }
    .into_any()
}
