//! One slot of a header: the key of the vault, sealed under what is derived from one secret.

use super::header::{FORMAT, MAGIC};
use super::kdf::{Params, derive};
use super::seal::{Key, NONCE_BYTES, PROOF_BYTES, decrypt, encrypt, take};
use super::{Random, VaultError, VaultId};

/// The key of the vault, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) params: Params,
    salt: [u8; 16],
    nonce: [u8; NONCE_BYTES],
    wrapped: [u8; 32],
    proof: [u8; PROOF_BYTES],
}

/// Which secret opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Passphrase,
    Recovery,
}

impl Slot {
    pub(super) fn make(
        kind: Kind,
        vault: VaultId,
        secret: &[u8],
        params: Params,
        key: &Key,
        random: &dyn Random,
    ) -> Result<Self, VaultError> {
        let mut salt = [0; 16];
        random.fill(&mut salt)?;
        let mut nonce = [0; NONCE_BYTES];
        random.fill(&mut nonce)?;
        let mut slot = Self {
            params,
            salt,
            nonce,
            wrapped: [0; 32],
            proof: [0; PROOF_BYTES],
        };
        let own = derive(secret, &salt, params)?;
        // The key is copied only here, and is sealed where it was copied to.
        slot.wrapped = *key.as_bytes();
        slot.proof = encrypt(
            &own,
            &nonce,
            &slot.associated(kind, vault),
            &mut slot.wrapped,
        )?;
        Ok(slot)
    }

    pub(super) fn open(
        &self,
        kind: Kind,
        vault: VaultId,
        secret: &[u8],
    ) -> Result<Key, VaultError> {
        let own = derive(secret, &self.salt, self.params)?;
        let mut key = Key::from_bytes(&self.wrapped);
        let associated = self.associated(kind, vault);
        decrypt(
            &own,
            &self.nonce,
            &associated,
            key.as_mut_bytes(),
            &self.proof,
        )
        .map_err(|_| VaultError::WrongSecret)?;
        Ok(key)
    }

    fn associated(&self, kind: Kind, vault: VaultId) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(FORMAT);
        bytes.extend(vault.0);
        self.write_derivation(kind, &mut bytes);
        bytes
    }

    fn write_derivation(&self, kind: Kind, bytes: &mut Vec<u8>) {
        bytes.push(kind.byte());
        for number in [
            self.params.memory_kib,
            self.params.passes,
            self.params.lanes,
        ] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(self.salt);
    }

    pub(super) fn write(&self, kind: Kind, bytes: &mut Vec<u8>) {
        self.write_derivation(kind, bytes);
        bytes.extend(self.nonce);
        bytes.extend(self.wrapped);
        bytes.extend(self.proof);
    }

    pub(super) fn read(kind: Kind, rest: &mut &[u8]) -> Result<Self, VaultError> {
        let [found] = *take(rest)?;
        if found != kind.byte() {
            return Err(VaultError::Damaged);
        }
        Ok(Self {
            params: Params {
                memory_kib: u32::from_be_bytes(*take(rest)?),
                passes: u32::from_be_bytes(*take(rest)?),
                lanes: u32::from_be_bytes(*take(rest)?),
            },
            salt: *take(rest)?,
            nonce: *take(rest)?,
            wrapped: *take(rest)?,
            proof: *take(rest)?,
        })
    }
}

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Self::Passphrase => 1,
            Self::Recovery => 2,
        }
    }
}
