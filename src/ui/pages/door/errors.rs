//! What has to be put right on one screen of the vault: what the screen itself sees at once, and what
//! came of trying.

use leptos::prelude::*;

use super::DoorProblem;
use crate::ui::components::{ErrorLink, ErrorSummary};
use crate::ui::wording;

/// What is wrong with what was typed into one field; shown beside it and in the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldError {
    /// The id of the field.
    pub field: &'static str,
    /// The words.
    pub text: String,
}

impl FieldError {
    /// The words under a key, about a field.
    pub fn new(field: &'static str, key: &str) -> Self {
        Self {
            field,
            text: wording().say(key),
        }
    }
}

/// What has to be put right on one screen. A handle: copies of it are the same.
#[derive(Clone, Copy)]
pub(super) struct Errors {
    found: RwSignal<Vec<FieldError>>,
    attempt: RwSignal<usize>,
    outcome: Signal<Option<DoorProblem>>,
    fields: &'static [&'static str],
}

impl Errors {
    /// Nothing found yet, on a screen with these fields. What comes of trying is shown once nothing is
    /// going on.
    pub fn over(
        outcome: Signal<Option<DoorProblem>>,
        is_busy: Signal<bool>,
        fields: &'static [&'static str],
    ) -> Self {
        let outcome = Signal::derive(move || outcome.get().filter(|_| !is_busy.get()));
        Self {
            found: RwSignal::new(Vec::new()),
            attempt: RwSignal::new(0),
            outcome,
            fields,
        }
    }

    /// Nothing found yet, on a screen where nothing is tried.
    pub fn new() -> Self {
        Self::over(Signal::stored(None), Signal::stored(false), &[])
    }

    /// Notes what the screen has found; whether it is nothing.
    pub fn check(self, found: Vec<FieldError>) -> bool {
        let is_right = found.is_empty();
        self.found.set(found);
        self.attempt
            .update(|attempt| *attempt = attempt.wrapping_add(1));
        is_right
    }

    /// Forgets what the screen has found: another screen stands in its place.
    pub fn clear(self) {
        self.found.set(Vec::new());
    }

    /// What came of trying, as long as the screen itself has found nothing. What came of trying on
    /// another screen is left there.
    fn outcome(self) -> Option<DoorProblem> {
        let problem = self.outcome.get()?;
        let is_from_elsewhere = self.attempt.get() == 0
            && problem
                .field()
                .is_some_and(|field| !self.fields.contains(&field));
        (!is_from_elsewhere && self.found.read().is_empty()).then_some(problem)
    }

    /// What is wrong with one field.
    pub fn of(self, field: &'static str) -> MaybeProp<String> {
        MaybeProp::derive(move || {
            let found = self.found.read();
            if let Some(error) = found.iter().find(|error| error.field == field) {
                return Some(error.text.clone());
            }
            drop(found);
            self.outcome()
                .filter(|problem| problem.field() == Some(field))
                .map(|problem| problem.says())
        })
    }

    /// All of it, for the top of the screen: what has happened, then what to do.
    pub fn summary(self) -> impl IntoView + use<> {
        let links = Signal::derive(move || {
            let found = self.found.get();
            let mut links: Vec<_> = found
                .into_iter()
                .map(|error| ErrorLink::new(error.field, error.text))
                .collect();
            if let Some(problem) = self.outcome() {
                let field = problem.field().filter(|of| self.fields.contains(of));
                links.push(match field {
                    Some(field) => ErrorLink::new(field, problem.says()),
                    None => ErrorLink::without_link(problem.says()),
                });
                links.push(ErrorLink::without_link(problem.to_do()));
            }
            links
        });
        view! { <ErrorSummary errors=links attempt=self.attempt/> }
    }
}
