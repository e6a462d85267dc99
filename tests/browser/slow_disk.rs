//! A place in memory that takes its time, fails when it is told to, and counts what it was asked.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use mhtr_forms::vault::disk::{Batch, Disk, Pending, Shelf, StoreError};
use mhtr_forms::vault::memory::MemoryDisk;
use wasm_bindgen_futures::JsFuture;

/// A handle: copies of it are the same place.
#[derive(Clone, Default)]
pub struct SlowDisk {
    /// What it has kept so far.
    pub memory: MemoryDisk,
    fails_with: Rc<Cell<Option<StoreError>>>,
    is_silent: Rc<Cell<bool>>,
    is_dying: Rc<Cell<bool>>,
    is_dead: Rc<Cell<bool>>,
    n_asked: Rc<Cell<usize>>,
    n_answered: Rc<Cell<usize>>,
}

impl SlowDisk {
    /// Every write that is asked from now on fails so, or none does.
    pub fn fail_with(&self, error: Option<StoreError>) {
        self.fails_with.set(error);
    }

    /// Answers no write, or carries out all that were asked meanwhile.
    pub fn be_silent(&self, is_silent: bool) {
        self.is_silent.set(is_silent);
    }

    /// Carries out the next write, and answers nothing from then on.
    pub fn die_with_the_next_write(&self) {
        self.is_dying.set(true);
    }

    /// Answers again.
    pub fn revive(&self) {
        self.is_dead.set(false);
    }

    /// How many writes were asked.
    pub fn n_asked(&self) -> usize {
        self.n_asked.get()
    }

    /// Whether every write was answered.
    pub fn is_at_rest(&self) -> bool {
        self.n_asked.get() == self.n_answered.get()
    }
}

impl Disk for SlowDisk {
    fn read(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<(String, Vec<u8>)>> {
        if self.is_dead.get() {
            return Box::pin(async { Err(StoreError::Silent) });
        }
        self.memory.read(shelf, prefix)
    }

    fn keys(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<String>> {
        if self.is_dead.get() {
            return Box::pin(async { Err(StoreError::Silent) });
        }
        self.memory.keys(shelf, prefix)
    }

    fn write(&self, batch: Batch) -> Pending<()> {
        self.n_asked.set(self.n_asked.get() + 1);
        let (disk, fails_with) = (self.clone(), self.fails_with.get());
        Box::pin(async move {
            a_while().await;
            while disk.is_silent.get() {
                a_while().await;
            }
            let written = match fails_with {
                _ if disk.is_dead.get() => Err(StoreError::Silent),
                Some(error) => Err(error),
                None => disk.memory.write(batch).await,
            };
            let written = if disk.is_dying.take() {
                disk.is_dead.set(true);
                Err(StoreError::Silent)
            } else {
                written
            };
            disk.n_answered.set(disk.n_answered.get() + 1);
            written
        })
    }

    fn write_in_passing(&self, batch: Batch) {
        self.memory.write_in_passing(batch);
    }

    fn outlives_the_page(&self) -> bool {
        true
    }
}

/// Lets everything else go on for a moment.
pub async fn a_while() {
    let promise = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 20)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}
