//! The difference between two administrations of the same measure, and what may be said of it.

use rust_decimal::Decimal;

use super::fraction::Fraction;
use super::measure::{Better, Measure};
use super::outcome::{Score, Scored};

/// The difference between two administrations.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Both have a score.
    Difference(Difference),
    /// At least one has no score.
    NotComputable,
}

/// The later score less the earlier.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The exact value.
    pub exact: Fraction,
    /// The value shown, a half rounded away from nought.
    pub shown: Decimal,
    /// What may be said of it; `None` where no published threshold was adopted.
    pub verdict: Option<Verdict>,
}

/// The four facts about a change. (They are facts about numbers, not about a person.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the change is more than chance, and which way.
    pub reliable: Reliable,
    /// Whether the earlier score was a case.
    pub was_case: bool,
    /// Whether the later score is a case.
    pub is_case: bool,
}

/// Whether a change is more than chance, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reliable {
    /// Better by at least the threshold.
    Improvement,
    /// Worse by at least the threshold.
    Deterioration,
    /// Less than the threshold either way.
    NoChange,
}

impl Verdict {
    /// A case before and not a case after.
    #[must_use]
    pub fn is_recovered(self) -> bool {
        self.was_case && !self.is_case
    }

    /// Recovered, and the change is more than chance: clinically significant improvement.
    #[must_use]
    pub fn is_reliably_recovered(self) -> bool {
        self.is_recovered() && self.reliable == Reliable::Improvement
    }
}

/// The change from `before` to `after`, both scores of this measure.
#[must_use]
pub fn change(measure: &Measure, before: &Score, after: &Score) -> Change {
    match (before.scored(), after.scored()) {
        (Some(before), Some(after)) => Change::Difference(difference(measure, before, after)),
        _ => Change::NotComputable,
    }
}

/// The difference of two totals of this measure.
#[must_use]
pub fn difference(measure: &Measure, before: &Scored, after: &Scored) -> Difference {
    let exact = after.compared.minus(before.compared);
    let verdict = measure.change.as_ref().and_then(|rule| {
        let for_the_better = match measure.total.better {
            Better::Lower => before.compared.minus(after.compared),
            Better::Higher => exact,
        };
        let reliable = if for_the_better >= Fraction::whole(rule.reliable) {
            Reliable::Improvement
        } else if for_the_better <= Fraction::whole(-rule.reliable) {
            Reliable::Deterioration
        } else {
            Reliable::NoChange
        };
        Some(Verdict {
            reliable,
            was_case: before.judgement.is_case?,
            is_case: after.judgement.is_case?,
        })
    });
    Difference {
        exact,
        shown: exact.rounded(measure.total.decimal_places),
        verdict,
    }
}

/// What may be said of two measures taken together, as NHS Talking Therapies does with the PHQ-9 and
/// the GAD-7; `None` unless both changes have a verdict.
///
/// A case on either is a case. A reliable improvement on either is one unless the other deteriorated
/// reliably, and the reverse. Source: NHS Talking Therapies manual, outcomes; the rule for opposite
/// changes is as commonly quoted and stands among the doubts in `forms/phq-9/NOTES.md`.
#[must_use]
pub fn change_combined(one: &Change, other: &Change) -> Option<Verdict> {
    let (Change::Difference(one), Change::Difference(other)) = (one, other) else {
        return None;
    };
    Some(together(one.verdict?, other.verdict?))
}

/// The verdict on two measures taken together, from the verdict on each: the rule of [`change_combined`].
#[must_use]
pub fn together(one: Verdict, other: Verdict) -> Verdict {
    let either = |reliable| one.reliable == reliable || other.reliable == reliable;
    let reliable = match (
        either(Reliable::Improvement),
        either(Reliable::Deterioration),
    ) {
        (true, false) => Reliable::Improvement,
        (false, true) => Reliable::Deterioration,
        (true, true) | (false, false) => Reliable::NoChange,
    };
    Verdict {
        reliable,
        was_case: one.was_case || other.was_case,
        is_case: one.is_case || other.is_case,
    }
}
