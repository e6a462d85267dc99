//! Exact fractions, so that no score meets a cut-off through a rounding error.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

/// A number kept as a fraction in lowest terms, its denominator above nought.
///
/// Means are divided only here, and only compared by multiplying across: in floating point
/// `10.0 * 56.0 / 34.0 - 10.0 * 39.0 / 34.0` is less than the 5 that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: i64,
    denominator: i64,
}

impl Fraction {
    /// `numerator / denominator`; `None` for a denominator of nought.
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator) * denominator.signum();
        Some(Self {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self {
            numerator: number,
            denominator: 1,
        }
    }

    /// A number as it was typed, exactly; `None` if it has more digits than any score.
    #[must_use]
    pub fn from_decimal(decimal: Decimal) -> Option<Self> {
        let numerator = i64::try_from(decimal.mantissa()).ok()?;
        let denominator = 10_i64.checked_pow(decimal.scale())?;
        Self::new(numerator, denominator)
    }

    /// The number above the line.
    #[must_use]
    pub fn numerator(self) -> i64 {
        self.numerator
    }

    /// The number below the line, above nought.
    #[must_use]
    pub fn denominator(self) -> i64 {
        self.denominator
    }

    /// This less the other.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        // Scores have denominators of at most a few hundred: the products stay small.
        let numerator = self.numerator * other.denominator - other.numerator * self.denominator;
        let denominator = self.denominator * other.denominator;
        Self::new(numerator, denominator).unwrap_or(Self::whole(0))
    }

    /// Rounded to so many decimal places, a half away from nought: 2.5 is 3, −2.5 is −3.
    ///
    /// For scores, which are never below nought, that is the usual "half up".
    #[must_use]
    pub fn rounded(self, decimal_places: u32) -> Decimal {
        let scaled = i128::from(self.numerator).abs() * 10_i128.pow(decimal_places);
        let denominator = i128::from(self.denominator);
        let units = (2 * scaled + denominator) / (2 * denominator);
        let signed = units * i128::from(self.numerator.signum());
        Decimal::try_from_i128_with_scale(signed, decimal_places).unwrap_or_default()
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        let right = i128::from(other.numerator) * i128::from(self.denominator);
        left.cmp(&right)
    }
}

/// As `numerator/denominator`, in lowest terms, also for a whole number: `5/1`.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// The greatest number that divides both, at least 1.
fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::Fraction;

    fn fraction(numerator: i64, denominator: i64) -> Fraction {
        Fraction::new(numerator, denominator).unwrap()
    }

    #[test]
    fn a_half_is_rounded_away_from_nought() {
        for (numerator, denominator, places, rounded) in [
            (5, 2, 0, "3"),
            (-5, 2, 0, "-3"),
            (1, 4, 1, "0.3"),
            (330, 17, 1, "19.4"),
            (10, 1, 1, "10.0"),
            (-1, 20, 1, "-0.1"),
            (7, 3, 2, "2.33"),
        ] {
            assert_eq!(
                fraction(numerator, denominator).rounded(places).to_string(),
                rounded
            );
        }
    }

    #[test]
    fn exactly_five_apart_is_five() {
        // The trap: in floating point this difference is less than 5.
        let (before, after) = (std::hint::black_box(56.0), std::hint::black_box(39.0));
        assert!(10.0 * before / 34.0 - 10.0 * after / 34.0 < 5.0);
        let (before, after) = (fraction(560, 34), fraction(390, 34));
        assert_eq!(before.minus(after), Fraction::whole(5));
    }

    #[test]
    fn what_is_typed_is_what_is_compared() {
        let typed = Fraction::from_decimal("9.9".parse().unwrap()).unwrap();
        assert!(typed < Fraction::whole(10));
        assert_eq!(typed, fraction(99, 10));
        assert!(Fraction::from_decimal(rust_decimal::Decimal::MAX).is_none());
    }
}
