//! The vault: everything at rest is sealed, and what is confirmed as kept can be read again.
//!
//! Plain Rust, as the engine is: no clock, no browser. Randomness, the time and the place that keeps
//! bytes are handed in, so that every fault a machine can have is played through in native tests.

pub mod audit;
mod backing_up;
pub mod backup;
mod chain;
mod copies;
mod descent;
pub mod disk;
pub mod door;
pub mod header;
mod journal;
pub mod kdf;
pub mod lease;
mod list;
pub mod manifest;
pub mod memory;
mod names;
mod passphrase;
pub mod place;
mod record;
pub mod recovery;
mod removal;
mod replay;
pub mod room;
mod saving;
pub mod seal;
mod slot;
mod taking_in;
mod unlocked;
pub mod words;
mod writing;

use std::fmt;

pub use record::Unreadable;
pub use saving::MAX_TEXT;
pub use unlocked::{Opened, Shown, Vault};

/// The identity of a vault: 16 random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VaultId(pub [u8; 16]);

impl fmt::Display for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0 {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl VaultId {
    /// The identity written as 32 hexadecimal digits in lower case; anything else is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            let digit = |of: u8| match of {
                b'0'..=b'9' => Some(of - b'0'),
                b'a'..=b'f' => Some(of - b'a' + 10),
                _ => None,
            };
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Self(bytes))
    }
}

/// Where random bytes come from.
pub trait Random {
    /// Fills all of `bytes` with random bytes fit for keys.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoRandomness`] where the machine gives none; nothing is sealed then.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError>;
}

/// Why something sealed does not open, or cannot be sealed. Each is another message and another thing
/// to do; none is ever shown in another's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultError {
    /// The bytes are not as they were written.
    Damaged,
    /// The bytes are whole, and this secret does not open them.
    WrongSecret,
    /// There was not enough memory to turn the passphrase into a key.
    Memory,
    /// A later version of this app wrote them, or with settings that this one does not accept.
    TooNew,
    /// The machine gives no randomness, so nothing can be sealed.
    NoRandomness,
}
