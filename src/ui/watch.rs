//! Locks the vault when nobody is there: after a while without a sign of life, after the machine slept, when
//! the page was hidden for long, and when it comes back from the browser's history. Asks before the page is
//! left with what may be lost.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use crate::browser::activity::Activity;
use crate::browser::clock;
use crate::browser::location;
use crate::ui::components::IdleWarning;
use crate::ui::session::Session;

/// How often it looks, in milliseconds.
const EVERY_MS: u64 = 1_000;

/// How long before locking a person is warned, in milliseconds.
const WARNED_MS: u64 = 30_000;

/// How long the page may be hidden, and how long the timer may have stood still, in milliseconds.
const AWAY_MS: u64 = 60_000;

/// Watches over an unlocked vault.
#[component]
pub fn Watch(
    /// The session.
    session: Session,
) -> impl IntoView {
    let activity = StoredValue::new_local(Activity::watch());
    let seconds_left = RwSignal::new(None::<u32>);
    let idle_ms = u64::from(session.furnishing().settings.idle_minutes) * 60_000;
    let last_look = Rc::new(Cell::new(clock::epoch_ms()));
    let hidden_since = Rc::new(Cell::new(None::<u64>));
    let look = {
        let (last_look, hidden_since) = (Rc::clone(&last_look), Rc::clone(&hidden_since));
        move || {
            let now = clock::epoch_ms();
            // Timers stand still while a machine sleeps, and while a tablet has the page in the background.
            let is_back = now.saturating_sub(last_look.replace(now)) > AWAY_MS;
            let is_hidden_long = hidden_since
                .get()
                .is_some_and(|since| now.saturating_sub(since) > AWAY_MS);
            let left = idle_ms.saturating_sub(activity.with_value(Activity::quiet_ms));
            if left == 0 || is_back || is_hidden_long {
                session.lock();
            }
            let seconds = u32::try_from(left.div_ceil(1_000)).unwrap_or(u32::MAX);
            seconds_left.set((left <= WARNED_MS).then_some(seconds));
        }
    };
    let looking = set_interval_with_handle(look.clone(), Duration::from_millis(EVERY_MS));
    let hiding = window_event_listener(ev::visibilitychange, move |_| {
        if location::is_hidden() {
            hidden_since.set(Some(clock::epoch_ms()));
        } else {
            // Before anything is drawn again.
            look();
            hidden_since.set(None);
        }
    });
    let showing = window_event_listener(ev::pageshow, move |event| {
        if event.persisted() {
            session.lock();
        }
    });
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        // The browser asks in its own words, and only somebody who has touched the page.
        if session.is_in_danger() {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        leaving.remove();
        if let Ok(looking) = looking {
            looking.clear();
        }
        hiding.remove();
        showing.remove();
    });
    let stay = move |()| {
        activity.with_value(Activity::note);
        seconds_left.set(None);
    };
    view! {
        <IdleWarning
            seconds_left=seconds_left
            on_stay=stay
            on_lock=move |()| session.lock()
        />
    }
    .into_any()
}
