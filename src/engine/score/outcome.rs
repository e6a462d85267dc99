//! Scoring: a measure's answers in, an outcome out.
//!
//! Missing is not nought: where too many answers are missing, the outcome has no number at all.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::fraction::Fraction;
use super::measure::{Band, ItemNumber, Measure, Position, Scale, Statistic};

/// The answers to one measure: the position ticked for each item answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// The position ticked. An item that is not here was left blank.
    pub positions: BTreeMap<ItemNumber, Position>,
    /// Whether the item that may be declared not to apply was declared so.
    pub is_not_applicable: bool,
    /// The position ticked for each unscored item, by the item's id.
    pub unscored: BTreeMap<String, Position>,
}

/// What the answers to a measure come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Over all items that count.
    pub total: Tally,
    /// The least and the greatest total there could be.
    pub scale: Scale,
    /// Over the items of each subscale, in the measure's order.
    pub subscales: Vec<(String, Tally)>,
    /// Critical items that call for action, whether or not there is a total.
    pub critical: Vec<ItemNumber>,
    /// Critical items without an answer. "Not answered" is not "no".
    pub critical_unanswered: Vec<ItemNumber>,
    /// Items that were skipped by the measure's own rule and count as if answered.
    pub skipped: Vec<ItemNumber>,
    /// Unscored items.
    pub unscored: Vec<Unscored>,
}

/// Items, answers and the score over them.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// How many items count.
    pub n_items: usize,
    /// How many of them have an answer.
    pub n_answered: usize,
    /// With more missing than this there is no score.
    pub missing_at_most: usize,
    /// The points of the items answered: not a score.
    pub points_answered: i64,
    /// The score, if there is one.
    pub score: Score,
}

/// A score, or none.
#[derive(Debug, Clone, PartialEq)]
pub enum Score {
    /// There is a score.
    Scored(Scored),
    /// Too many answers are missing. There is no number.
    NotScored,
}

/// A score and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The exact value.
    pub exact: Fraction,
    /// The value shown, a half rounded up.
    pub shown: Decimal,
    /// The mean of the items answered, for a measure that gives one.
    pub mean: Option<Decimal>,
    /// The value that is compared with thresholds.
    pub compared: Fraction,
    /// Whether answers were missing and the others stand for them.
    pub is_prorated: bool,
    /// Bands and cut-off; empty for a subscale.
    pub judgement: Judgement,
}

/// What a total means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The band in each set of bands, in the measure's order.
    pub bands: Vec<InBand>,
    /// Whether it is at or above the cut-off; `None` where there is none.
    pub is_case: Option<bool>,
}

/// The band a total is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InBand {
    /// The set of bands, by its id.
    pub set: String,
    /// The band.
    pub band: Band,
}

/// An unscored item's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unscored {
    /// Its id in the measure.
    pub id: String,
    /// The position ticked, if any.
    pub answer: Option<Position>,
    /// Whether it is meant to be answered, given the other answers.
    pub is_applicable: bool,
}

impl Tally {
    /// How many of the items have no answer.
    #[must_use]
    pub fn n_missing(&self) -> usize {
        self.n_items.saturating_sub(self.n_answered)
    }
}

impl Score {
    /// The score, if there is one.
    #[must_use]
    pub fn scored(&self) -> Option<&Scored> {
        match self {
            Self::Scored(scored) => Some(scored),
            Self::NotScored => None,
        }
    }
}

/// What the answers come to. A position the measure does not have counts as no answer.
#[must_use]
pub fn score(measure: &Measure, answers: &Answers) -> Outcome {
    let left_out = measure
        .not_applicable
        .as_ref()
        .filter(|_| answers.is_not_applicable)
        .map(|rule| rule.item);
    let items: Vec<ItemNumber> = measure
        .numbers()
        .filter(|item| Some(*item) != left_out)
        .collect();
    let (positions, skipped) = with_skips(measure, &answers.positions);
    let mut points = BTreeMap::new();
    points.extend(items.iter().filter_map(|item| {
        let position = positions.get(item)?;
        Some((*item, measure.points(*item, *position)?))
    }));

    let mut total = tally(measure, &points, &items, measure.missing.at_most);
    // The published bands and cut-offs are for all items.
    if left_out.is_none()
        && let Score::Scored(scored) = &mut total.score
    {
        scored.judgement = measure.judge(scored.compared);
    }
    let is_answered = |item: &ItemNumber| points.contains_key(item);
    let critical_items = measure
        .critical
        .iter()
        .flat_map(|rule| &rule.items)
        .copied();
    Outcome {
        scale: measure.scale_over(items.len()),
        subscales: measure
            .subscales
            .iter()
            .map(|subscale| {
                let of_it = tally(measure, &points, &subscale.items, subscale.missing_at_most);
                (subscale.id.clone(), of_it)
            })
            .collect(),
        critical: points
            .iter()
            .filter(|(item, points)| measure.is_critical(**item, **points))
            .map(|(item, _)| *item)
            .collect(),
        critical_unanswered: critical_items.filter(|item| !is_answered(item)).collect(),
        skipped,
        unscored: measure
            .unscored
            .iter()
            .map(|item| Unscored {
                id: item.id.clone(),
                answer: answers.unscored.get(&item.id).copied(),
                is_applicable: points
                    .values()
                    .any(|points| *points > item.asked_when_any_above),
            })
            .collect(),
        total,
    }
}

/// The positions with skipped items filled in, and which those were.
fn with_skips(
    measure: &Measure,
    positions: &BTreeMap<ItemNumber, Position>,
) -> (BTreeMap<ItemNumber, Position>, Vec<ItemNumber>) {
    let mut filled = positions.clone();
    let mut skipped = Vec::new();
    for rule in &measure.skips {
        let is_blank = !positions.contains_key(&rule.item);
        if is_blank && positions.get(&rule.after) == Some(&rule.answered) {
            filled.insert(rule.item, rule.counts_as);
            skipped.push(rule.item);
        }
    }
    (filled, skipped)
}

/// The score over some items, without its bands.
fn tally(
    measure: &Measure,
    points: &BTreeMap<ItemNumber, i64>,
    items: &[ItemNumber],
    missing_at_most: usize,
) -> Tally {
    let answered: Vec<i64> = items
        .iter()
        .filter_map(|item| points.get(item).copied())
        .collect();
    let points_answered: i64 = answered.iter().sum();
    let n_missing = items.len().saturating_sub(answered.len());
    let score = if n_missing <= missing_at_most {
        scored(measure, points_answered, answered.len(), items.len())
            .map_or(Score::NotScored, Score::Scored)
    } else {
        Score::NotScored
    };
    Tally {
        n_items: items.len(),
        n_answered: answered.len(),
        missing_at_most,
        points_answered,
        score,
    }
}

/// The score for these points; `None` without a single answer.
fn scored(measure: &Measure, points: i64, n_answered: usize, n_items: usize) -> Option<Scored> {
    let answered = i64::try_from(n_answered).ok()?;
    let times = match measure.total.statistic {
        Statistic::Sum => i64::try_from(n_items).ok()?,
        Statistic::TenTimesMean => 10,
    };
    let exact = Fraction::new(points * times, answered)?;
    let mean = Fraction::new(points, answered)?;
    let places = measure.total.mean_decimal_places;
    Some(Scored {
        exact,
        shown: exact.rounded(measure.total.decimal_places),
        mean: places.map(|places| mean.rounded(places)),
        compared: measure.compared(exact),
        is_prorated: n_answered < n_items,
        judgement: Judgement::default(),
    })
}
