//! A drawing made with a finger or a pen, as lines: a signature, or a mark.
//!
//! It is kept as text in a string answer: lines apart by `;`, each when it began and how long it took in
//! milliseconds after the first touch, then its points: `0+410:120,80 124,86;900+200:300,90`. Points are on a
//! sheet of [`WIDTH`] by [`HEIGHT`], whatever the size of the screen it was drawn on, so that a drawing is
//! the same when a tablet is turned. How long a line took belongs to the evidence of a signature
//! (SECURITY.md §1, T25).

use std::fmt::Write as _;

/// How wide the sheet is, in its own units.
pub const WIDTH: u16 = 1000;
/// How high the sheet is, in its own units.
pub const HEIGHT: u16 = 400;
/// The most bytes a drawing takes (SECURITY.md §7, C41).
pub const MOST_BYTES: usize = 16 * 1024;

/// A point nearer than this to the one before it says nothing new.
const NEAR: u16 = 2;

/// The coarsest a drawing is made to fit, in units of the sheet: three in a hundred of its height.
const COARSEST: f64 = 12.0;

/// A place on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the left, up to [`WIDTH`].
    pub x: u16,
    /// From the top, up to [`HEIGHT`].
    pub y: u16,
}

/// A line drawn without lifting the finger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When it began, in milliseconds after the drawing was begun.
    pub began: u32,
    /// How long it took, in milliseconds.
    pub took: u32,
    /// Where it went; never empty.
    pub points: Vec<Point>,
}

/// A drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Its lines, in the order they were drawn.
    pub lines: Vec<Line>,
}

impl Line {
    /// A line begun at a point.
    #[must_use]
    pub fn begun(began: u32, at: Point) -> Self {
        Self {
            began,
            took: 0,
            points: vec![at],
        }
    }

    /// Goes on to a point; one next to the last is passed over.
    pub fn go_on(&mut self, now: u32, to: Point) {
        self.took = now.saturating_sub(self.began);
        let is_near = self
            .points
            .last()
            .is_some_and(|last| last.x.abs_diff(to.x) < NEAR && last.y.abs_diff(to.y) < NEAR);
        if !is_near {
            self.points.push(to);
        }
    }

    /// The line as the path of an SVG. A dot is a line of no length, which round ends make visible.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for (n, point) in self.points.iter().enumerate() {
            let step = if n == 0 { 'M' } else { 'L' };
            // Writing to a string does not fail.
            let _ = write!(path, "{step}{} {}", point.x, point.y);
        }
        if let [only] = self.points.as_slice() {
            let _ = write!(path, "L{} {}", only.x, only.y);
        }
        path
    }

    /// The line with the points left out that are less than `tolerance` beside it (Douglas and Peucker 1973).
    fn simplified(&self, tolerance: f64) -> Self {
        let mut is_kept = vec![false; self.points.len()];
        for end in [0, self.points.len().saturating_sub(1)] {
            if let Some(kept) = is_kept.get_mut(end) {
                *kept = true;
            }
        }
        let mut ahead = vec![(0, self.points.len().saturating_sub(1))];
        while let Some((from, to)) = ahead.pop() {
            let (Some(first), Some(last)) = (self.points.get(from), self.points.get(to)) else {
                continue;
            };
            let between = self.points.iter().enumerate().take(to).skip(from + 1);
            let farthest = between
                .map(|(n, point)| (n, beside(*point, *first, *last)))
                .max_by(|one, other| one.1.total_cmp(&other.1));
            if let Some((n, distance)) = farthest
                && distance > tolerance
            {
                if let Some(kept) = is_kept.get_mut(n) {
                    *kept = true;
                }
                ahead.push((from, n));
                ahead.push((n, to));
            }
        }
        let points = self.points.iter().zip(is_kept);
        Self {
            points: points
                .filter(|(_, kept)| *kept)
                .map(|(at, _)| *at)
                .collect(),
            ..*self
        }
    }
}

/// How far a point is from the stretch between two others.
fn beside(point: Point, from: Point, to: Point) -> f64 {
    let [px, py, ax, ay, bx, by] = [point.x, point.y, from.x, from.y, to.x, to.y].map(f64::from);
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx.mul_add(dx, dy * dy);
    let along = if length > 0.0 {
        ((px - ax).mul_add(dx, (py - ay) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (px - along.mul_add(dx, ax)).hypot(py - along.mul_add(dy, ay))
}

impl Drawing {
    /// Whether nothing is drawn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Reads a drawing that [`Drawing::write`] wrote; anything else is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > MOST_BYTES {
            return None;
        }
        let lines: Option<Vec<Line>> = text.split(';').map(read_line).collect();
        lines.map(|lines| Self { lines })
    }

    /// The drawing as text of at most [`MOST_BYTES`]; `None` if it cannot be made to fit without becoming
    /// another drawing. What is too long is simplified, no more than needed.
    #[must_use]
    pub fn write(&self) -> Option<String> {
        let mut tolerance = 0.0_f64;
        loop {
            let text = self.written(tolerance);
            if text.len() <= MOST_BYTES {
                return Some(text);
            }
            tolerance = (tolerance * 1.5).max(0.5);
            if tolerance > COARSEST {
                return None;
            }
        }
    }

    fn written(&self, tolerance: f64) -> String {
        let mut text = String::new();
        for (n, line) in self.lines.iter().enumerate() {
            if n > 0 {
                text.push(';');
            }
            let simplified;
            let line = if tolerance > 0.0 {
                simplified = line.simplified(tolerance);
                &simplified
            } else {
                line
            };
            let _ = write!(text, "{}+{}:", line.began, line.took);
            for (n, point) in line.points.iter().enumerate() {
                let apart = if n == 0 { "" } else { " " };
                let _ = write!(text, "{apart}{},{}", point.x, point.y);
            }
        }
        text
    }
}

fn read_line(text: &str) -> Option<Line> {
    let (times, points) = text.split_once(':')?;
    let (began, took) = times.split_once('+')?;
    let points: Option<Vec<Point>> = points.split(' ').map(read_point).collect();
    Some(Line {
        began: number(began)?,
        took: number(took)?,
        points: points?,
    })
}

fn read_point(text: &str) -> Option<Point> {
    let (x, y) = text.split_once(',')?;
    let at = |text, most: u16| {
        number(text)
            .and_then(|at| u16::try_from(at).ok())
            .filter(|at| *at <= most)
    };
    Some(Point {
        x: at(x, WIDTH)?,
        y: at(y, HEIGHT)?,
    })
}

/// A number in plain digits: `+5` and `05` are not what is written.
fn number(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let has_no_leading_nought = text == "0" || !text.starts_with('0');
    (is_plain && has_no_leading_nought)
        .then(|| text.parse().ok())
        .flatten()
}
