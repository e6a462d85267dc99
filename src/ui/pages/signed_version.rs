//! A version of a report as it was signed, to read: also one that was replaced since.

use leptos::prelude::*;

use super::NotFound;
use super::signed_report::stands;
use crate::browser::print;
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::report::Attached;
use crate::engine::report::signed;
use crate::ui::components::{Button, InsetText, PageHeading};
use crate::ui::frame::Frame;
use crate::ui::report_signing::said_of;
use crate::ui::report_view::drawn;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// A version of a report that was signed.
#[component]
pub fn SignedVersionPage(
    /// The session.
    session: Session,
    /// The case.
    id: CaseId,
    /// The document.
    document: DocumentId,
    /// The number of the version.
    version: u32,
) -> impl IntoView {
    let case = session.case_now(&id);
    let document = case.and_then(|case| case.document(document).cloned());
    let found = document.and_then(|document| {
        let mut versions = signed::versions(&document).into_iter();
        let version = versions.find(|of| of.number == version)?;
        Some((document, version))
    });
    let Some((document, version)) = found else {
        return view! { <NotFound/> }.into_any();
    };
    let words = wording();
    let report = version
        .copy
        .as_ref()
        .map(|copy| copy.shown(Attached::default()));
    let title = report.as_ref().map(|report| report.title.clone());
    let title = title.unwrap_or_else(|| words.say("sign-report.versions"));
    let standing = stands(&document, &version);
    view! {
        <Frame back=Route::Case(id).href() back_text=words.say("section.back")>
            <PageHeading text=title/>
            <InsetText>
                {said_of(&version)}
                {standing.map(|standing| view! { <p class="govuk-body">{standing}</p> })}
            </InsetText>
            <Button text=words.say("read.print") on_press=move |()| print::print()/>
            {report.map(|report| drawn(&report))}
        </Frame>
    }
    .into_any()
}
