//! Where a report is signed: what exactly is signed, what is said of it once it is, and the way to a new version.

use leptos::prelude::*;

use crate::browser::clock;
use crate::engine::case::{Case, Document, person};
use crate::engine::report::signed::{self, NotSigned, SignedStanding, Version};
use crate::engine::validate::Violation;
use crate::ui::components::{Button, ButtonKind, InsetText};
use crate::ui::document::OpenDocument;
use crate::ui::route::Route;
use crate::ui::wording;

/// A signature is given by a fresh gesture: nothing is taken that was pressed before the button had been in
/// view for this long, in milliseconds (SECURITY.md §1, T24).
const IN_VIEW_MS: u64 = 500;

/// The end of the page on which a report is decided and signed.
#[component]
pub fn ReportSignature(
    /// The report.
    open: OpenDocument,
) -> impl IntoView {
    let shown = move || {
        if open.signing().is_some() {
            view! { <Signed open=open/> }.into_any()
        } else {
            view! { <ToSign open=open/> }.into_any()
        }
    };
    view! { <div class="app-signature">{shown}</div> }.into_any()
}

/// The case and the document as they are kept.
fn kept(open: OpenDocument) -> Option<(Case, Document)> {
    let case = open.session().case_now(&open.case())?;
    let document = case.document(open.id())?.clone();
    Some((case, document))
}

/// Signs the report as it stands, with all it is made of; what keeps it from being signed, if anything does.
fn sign_report(open: OpenDocument) -> Vec<Violation> {
    let session = open.session();
    let signed = session.case_now(&open.case()).map(|case| {
        let (catalogue, words) = (session.catalogue(), wording());
        signed::sign(&case, open.id(), &catalogue, &words, clock::now())
    });
    match signed {
        Some(Ok(signing)) => open.take_signing(signing),
        Some(Err(NotSigned::Violations(violations))) => return violations,
        Some(Err(NotSigned::NoReport)) | None => {}
    }
    Vec::new()
}

/// What is signed, and the button that signs.
#[component]
fn ToSign(
    /// The report.
    open: OpenDocument,
) -> impl IntoView {
    let form = open.form;
    let words = wording();
    let since = clock::since_opening_ms();
    let sign = move |()| {
        if clock::since_opening_ms().saturating_sub(since) < IN_VIEW_MS {
            return;
        }
        let mut violations = form.check_to_sign();
        if violations.is_empty() {
            violations = sign_report(open);
        }
        if violations.is_empty() {
            form.show(violations);
        } else {
            form.stop_at(violations);
        }
    };
    let said = kept(open).map(|(case, document)| {
        let person = person::name(&case, &open.session().catalogue());
        let person = person.unwrap_or_else(|| words.say("report.not-named"));
        let version = signed::next_version(&document).to_string();
        let values = [("version", &*version), ("person", &*person)];
        let before = (signed::standing(&document) == SignedStanding::NotFrozen)
            .then(|| view! { <p class="govuk-body">{words.say("report.state.not-frozen")}</p> });
        view! {
            {before}
            <p class="govuk-body">{words.fill("sign-report.what", &values)}</p>
        }
    });
    let read = Route::Report(open.case(), open.id()).href();
    view! {
        {said}
        <p class="govuk-body">
            <a class="govuk-link" href=read>{words.say("sign-report.read")}</a>
        </p>
        <Button text=words.say("sign.sign") on_press=sign/>
    }
    .into_any()
}

/// What is said of a report that is signed, and the way to change it all the same.
#[component]
fn Signed(
    /// The report.
    open: OpenDocument,
) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let version = kept(open).and_then(|(_, document)| signed::versions(&document).pop());
    let number = version.as_ref().map_or(1, |version| version.number);
    let (this, next) = (number.to_string(), number.saturating_add(1).to_string());
    let numbers = StoredValue::new((this, next));
    let say = move |key: &str| {
        numbers.with_value(|(this, next)| wording().fill(key, &[("version", this), ("next", next)]))
    };
    view! {
        <InsetText>
            {version.map(|version| said_of(&version))}
        </InsetText>
        <Show
            when=move || is_asking.get()
            fallback=move || {
                view! {
                    <Button
                        text=wording().say("sign-report.to-change")
                        kind=ButtonKind::Secondary
                        on_press=move |()| is_asking.set(true)
                    />
                }
            }
        >
            <div role="alert">
                <p class="govuk-body">{say("sign-report.change-sure")}</p>
            </div>
            <div class="govuk-button-group">
                <Button
                    text=say("sign-report.change-yes")
                    kind=ButtonKind::Secondary
                    on_press=move |()| open.void()
                />
                <Button
                    text=say("sign-report.change-no")
                    kind=ButtonKind::Secondary
                    on_press=move |()| is_asking.set(false)
                />
            </div>
        </Show>
    }
    .into_any()
}

/// Who signed a version, when and as what; or that it is damaged.
pub fn said_of(version: &Version) -> AnyView {
    let words = wording();
    let (number, when) = (version.number.to_string(), version.at.words(&words));
    match &version.copy {
        Some(copy) => {
            let values = [
                ("version", &*number),
                ("when", &*when),
                ("by", &*copy.by),
                ("role", &*copy.role),
            ];
            let by = words.fill("sign-report.by", &values);
            let fingerprint = [("fingerprint", &*version.fingerprint)];
            let fingerprint = words.fill("sign-report.fingerprint", &fingerprint);
            view! {
                <p class="govuk-body" role="status">
                    <strong>{by}</strong>
                </p>
                <p class="govuk-body-s app-fingerprint">{fingerprint}</p>
            }
            .into_any()
        }
        None => {
            let values = [("version", &*number), ("when", &*when)];
            view! {
                <p class="govuk-body">
                    <strong>{words.fill("sign-report.damaged", &values)}</strong>
                </p>
                <p class="govuk-body">{words.say("sign-report.damaged-do")}</p>
            }
            .into_any()
        }
    }
}
