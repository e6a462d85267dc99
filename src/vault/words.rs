//! Passphrases of random words, offered so that nobody has to invent one.

use std::collections::BTreeSet;

use super::{Random, VaultError};

/// The words that passphrases are made of: at least 2,048, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList(Vec<String>);

/// Why a text is no word list. It would make passphrases that are easier to guess than they look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordListProblem {
    /// It has this many words.
    TooFew {
        /// How many there are.
        n: usize,
    },
    /// This line, the first being 1, is not a word of 3 to 12 letters. A hyphen may stand between letters.
    NotAWord {
        /// Which line.
        line: usize,
    },
    /// The word of this line, the first being 1, stands further up already.
    Twice {
        /// Which line.
        line: usize,
    },
}

/// 11 bits a word.
const FEWEST: usize = 2_048;

/// A machine whose numbers are refused this often in a row, each time with less than an even chance, is not
/// giving random ones.
const MOST_REFUSED: usize = 128;

impl WordList {
    /// Reads a list of one word a line, in small letters from a to z.
    ///
    /// # Errors
    ///
    /// [`WordListProblem`].
    pub fn read(text: &str) -> Result<Self, WordListProblem> {
        let mut seen = BTreeSet::new();
        for (line, word) in text.lines().enumerate() {
            let line = line + 1;
            if !is_word(word) {
                return Err(WordListProblem::NotAWord { line });
            }
            if !seen.insert(word) {
                return Err(WordListProblem::Twice { line });
            }
        }
        let n = seen.len();
        if n < FEWEST {
            return Err(WordListProblem::TooFew { n });
        }
        Ok(Self(seen.into_iter().map(str::to_owned).collect()))
    }

    /// `n` words with one space between, each as likely as every other whatever the words before it.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoRandomness`].
    pub fn offer(&self, n: usize, random: &dyn Random) -> Result<String, VaultError> {
        let words: Result<Vec<_>, _> = (0..n).map(|_| self.any(random)).collect();
        Ok(words?.join(" "))
    }

    fn any(&self, random: &dyn Random) -> Result<&str, VaultError> {
        let n = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        // The numbers above the last whole multiple would make the first words a little likelier.
        let end = u32::MAX - u32::MAX % n;
        for _ in 0..MOST_REFUSED {
            let mut bytes = [0; 4];
            random.fill(&mut bytes)?;
            let number = u32::from_be_bytes(bytes);
            if number < end
                && let Some(word) = self.0.get((number % n) as usize)
            {
                return Ok(word);
            }
        }
        Err(VaultError::NoRandomness)
    }
}

fn is_word(word: &str) -> bool {
    (3..=12).contains(&word.len())
        && word
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}
