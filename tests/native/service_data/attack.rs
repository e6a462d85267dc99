//! Somebody who wants to find a person in what was handed on: by all that follows from adding and subtracting,
//! over all tables together, and with nearly everything known beforehand.
//!
//! The attacker reads the file, knows the exact number of cases, and of every case but one knows all that was
//! counted. What follows for a cell is kept as the least and the most it can be, and is narrowed over every sum
//! until nothing changes.

use std::collections::BTreeMap;

use mhtr_forms::engine::service_data::suppression::parts;
use mhtr_forms::engine::service_data::{Figure, csv};
use mhtr_forms::engine::wording::Wording;
use proptest::prelude::*;

use super::{Person, counted};

/// What a count can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    least: i64,
    most: i64,
}

/// A sum of cells that is known: all the cells of a table together are the number of cases.
struct Sum {
    cells: Vec<usize>,
    total: i64,
}

/// What the attacker works with.
#[derive(Default)]
struct Attack {
    cells: Vec<Range>,
    sums: Vec<Sum>,
    /// The first cell is at least the second: who has no score at all has not two.
    at_least: Vec<(usize, usize)>,
}

impl Attack {
    /// A cell as it stands in the file: what was rounded lies within two of it.
    fn cell(&mut self, shown: Option<i64>, n_cases: i64) -> usize {
        self.cells.push(match shown {
            Some(about) => Range {
                least: (about - 2).max(5),
                most: about + 2,
            },
            None => Range {
                least: 0,
                most: n_cases,
            },
        });
        self.cells.len() - 1
    }

    /// Narrows every cell by every sum until nothing changes.
    fn solve(&mut self) {
        loop {
            let before = self.cells.clone();
            for sum in &self.sums {
                let least: i64 = sum.cells.iter().map(|cell| self.cells[*cell].least).sum();
                let most: i64 = sum.cells.iter().map(|cell| self.cells[*cell].most).sum();
                for cell in &sum.cells {
                    let own = before[*cell];
                    let cell = &mut self.cells[*cell];
                    cell.least = cell.least.max(sum.total - (most - own.most));
                    cell.most = cell.most.min(sum.total - (least - own.least));
                }
            }
            for (larger, smaller) in &self.at_least {
                let least = self.cells[*smaller].least;
                let most = self.cells[*larger].most;
                self.cells[*larger].least = self.cells[*larger].least.max(least);
                self.cells[*smaller].most = self.cells[*smaller].most.min(most);
            }
            if self.cells == before {
                return;
            }
        }
    }
}

/// The rows of a file, by their question and then in order.
type File = BTreeMap<String, Vec<(String, Option<i64>)>>;

fn read(csv: &str) -> File {
    let mut file = File::new();
    for line in csv.trim_start_matches('\u{FEFF}').lines().skip(1) {
        let line = line.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
        let cells: Vec<&str> = line.split("\",\"").collect();
        let [kind, _, question, answer, cases] = cells[..] else {
            panic!("{line}")
        };
        if kind != "note" {
            let rows = file.entry(question.to_owned()).or_default();
            rows.push((answer.to_owned(), cases.parse().ok()));
        }
    }
    file
}

const CONSENT: &str = "Whether you consent to the assessment";
const ASSESSED: &str = "The requirements you are being assessed for";
const SIGNED: &str = "Consent";
const FIRST: &str = "PHQ-9: first score";
const CHANGE: &str = "PHQ-9: change from the first score to the last";

/// In which row of a table with one answer a person is, as the test knows it without the engine.
fn row_of(person: &Person, question: &str) -> usize {
    match question {
        CONSENT => match person.consent {
            Some("yes") => 0,
            Some("no") => 1,
            Some(_) => 2,
            None => 3,
        },
        SIGNED => {
            if person.signed {
                0
            } else {
                2
            }
        }
        // Totals of 0, 9, 18 and 27: the first, the second, the fourth and the fifth band.
        FIRST => match person.phq_9.first() {
            Some(&"Not at all") => 0,
            Some(&"Several days") => 1,
            Some(&"More than half the days") => 3,
            Some(_) => 4,
            None => 5,
        },
        // Any two of these totals are 9 or more apart, and 6 is reliable.
        CHANGE => {
            let total = |answer: &&str| ANSWERS.iter().position(|of| of == answer);
            match person.phq_9.as_slice() {
                [] | [_] => 3,
                [first, .., last] => match total(last).cmp(&total(first)) {
                    std::cmp::Ordering::Less => 0,
                    std::cmp::Ordering::Equal => 1,
                    std::cmp::Ordering::Greater => 2,
                },
            }
        }
        _ => unreachable!("{question}"),
    }
}

const ANSWERS: [&str; 4] = [
    "Not at all",
    "Several days",
    "More than half the days",
    "Nearly every day",
];

fn counts(people: &[Person], question: &str, n_rows: usize) -> Vec<i64> {
    let mut counts = vec![0; n_rows];
    for person in people {
        counts[row_of(person, question)] += 1;
    }
    counts
}

fn is_small(count: i64) -> bool {
    (1..=4).contains(&count)
}

fn fits(count: i64, shown: Option<i64>) -> bool {
    shown.is_none_or(|about| count >= 5 && (count - about).abs() <= 2)
}

/// Everything that can be worked out; says which small count was, if any.
fn find_out(people: &[Person]) -> Result<(), String> {
    let csv = csv::write(&counted(people), &Wording::built_in());
    let file = read(&csv);
    let n_cases = i64::try_from(people.len()).unwrap();
    let mut attack = Attack::default();
    let mut known: Vec<(String, usize, i64)> = Vec::new();
    let mut last_of = BTreeMap::new();
    for question in [CONSENT, SIGNED, FIRST, CHANGE] {
        let rows = &file[question];
        let cells: Vec<usize> = rows
            .iter()
            .map(|(_, shown)| attack.cell(*shown, n_cases))
            .collect();
        let truth = counts(people, question, rows.len());
        for ((cell, (answer, shown)), count) in cells.iter().zip(rows).zip(&truth) {
            let named = format!("{question}: {answer}");
            if !fits(*count, *shown) {
                return Err(format!("{named} is {count} and is shown as {shown:?}"));
            }
            known.push((named, *cell, *count));
        }
        last_of.insert(question, cells[cells.len() - 1]);
        attack.sums.push(Sum {
            cells,
            total: n_cases,
        });
        all_but_one(people, question, rows)?;
    }
    attack.at_least.push((last_of[CHANGE], last_of[FIRST]));
    attack.solve();
    for (named, cell, count) in known {
        let Range { least, most } = attack.cells[cell];
        if !(least..=most).contains(&count) {
            return Err(format!("the attack itself is wrong of {named}"));
        }
        if n_cases >= 5 && is_small(count) && least == most {
            return Err(format!("{named} is {count}"));
        }
    }
    for (answer, shown) in &file[ASSESSED] {
        let code = answer.to_lowercase();
        let gave = people
            .iter()
            .filter(|person| person.assessed.contains(&&*code));
        let count = i64::try_from(gave.count()).unwrap();
        let others = n_cases - count;
        if shown.is_some() && (is_small(count) || is_small(others) || !fits(count, *shown)) {
            return Err(format!(
                "{answer}: {count} of {n_cases} is shown as {shown:?}"
            ));
        }
    }
    Ok(())
}

/// Who knows everybody but one person asks of each row whether that person can be in it.
fn all_but_one(
    people: &[Person],
    question: &str,
    rows: &[(String, Option<i64>)],
) -> Result<(), String> {
    let truth = counts(people, question, rows.len());
    for person in people {
        let own = row_of(person, question);
        let mut others = truth.clone();
        others[own] -= 1;
        let can_be_in = |row: &usize| {
            let with = |(place, count): (usize, &i64)| count + i64::from(place == *row);
            let mut all = others.iter().enumerate().map(with).zip(rows);
            all.all(|(count, (_, shown))| fits(count, *shown))
        };
        let candidates: Vec<usize> = (0..rows.len()).filter(can_be_in).collect();
        if candidates.len() == 1 && is_small(truth[own]) {
            let answer = &rows[own].0;
            return Err(format!("the one person of {question} is in {answer}"));
        }
    }
    Ok(())
}

prop_compose! {
    /// Somebody. The weights differ from table to table, so that cells of every size come about.
    fn person(skew: u8)(
        month in prop::sample::select(vec![2_u8, 3, 6, 11]),
        consent in prop_oneof![
            u32::from(skew) + 1 => Just(Some("yes")), 2 => Just(Some("no")),
            1 => Just(Some("talk-first")), 3 => Just(None)
        ],
        assessed in prop::sample::subsequence(vec!["mhtr", "drr", "atr"], 0..=3),
        signed in prop::bool::weighted(0.5),
        phq_9 in prop_oneof![
            u32::from(skew) + 1 => Just(vec![]),
            3 => prop::collection::vec(prop::sample::select(ANSWERS.to_vec()), 1..=2)
        ],
    ) -> Person {
        Person { month, consent, assessed, signed, phq_9 }
    }
}

fn population() -> impl Strategy<Value = Vec<Person>> {
    (0..12_u8).prop_flat_map(|skew| prop::collection::vec(person(skew), 0..32))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_found_by_adding_and_subtracting(people in population()) {
        let found = find_out(&people);
        prop_assert!(found.is_ok(), "{found:?}");
    }
}

proptest! {
    /// The same attack on what is hidden alone, before anything is rounded: every cell that is shown is exact.
    #[test]
    fn what_is_hidden_is_not_found_before_it_is_rounded_either(
        counts in prop::collection::vec(prop_oneof![0..7_u32, 0..40_u32], 2..7)
    ) {
        let n_cases: i64 = counts.iter().map(|count| i64::from(*count)).sum();
        let figures = parts(&counts);
        let mut attack = Attack::default();
        let mut hidden = Vec::new();
        for (figure, count) in figures.iter().zip(&counts) {
            let exact = i64::from(*count);
            let cell = attack.cell(None, n_cases);
            if *figure == Figure::Hidden {
                hidden.push((cell, exact));
            } else {
                attack.cells[cell] = Range { least: exact, most: exact };
            }
        }
        attack.sums.push(Sum { cells: (0..counts.len()).collect(), total: n_cases });
        attack.solve();
        let among: i64 = hidden.iter().map(|(_, count)| count).sum();
        // Who knows everybody but one sees that the one is among those that are hidden, and no more.
        prop_assert!(hidden.len() != 1, "a hidden cell is alone in {counts:?}");
        prop_assert!(hidden.is_empty() || among >= 5 || n_cases < 5, "few are hidden in {counts:?}");
        for (cell, count) in hidden {
            let Range { least, most } = attack.cells[cell];
            prop_assert!(!is_small(count) || least < most || n_cases < 5, "{count} in {counts:?}");
        }
    }
}

/// The attack works: where a small cell stands alone among cells that are shown, it is found.
#[test]
fn the_attack_finds_what_is_hidden_alone() {
    let mut attack = Attack::default();
    let cells = [Some(20), None, Some(30)].map(|shown| attack.cell(shown, 53));
    // The rounding is taken off, as it were: exact figures.
    attack.cells[cells[0]] = Range {
        least: 20,
        most: 20,
    };
    attack.cells[cells[2]] = Range {
        least: 30,
        most: 30,
    };
    attack.sums.push(Sum {
        cells: cells.to_vec(),
        total: 53,
    });
    attack.solve();
    assert_eq!(attack.cells[cells[1]], Range { least: 3, most: 3 });
}
