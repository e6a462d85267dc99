//! A colour as it is written in a style sheet, and how well one stands out from another.

use std::fmt;

/// A colour without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Reads `#14525a`, or `#fff` for `#ffffff`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .strip_prefix('#')?
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match digits.as_slice() {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r1, r2, g1, g2, b1, b2] => Some(Self([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2])),
            _ => None,
        }
    }

    /// This colour mixed into another, with this many parts of a hundred, as `color-mix(in srgb, …)` does.
    #[must_use]
    pub fn mixed(self, parts: u16, into: Self) -> Self {
        let (Self(own), Self(other)) = (self, into);
        let mut mixed = [0; 3];
        for ((mixed, own), other) in mixed.iter_mut().zip(own).zip(other) {
            let sum = u32::from(own) * u32::from(parts)
                + u32::from(other) * (100_u32.saturating_sub(parts.into()));
            *mixed = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(mixed)
    }

    /// How bright it is, from 0 to 1: the relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        };
        let Self([r, g, b]) = self;
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    /// The contrast ratio of WCAG 2.2, from 1 to 21; the same in both directions.
    #[must_use]
    pub fn contrast(self, with: Self) -> f64 {
        let (one, other) = (self.luminance() + 0.05, with.luminance() + 0.05);
        one.max(other) / one.min(other)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([r, g, b]) = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::read(text).unwrap()
    }

    #[test]
    fn a_colour_is_read_in_both_lengths_and_nothing_else_is() {
        assert_eq!(colour("#fa0"), colour("#FFAA00"));
        assert_eq!(colour("#14525a").to_string(), "#14525a");
        for wrong in [
            "14525a",
            "#14525",
            "red",
            "#14525g",
            "",
            "#",
            "#ffffffff",
            "#１２３",
        ] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        // As other calculators give them: black on white, and the well known #767676 and #777777 on white.
        for (one, other, expected) in [
            ("#000", "#fff", 21.0),
            ("#767676", "#fff", 4.54),
            ("#777777", "#fff", 4.48),
            ("#fff", "#fff", 1.0),
            ("#1d70b8", "#fff", 5.17),
        ] {
            let ratio = colour(one).contrast(colour(other));
            assert!((ratio - expected).abs() < 0.01, "{one} on {other}: {ratio}");
            let back = colour(other).contrast(colour(one));
            assert!((ratio - back).abs() < 1e-9);
        }
    }

    #[test]
    fn mixing_lies_between() {
        assert_eq!(colour("#000").mixed(9, colour("#fff")), colour("#e8e8e8"));
    }
}
