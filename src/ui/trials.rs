//! For trials only: a session that nobody has to unlock. Behind the feature `trials`, which no agency's site
//! is built with.

use std::sync::Arc;

use crate::browser::{location, trials};
use crate::ui::door;
use crate::ui::route::Route;
use crate::ui::session::{Furnishing, Session};
use crate::vault::audit::Event;
use crate::vault::place::Place;

/// A session of the vault of trials, where a test asks for it.
pub async fn enter(furnishing: &Arc<Furnishing>, place: &Place) -> Option<Session> {
    // These are shown outside of every vault, and an open one would load the page again for them.
    let route = location::path().map(|path| Route::read(&path));
    if route.is_some_and(|route| route.is_outside()) || !trials::is_asked() {
        return None;
    }
    let (header, key) = trials::open(place).await?;
    let (furnishing, place) = (Arc::clone(furnishing), place.clone());
    let entered = door::enter(furnishing, place, header, key, Event::Unlocked);
    entered.await.ok()
}
