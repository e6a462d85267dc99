//! The mark of a vault: two words that tell it from the others on this computer and name nobody.

use crate::ui::wording;

/// How many first words there are.
pub const N_QUALITIES: u8 = 32;

/// How many second words there are.
pub const N_ANIMALS: u8 = 64;

/// The mark in words, such as "Amber heron". Numbers beyond the lists begin again at their start, so
/// that any two random bytes make a mark.
#[must_use]
pub fn mark_words(quality: u8, animal: u8) -> String {
    let words = wording();
    let (quality, animal) = (quality % N_QUALITIES, animal % N_ANIMALS);
    let quality = words.say(&format!("mark.quality.{quality}"));
    let animal = words.say(&format!("mark.animal.{animal}"));
    words.fill("mark.of", &[("quality", &quality), ("animal", &animal)])
}
