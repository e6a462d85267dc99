//! The vault: what is sealed opens where it belongs and nowhere else, and each failure is called what it is.

mod seal;

use std::cell::RefCell;

use mhtr_forms::vault::{Random, VaultError};
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// Random bytes that are the same in every run.
struct Dice(RefCell<TestRng>);

impl Dice {
    fn new() -> Self {
        Self(RefCell::new(TestRng::deterministic_rng(
            RngAlgorithm::ChaCha,
        )))
    }
}

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
        self.0.borrow_mut().fill_bytes(bytes);
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
