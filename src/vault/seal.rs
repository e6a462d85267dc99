//! Sealing: bytes become unreadable, and any change to them, or to what they belong to, is found out.
//!
//! A sealed text is, in this order:
//!
//! | bytes | what |
//! | --- | --- |
//! | 3 | `MHV` |
//! | 1 | version of this format, [`FORMAT`] |
//! | 1 | algorithm, [`XCHACHA20_POLY1305`] |
//! | 1 | [`Tag`] |
//! | 1 | kind |
//! | 2 | schema |
//! | 8 | revision |
//! | 8 | sequence |
//! | 24 | nonce, random |
//! | a multiple of 64, and 16 | the cipher text and what proves it |
//! | 4 | the beginning of the hash of all bytes before |
//!
//! Numbers stand with the largest byte first. The first 25 bytes are readable by anybody and are proved with
//! the rest, as are the vault and the record, which are not written down here at all: a sealed text that
//! is moved to another record or another vault does not open.
//!
//! The last four bytes prove nothing; they tell a damaged text from one of a later version, which no key
//! here could. Every later version has to end so too.
//!
//! Inside, the text is preceded by its length in 8 bytes and followed by noughts up to the next multiple of
//! 64, so that the size tells how long an answer is only roughly.

use std::fmt;

use blake2::digest::{Digest, consts::U32};
use chacha20poly1305::aead::AeadInPlace;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::{Zeroize, Zeroizing};

use super::{Random, VaultError, VaultId};

const MAGIC: [u8; 3] = *b"MHV";

/// The version of the format that is written, and the only one that is read.
const FORMAT: u8 = 1;

/// The only algorithm so far. It stands in the text so that AES-256-GCM can be added where an agency asks for it.
const XCHACHA20_POLY1305: u8 = 1;

const PREFIX_BYTES: usize = 25;

/// Random nonces of 192 bits do not meet in any number of seals that people make, so that no counter has to be kept.
pub(super) const NONCE_BYTES: usize = 24;

/// The proof at the end of every cipher text.
pub(super) const PROOF_BYTES: usize = 16;

/// The beginning of a hash at the end of every sealed text.
const CHECK_BYTES: usize = 4;

const STEP_BYTES: usize = 64;

const LENGTH_BYTES: usize = 8;

const KEY_BYTES: usize = 32;

/// A key of 256 bits. Its bytes are on the heap, so that a key that is moved leaves no copy behind, and are
/// overwritten when it is dropped.
pub struct Key(Box<[u8; KEY_BYTES]>);

impl Key {
    /// A new random key.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoRandomness`].
    pub fn make(random: &dyn Random) -> Result<Self, VaultError> {
        let mut key = Self::blank();
        random.fill(key.as_mut_bytes())?;
        Ok(key)
    }

    /// The key of these bytes, which the caller overwrites.
    pub(crate) fn from_bytes(bytes: &[u8; KEY_BYTES]) -> Self {
        let mut key = Self::blank();
        key.as_mut_bytes().copy_from_slice(bytes);
        key
    }

    /// The same key once more. Said in so many words, so that no key is copied in passing.
    pub(crate) fn copy(&self) -> Self {
        Self::from_bytes(self.as_bytes())
    }

    pub(crate) fn as_bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// A key of noughts, to be written over at once.
    pub(super) fn blank() -> Self {
        Self(Box::new([0; KEY_BYTES]))
    }

    /// The bytes, to be written over.
    pub(super) fn as_mut_bytes(&mut self) -> &mut [u8; KEY_BYTES] {
        &mut self.0
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Key {
    /// Only that it is a key: its bytes go into no message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// What a sealed text is. One tag's text never opens as another's, whatever it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// The key of one record, sealed under the key of the vault.
    RecordKey,
    /// A record.
    Body,
    /// One edit of a record that is not yet in its body.
    Journal,
    /// The list of all records.
    Manifest,
    /// One line of the audit trail.
    Audit,
    /// How this vault is set up.
    Settings,
}

impl Tag {
    const ALL: [Self; 6] = [
        Self::RecordKey,
        Self::Body,
        Self::Journal,
        Self::Manifest,
        Self::Audit,
        Self::Settings,
    ];

    /// The byte it is written as.
    const fn byte(self) -> u8 {
        match self {
            Self::RecordKey => b'K',
            Self::Body => b'B',
            Self::Journal => b'J',
            Self::Manifest => b'M',
            Self::Audit => b'A',
            Self::Settings => b'S',
        }
    }

    fn read(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.byte() == byte)
    }
}

/// What a sealed text belongs to. It opens only where every one of these is what it was when it was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound<'a> {
    /// What the text is.
    pub tag: Tag,
    /// The vault it is in.
    pub vault: VaultId,
    /// The record it is of; empty for what is the vault's own.
    pub record: &'a str,
    /// The kind of record, as a number, because it can be read without a key.
    pub kind: u8,
    /// The version of the shape of what is inside.
    pub schema: u16,
    /// The record's revision.
    pub revision: u64,
    /// Its place among texts that have all else in common; nought where there is only one.
    pub sequence: u64,
}

/// What can be read of a sealed text without a key. Nothing proves it until the text is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clear {
    /// What the text is.
    pub tag: Tag,
    /// The kind of record.
    pub kind: u8,
    /// The version of the shape of what is inside.
    pub schema: u16,
    /// The record's revision.
    pub revision: u64,
    /// Its place among texts that have all else in common.
    pub sequence: u64,
}

/// Seals `plain` under `key`, bound to `bound`. Two seals of the same text have nothing but their first
/// bytes and their length in common.
///
/// # Errors
///
/// [`VaultError::NoRandomness`]; [`VaultError::Memory`] for a text that is longer than the cipher's 256 GiB.
pub fn seal(
    key: &Key,
    bound: &Bound<'_>,
    plain: &[u8],
    random: &dyn Random,
) -> Result<Vec<u8>, VaultError> {
    let mut nonce = [0; NONCE_BYTES];
    random.fill(&mut nonce)?;
    let mut body = padded(plain);
    let proof = encrypt(key, &nonce, &associated(bound), &mut body)?;
    let prefix = clear_prefix(bound);
    let mut sealed = [prefix.as_slice(), &nonce, &body, &proof].concat();
    sealed.extend(check(&sealed));
    Ok(sealed)
}

/// Opens what [`seal`] made with the same key and the same `bound`.
///
/// # Errors
///
/// [`VaultError::TooNew`] for a format, an algorithm or a schema after those known here;
/// [`VaultError::Damaged`] for everything else that is not as it was sealed.
pub fn open(key: &Key, bound: &Bound<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let clear = read_clear(sealed)?;
    // A later schema is believed only once it is proved; without that, a flipped bit would look like a later version.
    let is_later = clear.schema > bound.schema;
    let schema = if is_later { clear.schema } else { bound.schema };
    let bound = Bound { schema, ..*bound };

    let rest = checked(sealed)?
        .strip_prefix(clear_prefix(&bound).as_slice())
        .ok_or(VaultError::Damaged)?;
    let (nonce, rest) = rest.split_first_chunk().ok_or(VaultError::Damaged)?;
    let (body, proof) = rest.split_last_chunk().ok_or(VaultError::Damaged)?;
    let mut body = Zeroizing::new(body.to_vec());
    decrypt(key, nonce, &associated(&bound), &mut body, proof)?;
    if is_later {
        return Err(VaultError::TooNew);
    }
    unpad(&mut body)?;
    Ok(body)
}

/// Seals a key under another.
///
/// # Errors
///
/// [`VaultError::NoRandomness`].
pub fn seal_key(
    key: &Key,
    inner: &Key,
    bound: &Bound<'_>,
    random: &dyn Random,
) -> Result<Vec<u8>, VaultError> {
    seal(key, bound, inner.as_bytes(), random)
}

/// Opens what [`seal_key`] made.
///
/// # Errors
///
/// Those of [`open`]; what holds anything but a key is [`VaultError::Damaged`].
pub fn open_key(key: &Key, bound: &Bound<'_>, sealed: &[u8]) -> Result<Key, VaultError> {
    let bytes = open(key, bound, sealed)?;
    let bytes = bytes.as_slice().try_into();
    bytes.map(Key::from_bytes).map_err(|_| VaultError::Damaged)
}

/// What every text sealed with this `bound` begins with. It does not name the vault or the record.
#[must_use]
pub fn clear_prefix(bound: &Bound<'_>) -> Vec<u8> {
    let mut prefix = Vec::with_capacity(PREFIX_BYTES);
    prefix.extend(MAGIC);
    prefix.extend([FORMAT, XCHACHA20_POLY1305, bound.tag.byte(), bound.kind]);
    prefix.extend(bound.schema.to_be_bytes());
    prefix.extend(bound.revision.to_be_bytes());
    prefix.extend(bound.sequence.to_be_bytes());
    prefix
}

/// Reads what can be read without a key.
///
/// # Errors
///
/// [`VaultError::TooNew`] for a format or an algorithm not known here; [`VaultError::Damaged`] for what no
/// version of this app can have written.
pub fn read_clear(sealed: &[u8]) -> Result<Clear, VaultError> {
    let rest = checked(sealed)?.strip_prefix(&MAGIC);
    let mut rest = rest.ok_or(VaultError::Damaged)?;
    let [format, algorithm] = *take(&mut rest)?;
    if format != FORMAT || algorithm != XCHACHA20_POLY1305 {
        return Err(VaultError::TooNew);
    }
    let [tag, kind] = *take(&mut rest)?;
    let clear = Clear {
        tag: Tag::read(tag).ok_or(VaultError::Damaged)?,
        kind,
        schema: u16::from_be_bytes(*take(&mut rest)?),
        revision: u64::from_be_bytes(*take(&mut rest)?),
        sequence: u64::from_be_bytes(*take(&mut rest)?),
    };
    let body = rest.len().checked_sub(NONCE_BYTES + PROOF_BYTES);
    match body {
        Some(body) if body > 0 && body.is_multiple_of(STEP_BYTES) => Ok(clear),
        Some(_) | None => Err(VaultError::Damaged),
    }
}

fn check(bytes: &[u8]) -> [u8; CHECK_BYTES] {
    let [a, b, c, d, ..] = hash(bytes);
    [a, b, c, d]
}

/// A sealed text without its check, if that is right.
fn checked(sealed: &[u8]) -> Result<&[u8], VaultError> {
    let (text, found) = sealed.split_last_chunk().ok_or(VaultError::Damaged)?;
    if *found == check(text) {
        Ok(text)
    } else {
        Err(VaultError::Damaged)
    }
}

/// The BLAKE2b hash of 256 bits. Not BLAKE2s, which is no slower here: Argon2 stands on BLAKE2b, so it is in
/// the app already.
#[must_use]
pub fn hash(bytes: &[u8]) -> [u8; 32] {
    blake2::Blake2b::<U32>::digest(bytes).into()
}

/// Takes the first `N` bytes off `rest`.
///
/// # Errors
///
/// [`VaultError::Damaged`] where there are fewer.
pub(super) fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Result<&'a [u8; N], VaultError> {
    let (taken, left) = rest.split_first_chunk().ok_or(VaultError::Damaged)?;
    *rest = left;
    Ok(taken)
}

/// Encrypts in place and returns the proof of the cipher text and of what is `associated` with it.
///
/// # Errors
///
/// [`VaultError::Memory`] for more than 256 GiB.
pub(super) fn encrypt(
    key: &Key,
    nonce: &[u8; NONCE_BYTES],
    associated: &[u8],
    body: &mut [u8],
) -> Result<[u8; PROOF_BYTES], VaultError> {
    XChaCha20Poly1305::new(key.as_bytes().into())
        .encrypt_in_place_detached(nonce.into(), associated, body)
        .map(Into::into)
        .map_err(|_| VaultError::Memory)
}

/// Decrypts in place what [`encrypt`] made; what is not proved stays as it is.
///
/// # Errors
///
/// [`VaultError::Damaged`] where the key, the nonce, what is associated, the cipher text or the proof is another.
pub(super) fn decrypt(
    key: &Key,
    nonce: &[u8; NONCE_BYTES],
    associated: &[u8],
    body: &mut [u8],
    proof: &[u8; PROOF_BYTES],
) -> Result<(), VaultError> {
    XChaCha20Poly1305::new(key.as_bytes().into())
        .decrypt_in_place_detached(nonce.into(), associated, body, proof.into())
        .map_err(|_| VaultError::Damaged)
}

/// Everything that is proved with a sealed text and not hidden in it. The record stands with its length, so
/// that no two bounds give the same bytes.
fn associated(bound: &Bound<'_>) -> Vec<u8> {
    let length = (bound.record.len() as u64).to_be_bytes();
    let record = bound.record.as_bytes();
    [
        clear_prefix(bound).as_slice(),
        &bound.vault.0,
        &length,
        record,
    ]
    .concat()
}

fn padded(plain: &[u8]) -> Zeroizing<Vec<u8>> {
    let size = (LENGTH_BYTES + plain.len()).next_multiple_of(STEP_BYTES);
    // With all its room from the start, because a vector that grows leaves its old bytes behind.
    let mut body = Zeroizing::new(Vec::with_capacity(size));
    body.extend((plain.len() as u64).to_be_bytes());
    body.extend(plain);
    body.resize(size, 0);
    body
}

/// Takes length and padding off, in place.
fn unpad(body: &mut Vec<u8>) -> Result<(), VaultError> {
    let (length, _) = body.split_first_chunk().ok_or(VaultError::Damaged)?;
    let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| VaultError::Damaged)?;
    let end = length
        .checked_add(LENGTH_BYTES)
        .ok_or(VaultError::Damaged)?;
    // What was sealed has been proved, so that this is never so; it keeps the next line from stopping the app.
    if end > body.len() {
        return Err(VaultError::Damaged);
    }
    body.copy_within(LENGTH_BYTES..end, 0);
    body.truncate(length);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    #[test]
    fn the_cipher_is_the_published_one() {
        let key: [u8; 32] = std::array::from_fn(|n| 0x80 + n as u8);
        let nonce: [u8; 24] = std::array::from_fn(|n| 0x40 + n as u8);
        let associated = [
            0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
        ];
        let plain =
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the \
            future, sunscreen would be it.";
        let key = Key::from_bytes(&key);
        let mut body = plain.to_vec();
        let proof = encrypt(&key, &nonce, &associated, &mut body).unwrap();
        let hex =
            |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
        assert_eq!(
            hex(&body),
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
             ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
             21f9664c97637da9768812f615c68b13b52e"
        );
        assert_eq!(hex(&proof), "c0875924c1c7987947deafd8780acf49");
        decrypt(&key, &nonce, &associated, &mut body, &proof).unwrap();
        assert_eq!(body, plain);
    }
}
