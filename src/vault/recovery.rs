//! The recovery code: 128 random bits on paper, for the day the passphrase is forgotten.
//!
//! The bits are 26 characters of Crockford's base 32, the last with two spare bits that are nought. They stand
//! in six groups of 5, 5, 4, 4, 4 and 4 characters, and at the end of each group stands one character more
//! that checks it: `0ABCDx EFGHJx KMNPx QRSTx VWXYx Z012x`, 32 characters in all.
//!
//! A group is a polynomial over the field of 32 elements, its characters the coefficients and its number the
//! first of them, and the check makes it nought at a primitive element. One wrong character, or two that have
//! changed places, next to each other or not, are always found; so are two groups of one length that have.
//! Anything else passes once in 32 times for each group, and then opens nothing.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::{Random, VaultError};

/// Crockford's: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The characters of each group, without its check.
const GROUPS: [usize; 6] = [5, 5, 4, 4, 4, 4];

const CHARACTERS: usize = 26;

/// The characters with the check of each group.
const WRITTEN: usize = CHARACTERS + GROUPS.len();

/// A recovery code.
pub struct RecoveryCode(Box<[u8; 16]>);

/// Why what was typed is no recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongCode {
    /// It has this many characters, spaces and hyphens not counted, and a code has 32.
    Length {
        /// How many were typed.
        n: usize,
    },
    /// This group is not as it was written; the first is 1. Groups before it are right, as far as can be
    /// known; groups after it may be wrong as well.
    Group(usize),
}

impl RecoveryCode {
    /// A new random code.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoRandomness`].
    pub fn make(random: &dyn Random) -> Result<Self, VaultError> {
        let mut code = Self(Box::new([0; 16]));
        random.fill(code.0.as_mut_slice())?;
        Ok(code)
    }

    /// The six groups as they are shown and printed, in upper case, of 6, 6, 5, 5, 5 and 5 characters.
    #[must_use]
    pub fn groups(&self) -> Vec<String> {
        let bits = u128::from_be_bytes(*self.0);
        let mut digits = (0..CHARACTERS).map(|n| digit_of(bits, n));
        GROUPS
            .iter()
            .enumerate()
            .map(|(group, length)| {
                let digits: Zeroizing<Vec<u8>> =
                    Zeroizing::new(digits.by_ref().take(*length).collect());
                let check = check_of(group, &digits);
                digits
                    .iter()
                    .chain([&check])
                    .map(|digit| character(*digit))
                    .collect()
            })
            .collect()
    }

    /// Whether what was typed is this group, as forgiving as [`RecoveryCode::read`].
    #[must_use]
    pub fn is_same_group(group: &str, typed: &str) -> bool {
        let digits = |text: &str| -> Option<Vec<u8>> {
            text.chars()
                .filter(|c| !is_between(*c))
                .map(digit)
                .collect()
        };
        digits(typed).is_some_and(|typed| Some(typed) == digits(group))
    }

    /// Reads a code as a person types it: in either case, with spaces and hyphens wherever they like, O for
    /// 0, and I or L for 1.
    ///
    /// # Errors
    ///
    /// [`WrongCode`].
    pub fn read(text: &str) -> Result<Self, WrongCode> {
        let typed = || text.chars().filter(|c| !is_between(*c));
        let n = typed().count();
        if n != WRITTEN {
            return Err(WrongCode::Length { n });
        }
        let mut typed = typed();
        let mut digits = Zeroizing::new(Vec::with_capacity(CHARACTERS));
        for (group, length) in GROUPS.iter().enumerate() {
            let wrong = WrongCode::Group(group + 1);
            let start = digits.len();
            for c in typed.by_ref().take(*length) {
                digits.push(digit(c).ok_or(wrong)?);
            }
            let check = typed.next().and_then(digit);
            let own = digits.get(start..).unwrap_or_default();
            if check != Some(check_of(group, own)) {
                return Err(wrong);
            }
        }
        let spare = digits.last().is_some_and(|digit| digit & 0b11 != 0);
        if spare {
            return Err(WrongCode::Group(GROUPS.len()));
        }
        let bits = digits
            .iter()
            .enumerate()
            .fold(0, |bits, (n, digit)| bits | placed(u128::from(*digit), n));
        Ok(Self(Box::new(u128::to_be_bytes(bits))))
    }

    /// The secret that a key is derived from.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl Drop for RecoveryCode {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for RecoveryCode {
    /// Only that it is a code: its characters go into no message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

/// The `n`th five bits from the top; the last are three and two noughts.
fn digit_of(bits: u128, n: usize) -> u8 {
    let from_top = 5 * (n + 1);
    let moved = match 128_usize.checked_sub(from_top) {
        Some(down) => bits >> down,
        None => bits << 2,
    };
    (moved & 31) as u8
}

/// The opposite of [`digit_of`].
fn placed(digit: u128, n: usize) -> u128 {
    match 128_usize.checked_sub(5 * (n + 1)) {
        Some(up) => digit << up,
        None => digit >> 2,
    }
}

/// The character that checks a group.
fn check_of(group: usize, digits: &[u8]) -> u8 {
    let number = (group + 1) as u8;
    let value = digits
        .iter()
        .fold(number, |value, digit| doubled(value) ^ digit);
    doubled(value)
}

/// Times x, in the field of 32 elements with x⁵ = x² + 1.
const fn doubled(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 32 == 0 {
        doubled
    } else {
        doubled ^ 0b10_0101
    }
}

fn character(digit: u8) -> char {
    ALPHABET
        .get(usize::from(digit))
        .map_or('?', |byte| char::from(*byte))
}

fn digit(c: char) -> Option<u8> {
    let meant = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET
        .iter()
        .position(|byte| char::from(*byte) == meant)?;
    u8::try_from(at).ok()
}

/// What may stand between characters: spaces and whatever a keyboard or a word processor makes of a hyphen.
fn is_between(c: char) -> bool {
    c.is_whitespace() || c == '-' || c == '\u{2212}' || ('\u{2010}'..='\u{2015}').contains(&c)
}
