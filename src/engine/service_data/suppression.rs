//! What is shown of a count of people, so that nobody is found in it.
//!
//! # The rule
//!
//! 1. **Small.** A count below [`SMALLEST`], and nought is one, is hidden.
//! 2. **Besides.** In a table whose cells add up to the number of cases, other cells are hidden too, from the last
//!    row upwards, until at least two are hidden, and those that are hidden hold at least [`SMALLEST`] people
//!    together and not four each. Where that leaves nothing to show, nothing is shown. A hidden cell looks the
//!    same whichever of the two reasons it has. They are taken by their place and not by their size, because of
//!    the smallest one it would be known that it is smaller than what is shown; and from the end, because the
//!    last row is for those of whom nothing is known, which is missed least.
//! 3. **Both sides.** Where several answers may be given, each is a table of its own, of those who gave it and
//!    those who did not: it is shown where neither side is small.
//! 4. **Runs.** Months are joined with those that follow until a run holds [`SMALLEST`] people; what is left at
//!    the end goes into the last run.
//! 5. **Rounded.** What is left is shown to the nearest [`ROUNDED_TO`].
//!
//! # Why a hidden count cannot be worked out
//!
//! Take more than anybody is given: the number of cases to the person, and every cell that is shown before it was
//! rounded. All that follows for the hidden cells of a table, by adding and subtracting, is their sum. By rule 2
//! that sum is over at least two cells, and is itself no small count. So the people in it can be moved from one of
//! these cells to another without changing anything that is shown: no hidden cell has one possible value only, and
//! the hidden cells together are not known to hold few people. A person who knows all people but one cannot tell
//! by adding and subtracting in which of the hidden cells the one is. Rounding is done to what is safe already,
//! and can only take away. For somebody who knows the rule as well, every small table is tried in
//! `tests/native/service_data/suppression.rs`.
//!
//! Two tables share nothing but the number of cases, which was taken as known; so one table says nothing of the
//! hidden cells of another. This holds as long as no cell of one table is a cell, or a sum of cells, of another.
//! Therefore nothing is counted twice: there is no table of the measures taken, because "no score" is a row of
//! each measure's own.
//!
//! # What it cannot do
//!
//! - Two files with a short time between them differ by what happened in that time. Rounding hides most single
//!   steps, not all. The page says so.
//! - A form may ask one question only after another. Such a tie between two tables is not known here; rounding
//!   blurs what it gives away.
//! - Somebody who knows all people but one, and this rule, can sometimes tell from *what* is hidden on which side
//!   of a limit the one must be.

use std::ops::Range;

/// The smallest count that is shown.
pub const SMALLEST: u32 = 5;

/// What a count that is shown is rounded to.
pub const ROUNDED_TO: u32 = 5;

/// What is shown of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The count, rounded.
    About(u32),
    /// It is small, or would give away one that is.
    Hidden,
}

/// A count that stands by itself: the number of cases.
#[must_use]
pub fn alone(count: u32) -> Figure {
    if count < SMALLEST {
        Figure::Hidden
    } else {
        Figure::About(rounded(count))
    }
}

/// The cells of a table that add up to the number of cases.
#[must_use]
pub fn parts(counts: &[u32]) -> Vec<Figure> {
    let mut is_hidden: Vec<bool> = counts.iter().map(|count| *count < SMALLEST).collect();
    if is_hidden.contains(&true) {
        for place in (0..counts.len()).rev() {
            let hidden = counts.iter().zip(&is_hidden).filter(|(_, hidden)| **hidden);
            let (n_hidden, sum) = hidden.fold((0_u32, 0_u32), |(n, sum), (count, _)| {
                (n.saturating_add(1), sum.saturating_add(*count))
            });
            if is_enough(n_hidden, sum) {
                break;
            }
            if let Some(hidden) = is_hidden.get_mut(place) {
                *hidden = true;
            }
        }
    }
    let figure = |(count, hidden): (&u32, &bool)| {
        if *hidden {
            Figure::Hidden
        } else {
            alone(*count)
        }
    };
    counts.iter().zip(&is_hidden).map(figure).collect()
}

/// Whether so many hidden cells with so many people between them give none of them away. Where they come to four
/// each, every one of them could be known to hold four.
fn is_enough(n_hidden: u32, sum: u32) -> bool {
    let all_as_large_as_small_is = n_hidden.saturating_mul(SMALLEST.saturating_sub(1));
    n_hidden >= 2 && sum >= SMALLEST && sum != all_as_large_as_small_is
}

/// Answers of which a person may give several, out of so many cases.
#[must_use]
pub fn beside_others(counts: &[u32], n_cases: u32) -> Vec<Figure> {
    let figure = |count: &u32| {
        if n_cases.saturating_sub(*count) < SMALLEST {
            Figure::Hidden
        } else {
            alone(*count)
        }
    };
    counts.iter().map(figure).collect()
}

/// Cells in order, such as months, joined until each run can be shown. Without enough people for one, there is
/// a single run and it is hidden.
#[must_use]
pub fn runs(counts: &[u32]) -> Vec<(Range<usize>, Figure)> {
    let mut runs: Vec<(Range<usize>, u32)> = Vec::new();
    let (mut start, mut sum) = (0, 0_u32);
    for (end, count) in (1..).zip(counts) {
        sum = sum.saturating_add(*count);
        if sum >= SMALLEST {
            runs.push((start..end, sum));
            (start, sum) = (end, 0);
        }
    }
    if start < counts.len() {
        match runs.last_mut() {
            Some((last, of_last)) => {
                last.end = counts.len();
                *of_last = of_last.saturating_add(sum);
            }
            None => runs.push((0..counts.len(), sum)),
        }
    }
    let figure = |(run, sum)| (run, alone(sum));
    runs.into_iter().map(figure).collect()
}

/// To the nearest [`ROUNDED_TO`].
fn rounded(count: u32) -> u32 {
    let half = ROUNDED_TO / 2;
    count.saturating_add(half) / ROUNDED_TO * ROUNDED_TO
}
