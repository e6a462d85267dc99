//! What is drawn by the part of the program that arrives later (`ui/later.rs`). Nothing else may name these pages, or they
//! would be in the first part.

use leptos::prelude::*;

use super::NotFound;
use super::case::Remove;
use super::change::{ChangeLink, ChangePage};
use super::check::CheckPage;
use super::consent_over_time::ConsentOverTime;
use super::copy::CopyPage;
use super::history::History;
use super::preview::Preview;
use super::read::ReadPage;
use super::report::ReportPage;
use super::service_data::ServiceDataPage;
use super::signed_report::SignedReports;
use super::signed_version::SignedVersionPage;
use super::vault::VaultPage;
use super::versions::VersionsPage;
use crate::engine::case::CaseId;
use crate::ui::document::OpenDocument;
use crate::ui::report_signing::ReportSignature;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// A page of an open vault.
pub fn later(session: Session, route: Route) -> AnyView {
    match route {
        Route::Vault => view! { <VaultPage session=session/> }.into_any(),
        Route::ServiceData => view! { <ServiceDataPage session=session/> }.into_any(),
        Route::Versions(record) => {
            view! { <VersionsPage session=session record=record/> }.into_any()
        }
        Route::Change(case) => view! { <ChangePage session=session id=case/> }.into_any(),
        Route::Copy(case, document) => {
            view! { <CopyPage session=session id=case document=document/> }.into_any()
        }
        Route::Check(case, document) => {
            view! { <CheckPage session=session id=case document=document/> }.into_any()
        }
        Route::Read(case, document) => {
            view! { <ReadPage session=session id=case document=document/> }.into_any()
        }
        Route::Report(case, document) => {
            view! { <ReportPage session=session id=case document=document/> }.into_any()
        }
        Route::Signed(case, document, version) => view! {
            <SignedVersionPage session=session id=case document=document version=version/>
        }
        .into_any(),
        // The first part has these itself, or they are outside of a vault.
        Route::Home
        | Route::Case(_)
        | Route::Start(..)
        | Route::Section(..)
        | Route::EasyRead(..)
        | Route::Thanks(..)
        | Route::Preview(_)
        | Route::Gallery(_)
        | Route::Unknown => view! { <NotFound/> }.into_any(),
    }
}

/// On the page of a case, behind the forms of the pathway: the reports that were signed, and consent over time.
pub fn behind_the_pathway(session: Session, id: StoredValue<CaseId>) -> AnyView {
    view! {
        <SignedReports session=session id=id/>
        <ConsentOverTime session=session id=id/>
    }
    .into_any()
}

/// At the end of the page of a case: what changed, what was done, and removing it.
pub fn at_the_end_of_a_case(session: Session, id: StoredValue<CaseId>) -> AnyView {
    view! {
        <ChangeLink session=session id=id/>
        <History session=session id=id/>
        <Remove session=session id=id/>
    }
    .into_any()
}

/// Where a report is signed.
pub fn signing_a_report(open: OpenDocument) -> AnyView {
    view! { <ReportSignature open=open/> }.into_any()
}

/// A page outside of every vault, for those who make forms.
pub fn outside(route: Route) -> AnyView {
    match route {
        Route::Preview(address) => view! { <Preview address=address/> }.into_any(),
        Route::Gallery(rest) => gallery(rest),
        Route::Home
        | Route::Vault
        | Route::ServiceData
        | Route::Versions(_)
        | Route::Case(_)
        | Route::Change(_)
        | Route::Start(..)
        | Route::Section(..)
        | Route::EasyRead(..)
        | Route::Thanks(..)
        | Route::Copy(..)
        | Route::Check(..)
        | Route::Read(..)
        | Route::Report(..)
        | Route::Signed(..)
        | Route::Unknown => ().into_any(),
    }
}

/// The gallery; a build without it has no such page.
fn gallery(path: String) -> AnyView {
    #[cfg(feature = "gallery")]
    {
        view! { <crate::ui::gallery::Gallery path=path/> }.into_any()
    }
    #[cfg(not(feature = "gallery"))]
    {
        drop(path);
        view! { <NotFound/> }.into_any()
    }
}
