//! The rule by itself: tables by hand, and every small table there is.

use std::collections::{BTreeMap, BTreeSet};

use mhtr_forms::engine::service_data::Figure;
use mhtr_forms::engine::service_data::suppression::{alone, beside_others, parts, runs};

fn shown(figures: &[Figure]) -> Vec<Option<u32>> {
    let shown = |figure: &Figure| match figure {
        Figure::About(count) => Some(*count),
        Figure::Hidden => None,
    };
    figures.iter().map(shown).collect()
}

#[test]
fn a_count_below_five_is_hidden_and_nought_is_one() {
    for count in 0..5 {
        assert_eq!(alone(count), Figure::Hidden, "{count}");
    }
    for (count, about) in [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1002, 1000)] {
        assert_eq!(alone(count), Figure::About(about), "{count}");
    }
}

#[test]
fn a_hidden_cell_is_never_alone_and_never_among_few() {
    for (counts, expected) in [
        // Nothing is small.
        (&[10, 20, 30][..], &[Some(10), Some(20), Some(30)][..]),
        // One small cell takes the last with it, or the one before.
        (&[3, 20, 30], &[None, Some(20), None]),
        (&[20, 30, 3], &[Some(20), None, None]),
        // Two small cells with few people in them take another.
        (&[2, 2, 20, 30], &[None, None, Some(20), None]),
        // Two small cells with five people between them are enough.
        (&[4, 1, 20, 30], &[None, None, Some(20), Some(30)]),
        // Two small cells with eight people are four and four, unless another could be among them.
        (&[4, 4, 20, 30], &[None, None, Some(20), None]),
        // However large it is: by its place and not by its size.
        (&[5, 1, 20, 90], &[Some(5), None, Some(20), None]),
        // What is small already counts, wherever it stands.
        (&[4, 20, 30, 0], &[None, Some(20), None, None]),
        (&[4, 20, 30, 1], &[None, Some(20), Some(30), None]),
        // Nothing is left.
        (&[40, 3], &[None, None]),
        // That everybody said the same is hidden too.
        (&[40, 0, 0], &[None, None, None]),
        (&[], &[]),
    ] {
        assert_eq!(shown(&parts(counts)), expected, "{counts:?}");
    }
}

#[test]
fn an_answer_beside_others_is_shown_where_neither_side_is_small() {
    let figures = beside_others(&[0, 4, 5, 20, 25, 26, 30], 30);
    let expected = [None, None, Some(5), Some(20), Some(25), None, None];
    assert_eq!(shown(&figures), expected);
}

#[test]
fn months_with_few_cases_are_joined_with_those_that_follow() {
    let months = [2, 1, 4, 0, 6, 3, 1];
    assert_eq!(
        runs(&months),
        [(0..3, Figure::About(5)), (3..7, Figure::About(10))]
    );
    assert_eq!(runs(&[1, 0, 2]), [(0..3, Figure::Hidden)]);
    assert_eq!(runs(&[]), []);
    for first in 0..12 {
        for second in 0..12 {
            for third in 0..12 {
                let months = [first, second, third];
                let runs = runs(&months);
                let all: Vec<usize> = runs.iter().flat_map(|(run, _)| run.clone()).collect();
                assert_eq!(all, [0, 1, 2], "no month is left out or counted twice");
                let sum = first + second + third;
                for (run, figure) in runs {
                    let held: u32 = months[run].iter().sum();
                    assert_eq!(figure == Figure::Hidden, held < 5);
                    assert!(held >= 5 || sum < 5, "{months:?}");
                }
            }
        }
    }
}

/// Every table of two to four cells up to a number of cases, before rounding, for somebody who knows the number of
/// cases and this very rule: what looks the same is put together, and no hidden cell is the same in all of it.
#[test]
fn who_knows_the_rule_and_the_number_of_cases_works_out_no_hidden_count() {
    for (n_cells, most) in [(2, 40), (3, 24), (4, 18)] {
        let mut looks: BTreeMap<_, Vec<Vec<u32>>> = BTreeMap::new();
        for counts in tables(n_cells, most) {
            let n_cases: u32 = counts.iter().sum();
            // Of larger numbers of cases not every table is here.
            if n_cases > most {
                continue;
            }
            let look: Vec<Option<u32>> = parts(&counts)
                .iter()
                .zip(&counts)
                .map(|(figure, count)| (*figure != Figure::Hidden).then_some(*count))
                .collect();
            looks.entry((n_cases, look)).or_default().push(counts);
        }
        let mut n_hidden = 0;
        for ((n_cases, look), all) in looks {
            for (place, _) in look.iter().enumerate().filter(|(_, cell)| cell.is_none()) {
                let values: BTreeSet<u32> = all.iter().map(|counts| counts[place]).collect();
                n_hidden += 1;
                let only = values.first().filter(|_| values.len() == 1);
                assert!(
                    only.is_none_or(|only| !(1..=4).contains(only)),
                    "{look:?} of {n_cases}: cell {place} is {only:?}"
                );
            }
        }
        assert!(n_hidden > 50, "{n_hidden} hidden cells of {n_cells}");
    }
}

/// Every table with so many cells, each at most `most`.
fn tables(n_cells: usize, most: u32) -> Vec<Vec<u32>> {
    let mut tables = vec![Vec::new()];
    for _ in 0..n_cells {
        tables = tables
            .iter()
            .flat_map(|table| (0..=most).map(move |count| [&table[..], &[count]].concat()))
            .collect();
    }
    tables
}
