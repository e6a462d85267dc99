//! On the page of a case: what follows from the second session that was not attended without a reasonable excuse.

use leptos::prelude::*;

use crate::engine::case::{Case, CaseId, Document};
use crate::engine::catalogue::Catalogue;
use crate::engine::missed_sessions::MissedSessions;
use crate::ui::components::InsetText;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::wording;

/// The sentence, who decides, and the way to how it was counted; nothing before there are two such sessions.
#[component]
pub fn SecondFailure(
    /// The session.
    session: Session,
    /// The case.
    id: StoredValue<CaseId>,
) -> impl IntoView {
    let notes = move || {
        let case = session.case(&id.get_value())?;
        let catalogue = session.catalogue();
        let note = |document| note(&case, document, &catalogue);
        Some(case.documents.iter().filter_map(note).collect::<Vec<_>>())
    };
    view! { {notes} }.into_any()
}

fn note(case: &Case, document: &Document, catalogue: &Catalogue) -> Option<AnyView> {
    let words = wording();
    let missed = MissedSessions::in_document(document, catalogue)?;
    let line = missed.line(&words).filter(|_| missed.are_two())?;
    let definition = catalogue.get(&document.form)?;
    let title = &definition.questionnaire.title;
    let link = words.fill(
        "case.second-failure",
        &[("form", title.in_language(words.language()))],
    );
    let place = Route::Read(case.id.clone(), document.id).href();
    Some(
        view! {
            <InsetText>
                <p class="govuk-body">
                    <strong>{line}</strong>
                </p>
                <p class="govuk-body">{words.say("second-failure.decides")}</p>
                <p class="govuk-body">
                    <a class="govuk-link" href=place>{link}</a>
                </p>
            </InsetText>
        }
        .into_any(),
    )
}
