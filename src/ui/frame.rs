//! The frame of every page: the service's name, how far keeping is, and what a person must know about
//! this browser.

use leptos::prelude::*;

use crate::engine::agency::FOLDER;
use crate::engine::agency::settings::Logo;
use crate::ui::components::{
    HeaderLogo, Kept, KeptStatus, NotSaved, NotSavedBar, Page, PageProps, TakeOverBar,
};
use crate::ui::pages::{ClientBar, HandBack, Paused};
use crate::ui::route::Route;
use crate::ui::session::{Keeping, Session};
use crate::ui::wording;
use crate::vault::disk::StoreError;

/// What locks the app. Given as a context where there is something to lock; each page then has the
/// button for it.
#[derive(Clone, Copy)]
pub struct LockNow(pub Callback<()>);

/// That another tab or window may be the one that writes. Given as a context; each page then says so
/// while it is so.
#[derive(Clone, Copy)]
pub struct Elsewhere {
    /// Whether it is so now.
    pub is_so: Signal<bool>,
    /// The person wants to write here.
    pub on_take_over: Callback<()>,
}

/// The agency's logo. Given as a context where there is one.
#[derive(Clone)]
pub struct Brand(pub HeaderLogo);

impl Brand {
    /// The logo as the settings name it.
    #[must_use]
    pub fn of(logo: &Logo) -> Self {
        let address = |file: &String| format!("{FOLDER}{file}");
        Self(HeaderLogo {
            address: address(&logo.file),
            dark_address: logo.dark_file.as_ref().map(address),
            alt: logo.alt.clone(),
        })
    }
}

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
    let elsewhere = use_context::<Elsewhere>();
    let status =
        move || session.map(|session| view! { <Status session=session elsewhere=elsewhere/> });
    let bars = move || {
        let not_saved = session.map(|session| view! { <NotSavedHere session=session/> });
        let take_over = elsewhere.map(|elsewhere| {
            view! { <TakeOverBar is_shown=elsewhere.is_so on_take_over=elsewhere.on_take_over/> }
        });
        (not_saved, take_over)
    };
    // What is for the practitioner alone is not there while a client has the device.
    let client = session.and_then(|session| session.with_client_now());
    let is_with_client = client.is_some();
    let home = match &client {
        Some((case, document)) => {
            let presentation =
                untrack(|| session.map(|session| session.presentation_of(case, *document)));
            Route::beginning(case, *document, presentation.unwrap_or_default())
        }
        None => Route::Home,
    };
    let on_lock = use_context::<LockNow>().filter(|_| !is_with_client);
    let hand_back = session
        .filter(|_| is_with_client)
        .map(|session| view! { <HandBack session=session/> });
    Page(PageProps {
        service: wording().say("app.name"),
        home: home.href(),
        logo: use_context::<Brand>().map(|Brand(logo)| logo),
        back: if is_with_client {
            MaybeProp::default()
        } else {
            back
        },
        back_text,
        status: Some(status.into()),
        on_lock: on_lock.map(|LockNow(on_lock)| on_lock),
        alerts: alerts.filter(|_| !is_with_client),
        navigation,
        footer_links: Vec::new(),
        footer: None,
        children: Box::new(move || {
            let is_closed = move || elsewhere.is_some_and(|elsewhere| elsewhere.is_so.get());
            let content = children();
            let pause = move || session.filter(|_| is_with_client)?.pause();
            let asked_for = move || {
                let session = session.filter(|_| is_with_client)?;
                let pause = session.pause()?;
                Some(view! { <Paused session=session pause=pause/> })
            };
            let client = session
                .filter(|_| is_with_client)
                .map(|session| view! { <ClientBar session=session/> });
            // Everything can be read, and followed by links; nothing can be typed or pressed.
            view! {
                {bars()}
                {asked_for}
                <fieldset
                    class="app-whole-page" role="presentation"
                    prop:disabled=is_closed
                    hidden=move || pause().is_some()
                >
                    {content}
                </fieldset>
                {client}
                {hand_back}
            }
            .into_any()
        }),
    })
}

/// How far keeping is, at the top of every page. "Saved" stands there only when the store has
/// confirmed everything done in this window.
#[component]
fn Status(
    /// The session.
    session: Session,
    /// Whether another tab or window writes.
    elsewhere: Option<Elsewhere>,
) -> impl IntoView {
    let is_elsewhere = move || elsewhere.is_some_and(|elsewhere| elsewhere.is_so.get());
    let state = Signal::derive(move || {
        if !session.outlives_the_page() {
            return Kept::NotKept;
        }
        match session.keeping() {
            Keeping::NotKept(_) => Kept::NotKept,
            Keeping::Kept(_) | Keeping::Underway if is_elsewhere() => Kept::ReadOnly,
            Keeping::Kept(None) => Kept::Nothing,
            Keeping::Kept(Some(_)) => Kept::Kept,
            Keeping::Underway => Kept::Saving,
        }
    });
    view! { <KeptStatus state=state/> }.into_any()
}

/// What went wrong with saving and what to do, for as long as it stands.
#[component]
fn NotSavedHere(
    /// The session.
    session: Session,
) -> impl IntoView {
    let reason = Signal::derive(move || {
        let failed = match session.keeping() {
            Keeping::NotKept(error) => Some(error),
            Keeping::Kept(_) | Keeping::Underway => None,
        };
        let (why, to_do) = sentences(failed.or(session.furnishing().refused)?);
        let is_with_client = session.with_client().is_some();
        let words = wording();
        Some(NotSaved {
            why: words.say(why),
            to_do: words.say(if is_with_client {
                "keep.client-do"
            } else {
                to_do
            }),
            can_try_again: failed.is_some(),
            can_copy: !is_with_client,
        })
    });
    view! {
        <NotSavedBar
            reason=reason
            on_again=move |()| session.keep_now()
            on_copy=move |()| session.offer_copy()
        />
    }
    .into_any()
}

/// What went wrong, and what to do.
fn sentences(error: StoreError) -> (&'static str, &'static str) {
    match error {
        StoreError::Blocked => ("keep.blocked", "keep.blocked-do"),
        StoreError::Full => ("keep.full", "keep.full-do"),
        StoreError::Newer => ("keep.newer", "keep.newer-do"),
        StoreError::TooLarge => ("keep.too-large", "keep.too-large-do"),
        StoreError::TooNew => ("keep.too-new", "keep.too-new-do"),
        StoreError::Silent => ("keep.silent", "keep.silent-do"),
        StoreError::Failed => ("keep.failed", "keep.failed-do"),
    }
}
