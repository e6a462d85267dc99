//! Passphrases as they reach the vault: the same characters, however a keyboard makes them.

use js_sys::JsString;

use crate::browser::clock;
use crate::vault::VaultError;
use crate::vault::header::Passphrase;
use crate::vault::kdf::{self, Params};

/// What a person typed, in the form NFKC, so that an accent typed as one character or as two is the same
/// passphrase on every machine. Spaces at its ends belong to it.
#[must_use]
pub fn read(typed: &str) -> Passphrase {
    // The form is one that JavaScript knows, and no text is without it.
    let normal = JsString::from(typed).normalize("NFKC");
    Passphrase::new(String::from(normal))
}

/// How much work this device can put into turning a passphrase into a key within a second and a half.
#[must_use]
pub fn calibrated() -> Params {
    kdf::calibrated(|params| {
        let before = clock::since_opening_ms();
        let tried: Result<_, VaultError> = kdf::derive(b"a trial", &[0; 16], params);
        tried?;
        Ok(clock::since_opening_ms().saturating_sub(before))
    })
}
