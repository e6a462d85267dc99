//! The words of the app on this page.
//!
//! They are kept beside the page rather than in a context of the screen, because they are also needed
//! where there is no place on the screen to look a context up from: in answers to gestures.

use std::cell::RefCell;

use crate::engine::wording::Wording;

thread_local! {
    static WORDS: RefCell<Wording> = RefCell::new(Wording::built_in());
}

/// The words of the app.
#[must_use]
pub fn wording() -> Wording {
    WORDS.with_borrow(Clone::clone)
}
