//! The header of a vault: its key, sealed once under the passphrase and once under the recovery code.
//!
//! | bytes | what |
//! | --- | --- |
//! | 4 | `MHVH` |
//! | 1 | version of this format, [`FORMAT`] |
//! | 16 | vault |
//! | 4 | sequence |
//! | 101 | slot of the passphrase |
//! | 101 | slot of the recovery code |
//! | 40 | nonce and proof of all that stands before, under the key of the vault |
//! | 4 | CRC-32 of all that stands before |
//!
//! A slot is its kind (1 byte), memory in KiB, passes and lanes (4 bytes each), salt (16), nonce (24) and the key
//! of the vault, sealed (48), bound to magic, version, vault, kind, parameters and salt. Numbers stand with the
//! largest byte first.
//!
//! The CRC tells damage from a wrong passphrase, before any secret is asked for. What it cannot tell, because
//! anybody can compute it anew, the proof can: whoever opens one slot knows that the rest is as it was written.

use super::kdf::{Params, RECOVERY};
pub use super::passphrase::{Passphrase, Weak};
use super::recovery::RecoveryCode;
use super::seal::{Key, NONCE_BYTES, PROOF_BYTES, decrypt, encrypt, take};
use super::slot::{Kind, Slot};
use super::{Random, VaultError, VaultId};

pub(super) const MAGIC: [u8; 4] = *b"MHVH";

/// The version of the format that is written, and the only one that is read.
pub(super) const FORMAT: u8 = 1;

/// No header of any version is longer, so that a large file that is none is refused at once.
const LONGEST: usize = 4_096;

/// The header of a vault. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    vault: VaultId,
    sequence: u32,
    passphrase: Slot,
    recovery: Slot,
    proof: Proof,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Proof {
    nonce: [u8; NONCE_BYTES],
    proof: [u8; PROOF_BYTES],
}

impl Header {
    /// A new vault: its header and its key. How strong the passphrase is, is not asked here.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoRandomness`], [`VaultError::Memory`], and [`VaultError::TooNew`] for parameters that
    /// could not be read again.
    pub fn make(
        vault: VaultId,
        passphrase: &Passphrase,
        code: &RecoveryCode,
        params: Params,
        random: &dyn Random,
    ) -> Result<(Self, Key), VaultError> {
        let key = Key::make(random)?;
        let mut header = Self {
            vault,
            sequence: 1,
            passphrase: Slot::make(
                Kind::Passphrase,
                vault,
                passphrase.as_bytes(),
                params,
                &key,
                random,
            )?,
            recovery: Slot::make(
                Kind::Recovery,
                vault,
                code.as_bytes(),
                RECOVERY,
                &key,
                random,
            )?,
            proof: Proof::blank(),
        };
        header.prove(&key, random)?;
        Ok((header, key))
    }

    /// Reads what [`Header::write`] wrote. No secret is needed, and nothing is derived.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`] for bytes that are not as they were written, or never were a header;
    /// [`VaultError::TooNew`] for a whole header of a later version, or with parameters that are not accepted.
    pub fn read(bytes: &[u8]) -> Result<Self, VaultError> {
        if bytes.len() > LONGEST {
            return Err(VaultError::Damaged);
        }
        let (body, crc) = bytes.split_last_chunk().ok_or(VaultError::Damaged)?;
        let mut rest = body.strip_prefix(&MAGIC).ok_or(VaultError::Damaged)?;
        if crc32(body) != u32::from_be_bytes(*crc) {
            return Err(VaultError::Damaged);
        }
        let [version] = *take(&mut rest)?;
        if version != FORMAT {
            return Err(VaultError::TooNew);
        }
        let header = Self {
            vault: VaultId(*take(&mut rest)?),
            sequence: u32::from_be_bytes(*take(&mut rest)?),
            passphrase: Slot::read(Kind::Passphrase, &mut rest)?,
            recovery: Slot::read(Kind::Recovery, &mut rest)?,
            proof: Proof {
                nonce: *take(&mut rest)?,
                proof: *take(&mut rest)?,
            },
        };
        if !rest.is_empty() {
            return Err(VaultError::Damaged);
        }
        header.passphrase.params.accepted()?;
        header.recovery.params.accepted()?;
        Ok(header)
    }

    /// The header as it is kept: 271 bytes.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = self.proved();
        bytes.extend(self.proof.nonce);
        bytes.extend(self.proof.proof);
        let crc = crc32(&bytes);
        bytes.extend(crc.to_be_bytes());
        bytes
    }

    /// The key of the vault. Takes as long as the [`Params`] say.
    ///
    /// # Errors
    ///
    /// [`VaultError::WrongSecret`]; [`VaultError::Memory`]; [`VaultError::Damaged`] where the passphrase is right
    /// and something else in the header was changed.
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<Key, VaultError> {
        let key = self
            .passphrase
            .open(Kind::Passphrase, self.vault, passphrase.as_bytes())?;
        self.check(&key)?;
        Ok(key)
    }

    /// The key of the vault, where the passphrase is forgotten.
    ///
    /// # Errors
    ///
    /// Those of [`Header::unlock`].
    pub fn unlock_with_code(&self, code: &RecoveryCode) -> Result<Key, VaultError> {
        let key = self
            .recovery
            .open(Kind::Recovery, self.vault, code.as_bytes())?;
        self.check(&key)?;
        Ok(key)
    }

    /// This header with another passphrase. Key and recovery code stay, so that no record changes.
    ///
    /// # Errors
    ///
    /// Those of [`Header::make`]; [`VaultError::WrongSecret`] where `key` is not the key of this vault, because
    /// the new passphrase would open nothing.
    pub fn with_passphrase(
        &self,
        key: &Key,
        passphrase: &Passphrase,
        params: Params,
        random: &dyn Random,
    ) -> Result<Self, VaultError> {
        let secret = passphrase.as_bytes();
        self.rewritten(key, random, |header| {
            header.passphrase =
                Slot::make(Kind::Passphrase, self.vault, secret, params, key, random)?;
            Ok(())
        })
    }

    /// This header with another recovery code. Key and passphrase stay.
    ///
    /// # Errors
    ///
    /// Those of [`Header::with_passphrase`].
    pub fn with_code(
        &self,
        key: &Key,
        code: &RecoveryCode,
        random: &dyn Random,
    ) -> Result<Self, VaultError> {
        let secret = code.as_bytes();
        self.rewritten(key, random, |header| {
            header.recovery =
                Slot::make(Kind::Recovery, self.vault, secret, RECOVERY, key, random)?;
            Ok(())
        })
    }

    /// The vault it is of.
    #[must_use]
    pub fn vault(&self) -> VaultId {
        self.vault
    }

    /// Counted up whenever the header is rewritten: of two copies, the one with more is the newer. From 1.
    #[must_use]
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// Whether this is the key of the vault, and the header as it was written with it.
    #[must_use]
    pub fn has_key(&self, key: &Key) -> bool {
        self.check(key).is_ok()
    }

    fn rewritten(
        &self,
        key: &Key,
        random: &dyn Random,
        change: impl FnOnce(&mut Self) -> Result<(), VaultError>,
    ) -> Result<Self, VaultError> {
        if !self.has_key(key) {
            return Err(VaultError::WrongSecret);
        }
        let mut header = self.clone();
        header.sequence = self.sequence.saturating_add(1);
        change(&mut header)?;
        header.prove(key, random)?;
        Ok(header)
    }

    /// Everything that the proof is of.
    fn proved(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(FORMAT);
        bytes.extend(self.vault.0);
        bytes.extend(self.sequence.to_be_bytes());
        self.passphrase.write(Kind::Passphrase, &mut bytes);
        self.recovery.write(Kind::Recovery, &mut bytes);
        bytes
    }

    fn prove(&mut self, key: &Key, random: &dyn Random) -> Result<(), VaultError> {
        let mut nonce = [0; NONCE_BYTES];
        random.fill(&mut nonce)?;
        let proof = encrypt(key, &nonce, &self.proved(), &mut [])?;
        self.proof = Proof { nonce, proof };
        Ok(())
    }

    fn check(&self, key: &Key) -> Result<(), VaultError> {
        let Proof { nonce, proof } = &self.proof;
        decrypt(key, nonce, &self.proved(), &mut [], proof)
    }
}

impl Proof {
    /// One that proves nothing, until it is made.
    const fn blank() -> Self {
        Self {
            nonce: [0; NONCE_BYTES],
            proof: [0; PROOF_BYTES],
        }
    }
}

/// The CRC-32 of zip and PNG, bit by bit: a header is too short for a table to pay.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let polynomial = if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
            crc = crc >> 1 ^ polynomial;
        }
    }
    !crc
}
