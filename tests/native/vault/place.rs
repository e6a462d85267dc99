//! A place to stand a vault on: randomness that can be repeated, and a disk that loses power.

use std::cell::{Cell, RefCell};
use std::future::{Future, ready};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use mhtr_forms::vault::disk::{Batch, Disk, Mirror, Pending, Shelf, StoreError, Write};
use mhtr_forms::vault::memory::{Contents, MemoryDisk, carry_out};
use mhtr_forms::vault::place::Place;
use mhtr_forms::vault::{Random, VaultError, VaultId};

pub const VAULT: VaultId = VaultId([7; 16]);

/// What a future gives that has nothing to wait for.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing in memory is ever waited for"),
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64; Steele, Lea, Flood 2014).
#[derive(Debug)]
pub struct Dice(Cell<u64>);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    pub fn next(&self) -> u64 {
        self.0.set(self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        let mut z = self.0.get();
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// True once in `n` times.
    pub fn one_in(&self, n: usize) -> bool {
        self.below(n) == 0
    }
}

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
        for chunk in bytes.chunks_mut(8) {
            let n = chunk.len();
            chunk.copy_from_slice(&self.next().to_le_bytes()[..n]);
        }
        Ok(())
    }
}

/// How the power fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// A batch is carried out whole or not at all, as a database promises.
    Whole,
    /// Each write of the batch may be there, be missing, or be cut short or garbled.
    Torn,
}

/// A disk whose power fails before some confirmation.
pub struct FailingDisk {
    pub inner: MemoryDisk,
    dice: Rc<Dice>,
    pub failing: Failing,
    /// The next write is the last one.
    pub is_doomed: Cell<bool>,
    /// The next write meets with no answer, whether or not it is carried out; the machine goes on.
    pub is_unanswered: Cell<bool>,
    pub has_failed: Cell<bool>,
    left: RefCell<Option<Contents>>,
}

impl FailingDisk {
    pub fn new(contents: Contents, dice: Rc<Dice>, failing: Failing) -> Self {
        Self {
            inner: MemoryDisk::holding(contents),
            dice,
            failing,
            is_doomed: Cell::new(false),
            is_unanswered: Cell::new(false),
            has_failed: Cell::new(false),
            left: RefCell::new(None),
        }
    }

    /// What is on the disk when the machine starts again.
    pub fn after(&self) -> Contents {
        self.left
            .borrow()
            .clone()
            .unwrap_or_else(|| self.inner.contents())
    }

    fn fail(&self, batch: Batch) {
        self.has_failed.set(true);
        let mut contents = self.inner.contents();
        let holds = batch.guards.iter().all(|guard| {
            let found = contents.get(&(guard.shelf, guard.key.clone()));
            guard.holds(found.map(Vec::as_slice))
        });
        let is_done = holds && !self.dice.one_in(3);
        for write in batch.writes {
            match self.failing {
                Failing::Whole if is_done => carry_out(&mut contents, write),
                Failing::Torn if holds => self.tear(&mut contents, write),
                Failing::Whole | Failing::Torn => {}
            }
        }
        *self.left.borrow_mut() = Some(contents);
    }

    fn tear(&self, contents: &mut Contents, write: Write) {
        match (self.dice.below(4), write) {
            (0, _) => {}
            (
                1,
                Write::Put {
                    shelf,
                    key,
                    mut bytes,
                },
            ) => {
                bytes.truncate(self.dice.below(bytes.len()));
                contents.insert((shelf, key), bytes);
            }
            (
                2,
                Write::Put {
                    shelf,
                    key,
                    mut bytes,
                },
            ) => {
                let at = self.dice.below(bytes.len());
                bytes[at] ^= 1 << self.dice.below(8);
                contents.insert((shelf, key), bytes);
            }
            (_, write) => carry_out(contents, write),
        }
    }
}

impl Disk for FailingDisk {
    fn read(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<(String, Vec<u8>)>> {
        self.inner.read(shelf, prefix)
    }

    fn keys(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<String>> {
        self.inner.keys(shelf, prefix)
    }

    fn write(&self, batch: Batch) -> Pending<()> {
        if self.has_failed.get() {
            return Box::pin(ready(Err(StoreError::Failed)));
        }
        if self.is_doomed.get() {
            self.fail(batch);
            return Box::pin(ready(Err(StoreError::Failed)));
        }
        if self.is_unanswered.take() {
            if self.dice.one_in(2) {
                let _ = now(self.inner.write(batch));
            }
            return Box::pin(ready(Err(StoreError::Silent)));
        }
        self.inner.write(batch)
    }

    fn write_in_passing(&self, batch: Batch) {
        if self.is_doomed.get() {
            self.fail(batch);
        } else if !self.has_failed.get() {
            self.inner.write_in_passing(batch);
        }
    }

    fn outlives_the_page(&self) -> bool {
        true
    }
}

/// A place over a disk, with a mirror.
pub fn place(disk: Rc<dyn Disk>, mirror: Rc<dyn Mirror>, dice: Rc<Dice>) -> Place {
    Place {
        disk,
        mirror,
        random: dice,
        summarise: Rc::new(|text| format!("summary of {}", text.len())),
    }
}
