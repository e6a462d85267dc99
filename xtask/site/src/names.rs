//! Names that change with the content, and the digests in them.

use base64::Engine as _;
use sha2::{Digest as _, Sha256, Sha384};

const N_HEX: usize = 16;

/// `app.css` with these bytes becomes `app-0123456789abcdef.css`.
pub fn hashed_name(stem: &str, ending: &str, bytes: &[u8]) -> String {
    format!("{stem}-{}{ending}", short_hash(bytes))
}

/// The first characters of the SHA-256, enough to tell two versions apart.
pub fn short_hash(bytes: &[u8]) -> String {
    sha256(bytes).chars().take(N_HEX).collect()
}

/// The whole SHA-256, as `sha256sum` writes it.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

/// Whether a file name holds its own hash, so that a browser may keep the file for ever.
///
/// Trunk writes its hash without leading noughts, so a few characters fewer are accepted.
pub fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        (N_HEX - 4..=N_HEX).contains(&hash.len()) && hash.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// The value of an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", in_base64(&Sha384::digest(bytes)))
}

/// One digest over several named files, whatever order the disk lists them in.
pub fn content_hash<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_unstable();
    let mut digest = Sha256::new();
    for (name, bytes) in files {
        // Lengths stand before the content, so that no two lists of files read the same.
        digest.update((name.len() as u64).to_be_bytes());
        digest.update(name);
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    }
    format!("sha256-{}", in_base64(&digest.finalize()))
}

/// Bytes as text.
pub fn in_base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Bytes that stand as text.
#[cfg(feature = "packing")]
pub fn from_base64(text: &str) -> anyhow::Result<Vec<u8>> {
    Ok(base64::engine::general_purpose::STANDARD.decode(text)?)
}

#[cfg(test)]
mod tests {
    use super::{content_hash, hashed_name, is_hashed};

    #[test]
    fn a_hashed_name_is_known_again() {
        assert!(is_hashed(&hashed_name("mhtr-forms", "_bg.wasm", b"x")));
        assert!(is_hashed(&hashed_name("app", ".css", b"x")));
        for plain in ["index.html", "boot.js", "mhtr-forms.js", "easy-read.json"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }

    #[test]
    fn a_content_hash_tells_where_one_file_ends() {
        let one = content_hash([("a", b"bc".as_slice()), ("d", b"")]);
        let other = content_hash([("a", b"b".as_slice()), ("d", b"c")]);
        assert_ne!(one, other);
    }
}
