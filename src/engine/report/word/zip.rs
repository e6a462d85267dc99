//! The parts of a document in one file: a ZIP archive that is stored and not compressed.
//!
//! Written here, because it is these three records and a sum. The crates there are bring compression,
//! encryption and randomness for it, or write the sizes behind each part, where a program that reads a file
//! from its beginning cannot use them. The tests read it with one of them.

use super::Part;

/// The document does not fit: a part, or all of them, takes four gigabytes or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// The first day the format knows. No file says when it was made, so that the same report gives the same bytes.
const DATE: u16 = (1 << 5) | 1;

/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

/// The version of the format that is needed to read it, and that it was written in.
const VERSION: u16 = 20;

/// The archive.
pub(super) fn stored(parts: &[Part]) -> Result<Vec<u8>, TooLarge> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let offset = size(archive.len())?;
        let (name, content) = (part.path.as_bytes(), part.xml.as_bytes());
        let mut about = Vec::new();
        put(&mut about, &[VERSION, FLAGS, 0, 0, DATE]);
        put_long(
            &mut about,
            &[sum(content), size(content.len())?, size(content.len())?],
        );
        put(&mut about, &[short(name.len())?, 0]);

        archive.extend(b"PK\x03\x04");
        archive.extend(&about);
        archive.extend(name);
        archive.extend(content);

        directory.extend(b"PK\x01\x02");
        put(&mut directory, &[VERSION]);
        directory.extend(&about);
        // No comment, on the first disk, no attributes.
        put(&mut directory, &[0, 0, 0]);
        put_long(&mut directory, &[0, offset]);
        directory.extend(name);
    }
    let at = size(archive.len())?;
    let n_parts = short(parts.len())?;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06");
    put(&mut archive, &[0, 0, n_parts, n_parts]);
    put_long(&mut archive, &[size(directory.len())?, at]);
    put(&mut archive, &[0]);
    size(archive.len())?;
    Ok(archive)
}

fn size(n: usize) -> Result<u32, TooLarge> {
    u32::try_from(n).map_err(|_| TooLarge)
}

fn short(n: usize) -> Result<u16, TooLarge> {
    u16::try_from(n).map_err(|_| TooLarge)
}

fn put(bytes: &mut Vec<u8>, numbers: &[u16]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn put_long(bytes: &mut Vec<u8>, numbers: &[u32]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// The check sum of the format, CRC-32.
fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), step)
    });
    !sum
}
