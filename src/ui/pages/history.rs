//! The history of a case: what was done with it and when, as the vault has noted it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::when;
use crate::engine::case::CaseId;
use crate::ui::components::Details;
use crate::ui::door::event_words;
use crate::ui::session::Session;
use crate::ui::wording;
use crate::vault::audit::{self, Happening};

/// How many are shown at once; the others are folded away.
const N_SHOWN: usize = 5;

/// What came of reading it.
#[derive(Clone)]
enum Reading {
    /// It is being read.
    Underway,
    /// What was done, the newest first, and whether the log that says so is whole.
    Read(Vec<Happening>, bool),
    /// The browser did not give it.
    Refused,
}

/// The history of a case.
#[component]
pub fn History(
    /// The session.
    session: Session,
    /// The case.
    id: StoredValue<CaseId>,
) -> impl IntoView {
    let reading = RwSignal::new(Reading::Underway);
    spawn_local(async move {
        let read = match session.vault().audit_chain().await {
            Ok(chain) => {
                let record = id.try_get_value().map(|id| id.to_string());
                let history = audit::history(&chain.entries, &record.unwrap_or_default());
                Reading::Read(history, chain.is_whole)
            }
            Err(_) => Reading::Refused,
        };
        // The page may be gone by now.
        let _ = reading.try_set(read);
    });
    let shown = move || match reading.get() {
        Reading::Underway => ().into_any(),
        Reading::Refused => {
            let words = wording().say("history.not-read");
            view! { <p class="govuk-body">{words}</p> }.into_any()
        }
        Reading::Read(history, is_whole) => listed(&history, is_whole),
    };
    let part = move || {
        (!session.is_read_only()).then(|| {
            view! {
                <section class="app-apart app-no-print" aria-labelledby="history-heading">
                    <h2 class="govuk-heading-m" id="history-heading">
                        {wording().say("history.title")}
                    </h2>
                    {shown}
                </section>
            }
        })
    };
    view! { {part} }.into_any()
}

fn listed(history: &[Happening], is_whole: bool) -> AnyView {
    let words = wording();
    let (newest, earlier) = history.split_at(history.len().min(N_SHOWN));
    let broken = (!is_whole).then(|| {
        view! { <p class="govuk-body"><strong>{words.say("audit.broken")}</strong></p> }
    });
    let none = history
        .is_empty()
        .then(|| view! { <p class="govuk-body">{words.say("history.none")}</p> });
    let newest = (!newest.is_empty()).then(|| list(newest));
    let earlier = (!earlier.is_empty()).then(|| {
        let earlier = list(earlier);
        view! { <Details summary=words.say("history.earlier")>{earlier}</Details> }
    });
    view! {
        {broken}
        {none}
        {newest}
        {earlier}
    }
    .into_any()
}

fn list(history: &[Happening]) -> AnyView {
    let lines = history
        .iter()
        .map(|happening| view! { <li>{line(happening)}</li> })
        .collect_view();
    view! { <ul class="govuk-list">{lines}</ul> }.into_any()
}

fn line(happening: &Happening) -> String {
    let (first, last) = (when(&happening.first), when(&happening.last));
    let what = event_words(happening.event);
    let words = wording();
    if happening.n_times == 1 {
        return words.fill("history.line", &[("when", &first), ("what", &what)]);
    }
    let n = happening.n_times.to_string();
    let values = [
        ("when", &*first),
        ("until", &*last),
        ("what", &*what),
        ("n", &*n),
    ];
    words.fill("history.often", &values)
}
