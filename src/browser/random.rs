//! Randomness, for identities and for keys.

use crate::engine::case::CaseId;
use crate::vault::{Random, VaultError, VaultId};

/// The browser's own source of random bytes.
#[derive(Debug, Clone, Copy)]
pub struct BrowserRandom;

impl Random for BrowserRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
        // Without it nothing is sealed; there is no second best.
        let crypto = web_sys::window().and_then(|window| window.crypto().ok());
        let crypto = crypto.ok_or(VaultError::NoRandomness)?;
        crypto
            .get_random_values_with_u8_array(bytes)
            .map(drop)
            .map_err(|_| VaultError::NoRandomness)
    }
}

/// 128 random bits.
fn identity() -> Option<VaultId> {
    let mut bytes = [0; 16];
    BrowserRandom.fill(&mut bytes).ok()?;
    Some(VaultId(bytes))
}

/// A new case's identity: 128 random bits in hexadecimal, `None` where the browser has no source of
/// randomness.
#[must_use]
pub fn make_case_id() -> Option<CaseId> {
    CaseId::read(&identity()?.to_string())
}

/// A new vault's identity, `None` where the browser has no source of randomness.
#[must_use]
pub fn make_vault_id() -> Option<VaultId> {
    identity()
}

/// What this window calls itself among the windows of this vault.
#[must_use]
pub fn make_window_name() -> String {
    // Without randomness nothing is written anyway.
    identity().map(|id| id.to_string()).unwrap_or_default()
}
