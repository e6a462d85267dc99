//! Word between the windows of one vault: that one of them locks, or takes over. Keys are never sent.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// What one window tells the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// All windows of this vault lock.
    Lock,
    /// Another window writes from now on.
    TakenOver,
}

impl Word {
    fn text(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::TakenOver => "taken over",
        }
    }
}

/// The channel of one vault; `None` within where the browser has none, and each window then looks after
/// itself.
#[derive(Debug, Clone)]
pub struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the channel of a vault, and calls `heard` for whatever another window says.
    #[must_use]
    pub fn open(vault: &str, heard: impl Fn(Word) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(&format!("mhtr-forms.{vault}")) else {
            return Self(None);
        };
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string();
            let word = [Word::Lock, Word::TakenOver]
                .into_iter()
                .find(|word| said.as_deref() == Some(word.text()));
            if let Some(word) = word {
                heard(word);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        // It listens as long as the vault is open, which is as long as this instance of the program runs.
        listener.forget();
        Self(Some(channel))
    }

    /// Tells the other windows.
    pub fn say(&self, word: Word) {
        if let Some(channel) = &self.0 {
            // Nobody need be there to hear it.
            let _ = channel.post_message(&word.text().into());
        }
    }
}
