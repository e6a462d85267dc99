//! Where a form is signed: the button that signs, and what is said of a signature that stands.

use leptos::prelude::*;

use crate::browser::clock;
use crate::engine::case::signing::Signing;
use crate::engine::presentation::Presentation;
use crate::engine::report;
use crate::ui::components::{Button, ButtonKind, InsetText};
use crate::ui::document::OpenDocument;
use crate::ui::later::{Later, Part};
use crate::ui::open_form::OpenForm;
use crate::ui::wording;

/// A signature is given by a fresh gesture: nothing is taken that was pressed before the button had been in
/// view for this long, in milliseconds (SECURITY.md §1, T24).
const IN_VIEW_MS: u64 = 500;

/// The end of the group in which a form is signed. It needs the document as a context; without one the form
/// is only looked at.
#[component]
pub fn Signature(
    /// The form.
    form: OpenForm,
) -> impl IntoView {
    let Some(open) = use_context::<OpenDocument>() else {
        return ().into_any();
    };
    if form.definition().id.as_str() == report::FORM {
        return view! { <Later part=Part::SigningAReport(Box::new(open))/> }.into_any();
    }
    let shown = move || match open.signing() {
        Some(signing) => view! { <Signed open=open signing=signing/> }.into_any(),
        None => view! { <ToSign open=open form=form/> }.into_any(),
    };
    view! { <div class="app-signature">{shown}</div> }.into_any()
}

/// The button that signs.
#[component]
fn ToSign(
    /// The document.
    open: OpenDocument,
    /// Its form.
    form: OpenForm,
) -> impl IntoView {
    let since = clock::since_opening_ms();
    let sign = move |()| {
        if clock::since_opening_ms().saturating_sub(since) < IN_VIEW_MS {
            return;
        }
        let violations = form.check_to_sign();
        if violations.is_empty() {
            form.show(violations);
            open.sign();
        } else {
            form.stop_at(violations);
        }
    };
    view! { <Button text=wording().say("sign.sign") on_press=sign/> }.into_any()
}

/// What is said of a signature that stands, and the way to change an answer all the same.
#[component]
fn Signed(
    /// The document.
    open: OpenDocument,
    /// The signature.
    signing: Signing,
) -> impl IntoView {
    let words = wording();
    let is_asking = RwSignal::new(false);
    let when = signing.at.words(&words);
    let definition = open.form.definition();
    let is_of_these_words = open
        .form
        .with_form(|form| signing.is_of_these_words(&definition, form, &words));
    // What proves it later says nothing to the person who signs.
    let is_with_client = open.session().with_client_now().is_some();
    let evidence = (!is_with_client).then(|| {
        let (how, fingerprint) = (name_of(signing.presentation), &signing.words_fingerprint);
        view! {
            <p class="govuk-body">{words.fill("sign.shown", &[("how", &how)])}</p>
            <p class="govuk-body-s app-fingerprint">
                {words.fill("sign.fingerprint", &[("fingerprint", fingerprint)])}
            </p>
        }
    });
    let is_right = signing.is_intact() && is_of_these_words;
    view! {
        <InsetText>
            <p class="govuk-body" role="status">
                <strong>{words.fill("sign.signed", &[("when", &when)])}</strong>
            </p>
            {evidence}
            {(!is_right)
                .then(|| view! { <p class="govuk-body">{words.say("sign.other-words")}</p> })}
        </InsetText>
        <Show
            when=move || is_asking.get()
            fallback=move || {
                view! {
                    <Button
                        text=wording().say("sign.change")
                        kind=ButtonKind::Secondary
                        on_press=move |()| is_asking.set(true)
                    />
                }
            }
        >
            <div role="alert">
                <p class="govuk-body">{wording().say("sign.change-sure")}</p>
            </div>
            <div class="govuk-button-group">
                <Button
                    text=wording().say("sign.change-yes")
                    kind=ButtonKind::Secondary
                    on_press=move |()| open.void()
                />
                <Button
                    text=wording().say("sign.change-no")
                    kind=ButtonKind::Secondary
                    on_press=move |()| is_asking.set(false)
                />
            </div>
        </Show>
    }
    .into_any()
}

/// What a presentation is called.
#[must_use]
pub fn name_of(presentation: Presentation) -> String {
    wording().say(match presentation {
        Presentation::Published => "presentation.published",
        Presentation::Plain => "presentation.plain",
        Presentation::EasyRead => "presentation.easy-read",
    })
}
