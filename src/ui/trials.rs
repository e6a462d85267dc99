//! For trials only: a session that nobody has to unlock. Behind the feature `trials`, which no agency's site
//! is built with.

use std::sync::Arc;

use crate::browser::trials;
use crate::ui::door;
use crate::ui::session::{Furnishing, Session};
use crate::vault::audit::Event;
use crate::vault::place::Place;

/// A session of the vault of trials, where a test asks for it.
pub async fn enter(furnishing: &Arc<Furnishing>, place: &Place) -> Option<Session> {
    if !trials::is_asked() {
        return None;
    }
    let (header, key) = trials::open(place).await?;
    let (furnishing, place) = (Arc::clone(furnishing), place.clone());
    let entered = door::enter(furnishing, place, header, key, Event::Unlocked);
    entered.await.ok()
}
