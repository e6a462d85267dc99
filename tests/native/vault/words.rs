//! Passphrases of random words: the list is what it should be, and no word is likelier than another.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;

use mhtr_forms::vault::header::Passphrase;
use mhtr_forms::vault::words::{WordList, WordListProblem};
use mhtr_forms::vault::{Random, VaultError};

use super::{Dice, NoDice};

fn bundled() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/public/wording/en-GB/passphrase-words.txt"
    );
    fs::read_to_string(path).unwrap()
}

/// As many different words as asked for.
fn words(n: usize) -> Vec<String> {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    (0..n)
        .map(|n| [n / 676, n / 26, n].map(letter).iter().collect())
        .collect()
}

#[test]
fn the_bundled_list_is_the_large_one_of_the_eff() {
    let text = bundled();
    assert_eq!(text.lines().count(), 7_776);
    assert_eq!(text.lines().next(), Some("abacus"));
    assert_eq!(text.lines().last(), Some("zoom"));
    assert!(WordList::read(&text).is_ok());
}

#[test]
fn five_words_are_offered_with_a_space_between_and_are_strong() {
    let list = WordList::read(&bundled()).unwrap();
    let dice = Dice::new();
    for _ in 0..1_000 {
        let offered = list.offer(5, &dice).unwrap();
        assert_eq!(offered.split(' ').count(), 5, "{offered}");
        assert!(offered.split(' ').all(|word| word.len() >= 3));
        assert_eq!(Passphrase::new(offered).strength(), Ok(()));
    }
}

#[test]
fn every_word_is_as_likely_as_every_other() {
    let list = WordList::read(&words(2_100).join("\n")).unwrap();
    let offered = list.offer(210_000, &Dice::new()).unwrap();
    let mut counts = BTreeMap::new();
    for word in offered.split(' ') {
        *counts.entry(word).or_insert(0_u32) += 1;
    }
    assert_eq!(counts.len(), 2_100);
    let squares = counts.values().map(|n| (f64::from(*n) - 100.0).powi(2));
    let chi_squared = squares.sum::<f64>() / 100.0;
    // 2,099 degrees of freedom: five standard deviations to either side.
    assert!((1_775.0..2_424.0).contains(&chi_squared), "{chi_squared}");
}

/// Gives numbers one by one.
struct Numbers(Cell<Vec<u32>>);

impl Numbers {
    fn new(numbers: &[u32]) -> Self {
        Self(Cell::new(numbers.iter().rev().copied().collect()))
    }
}

impl Random for Numbers {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
        let mut numbers = self.0.take();
        let number = numbers.pop().ok_or(VaultError::NoRandomness)?;
        bytes.copy_from_slice(&number.to_be_bytes());
        self.0.set(numbers);
        Ok(())
    }
}

#[test]
fn numbers_that_would_favour_the_first_words_are_thrown_again() {
    let words = words(3_000);
    let list = WordList::read(&words.join("\n")).unwrap();
    let end = u32::MAX / 3_000 * 3_000;
    let numbers = Numbers::new(&[end, u32::MAX, end - 1, 3_001]);
    let offered = list.offer(2, &numbers).unwrap();
    assert_eq!(offered, format!("{} {}", words[2_999], words[1]));
}

#[test]
fn a_machine_without_randomness_is_not_asked_for_ever() {
    struct Stuck;
    impl Random for Stuck {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), VaultError> {
            bytes.fill(0xFF);
            Ok(())
        }
    }
    let list = WordList::read(&bundled()).unwrap();
    assert_eq!(list.offer(5, &Stuck), Err(VaultError::NoRandomness));
    assert_eq!(list.offer(5, &NoDice), Err(VaultError::NoRandomness));
}

#[test]
fn a_list_that_would_make_weak_passphrases_is_refused() {
    let with = |line: usize, word: &str| {
        let mut words = words(2_048);
        words[line - 1] = word.to_owned();
        WordList::read(&words.join("\n"))
    };
    assert!(with(7, "t-shirt").is_ok());
    for word in [
        "",
        "no",
        "fourteenletter",
        "Upper",
        "two words",
        "naïve",
        "-ab",
        "ab-",
        "a--b",
        " abc",
    ] {
        let refused = Err(WordListProblem::NotAWord { line: 7 });
        assert_eq!(with(7, word), refused, "{word:?}");
    }
    assert_eq!(with(7, "aaa"), Err(WordListProblem::Twice { line: 7 }));
    let few = WordList::read(&words(2_047).join("\n"));
    assert_eq!(few, Err(WordListProblem::TooFew { n: 2_047 }));
    assert_eq!(WordList::read(""), Err(WordListProblem::TooFew { n: 0 }));
}
