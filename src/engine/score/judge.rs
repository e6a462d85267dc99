//! What a measure's rules say of one answer, or of one total wherever it comes from.

use rust_decimal::Decimal;

use super::fraction::Fraction;
use super::measure::{
    AnswerRange, Band, Compared, ItemNumber, Measure, Position, Scale, Statistic,
};
use super::outcome::{InBand, Judgement, Scored};

impl Measure {
    /// The points of an item for the position ticked; `None` for a position the item does not have.
    #[must_use]
    pub fn points(&self, item: ItemNumber, position: Position) -> Option<i64> {
        let AnswerRange {
            lowest, highest, ..
        } = self.answers;
        if !(lowest..=highest).contains(&position.0) {
            return None;
        }
        let reversed = self.reversed.as_ref();
        Some(if reversed.is_some_and(|rule| rule.items.contains(&item)) {
            highest + lowest - position.0
        } else {
            position.0
        })
    }

    /// Whether more points than a critical item may have pass unremarked.
    #[must_use]
    pub fn is_critical(&self, item: ItemNumber, points: i64) -> bool {
        self.critical
            .as_ref()
            .is_some_and(|rule| rule.items.contains(&item) && points > rule.above)
    }

    /// The least and the greatest total over all items, or over `n_items` of them.
    #[must_use]
    pub fn scale_over(&self, n_items: usize) -> Scale {
        let times = match self.total.statistic {
            Statistic::Sum => i64::try_from(n_items).unwrap_or(i64::from(u16::MAX)),
            Statistic::TenTimesMean => 10,
        };
        Scale {
            lowest: self.answers.lowest * times,
            highest: self.answers.highest * times,
        }
    }

    /// The least and the greatest total.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale_over(self.items.len())
    }

    /// The value of `exact` that is compared with thresholds.
    #[must_use]
    pub(super) fn compared(&self, exact: Fraction) -> Fraction {
        match self.total.compared {
            Compared::Unrounded => exact,
            Compared::Rounded => {
                Fraction::from_decimal(exact.rounded(self.total.decimal_places)).unwrap_or(exact)
            }
        }
    }

    /// What a total means: its bands, and whether it is at the cut-off.
    #[must_use]
    pub fn judge(&self, compared: Fraction) -> Judgement {
        let bands = self
            .band_sets
            .iter()
            .filter_map(|set| {
                let reached = |band: &&Band| Fraction::whole(band.from) <= compared;
                let band = set.bands.iter().rev().find(reached)?;
                Some(InBand {
                    set: set.id.clone(),
                    band: band.clone(),
                })
            })
            .collect();
        let is_case = self
            .cut_off
            .as_ref()
            .map(|cut_off| compared >= Fraction::whole(cut_off.at_least));
        Judgement { bands, is_case }
    }

    /// A total copied from a paper form: the same bands and cut-off as one scored here.
    ///
    /// `None` if the measure cannot give this number: outside its scale, or with more decimal places
    /// than it is shown with.
    #[must_use]
    pub fn typed_total(&self, typed: Decimal) -> Option<Scored> {
        let scored = self.typed_part(typed)?;
        Some(Scored {
            judgement: self.judge(scored.compared),
            ..scored
        })
    }

    /// A subscale's score copied from a paper form: a number on the measure's scale, without bands.
    #[must_use]
    pub fn typed_part(&self, typed: Decimal) -> Option<Scored> {
        let scale = self.scale();
        let places = self.total.decimal_places;
        let in_range =
            (Decimal::from(scale.lowest)..=Decimal::from(scale.highest)).contains(&typed);
        if !in_range || typed.normalize().scale() > places {
            return None;
        }
        let exact = Fraction::from_decimal(typed.normalize())?;
        Some(Scored {
            exact,
            shown: exact.rounded(places),
            mean: None,
            compared: exact,
            is_prorated: false,
            judgement: Judgement::default(),
        })
    }
}
