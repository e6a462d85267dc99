//! Who may do what in this window: another window that writes, a client who has the device, and nobody once
//! it is locked.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{PATIENCE_MS, Session};
use crate::browser::channel::Word;
use crate::browser::{clock, host, wake_lock};
use crate::engine::case::wire;
use crate::engine::case::{CaseId, DocumentId};
use crate::vault::Opened;
use crate::vault::audit::Event;
use crate::vault::disk::StoreError;

impl Session {
    /// Makes this window one that may only read. What was typed and not yet kept when another window took over is
    /// kept as a version of its own.
    pub fn read_only(&self) {
        self.is_returning.set_value(false);
        if self.is_read_only.get_untracked() {
            return;
        }
        self.is_read_only.set(true);
        for id in self.waiting_now() {
            self.keep_both_soon(id);
        }
    }

    /// Makes this window one that may write again, once everything in it is as the other window left it: what is typed
    /// before that would be typed into what goes away.
    pub fn write_again(&self) {
        if !self.is_read_only.get_untracked() || self.is_returning.get_value() {
            return;
        }
        self.is_returning.set_value(true);
        let session = *self;
        spawn_local(async move {
            session.read_all().await;
            // A third window may have been quicker.
            if session.is_returning.get_value() {
                session.is_returning.set_value(false);
                session.is_read_only.set(false);
            }
            session.draw_anew();
            session.keep_now();
        });
    }

    /// Has everything on the screen drawn anew.
    pub fn draw_anew(&self) {
        self.readings
            .update(|readings| *readings = readings.wrapping_add(1));
    }

    /// Reads the list and whatever is open as the vault has it now, and draws it.
    pub async fn read_anew(&self) {
        self.read_all().await;
        self.draw_anew();
        self.keep_now();
    }

    async fn read_all(&self) {
        // What cannot be read now stays as it is on the screen, and the next write is compared anyway.
        let _ = self.vault().read_anew().await;
        let open: Vec<CaseId> = self
            .cases
            .with_untracked(|cases| cases.keys().cloned().collect());
        self.let_go_of_what_is_kept();
        for id in &open {
            let _ = self.open_kept(id).await;
        }
        self.read_list().await;
    }

    /// Closes every case but those of which something is not kept yet: that is nowhere else.
    fn let_go_of_what_is_kept(&self) {
        let waiting = self.waiting_now();
        self.cases
            .update(|cases| cases.retain(|id, _| waiting.contains(id)));
    }

    /// Hands the device to the person a document is about: everything is kept first, and then every key but
    /// that of their own record leaves the memory.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says; nothing is handed over then.
    pub async fn hand_over(&self, id: &CaseId, document: DocumentId) -> Result<(), StoreError> {
        // What waits for hands to rest could not be kept once its key is gone.
        for waiting in self.waiting_now() {
            if let Some(case) = self.case_now(&waiting) {
                self.write(&case).await?;
                self.confirm(waiting, case.revision);
            }
        }
        let case = self.case_now(id).ok_or(StoreError::Failed)?;
        let vault = self.vault();
        let at = clock::now().to_string();
        self.fold_all().await;
        let text = wire::write_case(&case);
        vault.fold(id.as_str(), &text, &at).await?;
        vault
            .note(&at, Event::HandedOver, Some(id.as_str()))
            .await?;
        vault
            .narrow(id.as_str())
            .await
            .map_err(|_| StoreError::Failed)?;
        self.with_client.set(Some((id.clone(), document)));
        self.stay_awake();
        self.cases.update(|cases| cases.retain(|of, _| of == id));
        self.list.set(BTreeMap::new());
        self.other_versions.set(BTreeMap::new());
        self.findings.set(Vec::new());
        self.restored.set(BTreeMap::new());
        Ok(())
    }

    /// Takes the device back with a vault that was unlocked anew. What the client did and could not be kept
    /// is kept beside what is there.
    pub async fn take_back(&self, opened: Opened) {
        let Some((id, _)) = self.with_client.get_untracked() else {
            return;
        };
        for waiting in self.waiting_now() {
            if let Some(case) = self.case_now(&waiting)
                && self.write(&case).await.is_ok()
            {
                self.confirm(waiting, case.revision);
            }
        }
        opened.vault.write_as(self.vault().owner().await).await;
        self.vault.set_value(Rc::new(opened.vault));
        self.with_client.set(None);
        self.pause.set(None);
        wake_lock::release();
        self.let_go_of_what_is_kept();
        self.fold_left_over(opened.unfolded).await;
        self.note(Event::HandedBack, Some(&id));
        self.keep_now();
    }

    /// Keeps everything there is to keep, and then empties the page and the memory. Nothing of this session
    /// runs after that.
    pub fn lock(&self) {
        if self.is_locking.get_value() {
            return;
        }
        self.is_locking.set_value(true);
        if let Some(windows) = self.windows() {
            windows.say(Word::Lock);
        }
        let session = *self;
        // Nothing keeps a vault open: not a disk that does not answer, either.
        set_timeout(host::restart, Duration::from_millis(PATIENCE_MS));
        spawn_local(async move {
            let at = clock::now().to_string();
            let vault = session.vault();
            for id in session.waiting_now() {
                if let Some(case) = session.case_now(&id) {
                    // What could not be kept is lost with the page; the bar has said so all the while.
                    let _ = session.write(&case).await;
                }
            }
            if !session.is_read_only.get_untracked() {
                session.fold_all().await;
                let _ = vault.note(&at, Event::Locked, None).await;
            }
            if let Some(windows) = session.windows() {
                windows.leave().await;
            }
            host::restart();
        });
    }
}
