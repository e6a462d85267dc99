//! The vault: what is sealed opens where it belongs and nowhere else, and each failure is called what it is.

mod audit;
mod backup;
mod client;
mod cost;
mod damage;
mod door;
mod header;
mod journal;
mod kdf;
mod machine;
mod manifest;
mod model;
mod passphrase;
mod place;
mod recovery;
mod removal;
mod room;
mod seal;
mod windows;
mod words;

use std::cell::Cell;

use mhtr_forms::vault::{Random, VaultError};

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(Cell<u64>);

impl Dice {
    fn new() -> Self {
        Self(Cell::new(0))
    }

    fn next(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(state);
        let mixed = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }
}

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&self.next().to_le_bytes()[..part.len()]);
        }
        Ok(())
    }
}

/// A machine that gives no randomness.
struct NoDice;

impl Random for NoDice {
    fn fill(&self, _: &mut [u8]) -> Result<(), VaultError> {
        Err(VaultError::NoRandomness)
    }
}
