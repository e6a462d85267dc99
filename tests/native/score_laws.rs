//! What holds for every measure in `forms/` and all answers, whatever the numbers in its rules.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use mhtr_forms::engine::score::fraction::Fraction;
use mhtr_forms::engine::score::{
    Answers, Change, ItemNumber, Measure, Position, Reliable, Score, change, score,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::cases::measures;

/// Every measure, read once.
static MEASURES: LazyLock<Vec<Measure>> =
    LazyLock::new(|| measures().into_iter().map(|(_, measure)| measure).collect());

/// A measure and answers to it, some of them blank.
fn answered() -> impl Strategy<Value = (Measure, Answers)> {
    any::<Index>().prop_flat_map(|which| {
        let measure = which.get(&MEASURES).clone();
        let range = measure.answers.lowest..=measure.answers.highest;
        let answer = prop_oneof![1 => Just(None), 6 => range.prop_map(Some)];
        let n_items = measure.items.len();
        proptest::collection::vec(answer, n_items).prop_map(move |given| {
            let positions = measure.numbers().zip(given);
            let positions = positions.filter_map(|(item, at)| Some((item, Position(at?))));
            let answers = Answers {
                positions: positions.collect(),
                ..Answers::default()
            };
            (measure.clone(), answers)
        })
    })
}

/// A measure and answers to every item of it.
fn complete() -> impl Strategy<Value = (Measure, Answers)> {
    answered().prop_map(|(measure, mut answers)| {
        for item in measure.numbers() {
            let lowest = Position(measure.answers.lowest);
            answers.positions.entry(item).or_insert(lowest);
        }
        (measure, answers)
    })
}

proptest! {
    #[test]
    fn too_many_missing_never_gives_a_number((measure, answers) in answered()) {
        let outcome = score(&measure, &answers);
        let n_skipped = outcome.skipped.len();
        let n_blank = measure.items.len() - answers.positions.len() - n_skipped;
        prop_assert_eq!(outcome.total.n_missing(), n_blank);
        let is_allowed = n_blank <= measure.missing.at_most;
        prop_assert_eq!(outcome.total.score.scored().is_some(), is_allowed);
        for (_, tally) in &outcome.subscales {
            let is_allowed = tally.n_missing() <= tally.missing_at_most;
            prop_assert_eq!(tally.score.scored().is_some(), is_allowed);
        }
    }

    #[test]
    fn a_score_is_within_its_scale_and_in_one_band_of_each_set((measure, answers) in answered()) {
        let outcome = score(&measure, &answers);
        let Score::Scored(scored) = outcome.total.score else { return Ok(()) };
        prop_assert!(Fraction::whole(outcome.scale.lowest) <= scored.exact);
        prop_assert!(scored.exact <= Fraction::whole(outcome.scale.highest));
        prop_assert_eq!(scored.judgement.bands.len(), measure.band_sets.len());
        for in_band in &scored.judgement.bands {
            prop_assert!(Fraction::whole(in_band.band.from) <= scored.compared);
            let below = in_band.band.below.map(Fraction::whole);
            prop_assert!(below.is_none_or(|below| scored.compared < below));
        }
    }

    #[test]
    fn raising_an_answer_raises_the_total_or_lowers_it_if_reversed(
        (measure, answers) in complete(),
        which in any::<Index>(),
    ) {
        let item = ItemNumber(u16::try_from(which.index(measure.items.len()) + 1).unwrap());
        let mut raised = answers.clone();
        let position = raised.positions.get_mut(&item).unwrap();
        prop_assume!(position.0 < measure.answers.highest);
        position.0 += 1;
        let total = |answers: &Answers| score(&measure, answers).total.score.scored().unwrap().exact;
        let is_reversed = measure.reversed.as_ref().is_some_and(|rule| rule.items.contains(&item));
        if is_reversed {
            prop_assert!(total(&raised) < total(&answers));
        } else {
            prop_assert!(total(&raised) > total(&answers));
        }
    }

    #[test]
    fn a_critical_answer_is_named_whatever_else_is_answered((measure, answers) in answered()) {
        let outcome = score(&measure, &answers);
        let critical = measure.critical.iter().flat_map(|rule| &rule.items);
        for item in critical {
            // No measure here has a reversed critical item, so the position is the points.
            let given = answers.positions.get(item);
            prop_assert_eq!(outcome.critical.contains(item), given.is_some_and(|at| at.0 > 0));
            prop_assert_eq!(outcome.critical_unanswered.contains(item), given.is_none());
        }
    }

    #[test]
    fn a_change_there_and_back_is_mirrored(
        (measure, before) in complete(),
        flip in proptest::collection::vec(any::<bool>(), 34),
    ) {
        let far_end = measure.answers.lowest + measure.answers.highest;
        let flipped = before.positions.iter().zip(flip).map(|((item, at), flip)| {
            (*item, if flip { Position(far_end - at.0) } else { *at })
        });
        let after = Answers { positions: flipped.collect::<BTreeMap<_, _>>(), ..before.clone() };
        let (before, after) = (score(&measure, &before), score(&measure, &after));
        let there = change(&measure, &before.total.score, &after.total.score);
        let back = change(&measure, &after.total.score, &before.total.score);
        let (Change::Difference(there), Change::Difference(back)) = (there, back) else {
            panic!("complete answers have a score")
        };
        prop_assert_eq!(there.shown, -back.shown);
        prop_assert_eq!(there.verdict.is_some(), measure.change.is_some());
        if let (Some(there), Some(back)) = (there.verdict, back.verdict) {
            let mirrored = match there.reliable {
                Reliable::Improvement => Reliable::Deterioration,
                Reliable::Deterioration => Reliable::Improvement,
                Reliable::NoChange => Reliable::NoChange,
            };
            prop_assert_eq!(back.reliable, mirrored);
            prop_assert_eq!(there.was_case, back.is_case);
        }
    }
}
