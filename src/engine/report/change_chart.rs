//! The times a measure was taken as a chart: a line for each, from the first down to the last, with its score
//! on the whole range of the measure.
//!
//! Each line has its words over it, so that any number of times, however close together, can be read on a
//! narrow screen. The cut-off and the band are drawn on every line, and not through the words between.

use super::Table;
use super::change::Telling;
use super::chart::{Anchor, Chart, Mark, Place, Shape, Stroke, TEXT_SIZE};
use crate::engine::case::administrations::Course;
use crate::engine::score::fraction::Fraction;
use crate::engine::score::{Better, Measure, Scale};

/// How wide the sheet is.
pub const WIDTH: i32 = 640;
/// Where the least score is.
pub const LEFT: i32 = 32;
/// Where the greatest score is.
pub const RIGHT: i32 = 608;

/// From the top of a line's words to that of the next.
const LINE: i32 = 104;
/// From the top of a line to the foot of its words.
const WORDS: i32 = 34;
/// From the top of a line to the top of what is drawn on it.
const STRIP: i32 = 46;
/// How high what is drawn on a line is.
const STRIP_HEIGHT: i32 = 44;
/// From one line of words under the axis to the next.
const ROW: i32 = 44;
/// How close two numbers under the axis may be.
const CLOSEST: i32 = 60;

/// The chart of a course, with its table beside it.
pub(super) fn chart(course: &Course, telling: &Telling<'_>, table: Table) -> Chart {
    let measure = &*course.measure;
    let n = i32::try_from(course.administrations.len()).unwrap_or(i32::MAX / (2 * LINE));
    let mut sheet = Sheet {
        scale: measure.scale(),
        marks: Vec::new(),
    };
    let band = telling.band(course);
    for (at, administration) in (0..n).zip(&course.administrations) {
        let top = at * LINE;
        sheet.text(
            0,
            top + WORDS,
            Anchor::Start,
            telling.line(course, administration),
        );
        let strip = top + STRIP;
        let middle = strip + STRIP_HEIGHT / 2;
        if let Some((low, high)) = band {
            let (low, high) = (sheet.x(low), sheet.x(high));
            sheet.band(low, strip, high - low);
        }
        sheet.line(LEFT, middle, RIGHT, middle, Stroke::Thin);
        if let Some(cut_off) = &measure.cut_off {
            let x = sheet.x(Fraction::whole(cut_off.at_least));
            sheet.line(x, strip, x, strip + STRIP_HEIGHT, Stroke::Dashed);
        }
        if let Some(total) = administration.recorded.total() {
            let shape = match at {
                0 => Shape::Circle,
                at if at + 1 == n => Shape::Diamond,
                _ => Shape::Dot,
            };
            let place = Place {
                x: sheet.x(total.compared),
                y: middle,
            };
            sheet.marks.push(Mark::Point { at: place, shape });
        }
    }
    let mut foot = n * LINE + 4;
    sheet.axis(foot);
    foot += ROW - 4;
    foot += ROW;
    sheet.direction(measure, foot, telling);
    if let Some(cut_off) = &measure.cut_off {
        foot += ROW;
        sheet.line(16, foot - TEXT_SIZE, 16, foot + 6, Stroke::Dashed);
        sheet.text(48, foot, Anchor::Start, telling.cut_off(cut_off.at_least));
    }
    if band.is_some() {
        foot += ROW;
        sheet.marks.push(Mark::Band {
            corner: Place {
                x: 0,
                y: foot - TEXT_SIZE + 2,
            },
            width: 32,
            height: TEXT_SIZE + 2,
        });
        sheet.text(48, foot, Anchor::Start, telling.within(course));
    }
    Chart {
        id: format!("change-{}", measure.id),
        title: telling.title(course),
        description: telling.description(course),
        width: WIDTH,
        height: foot + 16,
        marks: sheet.marks,
        table,
    }
}

struct Sheet {
    scale: Scale,
    marks: Vec<Mark>,
}

impl Sheet {
    /// Where a score is, to the nearest unit.
    fn x(&self, score: Fraction) -> i32 {
        let (lowest, highest) = (
            i128::from(self.scale.lowest),
            i128::from(self.scale.highest),
        );
        let (numerator, denominator) = (
            i128::from(score.numerator()),
            i128::from(score.denominator()),
        );
        let across = denominator * (highest - lowest);
        let width = i128::from(RIGHT - LEFT);
        let twice = 2 * (numerator - lowest * denominator) * width + across;
        let units = twice.checked_div_euclid(2 * across).unwrap_or_default();
        LEFT + i32::try_from(units.clamp(0, width)).unwrap_or_default()
    }

    fn line(&mut self, x: i32, y: i32, to_x: i32, to_y: i32, stroke: Stroke) {
        self.marks.push(Mark::Line {
            from: Place { x, y },
            to: Place { x: to_x, y: to_y },
            stroke,
        });
    }

    fn band(&mut self, x: i32, y: i32, width: i32) {
        self.marks.push(Mark::Band {
            corner: Place { x, y },
            width,
            height: STRIP_HEIGHT,
        });
    }

    fn text(&mut self, x: i32, y: i32, anchor: Anchor, words: String) {
        let at = Place { x, y };
        self.marks.push(Mark::Text { at, anchor, words });
    }

    /// The range with its ends and the round numbers between them.
    fn axis(&mut self, y: i32) {
        self.line(LEFT, y, RIGHT, y, Stroke::Thin);
        for number in round_numbers(self.scale) {
            let x = self.x(Fraction::whole(number));
            self.line(x, y, x, y + 8, Stroke::Thin);
            self.text(x, y + 8 + TEXT_SIZE, Anchor::Middle, number.to_string());
        }
    }

    /// Which end of the range is the better one, at that end.
    fn direction(&mut self, measure: &Measure, y: i32, telling: &Telling<'_>) {
        let (x, anchor) = match measure.total.better {
            Better::Lower => (0, Anchor::Start),
            Better::Higher => (WIDTH, Anchor::End),
        };
        self.text(x, y, anchor, telling.direction(measure.total.better));
    }
}

/// The ends of a range, and the multiples of a round number that stand clear of them.
fn round_numbers(scale: Scale) -> Vec<i64> {
    let range = scale.highest.saturating_sub(scale.lowest).max(1);
    let mut step: i64 = 1;
    let mut by = [2, 5, 10].into_iter().cycle();
    let mut power: i64 = 1;
    while range / step > 4 {
        match by.next() {
            Some(10) => {
                power = power.saturating_mul(10);
                step = power;
            }
            Some(times) => step = power.saturating_mul(times),
            None => break,
        }
    }
    let clear = i64::from(CLOSEST) * range / i64::from(RIGHT - LEFT);
    let mut numbers = vec![scale.lowest];
    let mut next = (scale.lowest.div_euclid(step) + 1) * step;
    while next < scale.highest {
        if next - scale.lowest > clear && scale.highest - next > clear {
            numbers.push(next);
        }
        next += step;
    }
    numbers.push(scale.highest);
    numbers
}
