//! Keeping what a person did: the one door for writing, and what is told of it.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Keeping, PATIENCE_MS, Session};
use crate::browser::{clock, download, host, random};
use crate::engine::case::wire;
use crate::engine::case::{Case, CaseId, Change};
use crate::vault::disk::StoreError;
use crate::vault::manifest::Kind;

/// How long a person's hands rest before what they did is written, in milliseconds.
const IDLE_MS: u64 = 300;

impl Session {
    /// The one door for writing: carries out a change to a case, keeps it, and wakes the screen. A window
    /// that may only read changes nothing.
    pub fn commit(&self, id: &CaseId, change: Change) {
        if self.is_read_only.get_untracked() {
            return;
        }
        if matches!(change, Change::Completed { .. }) {
            self.solemn.update_value(|solemn| {
                solemn.insert(id.clone());
            });
        }
        let Some(mut case) = self.case_now(id) else {
            return;
        };
        case.apply(change, clock::now());
        self.put_case(case);
        self.keep_soon(id);
    }

    /// Takes a case off this machine: its key first, so that nothing of it can be opened again.
    pub fn remove_case(&self, id: &CaseId) {
        let (session, id) = (*self, id.clone());
        // What still waits must not bring it back.
        self.waiting.update(|waiting| {
            waiting.remove(&id);
        });
        spawn_local(async move {
            let at = clock::now().to_string();
            match session.vault().remove(id.as_str(), &at).await {
                Ok(()) => session.forget(&id),
                Err(error) => {
                    session.going.update_value(|going| {
                        going.insert(id.clone());
                    });
                    session.keeping.set(Keeping::NotKept(error));
                    session.keep_soon(&id);
                }
            }
        });
    }

    /// Takes a case that was removed from the screen, and from what is still to be done.
    fn forget(&self, id: &CaseId) {
        for of in [self.known, self.going, self.unfolded] {
            of.update_value(|of| {
                of.remove(id);
            });
        }
        self.waiting.update(|waiting| {
            waiting.remove(id);
        });
        self.cases.update(|cases| {
            cases.remove(id);
        });
        self.list.update(|list| {
            list.remove(id);
        });
        self.say_whether_all_is_kept();
    }

    /// Whether a case is gone that was to be removed, though no answer came at the time.
    async fn is_gone_after_all(&self, id: &CaseId) -> bool {
        self.going.with_value(|going| going.contains(id))
            && self.vault().is_removed(id.as_str()).await
    }

    /// Takes away what another window had made of a case.
    pub async fn remove_other_version(&self, record: &str) -> Result<(), StoreError> {
        let at = clock::now().to_string();
        self.vault().remove(record, &at).await?;
        self.read_list().await;
        Ok(())
    }

    /// Puts another version of a case in the place of the one that stands.
    pub fn use_version(&self, case: Case) {
        let Some(now) = self.case_now(&case.id) else {
            return;
        };
        let id = case.id.clone();
        self.put_case(Case {
            revision: now.revision.max(case.revision).saturating_add(1),
            changed: clock::now(),
            ..case
        });
        self.keep_soon(&id);
        self.draw_anew();
    }

    /// Writes whatever waits, at once: before the window is hidden, or when a person asks again.
    pub fn keep_now(&self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        for id in self.waiting_now() {
            self.keep(id);
        }
    }

    pub(super) fn waiting_now(&self) -> Vec<CaseId> {
        self.waiting
            .with_untracked(|waiting| waiting.keys().cloned().collect())
    }

    /// Writes whatever waits while the page goes away. A window of which something could not be kept
    /// leaves it: another one may have been there first.
    pub fn keep_in_passing(&self) {
        let is_in_trouble = matches!(self.keeping.get_untracked(), Keeping::NotKept(_));
        if is_in_trouble || self.is_read_only.get_untracked() || host::is_stopped() {
            return;
        }
        let at = clock::now().to_string();
        for id in self.waiting_now() {
            if let Some(case) = self.case_now(&id) {
                let text = wire::write_case(&case);
                self.vault().keep_in_passing(id.as_str(), &text, &at);
            }
        }
        if let Some(windows) = self.windows() {
            windows.leave_in_passing();
        }
    }

    /// Writes a case at once, and what follows hard upon it when the person's hands rest. The first
    /// write tells a window that another one was there before much is typed in vain.
    pub(super) fn keep_soon(&self, id: &CaseId) {
        let revision = self
            .cases
            .with_untracked(|cases| cases.get(id).map(|of| of.revision));
        let Some(revision) = revision else { return };
        self.waiting.update(|waiting| {
            waiting.insert(id.clone(), revision);
        });
        self.is_newer.set_value(true);
        self.say_underway();
        let session = *self;
        let keep = move || session.keep_now();
        let timer = set_timeout_with_handle(keep, Duration::from_millis(IDLE_MS)).ok();
        let earlier = self
            .timer
            .try_update_value(|of| std::mem::replace(of, timer))
            .flatten();
        match earlier {
            Some(earlier) => earlier.clear(),
            None => self.keep(id.clone()),
        }
    }

    /// Says that something is on its way, and that it is not saved where that takes too long.
    pub(super) fn say_underway(&self) {
        match self.keeping.get_untracked() {
            Keeping::Underway | Keeping::NotKept(_) => return,
            Keeping::Kept(_) => self.keeping.set(Keeping::Underway),
        }
        let session = *self;
        let tell = move || {
            if session.keeping.get_untracked() == Keeping::Underway {
                session.keeping.set(Keeping::NotKept(StoreError::Silent));
            }
        };
        let timer = set_timeout_with_handle(tell, Duration::from_millis(PATIENCE_MS)).ok();
        let earlier = self
            .patience
            .try_update_value(|of| std::mem::replace(of, timer))
            .flatten();
        if let Some(earlier) = earlier {
            earlier.clear();
        }
    }

    /// Writes one case, unless a write of it is on its way: what changed since goes with the next.
    pub(super) fn keep(&self, id: CaseId) {
        let Some(case) = self.case_now(&id) else {
            return;
        };
        let begun = self
            .underway
            .try_update_value(|underway| underway.insert(id.clone()));
        if begun != Some(true) || host::is_stopped() {
            return;
        }
        let session = *self;
        spawn_local(async move {
            let written = session.write(&case).await;
            if written == Err(StoreError::Newer) {
                if session.is_gone_after_all(&id).await {
                    session.forget(&id);
                } else {
                    session.keep_both(&id).await;
                }
            }
            session.underway.update_value(|underway| {
                underway.remove(&id);
            });
            match written {
                Ok(()) => session.confirm(id, case.revision),
                Err(StoreError::Newer) => {}
                Err(error) => session.keeping.set(Keeping::NotKept(error)),
            }
        });
    }

    /// Puts a case beside what is kept of it, unless a write of it is on its way: that one is refused, and
    /// comes to the same.
    pub(super) fn keep_both_soon(&self, id: CaseId) {
        let begun = self
            .underway
            .try_update_value(|underway| underway.insert(id.clone()));
        if begun != Some(true) {
            return;
        }
        let session = *self;
        spawn_local(async move {
            session.keep_both(&id).await;
            session.underway.update_value(|underway| {
                underway.remove(&id);
            });
        });
    }

    pub(super) async fn write(&self, case: &Case) -> Result<(), StoreError> {
        let text = wire::write_case(case);
        // Nothing that could not be opened again is put over something that can.
        if wire::read_case(&text).is_err() {
            return Err(StoreError::TooLarge);
        }
        let (vault, at) = (self.vault(), clock::now().to_string());
        let id = case.id.as_str();
        if !self.known.with_value(|known| known.contains(&case.id)) {
            return vault.create(id, Kind::Case, &text, &at).await;
        }
        if self.solemn.with_value(|solemn| solemn.contains(&case.id)) {
            vault.fold_and_verify(id, &text, &at).await?;
            self.solemn.update_value(|solemn| {
                solemn.remove(&case.id);
            });
            return Ok(());
        }
        vault.keep(id, &text, &at).await?;
        self.unfolded.update_value(|unfolded| {
            unfolded.insert(case.id.clone());
        });
        Ok(())
    }

    /// Notes that the vault holds a revision. Only if it is the very one that waits is the case no
    /// longer waiting.
    pub(super) fn confirm(&self, id: CaseId, revision: u64) {
        self.known.update_value(|known| {
            known.insert(id.clone());
        });
        self.waiting.update(|waiting| {
            if waiting.get(&id) == Some(&revision) {
                waiting.remove(&id);
            }
        });
        if self
            .waiting
            .with_untracked(|waiting| waiting.contains_key(&id))
        {
            self.keep(id);
        }
        self.say_whether_all_is_kept();
    }

    pub(super) fn say_whether_all_is_kept(&self) {
        if self.waiting.with_untracked(BTreeMap::is_empty) {
            let now = clock::now();
            if let Some((time, _)) = now.time {
                host::note_saved_at(&time.words());
            }
            self.keeping.set(Keeping::Kept(Some(now)));
        }
    }

    /// Puts a case as it stands in this window beside what is kept of it, as a version of its own.
    ///
    /// # Errors
    ///
    /// As [`StoreError`] says; nothing is written then.
    pub async fn keep_beside(&self, id: &CaseId) -> Result<(), StoreError> {
        let case = self.case_now(id).ok_or(StoreError::Failed)?;
        self.put_beside(None, &case).await.map(drop)
    }

    /// Puts a version of a case into a record of its own, or goes on with the record it was put into.
    async fn put_beside(&self, record: Option<CaseId>, case: &Case) -> Result<CaseId, StoreError> {
        let vault = self.vault();
        let (text, at) = (wire::write_case(case), clock::now().to_string());
        if let Some(record) = record {
            match vault.keep(record.as_str(), &text, &at).await {
                // Another window writes now: beside what is there, something new can be put all the same.
                Err(StoreError::Newer) => {}
                kept => return kept.map(|()| record),
            }
        }
        let record = random::make_case_id().ok_or(StoreError::Blocked)?;
        let kind = Kind::OtherVersion;
        let created = vault.create_beside(record.as_str(), kind, &text, &at);
        created.await.map(|()| record)
    }

    /// Another window has written to a case that was changed here: what this window has of it is kept as
    /// a version of its own, and the other window's is shown.
    pub(super) async fn keep_both(&self, id: &CaseId) {
        let vault = self.vault();
        let mut record = None;
        while let Some(case) = self.case_now(id) {
            match self.put_beside(record, &case).await {
                Ok(put) => record = Some(put),
                Err(error) => {
                    self.keeping.set(Keeping::NotKept(error));
                    return;
                }
            }
            // What was done meanwhile was done to this version, and goes with it.
            let now = self.case_now(id).map(|now| now.revision);
            if now == Some(case.revision) {
                break;
            }
        }
        self.waiting.update(|waiting| {
            waiting.remove(id);
        });
        self.cases.update(|cases| {
            cases.remove(id);
        });
        vault.close(id.as_str()).await;
        // Where it cannot be opened now, the page says so when it is drawn.
        let _ = self.open_kept(id).await;
        self.read_list().await;
        self.say_whether_all_is_kept();
        self.draw_anew();
    }

    /// Puts what the journals hold into the records, in the background.
    pub(super) fn fold_all_soon(&self) {
        let session = *self;
        if self.is_read_only.get_untracked() || self.with_client.get_untracked().is_some() {
            return;
        }
        spawn_local(async move { session.fold_all().await });
    }

    /// Puts what the journals hold into the records.
    pub async fn fold_all(&self) {
        let at = clock::now().to_string();
        for id in self.unfolded.get_value() {
            let is_waiting = self
                .waiting
                .with_untracked(|waiting| waiting.contains_key(&id));
            let Some(case) = self.case_now(&id).filter(|_| !is_waiting) else {
                continue;
            };
            let text = wire::write_case(&case);
            // What could not go into the record is in its journal still.
            if self.vault().fold(id.as_str(), &text, &at).await.is_ok() {
                self.unfolded.update_value(|unfolded| {
                    unfolded.remove(&id);
                });
            }
        }
    }

    /// Offers what could not be kept as a sealed file, so that it can be taken in again.
    pub fn offer_copy(&self) {
        let session = *self;
        spawn_local(async move {
            let waiting = session.waiting_now();
            let cases = session.cases.with_untracked(|cases| {
                let of = cases
                    .values()
                    .filter(|case| waiting.is_empty() || waiting.contains(&case.id));
                of.map(|case| (case.id.to_string(), wire::write_case(case)))
                    .collect::<BTreeMap<_, _>>()
            });
            let file = session.vault().rescue(&session.header(), &cases).await;
            if let Ok(file) = file {
                // A browser that offers no file says so in its own way.
                let _ = download::offer_bytes("mhtr-forms-copy.vault", &file);
            }
        });
    }
}
