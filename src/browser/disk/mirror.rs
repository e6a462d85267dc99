//! The second copy, in `localStorage`: never part of "saved", and never in the way of it.
//!
//! Every access may throw where site data is blocked. Keys of other applications are not touched.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use web_sys::Storage;

use crate::vault::disk::Mirror;

/// What every key of ours begins with.
const PREFIX: &str = "mhtr-forms.";

/// How much of the browser's room the second copy takes at most, in characters; browsers give
/// 5,242,880 to an origin, which may be shared.
const MOST: usize = 2 * 1024 * 1024;

/// What the names of record bodies begin with.
const BODIES: &str = "r.";

/// Sealed bytes in `localStorage`, written as base64.
#[derive(Debug, Clone, Copy)]
pub struct LocalMirror;

impl LocalMirror {
    /// Every key of ours with what stands there, without the prefix.
    fn all() -> BTreeMap<String, String> {
        let Some(storage) = storage() else {
            return BTreeMap::new();
        };
        let n = storage.length().unwrap_or_default();
        let keys = (0..n).filter_map(|n| storage.key(n).ok().flatten());
        keys.filter_map(|key| {
            let name = key.strip_prefix(PREFIX)?.to_owned();
            Some((name, storage.get_item(&key).ok().flatten()?))
        })
        .collect()
    }
}

/// `localStorage`, where the browser lets this page have it.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

impl Mirror for LocalMirror {
    fn read(&self, prefix: &str) -> Vec<(String, Vec<u8>)> {
        let all = Self::all().into_iter();
        let ours = all.filter(|(name, _)| name.starts_with(prefix));
        ours.filter_map(|(name, text)| Some((name, STANDARD.decode(text).ok()?)))
            .collect()
    }

    fn put(&self, key: &str, bytes: &[u8]) {
        let Some(storage) = storage() else { return };
        let text = STANDARD.encode(bytes);
        // Only bodies are large enough for their room to be counted, which reads everything there is.
        if key.starts_with(BODIES) && !make_room(&storage, key, text.len()) {
            self.remove(key);
            return;
        }
        // Without room, or without leave, there is no second copy; an older one would only mislead.
        if storage.set_item(&format!("{PREFIX}{key}"), &text).is_err() {
            self.remove(key);
        }
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&format!("{PREFIX}{key}"));
        }
    }
}

/// Makes room for a body by letting go of others; whether there is enough. Which of them goes does not
/// matter, since each is put back when it is next written. None goes where all of them would not do.
fn make_room(storage: &Storage, key: &str, wanted: usize) -> bool {
    let mut all = LocalMirror::all();
    all.remove(key);
    let wanted = wanted + key.len();
    let (bodies, others): (Vec<_>, Vec<_>) = all
        .iter()
        .map(|(name, text)| (name, name.len() + text.len()))
        .partition(|(name, _)| name.starts_with(BODIES));
    let others: usize = others.iter().map(|(_, length)| length).sum();
    if others + wanted > MOST {
        return false;
    }
    let of_bodies: usize = bodies.iter().map(|(_, length)| length).sum();
    let mut taken = others + of_bodies;
    for (name, length) in bodies {
        if taken + wanted <= MOST {
            break;
        }
        taken = taken.saturating_sub(length);
        let _ = storage.remove_item(&format!("{PREFIX}{name}"));
    }
    taken + wanted <= MOST
}
