//! How a form is put to a person: which presentation, how large, with or without pictures.

use leptos::prelude::*;

use crate::browser::{location, text_size};
use crate::engine::presentation::Presentation;
use crate::ui::document::OpenDocument;
use crate::ui::route::Route;
use crate::ui::signature::name_of;
use crate::ui::wording;

/// The buttons for it, where the form offers a choice.
#[component]
pub fn Presenting(
    /// The document.
    open: OpenDocument,
) -> impl IntoView {
    let offered = open.form.definition().presentations.offered();
    if offered.len() < 2 {
        return ().into_any();
    }
    let words = wording();
    let ways = offered
        .into_iter()
        .map(|presentation| view! { <Way open=open presentation=presentation/> })
        .collect_view();
    let is_easy = open.presentation() == Presentation::EasyRead;
    view! {
        <section class="app-presenting" aria-label=words.say("presentation.title")>
            <p class="govuk-body app-presenting__title">{words.say("presentation.title")}</p>
            <div class="app-presenting__ways">{ways}</div>
            <div class="app-presenting__ways">
                <TextSize open=open/>
                {is_easy.then(|| view! { <WithPictures open=open/> })}
            </div>
        </section>
    }
    .into_any()
}

/// One presentation.
#[component]
fn Way(
    /// The document.
    open: OpenDocument,
    /// The presentation.
    presentation: Presentation,
) -> impl IntoView {
    let is_current = open.presentation() == presentation;
    let choose = move |_| {
        if is_current {
            return;
        }
        open.present(presentation);
        let place = Route::beginning(&open.case(), open.id(), presentation);
        location::go(&place.path());
        open.session().draw_anew();
    };
    view! {
        <button
            type="button"
            class="govuk-button govuk-button--secondary app-way"
            aria-pressed=is_current.to_string()
            on:click=choose
        >
            {name_of(presentation)}
        </button>
    }
    .into_any()
}

/// Smaller and larger.
#[component]
fn TextSize(
    /// The document.
    open: OpenDocument,
) -> impl IntoView {
    let session = open.session();
    let words = wording();
    let smaller = move |_| session.set_text_size(session.text_size_now().saturating_sub(1));
    let larger = move |_| session.set_text_size(session.text_size_now().saturating_add(1));
    view! {
        <button
            type="button"
            class="govuk-button govuk-button--secondary app-way"
            aria-disabled=move || (session.text_size() == 0).then_some("true")
            on:click=smaller
        >
            {words.say("presentation.smaller")}
        </button>
        <button
            type="button"
            class="govuk-button govuk-button--secondary app-way"
            aria-disabled=move || (session.text_size() + 1 >= text_size::N_SIZES).then_some("true")
            on:click=larger
        >
            {words.say("presentation.larger")}
        </button>
    }
    .into_any()
}

/// With pictures or without.
#[component]
fn WithPictures(
    /// The document.
    open: OpenDocument,
) -> impl IntoView {
    let session = open.session();
    let words = wording();
    view! {
        <button
            type="button"
            class="govuk-button govuk-button--secondary app-way"
            aria-pressed=move || (!session.is_without_pictures()).to_string()
            on:click=move |_| {
                session.set_without_pictures(!untrack(|| session.is_without_pictures()))
            }
        >
            {words.say("presentation.pictures")}
        </button>
    }
    .into_any()
}
