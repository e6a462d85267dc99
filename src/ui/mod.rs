//! Draws the engine's state and turns every gesture into a change. Makes no decision about answers.

mod app;
pub mod components;
mod document;
mod door;
mod findings;
mod frame;
#[cfg(feature = "gallery")]
pub mod gallery;
mod item;
mod one_file;
mod open_form;
pub mod pages;
pub mod pictures;
mod prefill_note;
mod presenting;
mod read_aloud;
mod report_signing;
pub mod report_view;
mod review;
pub mod route;
mod sections;
pub mod session;
mod signature;
#[cfg(feature = "trials")]
mod trials;
mod watch;
mod windows;
mod wording;

use leptos::prelude::*;

use crate::browser::host;

pub use wording::wording;

/// Puts the app into the page.
pub fn start() {
    // Where it happened and nothing else: a panic's own words may hold what a person typed.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        host::stopped(&place.unwrap_or_default());
    }));
    mount_to_body(app::App);
}
