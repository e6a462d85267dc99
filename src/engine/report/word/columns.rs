//! How wide the columns of a table are: no word is broken where it need not be, and long texts get the room.
//!
//! Word would do it itself, but each version of it otherwise, and only once somebody edits the table.

use super::runs::lines;

/// The width of the text on a page, in twentieths of a point.
pub(super) const TEXT_WIDTH: usize = 9638;

/// About the width of a letter of the text.
const LETTER: usize = 122;

/// The width of a letter in a word that must not be broken: it may be of capitals, and bold.
const WIDE_LETTER: usize = 152;

/// What a cell keeps empty at both sides together.
const PADDING: usize = 200;

/// The widths of columns that hold these texts; together the width of the page.
pub(super) fn widths(columns: &[Vec<&str>]) -> Vec<usize> {
    let n_columns = columns.len().max(1);
    let most = TEXT_WIDTH / n_columns.min(3);
    let least: Vec<usize> = columns
        .iter()
        .map(|cells| width_of(cells, longest_word, WIDE_LETTER).min(most))
        .collect();
    let together: usize = least.iter().sum();
    if together > TEXT_WIDTH {
        return shared_out(TEXT_WIDTH, &least);
    }
    // The rest goes to long texts, less than in proportion: twice the text needs no column twice as wide.
    let wanted = columns.iter().zip(&least).map(|(cells, least)| {
        let whole = width_of(cells, longest_line, LETTER);
        whole.saturating_sub(*least).isqrt() + 1
    });
    let more = shared_out(TEXT_WIDTH - together, &wanted.collect::<Vec<_>>());
    least.iter().zip(more).map(|(a, b)| a + b).collect()
}

/// About how many lines words take in a column.
pub(super) fn lines_in(words: &str, width: usize) -> usize {
    let letters = (width.saturating_sub(PADDING) / LETTER).max(1);
    let lines = lines(words).into_iter();
    lines
        .map(|line| line.chars().count().div_ceil(letters).max(1))
        .sum()
}

/// A whole in parts that stand to each other like these weights, the last taking what is left over.
fn shared_out(whole: usize, weights: &[usize]) -> Vec<usize> {
    let together = weights.iter().sum::<usize>().max(1);
    let mut parts: Vec<usize> = weights
        .iter()
        .map(|weight| whole * weight / together)
        .collect();
    let given: usize = parts.iter().sum();
    if let Some(last) = parts.last_mut() {
        *last += whole - given;
    }
    parts
}

fn width_of(cells: &[&str], letters: impl Fn(&str) -> usize, letter: usize) -> usize {
    let longest = cells.iter().map(|cell| letters(cell)).max().unwrap_or(0);
    longest * letter + PADDING
}

/// Of a word with a hyphen the whole: what is called PHQ-9 is not to stand on two lines.
fn longest_word(words: &str) -> usize {
    let words = words.split_whitespace();
    words.map(|word| word.chars().count()).max().unwrap_or(0)
}

fn longest_line(words: &str) -> usize {
    let lines = lines(words).into_iter();
    lines.map(|line| line.chars().count()).max().unwrap_or(0)
}
