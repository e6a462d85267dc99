//! The part of the app that the first form does not need. It is asked for at the start and arrives behind the first part,
//! so that nobody waits for reports in order to consent.
//!
//! Everything of it is reached through [`Later`], and in no other way: what the first part names itself is in the first
//! part. A build without the feature `split` is one part.

use leptos::prelude::*;
#[cfg(feature = "split")]
use leptos::wasm_split::SplitLoaderError;

use crate::engine::case::CaseId;
use crate::ui::components::PageHeading;
use crate::ui::document::OpenDocument;
use crate::ui::frame::Frame;
use crate::ui::pages;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// What arrives later.
#[derive(Clone)]
pub enum Part {
    /// A whole page of an open vault.
    Page(Session, Route),
    /// On the page of a case, behind the forms of the pathway.
    BehindThePathway(Session, StoredValue<CaseId>),
    /// On the page of a case, at its end.
    AtTheEndOfACase(Session, StoredValue<CaseId>),
    /// Where a report is signed.
    SigningAReport(Box<OpenDocument>),
    /// A page outside of every vault, for those who make forms.
    Outside(Route),
}

impl Part {
    fn is_page(&self) -> bool {
        match self {
            Self::Page(..) | Self::Outside(_) => true,
            Self::BehindThePathway(..) | Self::AtTheEndOfACase(..) | Self::SigningAReport(_) => {
                false
            }
        }
    }
}

/// How far the other part of the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    #[cfg_attr(
        not(feature = "split"),
        expect(dead_code, reason = "there is one part")
    )]
    Underway,
    There,
    #[cfg_attr(
        not(feature = "split"),
        expect(dead_code, reason = "there is one part")
    )]
    NotComing,
}

/// Waits for the other part of the program, once for the whole app.
pub fn expect_it() {
    #[cfg(not(feature = "split"))]
    provide_context(RwSignal::new(Arrival::There));
    #[cfg(feature = "split")]
    {
        let arrival = RwSignal::new(Arrival::Underway);
        provide_context(arrival);
        leptos::task::spawn_local(async move {
            arrival.set(match wait().await {
                Ok(()) => Arrival::There,
                Err(_) => Arrival::NotComing,
            });
        });
    }
}

/// A part of the page that is drawn as soon as the program is there for it.
#[component]
pub fn Later(
    /// What is drawn.
    part: Part,
) -> impl IntoView {
    let arrival = expect_context::<RwSignal<Arrival>>();
    let shown = move || match arrival.get() {
        Arrival::There => drawn_now(part.clone()).unwrap_or_else(|| not_coming(&part)),
        Arrival::Underway => underway(&part),
        Arrival::NotComing => not_coming(&part),
    };
    view! { {shown} }.into_any()
}

/// That something is still on its way.
fn underway(part: &Part) -> AnyView {
    let words = wording();
    if part.is_page() {
        view! { <Frame><PageHeading text=words.say("later.page")/></Frame> }.into_any()
    } else {
        view! { <p class="govuk-body">{words.say("later.part")}</p> }.into_any()
    }
}

/// That something has not arrived, and what to do.
fn not_coming(part: &Part) -> AnyView {
    let words = wording();
    let todo = view! { <p class="govuk-body">{words.say("later.what-to-do")}</p> };
    if part.is_page() {
        let title = words.say("later.no-page");
        view! { <Frame back=Route::Home.href()><PageHeading text=title/>{todo}</Frame> }.into_any()
    } else {
        view! {
            <p class="govuk-body"><strong>{words.say("later.no-part")}</strong></p>
            {todo}
        }
        .into_any()
    }
}

/// Draws it; nothing where the other part of the program is not there after all.
fn drawn_now(part: Part) -> Option<AnyView> {
    #[cfg(feature = "split")]
    {
        use futures_util::FutureExt as _;
        // It has arrived, so that there is nothing to wait for.
        drawn(part).now_or_never()?.ok()
    }
    #[cfg(not(feature = "split"))]
    {
        Some(drawn(part))
    }
}

#[cfg(not(feature = "split"))]
fn drawn(part: Part) -> AnyView {
    in_the_other_part(part)
}

// The macro takes what follows it out of the first part, and lets C's way of calling lead there: it says itself why that is
// sound.
#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(
    rest,
    wasm_split_path = leptos::wasm_split,
    preload(wait),
    fallible
)]
#[allow(
    unsafe_code,
    reason = "the macro's own: both ends of the call come from this one function"
)]
fn drawn(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(in_the_other_part(part))
}

fn in_the_other_part(part: Part) -> AnyView {
    match part {
        Part::Page(session, route) => pages::later(session, route),
        Part::BehindThePathway(session, id) => pages::behind_the_pathway(session, id),
        Part::AtTheEndOfACase(session, id) => pages::at_the_end_of_a_case(session, id),
        Part::SigningAReport(open) => pages::signing_a_report(*open),
        Part::Outside(route) => pages::outside(route),
    }
}
