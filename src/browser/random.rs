//! Randomness for identities.

use crate::engine::case::CaseId;

/// A new case's identity: 128 random bits in hexadecimal, `None` where the browser has no source of
/// randomness.
#[must_use]
pub fn make_case_id() -> Option<CaseId> {
    let crypto = web_sys::window()?.crypto().ok()?;
    let mut bytes = [0_u8; 16];
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    CaseId::read(&digits)
}
