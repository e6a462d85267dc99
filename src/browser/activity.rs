//! Signs of life: when somebody last touched the machine, and when the machine itself was away.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, EventTarget};

use crate::browser::clock;

/// What counts as a sign of life.
const SIGNS: [&str; 6] = [
    "pointerdown",
    "pointermove",
    "keydown",
    "input",
    "wheel",
    "touchstart",
];

/// When there last was a sign of life, by both clocks: one can be put back, the other can stand still.
#[derive(Debug, Clone)]
pub struct Activity(Rc<Cell<(u64, u64)>>);

impl Activity {
    /// Watches the page from now on, as long as this instance of the program runs.
    #[must_use]
    pub fn watch() -> Self {
        let activity = Self(Rc::new(Cell::new(now())));
        if let Some(window) = web_sys::window() {
            for sign in SIGNS {
                activity.listen(&window, sign);
            }
        }
        activity
    }

    fn listen(&self, target: &EventTarget, sign: &str) {
        let last = Rc::clone(&self.0);
        let seen = Closure::<dyn Fn()>::new(move || last.set(now()));
        let options = AddEventListenerOptions::new();
        options.set_passive(true);
        options.set_capture(true);
        // Where it cannot listen, the page locks early rather than late.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            sign,
            seen.as_ref().unchecked_ref(),
            &options,
        );
        seen.forget();
    }

    /// There is somebody.
    pub fn note(&self) {
        self.0.set(now());
    }

    /// How long there was no sign of life, in milliseconds: by whichever clock says more.
    #[must_use]
    pub fn quiet_ms(&self) -> u64 {
        let ((then, then_running), (now, running)) = (self.0.get(), now());
        let by_clock = now.saturating_sub(then);
        by_clock.max(running.saturating_sub(then_running))
    }
}

fn now() -> (u64, u64) {
    (clock::epoch_ms(), clock::since_opening_ms())
}
