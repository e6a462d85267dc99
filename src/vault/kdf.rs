//! From a passphrase or a recovery code to a key, slowly on purpose: Argon2id, version 1.3.

use argon2::{Algorithm, Argon2, Block, Version};
use zeroize::Zeroize;

use super::VaultError;
use super::seal::Key;

/// What one derivation costs, for the person who knows the secret and for whoever guesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Params {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// How often all of the memory is gone through.
    pub passes: u32,
    /// What could be computed side by side. Here one thread does all of it, so that more than one lane
    /// would help only who guesses; others' vaults may have more.
    pub lanes: u32,
}

const MIB: u32 = 1024;

/// What a new passphrase costs, the dearest first. The last is the least that OWASP's Password Storage
/// Cheat Sheet accepts.
pub const LADDER: [Params; 4] = [one_lane(64, 3), one_lane(46, 2), one_lane(32, 3), FLOOR];

const FLOOR: Params = one_lane(19, 2);

/// What a recovery code costs: the least that is read. Its 128 random bits cannot be guessed at any speed,
/// and it must open on a machine that has too little memory for the passphrase.
pub const RECOVERY: Params = one_lane(8, 1);

/// The longest that unlocking may take on the machine a vault is made on, in milliseconds.
const PATIENCE_MS: u64 = 1_500;

const fn one_lane(memory_mib: u32, passes: u32) -> Params {
    Params {
        memory_kib: memory_mib * MIB,
        passes,
        lanes: 1,
    }
}

impl Params {
    /// Whether these are read at all: 8 to 256 MiB, 1 to 10 passes, 1 to 4 lanes.
    ///
    /// The parameters are used before anything can prove them. Too large, they would be a way to make a
    /// machine stand still with one changed file; too small, a way to have a passphrase sealed at a price
    /// that makes guessing cheap. They are refused before any memory is asked for.
    ///
    /// # Errors
    ///
    /// [`VaultError::TooNew`]: a later version may have reason to go beyond.
    pub fn accepted(self) -> Result<Self, VaultError> {
        let is_accepted = (8 * MIB..=256 * MIB).contains(&self.memory_kib)
            && (1..=10).contains(&self.passes)
            && (1..=4).contains(&self.lanes);
        if is_accepted {
            Ok(self)
        } else {
            Err(VaultError::TooNew)
        }
    }
}

/// The dearest step of the [`LADDER`] that this machine does in 1,500 milliseconds. `time_of` derives once
/// and says how many milliseconds it took; a step that fails, for want of memory or otherwise, is too dear.
/// The last step is the floor whatever it takes, and is not tried.
pub fn calibrated(mut time_of: impl FnMut(Params) -> Result<u64, VaultError>) -> Params {
    LADDER
        .into_iter()
        .filter(|step| *step != FLOOR)
        .find(|step| matches!(time_of(*step), Ok(ms) if ms <= PATIENCE_MS))
        .unwrap_or(FLOOR)
}

/// The key of a secret.
///
/// # Errors
///
/// [`VaultError::TooNew`] for [`Params`] that are not accepted; [`VaultError::Memory`] where the machine
/// does not give the memory, which says nothing about the secret.
pub fn derive(secret: &[u8], salt: &[u8; 16], params: Params) -> Result<Key, VaultError> {
    derive_in(secret, salt, params, reserved)
}

/// [`derive`] in the memory that `reserve` gives for a number of blocks.
fn derive_in(
    secret: &[u8],
    salt: &[u8; 16],
    params: Params,
    reserve: impl FnOnce(usize) -> Option<Vec<Block>>,
) -> Result<Key, VaultError> {
    let params = params.accepted()?;
    let mut key = Key::blank();
    let n_bytes = key.as_bytes().len();
    let params = argon2::Params::new(
        params.memory_kib,
        params.passes,
        params.lanes,
        Some(n_bytes),
    )
    .map_err(|_| VaultError::TooNew)?;
    let mut blocks = reserve(params.block_count()).ok_or(VaultError::Memory)?;
    let done = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(secret, salt, key.as_mut_bytes(), blocks.as_mut_slice());
    // From some of the blocks the key can be computed at no cost.
    blocks.iter_mut().zeroize();
    // All that is left to refuse is a secret of 4 GiB.
    done.map_err(|_| VaultError::Memory)?;
    Ok(key)
}

/// Empty blocks, or none: a plain allocation that fails would stop the whole app, and what is not yet kept
/// would be lost.
fn reserved(n_blocks: usize) -> Option<Vec<Block>> {
    let mut blocks = Vec::new();
    blocks.try_reserve_exact(n_blocks).ok()?;
    blocks.resize(n_blocks, Block::new());
    Some(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"correct horse battery staple";
    const SALT: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The expected keys are from the reference implementation, phc-winner-argon2.
    #[test]
    fn the_key_is_the_one_that_the_reference_implementation_derives() {
        let expected = [
            (
                LADDER[0],
                "0d1a3c6523c8f06e4e0af9c515aa5b5448cfebd6838f2d52c3d8b6ef8ddc3c2e",
            ),
            (
                FLOOR,
                "818259b6310026a8e0dbac5d2e6927abcfdb07b32258fac4f61b18b80f929085",
            ),
            (
                RECOVERY,
                "9aeef75313e585f492c33c5e12d82e9ad253b7dd78632d537e899cd4eddd789c",
            ),
            (
                Params {
                    lanes: 4,
                    ..RECOVERY
                },
                "5d50ed03c05ee5f6e88728b23dfb7aa566c3c72858132c37b314dd7666db5885",
            ),
        ];
        for (params, key) in expected {
            let derived = derive(SECRET, &SALT, params).unwrap();
            assert_eq!(hex(derived.as_bytes()), key, "{params:?}");
        }
    }

    #[test]
    fn memory_that_is_refused_is_called_so() {
        let refused = derive_in(SECRET, &SALT, RECOVERY, |_| None);
        assert_eq!(refused.map(|_| ()), Err(VaultError::Memory));
    }

    #[test]
    fn memory_beyond_all_machines_is_refused_without_stopping() {
        assert!(reserved(usize::MAX / Block::SIZE).is_none());
        assert!(reserved(usize::MAX).is_none());
    }

    #[test]
    fn parameters_out_of_range_are_refused_before_memory_is_asked_for() {
        let beyond = [
            (4 * 1024 * MIB - 1, 3, 1),
            (u32::MAX, 3, 1),
            (256 * MIB + 1, 3, 1),
            (8 * MIB - 1, 3, 1),
            (0, 3, 1),
            (64 * MIB, u32::MAX, 1),
            (64 * MIB, 11, 1),
            (64 * MIB, 0, 1),
            (64 * MIB, 3, 0),
            (64 * MIB, 3, 5),
            (64 * MIB, 3, u32::MAX),
        ];
        for (memory_kib, passes, lanes) in beyond {
            let params = Params {
                memory_kib,
                passes,
                lanes,
            };
            let refused = derive_in(SECRET, &SALT, params, |n| {
                panic!("{n} blocks were asked for")
            });
            assert_eq!(refused.map(|_| ()), Err(VaultError::TooNew), "{params:?}");
        }
    }
}
