//! Draws the engine's state and turns every gesture into a change. Makes no decision about answers.

mod app;
pub mod components;
mod document;
mod door;
pub(crate) mod easy_question;
mod findings;
mod frame;
#[cfg(feature = "gallery")]
pub mod gallery;
pub(crate) mod idea;
pub(crate) mod item;
mod languages;
pub(crate) mod later;
mod new_version;
pub(crate) mod not_carried;
mod one_file;
pub(crate) mod open_form;
pub mod pages;
pub mod pictures;
mod prefill_note;
mod presenting;
pub(crate) mod read_aloud;
mod report_signing;
pub mod report_view;
mod review;
pub mod route;
pub(crate) mod sections;
pub mod session;
mod signature;
pub(crate) mod steps;
#[cfg(feature = "trials")]
mod trials;
mod watch;
mod windows;
mod wording;

use leptos::prelude::*;

use crate::browser::host;
use crate::engine::wording::Wording;

pub use wording::{use_words, wording};

/// Puts the app into the page.
pub fn start() {
    // Where it happened and nothing else: a panic's own words may hold what a person typed.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        host::stopped(&place.unwrap_or_default());
    }));
    use_words(Wording::built_in());
    mount_to_body(app::App);
}
