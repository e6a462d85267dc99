//! When somebody is to look whether a finished case is still needed on this machine: the browser is not the
//! record, and what is not needed here any more is to be taken away.

use crate::browser::clock;
use crate::engine::case::summary::Summary;
use crate::ui::pages::door::Review;
use crate::ui::session::Session;
use crate::ui::wording;

/// The day, and whether it has come; `None` while anything in the case is unfinished.
#[must_use]
pub fn review_of(case: &Summary, session: Session) -> Option<Review> {
    if case.n_open > 0 || case.n_complete == 0 {
        return None;
    }
    let days = session.furnishing().settings.review_days;
    let day = case.changed.date.after(days)?;
    Some(Review {
        day: day.words(&wording()),
        is_due: day.compare(clock::today()).is_le(),
    })
}
