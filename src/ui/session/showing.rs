//! How forms are shown in this window: in which presentation, how large, with or without pictures, and what a
//! person who has the device asked for in a form's place.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Pause, Session};
use crate::browser::{location, text_size, wake_lock};
use crate::engine::case::{CaseId, DocumentId};
use crate::engine::presentation::Presentation;
use crate::engine::problem::Problem;

impl Session {
    /// Keeps the screen from going dark while a client has the device, as far as the browser lets it.
    pub fn stay_awake(&self) {
        if self.with_client.with_untracked(Option::is_some) && !location::is_hidden() {
            spawn_local(wake_lock::hold());
        }
    }

    /// What the person who has the device asked for; follows it.
    #[must_use]
    pub fn pause(&self) -> Option<Pause> {
        self.pause.get()
    }

    /// Shows nothing but what the person asked for, or the form again.
    pub fn set_pause(&self, pause: Option<Pause>) {
        self.keep_now();
        self.pause.set(pause);
    }

    /// How a document is put to the person; follows it.
    #[must_use]
    pub fn presentation_of(&self, id: &CaseId, document: DocumentId) -> Presentation {
        self.case(id)
            .and_then(|case| Some(case.document(document)?.presentation()))
            .unwrap_or_default()
    }

    /// How large everything is written, counted from nought; follows it.
    #[must_use]
    pub fn text_size(&self) -> usize {
        self.text_size.get()
    }

    /// How large everything is written now.
    #[must_use]
    pub fn text_size_now(&self) -> usize {
        self.text_size.get_untracked()
    }

    /// Writes everything in a size, counted from nought.
    pub fn set_text_size(&self, size: usize) {
        text_size::set(size);
        self.text_size.set(size.min(text_size::N_SIZES - 1));
    }

    /// Whether easy read is shown without its pictures; follows it.
    #[must_use]
    pub fn is_without_pictures(&self) -> bool {
        self.is_without_pictures.get()
    }

    /// Shows easy read with its pictures, or without.
    pub fn set_without_pictures(&self, is_without: bool) {
        self.is_without_pictures.set(is_without);
    }

    /// Takes down a problem that was found while the forms were in use, once.
    pub fn note_problem(&self, problem: Problem) {
        self.late_problems.update(|problems| {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        });
    }

    /// The problems found so far while the forms were in use.
    #[must_use]
    pub fn late_problems(&self) -> Vec<Problem> {
        self.late_problems.get_untracked()
    }
}
