//! Several windows over one vault: one writes, the others read and can take over.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::channel::{Channel, Word};
use crate::browser::{clock, random};
use crate::ui::session::Session;
use crate::vault::audit::Event;
use crate::vault::lease::{self, Holder};

/// This window among the windows of its vault. A handle: copies of it are the same.
#[derive(Clone, Copy)]
pub struct Windows {
    session: Session,
    name: StoredValue<String>,
    channel: StoredValue<Option<Rc<Channel>>, LocalStorage>,
}

impl Windows {
    /// Takes the right to write, if no other window has it, and goes on asking for it.
    pub async fn join(session: Session) -> Self {
        let windows = Self {
            session,
            name: StoredValue::new(random::make_window_name()),
            channel: StoredValue::new_local(None),
        };
        let vault = session.vault();
        let id = vault.id().to_string();
        let channel = Channel::open(&id, move |word| match word {
            Word::Lock => session.lock(),
            Word::TakenOver => windows.look_soon(),
        });
        windows.channel.set_value(Some(Rc::new(channel)));
        vault.write_as(Some(windows.name.get_value())).await;
        windows.ask(false).await;
        let every = Duration::from_millis(lease::RENEWED_MS);
        // It asks as long as the vault is open, which is as long as this instance of the program runs.
        let _ = set_interval_with_handle(move || windows.look_soon(), every);
        windows
    }

    fn look_soon(self) {
        spawn_local(async move { self.ask(false).await });
    }

    /// Asks for the right to write, or takes it.
    async fn ask(self, is_taken_over: bool) {
        if self.session.is_locking() {
            return;
        }
        let (place, vault) = (self.session.place(), self.session.vault());
        let name = self.name.get_value();
        let now = clock::epoch_ms();
        match lease::claim(&place, vault.id(), &name, now, is_taken_over).await {
            Ok(Holder::Ours) => self.session.write_again(),
            Ok(Holder::Theirs) => self.session.read_only(),
            // A place that does not answer says so at the next write; until then nothing changes.
            Err(_) => {}
        }
    }

    /// Takes the right to write from the window that has it. What that window has not kept yet it keeps as
    /// a version of its own.
    pub fn take_over(self) {
        spawn_local(async move {
            self.ask(true).await;
            self.say(Word::TakenOver);
            self.session.note(Event::TakenOver, None);
        });
    }

    /// Tells the other windows.
    pub fn say(self, word: Word) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.say(word);
            }
        });
    }

    /// Gives the right to write back while the page goes away.
    pub fn leave_in_passing(self) {
        lease::give_back_in_passing(&self.session.place(), self.session.vault().id());
    }

    /// Gives the right to write back.
    pub async fn leave(self) {
        let (place, vault) = (self.session.place(), self.session.vault());
        // Where it cannot be given back it ends by itself.
        let _ = lease::give_back(&place, vault.id(), &self.name.get_value()).await;
    }
}
