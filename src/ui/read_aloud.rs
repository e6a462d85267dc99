//! Reading a page aloud, one statement after the other.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::location;
use crate::browser::speech::{self, Ended, Listening, Reading};
use crate::ui::components::ReadAloudBar;

/// How fast is usual, and how fast is slow, as parts of a voice's own speed (A11Y §6.1).
const USUAL: f32 = 0.9;
const SLOW: f32 = 0.65;

/// Something that is read in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its name on the page.
    pub id: String,
    /// What is read. Words of the form only, never what a person typed.
    pub text: String,
    /// The address of a recording of it.
    pub recording: Option<String>,
}

/// What reads a page aloud. A handle.
#[derive(Clone, Copy)]
pub struct ReadAloud {
    statements: StoredValue<Vec<Statement>>,
    language: StoredValue<String>,
    current: RwSignal<Option<usize>>,
    last: StoredValue<usize>,
    is_slow: RwSignal<bool>,
    has_failed: RwSignal<bool>,
    can_speak: RwSignal<bool>,
    reading: StoredValue<Option<Reading>, LocalStorage>,
    _listening: StoredValue<Option<Listening>, LocalStorage>,
}

impl ReadAloud {
    /// For the statements of a page, in a language. Stops when the page goes or is hidden.
    #[must_use]
    pub fn new(statements: Vec<Statement>, language: &str) -> Self {
        let can_speak = RwSignal::new(speech::can_speak(language));
        let of = language.to_owned();
        let listening = speech::when_voices_change(move || can_speak.set(speech::can_speak(&of)));
        let aloud = Self {
            statements: StoredValue::new(statements),
            language: StoredValue::new(language.to_owned()),
            current: RwSignal::new(None),
            last: StoredValue::new(0),
            is_slow: RwSignal::new(false),
            has_failed: RwSignal::new(false),
            can_speak,
            reading: StoredValue::new_local(None),
            _listening: StoredValue::new_local(listening),
        };
        let hiding = window_event_listener(ev::visibilitychange, move |_| {
            if location::is_hidden() {
                aloud.stop();
            }
        });
        on_cleanup(move || {
            hiding.remove();
            aloud.reading.try_update_value(Option::take);
        });
        aloud
    }

    /// Whether a statement is the one being read; follows it.
    #[must_use]
    pub fn is_current(&self, id: &str) -> bool {
        self.current.get().is_some_and(|n| {
            self.statements
                .with_value(|all| all.get(n).is_some_and(|statement| statement.id == id))
        })
    }

    /// Whether anything on the page can be read aloud; follows the device's voices.
    fn is_possible(&self) -> bool {
        let has_recordings = self
            .statements
            .with_value(|all| all.iter().all(|statement| statement.recording.is_some()));
        self.can_speak.get() || has_recordings
    }

    fn stop(&self) {
        self.reading.set_value(None);
        self.current.set(None);
    }

    /// Reads a statement, and those after it.
    fn read_from(&self, n: usize) {
        self.reading.set_value(None);
        self.has_failed.set(false);
        let Some(statement) = self.statements.with_value(|all| all.get(n).cloned()) else {
            self.current.set(None);
            return;
        };
        self.current.set(Some(n));
        self.last.set_value(n);
        let aloud = *self;
        let ended = move |how| match how {
            Ended::Read => aloud.read_from(n.saturating_add(1)),
            Ended::Failed => aloud.fail(),
        };
        let rate = if self.is_slow.get_untracked() {
            SLOW
        } else {
            USUAL
        };
        let reading = match &statement.recording {
            // A recording is spoken at its own speed; slow is as much slower as a voice is.
            Some(address) => speech::play(address, f64::from(rate / USUAL), ended),
            None => {
                let language = self.language.get_value();
                speech::say(&statement.text, &language, rate, ended)
            }
        };
        match reading {
            Some(reading) => self.reading.set_value(Some(reading)),
            None => self.fail(),
        }
    }

    /// Reading cannot go on: a voice went away, or a recording did not come.
    fn fail(&self) {
        self.stop();
        self.has_failed.set(true);
    }

    fn set_slow(&self, is_slow: bool) {
        self.is_slow.set(is_slow);
        if self.current.get_untracked().is_some() {
            self.read_from(self.last.get_value());
        }
    }
}

/// The buttons for reading aloud; none where nothing can be read.
#[component]
pub fn ReadAloudButtons(
    /// What reads.
    aloud: ReadAloud,
) -> impl IntoView {
    let is_shown = move || aloud.is_possible() || aloud.has_failed.get();
    view! {
        <Show when=is_shown>
            <ReadAloudBar
                is_reading=Signal::derive(move || aloud.current.get().is_some())
                is_slow=aloud.is_slow
                has_failed=aloud.has_failed
                on_read=move |()| aloud.read_from(0)
                on_stop=move |()| aloud.stop()
                on_again=move |()| aloud.read_from(aloud.last.get_value())
                on_slower=move |()| aloud.set_slow(!aloud.is_slow.get_untracked())
            />
        </Show>
    }
    .into_any()
}
