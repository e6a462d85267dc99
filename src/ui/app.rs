//! The app: gets the forms, the words and the vaults there are, lets a person into theirs, then shows the
//! place the address names.

use std::rc::Rc;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::disk::{self, LocalMirror};
use crate::browser::random::BrowserRandom;
use crate::browser::{files, host, language, location, pictures, theme};
use crate::engine::agency::furnish;
use crate::engine::case::CaseId;
use crate::ui::components::PageHeading;
use crate::ui::door::{self, AtTheDoor, Door};
use crate::ui::frame::{Brand, Elsewhere, Frame, LockNow};
use crate::ui::languages::Languages;
use crate::ui::later::{self, Later, Part};
use crate::ui::pages;
use crate::ui::pictures::Pictures;
use crate::ui::route::Route;
use crate::ui::session::{Furnishing, Session};
use crate::ui::watch::Watch;
use crate::ui::wording;
use crate::ui::wording::{read_beside_the_page, use_words};
use crate::vault::Unreadable;
use crate::vault::audit::Event;
use crate::vault::door::vaults;
use crate::vault::place::Place;
use crate::vault::words::WordList;

/// The words that passphrases are made of.
const WORDS: &str = "wording/en-GB/passphrase-words.txt";

/// How far starting is.
#[derive(Clone)]
enum Starting {
    Underway,
    AtTheDoor(Door),
    Inside(Box<Session>),
    NoForms,
    NoAnswer,
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    later::expect_it();
    let starting = RwSignal::new_local(Starting::Underway);
    let owner = Owner::current();
    spawn_local(async move {
        let next = start(owner, starting).await;
        starting.set(next);
        if !here().is_outside() {
            host::close_doors();
        }
    });
    let shown = move || match starting.get() {
        Starting::Underway => view! { <UnderWay/> }.into_any(),
        Starting::AtTheDoor(door) => view! { <Outside door=door/> }.into_any(),
        Starting::Inside(session) => view! { <Inside session=*session/> }.into_any(),
        Starting::NoForms => sorry("start.no-forms", "start.no-forms-do").into_any(),
        Starting::NoAnswer => sorry("start.no-answer", "start.no-answer-do").into_any(),
    };
    view! { {shown} }
}

/// Gets everything there is to get.
async fn start(owner: Option<Owner>, starting: RwSignal<Starting, LocalStorage>) -> Starting {
    let mut wording_problems = read_beside_the_page().await;
    let agency = files::read_agency().await;
    let forms = files::read_forms().await;
    let pictures = pictures::put_into_page().await;
    let words = files::read_text(WORDS).await.ok();
    let words = words.and_then(|words| WordList::read(&words).ok());
    let Ok((folders, missing_files)) = forms else {
        return Starting::NoForms;
    };
    let (disk, refused) = disk::open().await;
    let chosen = language::chosen();
    let furnished = furnish(&agency, folders, &wording(), chosen.as_deref());
    let (settings, catalogue) = (furnished.settings, Arc::new(furnished.catalogue));
    theme::put_on(settings.theme.css().as_deref());
    if let Some(name) = &settings.name {
        theme::name_page(name);
    }
    language::name_page_language(furnished.wording.language());
    if let Some(owner) = &owner {
        let (languages, words) = (&settings.languages, &furnished.wording);
        owner.with(|| provide_context(Languages::of(languages, words)));
    }
    use_words(furnished.wording);
    if let (Some(owner), Some(logo)) = (&owner, &settings.logo) {
        owner.with(|| provide_context(Brand::of(logo)));
    }
    let pictures = Pictures::new(pictures, settings.pictures.clone());
    wording_problems.extend(pictures.missing(&catalogue));
    let furnishing = Arc::new(Furnishing {
        catalogue,
        pictures,
        missing_files,
        wording_problems,
        agency_problems: furnished.problems,
        words,
        settings,
        refused,
    });
    let place = Place {
        disk,
        mirror: Rc::new(LocalMirror),
        random: Rc::new(BrowserRandom),
        summarise: door::summarise(&furnishing),
    };
    #[cfg(feature = "trials")]
    crate::browser::trials::offer(&place);
    // What is not answered is not taken for "there are none".
    let Ok(found) = vaults(&place).await else {
        return Starting::NoAnswer;
    };
    let enter = move |session: Session| {
        if let Some(owner) = &owner {
            owner.with(|| {
                provide_context(session);
                provide_context(LockNow(Callback::new(move |()| session.lock())));
                provide_context(Elsewhere {
                    is_so: Signal::derive(move || session.is_read_only()),
                    on_take_over: Callback::new(move |()| {
                        if let Some(windows) = session.windows() {
                            windows.take_over();
                        }
                    }),
                });
            });
        }
        starting.set(Starting::Inside(Box::new(session)));
    };
    #[cfg(feature = "trials")]
    if let Some(session) = crate::ui::trials::enter(&furnishing, &place).await {
        enter(session);
        return Starting::Inside(Box::new(session));
    }
    let door = Door::new(furnishing, place, found, Callback::new(enter));
    Starting::AtTheDoor(door)
}

/// What stands there while the vaults are looked for: the page as it will be, and that something happens.
#[component]
fn UnderWay() -> impl IntoView {
    view! {
        <Frame>
            <p class="govuk-body" role="status">{wording().say("start.underway")}</p>
        </Frame>
    }
}

fn sorry(title: &'static str, todo: &'static str) -> impl IntoView {
    let words = wording();
    view! {
        <Frame>
            <PageHeading text=words.say(title)/>
            <p class="govuk-body">{words.say(todo)}</p>
        </Frame>
    }
}

/// What can be seen without a vault: the door, and what is for those who make forms.
#[component]
fn Outside(
    /// The door.
    door: Door,
) -> impl IntoView {
    let route = RwSignal::new(here());
    let listening = window_event_listener(ev::hashchange, move |_| {
        let Some(to) = location::path().map(|path| Route::read(&path)) else {
            return;
        };
        if to.is_outside() == route.with_untracked(Route::is_outside) {
            route.set(to);
        } else {
            // What may ask for files and what may not are never the same page.
            location::reload();
        }
    });
    on_cleanup(move || listening.remove());
    let is_at_the_door = Memo::new(move |_| !route.with(Route::is_outside));
    move || {
        if is_at_the_door.get() {
            return view! { <AtTheDoor door=door/> }.into_any();
        }
        view! { <Later part=Part::Outside(route.get())/> }.into_any()
    }
}

/// The place the address names; home where it names none.
fn here() -> Route {
    location::path().map_or(Route::Home, |path| Route::read(&path))
}

/// An unlocked vault: the place the address names, and somebody who watches over it. A link to an element of
/// the page changes the address too, but names no place: the page stays as it is.
#[component]
fn Inside(
    /// The session.
    session: Session,
) -> impl IntoView {
    let read = || location::path().map(|path| Route::read(&path));
    let route = RwSignal::new(read().unwrap_or(Route::Home));
    let listening = window_event_listener(ev::hashchange, move |_| {
        if let Some(to) = read().filter(|to| *to != route.get_untracked()) {
            session.keep_now();
            route.set(to);
        }
    });
    let leaving = window_event_listener(ev::visibilitychange, move |_| {
        session.keep_now();
        session.stay_awake();
    });
    let going = window_event_listener(ev::pagehide, move |_| session.keep_in_passing());
    // However printing was asked for: a button of the page, the browser's menu, or its keys.
    let printing = window_event_listener(ev::beforeprint, move |_| {
        if let Some(case) = route.with_untracked(|route| route.case().cloned()) {
            session.note(Event::Printed, Some(&case));
        }
    });
    on_cleanup(move || {
        printing.remove();
        listening.remove();
        leaving.remove();
        going.remove();
    });
    let at_most = move || match session.with_client() {
        Some((case, document)) => {
            let presentation = session.presentation_of(&case, document);
            route.get().for_client(&case, document, presentation)
        }
        None => route.get(),
    };
    let place = Memo::new(move |_| at_most());
    // A client who goes back, or types an address, stays in their own form.
    Effect::new(move |_| {
        let place = place.get();
        if session.with_client().is_some() && place != route.get() {
            location::replace(&place.path());
        }
    });
    let shown = move || {
        // Everything is drawn anew when everything was read anew.
        let _ = session.readings();
        let place = place.get();
        match place.case() {
            Some(case) => {
                let case = case.clone();
                view! { <OfCase session=session case=case route=place/> }.into_any()
            }
            None => view! { <AtPlace session=session route=place/> }.into_any(),
        }
    };
    view! {
        {shown}
        <Watch session=session/>
    }
    .into_any()
}

/// A place within a case, once the case is open.
#[component]
fn OfCase(
    /// The session.
    session: Session,
    /// The case.
    case: CaseId,
    /// The place.
    route: Route,
) -> impl IntoView {
    if session.case_now(&case).is_some() {
        return view! { <AtPlace session=session route=route/> }.into_any();
    }
    let opened = RwSignal::new(None::<Result<(), Unreadable>>);
    spawn_local(async move {
        let result = session.open_kept(&case).await;
        opened.set(Some(result));
    });
    let shown = move || {
        let route = route.clone();
        match opened.get() {
            None => ().into_any(),
            Some(Ok(()) | Err(Unreadable::Missing)) => {
                view! { <AtPlace session=session route=route/> }.into_any()
            }
            Some(Err(Unreadable::Damaged)) => sorry("case.damaged", "case.damaged-do").into_any(),
            Some(Err(Unreadable::TooNew)) => sorry("case.too-new", "case.too-new-do").into_any(),
            Some(Err(Unreadable::Store(_))) => {
                sorry("start.no-answer", "start.no-answer-do").into_any()
            }
        }
    };
    view! { {shown} }.into_any()
}

/// A place in an unlocked vault.
#[component]
fn AtPlace(
    /// The session.
    session: Session,
    /// The place.
    route: Route,
) -> impl IntoView {
    match route {
        Route::Home => view! { <pages::Home session=session/> }.into_any(),
        Route::Case(case) => view! { <pages::CasePage session=session id=case/> }.into_any(),
        Route::Start(case, form) => {
            view! { <pages::Start session=session id=case form=form/> }.into_any()
        }
        Route::Section(case, document, section) => view! {
            <pages::SectionPage session=session id=case document=document section=section/>
        }
        .into_any(),
        Route::EasyRead(case, document, step) => view! {
            <pages::EasyReadPage session=session id=case document=document step=step/>
        }
        .into_any(),
        Route::Thanks(case, document) => {
            view! { <pages::ThanksPage session=session id=case document=document/> }.into_any()
        }
        route @ (Route::Vault
        | Route::ServiceData
        | Route::Versions(_)
        | Route::Change(_)
        | Route::Copy(..)
        | Route::Check(..)
        | Route::Read(..)
        | Route::Report(..)
        | Route::Signed(..)) => view! { <Later part=Part::Page(session, route)/> }.into_any(),
        // These read files of the site, which an open vault does not do any more.
        Route::Preview(_) | Route::Gallery(_) => {
            location::reload();
            ().into_any()
        }
        Route::Unknown => view! { <pages::NotFound/> }.into_any(),
    }
}
