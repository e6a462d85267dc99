//! Prints what the vault costs: opening a list of 500 cases of 40 kB, keeping one answer, folding it into
//! its case, and a backup of all of it.
//!
//! `cargo run --release --example vault_figures`. Times are of this machine, and nothing is asserted.

#![expect(clippy::print_stdout, reason = "a command-line program's output")]
#![expect(clippy::disallowed_methods, reason = "figures are times")]

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::process::ExitCode;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use mhtr_forms::vault::backup::OpenBackup;
use mhtr_forms::vault::disk::{Batch, Disk, Pending, Shelf, StoreError, Write};
use mhtr_forms::vault::header::{Header, Passphrase};
use mhtr_forms::vault::kdf::RECOVERY;
use mhtr_forms::vault::manifest::Kind;
use mhtr_forms::vault::memory::{MemoryDisk, MemoryMirror};
use mhtr_forms::vault::place::Place;
use mhtr_forms::vault::recovery::RecoveryCode;
use mhtr_forms::vault::{Opened, Random, Unreadable, Vault, VaultError, VaultId};

const VAULT: VaultId = VaultId([7; 16]);

const N_CASES: usize = 500;

/// What a future gives that has nothing to wait for.
fn now<T>(future: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let waker = Waker::noop();
    match pin!(future).as_mut().poll(&mut Context::from_waker(waker)) {
        Poll::Ready(value) => value,
        Poll::Pending => Err(StoreError::Silent),
    }
}

fn readable<T>(found: Result<T, Unreadable>) -> Result<T, StoreError> {
    found.map_err(|why| match why {
        Unreadable::Store(error) => error,
        Unreadable::Missing | Unreadable::Damaged | Unreadable::TooNew => StoreError::Failed,
    })
}

/// Numbers that look random (SplitMix64); good enough to measure with.
struct Dice(Cell<u64>);

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
        for chunk in bytes.chunks_mut(8) {
            let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
            self.0.set(state);
            let mixed = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            let mixed = (mixed ^ mixed >> 31).to_le_bytes();
            for (byte, made) in chunk.iter_mut().zip(mixed) {
                *byte = made;
            }
        }
        Ok(())
    }
}

/// A disk in memory that counts.
#[derive(Default)]
struct Counting {
    inner: MemoryDisk,
    /// Rows and bytes that were read.
    read: Cell<(usize, usize)>,
    /// Batches that were carried out.
    written: RefCell<Vec<Batch>>,
}

impl Counting {
    fn forget(&self) {
        self.read.set((0, 0));
        self.written.borrow_mut().clear();
    }

    /// Rows put, rows removed and bytes put.
    fn sums(&self) -> (usize, usize, usize) {
        let mut sums = (0, 0, 0);
        for write in self.written.borrow().iter().flat_map(|of| &of.writes) {
            match write {
                Write::Put { bytes, .. } => (sums.0, sums.2) = (sums.0 + 1, sums.2 + bytes.len()),
                Write::Remove { .. } => sums.1 += 1,
            }
        }
        sums
    }
}

impl Disk for Counting {
    fn read(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<(String, Vec<u8>)>> {
        let rows = now(self.inner.read(shelf, prefix));
        if let Ok(rows) = &rows {
            let (n, bytes) = self.read.get();
            let more: usize = rows.iter().map(|(_, of)| of.len()).sum();
            self.read.set((n + rows.len(), bytes + more));
        }
        Box::pin(std::future::ready(rows))
    }

    fn keys(&self, shelf: Shelf, prefix: &str) -> Pending<Vec<String>> {
        self.inner.keys(shelf, prefix)
    }

    fn write(&self, batch: Batch) -> Pending<()> {
        self.written.borrow_mut().push(batch.clone());
        self.inner.write(batch)
    }

    fn write_in_passing(&self, batch: Batch) {
        self.inner.write_in_passing(batch);
    }

    fn outlives_the_page(&self) -> bool {
        false
    }
}

/// A case of some 40 kB, with one answer that changes.
fn case(answer: &str) -> String {
    let item = |n: usize| {
        let words = format!("what was said about question {n}, in a few words");
        format!("{{\"linkId\":\"item-{n}\",\"answer\":[{{\"valueString\":\"{words}\"}}]}}")
    };
    let items: Vec<String> = (0..430).map(item).collect();
    let items = items.join(",");
    format!("{{\"risk\":\"{answer}\",\"name\":\"Robin Example\",\"item\":[{items}]}}")
}

fn main() -> ExitCode {
    match figures() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            println!("stopped: {why}");
            ExitCode::FAILURE
        }
    }
}

fn figures() -> Result<(), String> {
    let told = |error: StoreError| format!("{error:?}");
    let wrong = |error: VaultError| format!("{error:?}");
    let dice = Rc::new(Dice(Cell::new(1)));
    let passphrase = Passphrase::new("vole kettle amber");
    let code = RecoveryCode::make(&*dice).map_err(wrong)?;
    let made = Header::make(VAULT, &passphrase, &code, RECOVERY, &*dice);
    let (header, _) = made.map_err(wrong)?;
    let disk = Rc::new(Counting::default());
    let open = || -> Result<Opened, String> {
        let place = Place {
            disk: disk.clone(),
            mirror: Rc::new(MemoryMirror::default()),
            random: dice.clone(),
            // As long as the line of a case on the first page.
            summarise: Rc::new(|_| "x".repeat(250)),
        };
        let key = header.unlock(&passphrase).map_err(wrong)?;
        now(async { readable(Vault::open(VAULT, key, place).await) }).map_err(told)
    };
    let vault = open()?.vault;
    println!("{N_CASES} cases of {} bytes", case("no").len());

    let begun = Instant::now();
    for n in 0..N_CASES {
        let id = format!("{n:032x}");
        now(vault.create(&id, Kind::Case, &case("no"), "now")).map_err(told)?;
    }
    println!("made: {:.1} ms each", ms(begun) / N_CASES as f64);

    disk.forget();
    let begun = Instant::now();
    let opened = open()?;
    let n_listed = now(async { Ok(opened.vault.list().await.len()) }).map_err(told)?;
    let (rows, bytes) = disk.read.get();
    println!(
        "list of {n_listed} opened: {:.1} ms with the key, {rows} rows and {bytes} bytes read",
        ms(begun)
    );

    let (vault, id) = (opened.vault, format!("{:032x}", N_CASES / 2));
    let begun = Instant::now();
    now(async { readable(vault.read(&id).await) }).map_err(told)?;
    println!("one case opened: {:.2} ms", ms(begun));

    let say = |what: &str, begun: Instant| {
        let (put, removed, bytes) = disk.sums();
        println!(
            "{what}: {:.2} ms, {put} rows put, {removed} removed, {bytes} bytes",
            ms(begun)
        );
        disk.forget();
    };
    disk.forget();
    let begun = Instant::now();
    now(vault.keep(&id, &case("yes"), "now")).map_err(told)?;
    say("one answer kept", begun);
    let begun = Instant::now();
    now(vault.fold(&id, &case("yes"), "now")).map_err(told)?;
    say("folded into the case", begun);

    let begun = Instant::now();
    let file = now(async { readable(vault.back_up(&header, &[]).await) }).map_err(told)?;
    println!("backup: {:.0} ms, {} bytes", ms(begun), file.len());
    let begun = Instant::now();
    let backup = OpenBackup::open(&file, &passphrase).map_err(wrong)?;
    println!(
        "backup opened again: {:.0} ms, {} records",
        ms(begun),
        backup.n_records()
    );
    Ok(())
}

fn ms(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1_000.0
}
