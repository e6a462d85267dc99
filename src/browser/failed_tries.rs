//! How often a wrong passphrase was tried on a vault since it was last opened: told to whoever opens it.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn key(vault: &str) -> String {
    format!("mhtr-forms.failed-tries.{vault}")
}

fn count(storage: &Storage, vault: &str) -> u32 {
    let found = storage.get_item(&key(vault)).ok().flatten();
    found.and_then(|n| n.parse().ok()).unwrap_or_default()
}

/// Counts a wrong try; how many there are now. Where nothing can be kept each one is the first.
pub fn add(vault: &str) -> u32 {
    let Some(storage) = storage() else { return 1 };
    let n = count(&storage, vault).saturating_add(1);
    let _ = storage.set_item(&key(vault), &n.to_string());
    n
}

/// How many wrong tries there were, and begins again at nought.
pub fn take(vault: &str) -> u32 {
    let Some(storage) = storage() else { return 0 };
    let n = count(&storage, vault);
    let _ = storage.remove_item(&key(vault));
    n
}
