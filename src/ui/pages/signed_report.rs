//! What is said of a signed report wherever it is met: its versions, who was told of it, and what has changed since.

use leptos::prelude::*;

use crate::engine::case::{Case, CaseId, Document};
use crate::engine::questionnaire::{Item, Questionnaire};
use crate::engine::report::FORM;
use crate::engine::report::signed::{self, Difference, SignedStanding, Version, changed_since};
use crate::ui::components::{Cell, InsetText, NotificationBanner, Size, Table};
use crate::ui::document::OpenDocument;
use crate::ui::report_signing::said_of;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// The reports of a case that were signed; nothing while none was.
#[component]
pub fn SignedReports(
    /// The session.
    session: Session,
    /// The case.
    id: StoredValue<CaseId>,
) -> impl IntoView {
    let shown = move || {
        let case = session.case(&id.get_value())?;
        let of_report = |document: &&Document| document.form.as_str() == FORM;
        let reports = case.documents.iter().filter(of_report);
        let reports = reports.map(|document| drawn(session, &case, document));
        Some(reports.collect_view())
    };
    view! { {shown} }.into_any()
}

/// One report that was signed.
#[component]
pub fn SignedReport(
    /// The report.
    open: OpenDocument,
) -> impl IntoView {
    let shown = move || {
        let session = open.session();
        let case = session.case(&open.case())?;
        let document = case.document(open.id())?;
        (document.form.as_str() == FORM).then(|| drawn(session, &case, document))
    };
    view! { {shown} }.into_any()
}

/// On the pages of a report's form: that it is signed and closed, and where it is changed.
#[component]
pub fn Closed(
    /// The report.
    open: OpenDocument,
    /// The section on the page.
    number: usize,
) -> impl IntoView {
    let form = open.form;
    let definition = form.definition();
    if definition.id.as_str() != FORM {
        return ().into_any();
    }
    let place = page_to_sign(&definition.questionnaire).filter(|page| *page != number);
    let href = place.map(|page| Route::Section(open.case(), open.id(), page).href());
    let href = StoredValue::new(href);
    let to_change = move || {
        let text = wording().say("sign-report.to-change");
        let link =
            |href| view! { <p class="govuk-body"><a class="govuk-link" href=href>{text}</a></p> };
        href.get_value().map(link)
    };
    view! {
        <Show when=move || form.is_signed()>
            <InsetText>
                <p class="govuk-body">{wording().say("sign-report.closed")}</p>
                {to_change}
            </InsetText>
        </Show>
    }
    .into_any()
}

/// The number of the page of a form on which it is signed, from 1.
pub(super) fn page_to_sign(questionnaire: &Questionnaire) -> Option<usize> {
    page_of(questionnaire, |item| item.is_signature)
}

/// The number of the page of a form on which something stands, from 1.
fn page_of(questionnaire: &Questionnaire, is_it: fn(&Item) -> bool) -> Option<usize> {
    fn holds(item: &Item, is_it: fn(&Item) -> bool) -> bool {
        is_it(item) || item.items.iter().any(|item| holds(item, is_it))
    }
    let mut items = questionnaire.items.iter();
    let place = items.position(|item| holds(item, is_it))?;
    Some(place.saturating_add(1))
}

fn drawn(session: Session, case: &Case, document: &Document) -> AnyView {
    let words = wording();
    let versions = signed::versions(document);
    if versions.is_empty() {
        return ().into_any();
    }
    let heading = format!("versions-{}", document.id);
    let labelled_by = heading.clone();
    let is_signed = document.signing.is_some();
    let items = versions
        .iter()
        .map(|version| item(case, document, version))
        .collect_view();
    let since = match signed::standing(document) {
        SignedStanding::Signed(copy) => changed_since(&copy, case, &session.catalogue(), &words),
        SignedStanding::Damaged | SignedStanding::NotFrozen | SignedStanding::NotSigned => {
            Vec::new()
        }
    };
    let told = is_signed.then(|| told(session, case, document));
    view! {
        <section aria-labelledby=labelled_by>
            <h2 class="govuk-heading-m" id=heading>{words.say("sign-report.versions")}</h2>
            {told}
            <ol class="govuk-list app-versions">{items}</ol>
            {(!since.is_empty()).then(|| changes(&since))}
        </section>
    }
    .into_any()
}

/// Whether a version stands, or by which it was replaced; `None` for one that is damaged.
pub(super) fn stands(document: &Document, version: &Version) -> Option<String> {
    let words = wording();
    let Some((at, next)) = version.replaced else {
        let is_whole = version.copy.is_some();
        return is_whole.then(|| words.say("sign-report.stands"));
    };
    // The last that was replaced is replaced by what is being written.
    let is_draft = document.signing.is_none() && signed::next_version(document) == next;
    let key = if is_draft {
        "sign-report.replaced-draft"
    } else {
        "sign-report.replaced"
    };
    let (when, next) = (at.words(&words), next.to_string());
    Some(words.fill(key, &[("when", &when), ("next", &next)]))
}

/// One version: what it is, whether it stands, and the way to read it.
fn item(case: &Case, document: &Document, version: &Version) -> AnyView {
    let words = wording();
    let number = version.number.to_string();
    let read = version.copy.is_some().then(|| {
        let href = Route::Signed(case.id.clone(), document.id, version.number).href();
        let text = words.fill("sign-report.open", &[("version", &number)]);
        view! { <p class="govuk-body"><a class="govuk-link" href=href>{text}</a></p> }
    });
    let standing =
        stands(document, version).map(|standing| view! { <p class="govuk-body">{standing}</p> });
    view! {
        <li class="app-versions__one">
            {said_of(version)}
            {standing}
            {read}
        </li>
    }
    .into_any()
}

/// Who was told, or the way to note it.
fn told(session: Session, case: &Case, document: &Document) -> AnyView {
    let words = wording();
    match signed::told(document) {
        Some((who, day)) => {
            let day = day.map(|day| day.words(&words)).unwrap_or_default();
            let said = words.fill("sign-report.told", &[("who", &who), ("day", &day)]);
            view! { <p class="govuk-body">{said}</p> }.into_any()
        }
        None => {
            let catalogue = session.catalogue();
            let definition = catalogue.get(&document.form);
            let page = definition
                .and_then(|of| page_of(&of.questionnaire, |item| item.is_outside_signature));
            let link = page.map(|page| {
                let href = Route::Section(case.id.clone(), document.id, page).href();
                view! { <a class="govuk-link" href=href>{words.say("sign-report.tell")}</a> }
            });
            view! {
                <p class="govuk-body">
                    <strong>{words.say("sign-report.not-told")}</strong>
                    ". "
                    {link}
                </p>
            }
            .into_any()
        }
    }
}

/// What was signed, beside what the forms say today.
fn changes(since: &[Difference]) -> AnyView {
    let words = wording();
    let or_nothing = |said: &str| {
        if said.is_empty() {
            words.say("since.nothing")
        } else {
            said.to_owned()
        }
    };
    let row = |of: &Difference| {
        let cells = [
            of.name.clone(),
            or_nothing(&of.signed),
            or_nothing(&of.today),
        ];
        cells.map(Cell::from).to_vec()
    };
    let rows: Vec<Vec<Cell>> = since.iter().map(row).collect();
    let head = ["since.what", "since.signed", "since.today"].map(|key| words.say(key).into());
    let (title, why) = (words.say("since.title"), words.say("since.why"));
    let caption = words.say("since.caption");
    view! {
        <NotificationBanner>
            <p class="govuk-notification-banner__heading">{title}</p>
            <p class="govuk-body">{why}</p>
        </NotificationBanner>
        <Table
            caption=caption
            caption_size=Size::S
            head=head.to_vec()
            rows=Signal::stored(rows)
            first_cell_is_header=true
            is_wide=true
            class="app-since"
        />
    }
    .into_any()
}
