//! Under which key each thing lies, in the place and in its mirror. Nothing in a key says anything about
//! a person: vaults and records are named by random bytes.

use super::VaultId;

/// The two copies of a vault's header, or the two slots of its manifest.
pub fn slot(vault: VaultId, slot: usize) -> String {
    format!("{vault}/{slot}")
}

/// Everything of a vault on a shelf.
pub fn of_vault(vault: VaultId) -> String {
    format!("{vault}/")
}

/// A slot of a record.
pub fn record(vault: VaultId, record: &str, slot: usize) -> String {
    format!("{vault}/{record}/{slot}")
}

/// Whether something can be the name of a record: what comes from elsewhere must not name another place.
pub fn is_record(id: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (1..=64).contains(&id.len()) && id.chars().all(is_plain)
}

/// Everything of a record on a shelf.
pub fn of_record(vault: VaultId, record: &str) -> String {
    format!("{vault}/{record}/")
}

/// An entry of a record's journal, after the revision it starts from.
pub fn entry(vault: VaultId, record: &str, revision: u64, sequence: u64) -> String {
    format!("{vault}/{record}/{revision:016x}/{sequence:08x}")
}

/// What [`entry`] was made of, but for the vault.
pub fn read_entry(key: &str) -> Option<(&str, u64, u64)> {
    let mut parts = key.split('/').skip(1);
    let (record, revision, sequence) = (parts.next()?, parts.next()?, parts.next()?);
    let revision = u64::from_str_radix(revision, 16).ok()?;
    let sequence = u64::from_str_radix(sequence, 16).ok()?;
    parts
        .next()
        .is_none()
        .then_some((record, revision, sequence))
}

/// The record that a key on the shelf of bodies or keys belongs to.
pub fn record_of(key: &str) -> Option<&str> {
    key.split('/').nth(1)
}

/// An entry of the audit chain.
pub fn audit(vault: VaultId, n: u64) -> String {
    format!("{vault}/{n:016x}")
}

/// What was set aside: where it lay, and the beginning of its hash, so that nothing is set aside twice
/// and nothing over another.
pub fn aside(shelf: &str, key: &str, hash: [u8; 32]) -> String {
    let [a, b, c, d, ..] = hash;
    format!("{key}/{shelf}/{a:02x}{b:02x}{c:02x}{d:02x}")
}

/// The header in the mirror.
pub fn mirrored_header(vault: VaultId) -> String {
    format!("{MIRRORED_HEADERS}{vault}")
}

/// What the names of all headers in the mirror begin with.
pub const MIRRORED_HEADERS: &str = "h.";

/// The manifest in the mirror.
pub fn mirrored_manifest(vault: VaultId) -> String {
    format!("m.{vault}")
}

/// A record's key in the mirror.
pub fn mirrored_key(vault: VaultId, record: &str) -> String {
    format!("k.{vault}.{record}")
}

/// A record's body in the mirror.
pub fn mirrored_body(vault: VaultId, record: &str) -> String {
    format!("r.{vault}.{record}")
}

/// What the names of a vault's bodies in the mirror begin with.
pub fn mirrored_bodies(vault: VaultId) -> String {
    format!("r.{vault}.")
}

/// What the names of a record's journal in the mirror begin with.
pub fn mirrored_journal(vault: VaultId, record: &str) -> String {
    format!("j.{vault}.{record}/")
}

/// An entry of a record's journal in the mirror.
pub fn mirrored_entry(vault: VaultId, record: &str, revision: u64, sequence: u64) -> String {
    format!("j.{}", entry(vault, record, revision, sequence)).replacen('/', ".", 1)
}
