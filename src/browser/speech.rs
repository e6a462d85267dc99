//! Reads aloud: recordings that came with the forms, or the voices of this device.
//!
//! A voice may send what it reads to somebody else; `localService` is the only word a browser gives on that.
//! Only voices that say so are used, and no other is ever fallen back to. What a person typed is never read.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlAudioElement, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// How reading something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// All of it was read.
    Read,
    /// It could not be read, or not to its end.
    Failed,
}

/// How long a voice may take for a character at most, in milliseconds: some never say that they have ended.
/// Slow speech is ten characters a second.
const MOST_PER_CHARACTER_MS: u64 = 250;

/// How long a voice may take before it begins, in milliseconds.
const BEGINNING_MS: u64 = 5_000;

/// What is being read. Stops when it is dropped.
pub struct Reading {
    voice: Option<SpeechSynthesis>,
    audio: Option<HtmlAudioElement>,
    timer: Option<TimeoutHandle>,
    _told: Vec<Closure<dyn FnMut()>>,
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        if let Some(voice) = &self.voice {
            voice.cancel();
        }
        if let Some(audio) = &self.audio {
            audio.set_onended(None);
            audio.set_onerror(None);
            // Pausing what does not play is nothing.
            let _ = audio.pause();
        }
    }
}

fn synthesis() -> Option<SpeechSynthesis> {
    web_sys::window()?.speech_synthesis().ok()
}

/// The voice of this device for a language; `None` where there is none that keeps to itself what it reads.
fn local_voice(language: &str) -> Option<SpeechSynthesisVoice> {
    let family = |tag: &str| {
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        first.to_ascii_lowercase()
    };
    let voices = synthesis()?.get_voices();
    let local: Vec<SpeechSynthesisVoice> = voices
        .iter()
        .map(SpeechSynthesisVoice::unchecked_from_js)
        .filter(|voice| voice.local_service() && family(&voice.lang()) == family(language))
        .collect();
    let is_exact = |voice: &&SpeechSynthesisVoice| {
        voice
            .lang()
            .replace('_', "-")
            .eq_ignore_ascii_case(language)
    };
    local.iter().find(is_exact).or(local.first()).cloned()
}

/// Whether this device can read a language aloud by itself.
#[must_use]
pub fn can_speak(language: &str) -> bool {
    local_voice(language).is_some()
}

/// Calls back whenever the voices of this device change: browsers know them only after a while, and they can
/// go. What is given back ends it when it is dropped.
#[must_use]
pub fn when_voices_change(told: impl FnMut() + 'static) -> Option<Listening> {
    let voices = synthesis()?;
    let told: Closure<dyn FnMut()> = Closure::new(told);
    voices
        .add_event_listener_with_callback("voiceschanged", told.as_ref().unchecked_ref())
        .ok()?;
    Some(Listening { voices, told })
}

/// Listens for changes until it is dropped.
pub struct Listening {
    voices: SpeechSynthesis,
    told: Closure<dyn FnMut()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        // What was not listened to any more is no loss.
        let _ = self.voices.remove_event_listener_with_callback(
            "voiceschanged",
            self.told.as_ref().unchecked_ref(),
        );
    }
}

/// Reads a text in a language with a voice of this device, `rate` times as fast as usual. `None` where there
/// is no such voice any more.
#[must_use]
pub fn say(
    text: &str,
    language: &str,
    rate: f32,
    ended: impl FnOnce(Ended) + 'static,
) -> Option<Reading> {
    let voice = local_voice(language)?;
    let synthesis = synthesis()?;
    let utterance = SpeechSynthesisUtterance::new_with_text(text).ok()?;
    utterance.set_voice(Some(&voice));
    utterance.set_lang(&voice.lang());
    utterance.set_rate(rate);
    let ended = once(ended);
    let told = told_by(&ended);
    let [read, failed] = &told;
    utterance.set_onend(Some(read.as_ref().unchecked_ref()));
    utterance.set_onerror(Some(failed.as_ref().unchecked_ref()));
    let characters = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
    let patience = characters
        .saturating_mul(MOST_PER_CHARACTER_MS)
        .saturating_add(BEGINNING_MS);
    let late = Rc::clone(&ended);
    let timer = set_timeout_with_handle(
        move || tell(&late, Ended::Failed),
        Duration::from_millis(patience),
    );
    synthesis.cancel();
    synthesis.speak(&utterance);
    Some(Reading {
        voice: Some(synthesis),
        audio: None,
        timer: timer.ok(),
        _told: told.into(),
    })
}

/// Plays a recording, `rate` times as fast as it was spoken.
#[must_use]
pub fn play(address: &str, rate: f64, ended: impl FnOnce(Ended) + 'static) -> Option<Reading> {
    let audio = HtmlAudioElement::new_with_src(address).ok()?;
    audio.set_playback_rate(rate);
    let ended = once(ended);
    let told = told_by(&ended);
    let [read, failed] = &told;
    audio.set_onended(Some(read.as_ref().unchecked_ref()));
    audio.set_onerror(Some(failed.as_ref().unchecked_ref()));
    // A browser that does not play says so by the error.
    let _ = audio.play().ok()?;
    Some(Reading {
        voice: None,
        audio: Some(audio),
        timer: None,
        _told: told.into(),
    })
}

type Once = Rc<RefCell<Option<Box<dyn FnOnce(Ended)>>>>;

fn once(ended: impl FnOnce(Ended) + 'static) -> Once {
    Rc::new(RefCell::new(Some(Box::new(ended))))
}

/// What the browser calls when all was read, and when it failed.
fn told_by(ended: &Once) -> [Closure<dyn FnMut()>; 2] {
    [Ended::Read, Ended::Failed].map(|how| {
        let ended = Rc::clone(ended);
        Closure::new(move || tell(&ended, how))
    })
}

/// Tells how it ended, the first time only.
fn tell(ended: &Once, how: Ended) {
    let ended = ended.borrow_mut().take();
    if let Some(ended) = ended {
        ended(how);
    }
}
