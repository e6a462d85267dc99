//! The frame of every page: the service's name, how far keeping is, and what a person must know about
//! this browser.

use leptos::prelude::*;

use crate::engine::case::store::StoreError;
use crate::ui::components::{Button, ButtonKind, Kept, KeptStatus, Page};
use crate::ui::route::Route;
use crate::ui::session::{Keeping, Session};
use crate::ui::wording;

/// A page of the app.
#[component]
pub fn Frame(
    /// The place that Back leads to.
    #[prop(optional, into)]
    back: MaybeProp<String>,
    /// The words of the link back.
    #[prop(optional, into)]
    back_text: MaybeProp<String>,
    /// The alerts of the form on the page.
    #[prop(optional, into)]
    alerts: Option<ViewFn>,
    /// The sections of the form on the page.
    #[prop(optional, into)]
    navigation: Option<ViewFn>,
    /// What is on the page.
    children: Children,
) -> impl IntoView {
    let session = use_context::<Session>();
    let status = move || session.map(|session| view! { <Status session=session/> });
    let alerts = move || alerts.as_ref().map(|alerts| alerts.run());
    let words = wording();
    let service = words.say("app.name");
    let home = Route::Home.href();
    let not_kept = session.map(|session| view! { <NotKept session=session/> });
    // A page with sections is laid out in two columns, so the two are different pages.
    match navigation {
        Some(navigation) => view! {
            <Page
                service=service
                home=home
                back=back
                back_text=back_text
                status=status
                alerts=alerts
                navigation=navigation
            >
                {not_kept}
                {children()}
            </Page>
        }
        .into_any(),
        None => view! {
            <Page
                service=service
                home=home
                back=back
                back_text=back_text
                status=status
                alerts=alerts
            >
                {not_kept}
                {children()}
            </Page>
        }
        .into_any(),
    }
}

/// How far keeping is, at the top of every page. "Saved" stands there only when the store has
/// confirmed everything done in this window.
#[component]
fn Status(
    /// The session.
    session: Session,
) -> impl IntoView {
    let state = Signal::derive(move || {
        if !session.outlives_the_page() {
            return Kept::NotKept;
        }
        match session.keeping() {
            Keeping::Kept(None) => Kept::Nothing,
            Keeping::Kept(Some(_)) => Kept::Kept,
            Keeping::Underway => Kept::Saving,
            Keeping::NotKept(_) => Kept::NotKept,
        }
    });
    view! { <KeptStatus state=state/> }.into_any()
}

/// What went wrong with keeping and what to do, for as long as it stands.
#[component]
fn NotKept(
    /// The session.
    session: Session,
) -> impl IntoView {
    let failed = move || match session.keeping() {
        Keeping::NotKept(error) => Some(error),
        Keeping::Kept(_) | Keeping::Underway => None,
    };
    let bar = move || {
        let words = wording();
        let refused = session.refused_by_browser();
        let error = failed().or(refused)?;
        let (says, todo) = sentences(error);
        let again = failed().is_some().then(|| {
            view! {
                <Button
                    text=words.say("keep.again")
                    kind=ButtonKind::Secondary
                    on_press=move |()| session.keep_now()
                />
            }
        });
        Some(view! {
            <div class="app-not-kept" role="alert">
                <p class="govuk-body"><strong>{words.say(says)}</strong></p>
                <p class="govuk-body">{words.say(todo)}</p>
                <div class="govuk-button-group">
                    {again}
                    <Button
                        text=words.say("keep.copy")
                        kind=ButtonKind::Secondary
                        on_press=move |()| session.offer_copy()
                    />
                </div>
            </div>
        })
    };
    view! { {bar} }.into_any()
}

/// What went wrong, and what to do.
fn sentences(error: StoreError) -> (&'static str, &'static str) {
    match error {
        StoreError::Blocked => ("keep.blocked", "keep.blocked-do"),
        StoreError::Full => ("keep.full", "keep.full-do"),
        StoreError::Newer => ("keep.newer", "keep.newer-do"),
        StoreError::TooLarge => ("keep.too-large", "keep.too-large-do"),
        StoreError::Failed => ("keep.failed", "keep.failed-do"),
    }
}
