//! The words of the app on this page.
//!
//! They are kept beside the page rather than in a context of the screen, because they are also needed
//! where there is no place on the screen to look a context up from: in answers to gestures.

use std::cell::RefCell;

use crate::browser::files;
use crate::engine::problem::Problem;
use crate::engine::wording::Wording;

/// The files an agency can change beside the page, one a subject.
const FILES: [&str; 11] = [
    "agency",
    "answers",
    "app",
    "comparison",
    "components",
    "consent",
    "problems",
    "report",
    "scores",
    "vault",
    "violations",
];

thread_local! {
    /// None until a program says which are its words: one that has no vault shall not carry the words of one.
    static WORDS: RefCell<Wording> = RefCell::default();
}

/// The words of the app.
#[must_use]
pub fn wording() -> Wording {
    WORDS.with_borrow(Clone::clone)
}

/// Says everything in these words from here on.
pub fn use_words(words: Wording) {
    WORDS.set(words);
}

/// Puts the wording files beside the page over the built-in words, and gives back what is wrong with
/// them. A file that is not there leaves the built-in words as they are.
pub async fn read_beside_the_page() -> Vec<Problem> {
    let mut words = wording();
    let mut problems = Vec::new();
    let language = words.language().to_owned();
    for file in FILES {
        let path = format!("wording/{language}/{file}.json");
        if let Ok(json) = files::read_text(&path).await {
            let (over, found) = words.overlaid(&language, &json);
            words = over;
            problems.extend(found.into_iter().map(|mut problem| {
                problem.place = format!("{path}: {}", problem.place);
                problem
            }));
        }
    }
    WORDS.set(words);
    problems
}
