//! A chart as a few marks on a sheet, without a colour and without a size: each exporter draws it in its own way.
//!
//! Nothing is told by the marks alone: the same stands in the description and, number for number, in the
//! table, and a chart cannot be had without either. What differs in meaning differs in shape.

use serde::{Deserialize, Serialize};

use super::Table;

/// How high a letter is drawn, in units of the sheet.
pub const TEXT_SIZE: i32 = 28;

/// A chart with its words and its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Its name within the report: small letters, digits and hyphens, for addresses within a page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The same in words.
    pub description: String,
    /// How wide the sheet is, in units.
    pub width: i32,
    /// How high the sheet is, in units.
    pub height: i32,
    /// What is on it; what comes later is over what comes before.
    pub marks: Vec<Mark>,
    /// The same as rows.
    pub table: Table,
}

/// A place on the sheet, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// To the right.
    pub x: i32,
    /// Downwards.
    pub y: i32,
}

impl Place {
    /// The corners of a square round this place that stands on one of them, from the uppermost clockwise.
    #[must_use]
    pub fn diamond(self, radius: i32) -> [Self; 4] {
        let Self { x, y } = self;
        let corners = [
            (x, y - radius),
            (x + radius, y),
            (x, y + radius),
            (x - radius, y),
        ];
        corners.map(|(x, y)| Self { x, y })
    }
}

/// Something on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// A straight line.
    Line {
        /// Where it begins.
        from: Place,
        /// Where it ends.
        to: Place,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A range: an upright rectangle, outlined and lightly filled.
    Band {
        /// Its upper left corner.
        corner: Place,
        /// How wide it is.
        width: i32,
        /// How high it is.
        height: i32,
    },
    /// A value.
    Point {
        /// Its middle.
        at: Place,
        /// What kind of value.
        shape: Shape,
    },
    /// Words on one line.
    Text {
        /// Where the line they stand on is met by their anchor.
        at: Place,
        /// Which part of them is there.
        anchor: Anchor,
        /// The words.
        words: String,
    },
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stroke {
    /// Thin, for guiding the eye.
    Thin,
    /// Thick and dashed, for a threshold.
    Dashed,
}

/// What a value is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// A circle with an outline only.
    Circle,
    /// A small filled circle.
    Dot,
    /// A filled square standing on a corner.
    Diamond,
}

impl Shape {
    /// How far it reaches from its middle, in units.
    #[must_use]
    pub fn radius(self) -> i32 {
        match self {
            Self::Circle => 14,
            Self::Dot => 9,
            Self::Diamond => 17,
        }
    }
}

/// Which part of some words is at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Anchor {
    /// Their beginning.
    Start,
    /// Their middle.
    Middle,
    /// Their end.
    End,
}
