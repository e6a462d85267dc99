//! One machine for a test: a disk and its second copy, and windows that open a vault on them.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::ready;
use std::rc::Rc;

use mhtr_forms::vault::disk::{Batch, Disk, Mirror, Pending, Shelf, StoreError, Write};
use mhtr_forms::vault::header::{Header, Passphrase};
use mhtr_forms::vault::kdf::RECOVERY;
use mhtr_forms::vault::manifest::Kind;
use mhtr_forms::vault::memory::{Contents, MemoryDisk, MemoryMirror};
use mhtr_forms::vault::place::{Finding, Place};
use mhtr_forms::vault::recovery::RecoveryCode;
use mhtr_forms::vault::seal::Key;
use mhtr_forms::vault::{Opened, Random, Shown, Vault, VaultError, VaultId};

use super::place::{Dice, VAULT, now, place};

pub const PASSPHRASE: &str = "vole kettle amber";

/// Makes the same key every time.
pub struct Same;

impl Random for Same {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
        bytes.fill(3);
        Ok(())
    }
}

pub fn data_key() -> Key {
    Key::make(&Same).unwrap()
}

/// The header of a vault whose key is [`data_key`], for the price of a recovery code.
pub fn header_of(vault: VaultId) -> Header {
    let code = RecoveryCode::make(&Same).unwrap();
    let passphrase = Passphrase::new(PASSPHRASE);
    let (header, _) = Header::make(vault, &passphrase, &code, RECOVERY, &Same).unwrap();
    header
}

/// How a disk answers the next write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// As it should.
    Yes,
    /// It carries the write out, and the answer never comes.
    Lost,
    /// It carries the write out, and answers nothing from then on.
    Dead,
    /// It does not carry it out.
    No(StoreError),
}

/// A disk that counts what is asked of it, and does not always answer.
#[derive(Default)]
pub struct Watched {
    pub inner: MemoryDisk,
    /// The shelves that were read, with what stands on them.
    pub read: RefCell<Vec<Shelf>>,
    /// The batches that were carried out.
    pub written: RefCell<Vec<Batch>>,
    answers: RefCell<VecDeque<Answer>>,
    pub is_silent: Cell<bool>,
}

impl Watched {
    /// Says how the next writes are answered.
    pub fn answer(&self, answers: impl IntoIterator<Item = Answer>) {
        self.answers.borrow_mut().extend(answers);
    }

    /// Answers everything from now on.
    pub fn settle(&self) {
        self.answers.borrow_mut().clear();
    }

    pub fn forget(&self) {
        self.read.borrow_mut().clear();
        self.written.borrow_mut().clear();
    }
}

impl Disk for Watched {
    fn read(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<(String, Vec<u8>)>> {
        self.read.borrow_mut().push(shelf);
        if self.is_silent.get() {
            return Box::pin(ready(Err(StoreError::Silent)));
        }
        self.inner.read(shelf, prefix)
    }

    fn keys(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<String>> {
        if self.is_silent.get() {
            return Box::pin(ready(Err(StoreError::Silent)));
        }
        self.inner.keys(shelf, prefix)
    }

    fn write(&self, batch: Batch) -> Pending<()> {
        let answer = self.answers.borrow_mut().pop_front();
        let lost = Err(StoreError::Silent);
        match answer.unwrap_or(Answer::Yes) {
            Answer::No(error) => Box::pin(ready(Err(error))),
            answer @ (Answer::Yes | Answer::Lost | Answer::Dead) => {
                let done = now(self.inner.write(batch.clone()));
                if done.is_ok() {
                    self.written.borrow_mut().push(batch);
                }
                self.is_silent.set(answer == Answer::Dead);
                Box::pin(ready(if answer == Answer::Yes { done } else { lost }))
            }
        }
    }

    fn write_in_passing(&self, batch: Batch) {
        // Of all guards, only those for what must be empty are looked at.
        let mut batch = batch;
        let puts: Vec<String> = batch
            .writes
            .iter()
            .filter_map(|write| match write {
                Write::Put { key, .. } => Some(key.clone()),
                Write::Remove { .. } => None,
            })
            .collect();
        batch
            .guards
            .retain(|guard| guard.begins.is_none() && puts.contains(&guard.key));
        self.inner.write_in_passing(batch);
    }

    fn outlives_the_page(&self) -> bool {
        true
    }
}

/// A machine.
pub struct Machine {
    pub disk: Rc<Watched>,
    pub mirror: MemoryMirror,
    dice: Rc<Dice>,
}

impl Machine {
    pub fn new() -> Self {
        Self::holding(Contents::new(), MemoryMirror::default())
    }

    pub fn holding(contents: Contents, mirror: MemoryMirror) -> Self {
        let disk = Watched {
            inner: MemoryDisk::holding(contents),
            ..Watched::default()
        };
        Self {
            disk: Rc::new(disk),
            mirror,
            // Two machines never meet the same random bytes.
            dice: Rc::new(Dice::new(NTH.with(|n| n.replace(n.get() + 1)))),
        }
    }

    /// This machine after it was switched off and on, with these changes.
    pub fn after(&self, change: impl FnOnce(&mut Contents)) -> Self {
        let mut contents = self.disk.inner.contents();
        change(&mut contents);
        Self::holding(contents, MemoryMirror::holding(self.mirror.contents()))
    }

    /// This machine after it was switched off and on, without its second copy.
    pub fn without_mirror(&self, change: impl FnOnce(&mut Contents)) -> Self {
        let mut contents = self.disk.inner.contents();
        change(&mut contents);
        Self::holding(contents, MemoryMirror::default())
    }

    pub fn place(&self) -> Place {
        let mirror: Rc<dyn Mirror> = Rc::new(self.mirror.clone());
        place(self.disk.clone(), mirror, Rc::clone(&self.dice))
    }

    pub fn try_to_open(&self) -> Result<Opened, mhtr_forms::vault::Unreadable> {
        now(Vault::open(VAULT, data_key(), self.place()))
    }

    pub fn open(&self) -> Opened {
        self.try_to_open().unwrap()
    }

    /// A window with the vault open in it.
    pub fn window(&self) -> Vault {
        self.open().vault
    }

    pub fn rows(&self, on: Shelf) -> Vec<(String, Vec<u8>)> {
        let contents = self.disk.inner.contents();
        let rows = contents.into_iter().filter(|((shelf, _), _)| *shelf == on);
        rows.map(|((_, key), bytes)| (key, bytes)).collect()
    }
}

thread_local! {
    static NTH: Cell<u64> = const { Cell::new(1) };
}

/// What a window shows of a record.
pub fn shown(vault: &Vault, id: &str) -> Shown {
    now(vault.read(id)).unwrap()
}

pub fn text(vault: &Vault, id: &str) -> String {
    shown(vault, id).text
}

pub fn create(vault: &Vault, id: &str, text: &str) {
    now(vault.create(id, Kind::Case, text, "now")).unwrap();
}

pub fn keep(vault: &Vault, id: &str, text: &str) {
    now(vault.keep(id, text, "now")).unwrap();
}

pub fn fold(vault: &Vault, id: &str, text: &str) {
    now(vault.fold(id, text, "now")).unwrap();
}

/// Whether a finding is about a record.
pub fn is_about(finding: &Finding, id: &str) -> bool {
    match finding {
        Finding::ListRebuilt
        | Finding::ListOlder
        | Finding::AuditBroken
        | Finding::HeaderPutBack => false,
        Finding::OlderShown(of)
        | Finding::CopyDamaged(of)
        | Finding::FromMirror(of)
        | Finding::PutBack(of)
        | Finding::Missing(of)
        | Finding::Unlisted(of)
        | Finding::Damaged(of)
        | Finding::TooNew(of)
        | Finding::JournalCut(of, _) => of == id,
    }
}
