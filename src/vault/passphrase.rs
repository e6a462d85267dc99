//! The passphrase of a vault, and whether it is worth having.

use std::fmt;

use zeroize::Zeroizing;

/// A passphrase, overwritten when it is dropped. Its text is in Unicode's normal form KC: the browser layer
/// sees to that before it makes one, so that é opens what é sealed whichever way a keyboard writes it.
/// Nothing is trimmed; a space at the end is part of it.
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase should not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// It has fewer than 12 characters.
    TooShort,
    /// It is one of those that are tried first: well known, one piece again and again, or a run of keys.
    Common,
}

const FEWEST_CHARACTERS: usize = 12;

/// What long passphrases are found to begin with in lists of leaked ones, in letters and digits only. Digits
/// that follow make none of them any better.
const TRIED_FIRST: &str = include_str!("tried-first.txt");

/// Keys and letters in the order in which fingers and minds run along them.
const RUNS: [&str; 9] = [
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcbazyxwvutsrqponmlkjihgfedcba",
    "1234567890qwertyuiopasdfghjklzxcvbnm1234567890",
    "qwertyuiopasdfghjklzxcvbnm1234567890",
    "zxcvbnmasdfghjklqwertyuiop1234567890",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "q1w2e3r4t5y6u7i8o9p0",
];

impl Passphrase {
    /// The passphrase with this text, which has been brought to normal form KC.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Whether a new vault should be sealed with it. What letters, digits and signs it is made of is not
    /// asked: length is what counts, and rules make people write passphrases down.
    ///
    /// # Errors
    ///
    /// [`Weak`].
    pub fn strength(&self) -> Result<(), Weak> {
        if self.0.chars().count() < FEWEST_CHARACTERS {
            return Err(Weak::TooShort);
        }
        if is_repeated(&self.0) || is_tried_first(&self.0) {
            return Err(Weak::Common);
        }
        Ok(())
    }

    /// The secret that a key is derived from.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    /// Only that it is a passphrase: its text goes into no message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// Whether the text is one piece of fewer than 12 characters again and again. It is then no harder to guess
/// than the piece.
fn is_repeated(text: &str) -> bool {
    let characters: Zeroizing<Vec<char>> = Zeroizing::new(text.chars().collect());
    let most = FEWEST_CHARACTERS.min(characters.len() / 2 + 1);
    (1..most).any(|length| {
        let again = characters.iter().skip(length);
        again
            .zip(characters.iter())
            .all(|(one, other)| one == other)
    })
}

fn is_tried_first(text: &str) -> bool {
    let plain: Zeroizing<String> = Zeroizing::new(
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect(),
    );
    let without_digits = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    // Three letters in order may be chance.
    let is_run = |text: &str| text.len() > 3 && RUNS.iter().any(|run| run.contains(text));
    is_run(&plain)
        || is_run(without_digits)
        || TRIED_FIRST
            .lines()
            .any(|known| known == without_digits || known == plain.as_str())
}
