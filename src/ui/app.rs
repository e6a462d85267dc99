//! The app: gets the forms and the kept cases, then shows the place the address names.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{files, host, location, store};
use crate::engine::catalogue::Catalogue;
use crate::ui::components::PageHeading;
use crate::ui::frame::Frame;
use crate::ui::pages;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;
use crate::ui::wording::read_beside_the_page;

/// How far starting is.
#[derive(Clone)]
enum Starting {
    Underway,
    Started(Session),
    NoForms,
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let starting = RwSignal::new_local(Starting::Underway);
    let owner = Owner::current();
    spawn_local(async move {
        let wording_problems = read_beside_the_page().await;
        let forms = files::read_forms().await;
        if !Route::read(&location::path().unwrap_or_default()).reads_files() {
            host::close_doors();
        }
        let (store, refused) = store::open().await;
        match forms {
            Ok((folders, missing)) => {
                let catalogue = Catalogue::read(&folders);
                let opened = Session::open(catalogue, missing, wording_problems, store, refused);
                let session = opened.await;
                if let Some(owner) = owner {
                    owner.with(|| provide_context(session));
                }
                starting.set(Starting::Started(session));
            }
            Err(_) => starting.set(Starting::NoForms),
        }
    });
    move || match starting.get() {
        Starting::Underway => ().into_any(),
        Starting::Started(session) => view! { <Places session=session/> }.into_any(),
        Starting::NoForms => {
            let words = wording();
            view! {
                <Frame>
                    <PageHeading text=words.say("start.no-forms")/>
                    <p class="govuk-body">{words.say("start.no-forms-do")}</p>
                </Frame>
            }
            .into_any()
        }
    }
}

/// The place the address names. A link to an element of the page changes the address too, but names
/// no place: the page stays as it is.
#[component]
fn Places(
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
    let leaving = window_event_listener(ev::visibilitychange, move |_| session.keep_now());
    let going = window_event_listener(ev::pagehide, move |_| session.keep_in_passing());
    on_cleanup(move || {
        listening.remove();
        leaving.remove();
        going.remove();
    });
    move || match route.get() {
        Route::Home => view! { <pages::Home session=session/> }.into_any(),
        Route::Case(case) => view! { <pages::CasePage session=session id=case/> }.into_any(),
        Route::Start(case, form) => {
            view! { <pages::Start session=session id=case form=form/> }.into_any()
        }
        Route::Section(case, document, section) => view! {
            <pages::SectionPage session=session id=case document=document section=section/>
        }
        .into_any(),
        Route::Check(case, document) => {
            view! { <pages::CheckPage session=session id=case document=document/> }.into_any()
        }
        Route::Read(case, document) => {
            view! { <pages::ReadPage session=session id=case document=document/> }.into_any()
        }
        Route::Preview(address) => view! { <pages::Preview address=address/> }.into_any(),
        Route::Gallery(rest) => pages::gallery(&rest),
        Route::Unknown => view! { <pages::NotFound/> }.into_any(),
    }
}
