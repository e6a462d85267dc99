//! Signatures and marks as lines: what is read is what was drawn, and what is too long still looks the same.

use mhtr_forms::engine::drawing::{Drawing, HEIGHT, Line, MOST_BYTES, Point, WIDTH};
use proptest::prelude::*;

fn line(began: u32, points: &[(u16, u16)]) -> Line {
    let mut points = points.iter().map(|(x, y)| Point { x: *x, y: *y });
    let mut line = Line::begun(began, points.next().unwrap());
    for (n, point) in (1_u32..).zip(points) {
        line.go_on(began + n * 10, point);
    }
    line
}

#[test]
fn a_drawing_reads_back_as_it_was_drawn() {
    let drawing = Drawing {
        lines: vec![
            line(0, &[(10, 20), (14, 30), (900, 400)]),
            line(500, &[(7, 7)]),
        ],
    };
    let text = drawing.write().unwrap();
    assert_eq!(text, "0+20:10,20 14,30 900,400;500+0:7,7");
    assert_eq!(Drawing::read(&text), Some(drawing));
}

#[test]
fn points_next_to_each_other_are_one() {
    let line = line(0, &[(10, 10), (11, 11), (12, 11), (12, 12)]);
    assert_eq!(
        line.points,
        [Point { x: 10, y: 10 }, Point { x: 12, y: 11 }]
    );
    assert_eq!(line.took, 30, "the time goes on");
}

#[test]
fn a_dot_can_be_seen() {
    assert_eq!(line(0, &[(5, 6)]).path(), "M5 6L5 6");
    assert_eq!(line(0, &[(5, 6), (50, 60)]).path(), "M5 6L50 60");
}

/// What could be a drawing and is none: a value put there by another program, or a damaged one.
#[test]
fn anything_else_is_no_drawing() {
    let too_long = format!("0+0:{}1,1", "1,1 ".repeat(MOST_BYTES / 4));
    for text in [
        "",
        "x",
        ";",
        "0+0:",
        "0+0:1",
        "0+0:1,2;",
        "0+0:1,2  3,4",
        "0+0:1001,2",
        "0+0:1,401",
        "0+0:-1,2",
        "0+0:+1,2",
        "0+0:01,2",
        "0:1,2",
        "99999999999+0:1,2",
        "<svg/>",
        &too_long,
    ] {
        assert_eq!(Drawing::read(text), None, "{text:.40}");
    }
}

/// SECURITY.md §7, C41: a signature of 20,000 points becomes one of 16 kB that still looks the same. No point
/// that was drawn is farther from the kept line than a hundredth of the sheet's width.
#[test]
fn a_signature_of_twenty_thousand_points_fits_and_still_looks_the_same() {
    let lines: Vec<Line> = (0..20_u32)
        .map(|n| {
            let points: Vec<(u16, u16)> = (0..1000)
                .map(|at| {
                    let t = f64::from(at) / 40.0 + f64::from(n);
                    let x = 500.0 + 480.0 * (t * 0.37).sin();
                    let y = 200.0 + 190.0 * (t * 1.1 + f64::from(n)).cos();
                    (x.round() as u16, y.round() as u16)
                })
                .collect();
            line(n * 20_000, &points)
        })
        .collect();
    let drawing = Drawing { lines };
    let text = drawing.write().unwrap();
    assert!(text.len() <= MOST_BYTES, "{}", text.len());
    let kept = Drawing::read(&text).unwrap();
    assert_eq!(kept.lines.len(), drawing.lines.len());
    for (drawn, kept) in drawing.lines.iter().zip(&kept.lines) {
        for point in &drawn.points {
            let near = kept
                .points
                .windows(2)
                .map(|pair| distance(*point, pair[0], pair[1]))
                .fold(f64::INFINITY, f64::min);
            assert!(near <= 10.0, "{point:?} is {near} beside the line");
        }
    }
}

fn distance(point: Point, from: Point, to: Point) -> f64 {
    let [px, py, ax, ay, bx, by] = [point.x, point.y, from.x, from.y, to.x, to.y].map(f64::from);
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((px - ax) * dx + (py - ay) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (px - ax - along * dx).hypot(py - ay - along * dy)
}

/// So much that nothing recognisable would be left is refused, and never cut off.
#[test]
fn what_cannot_fit_is_not_written() {
    let lines = (0..3000)
        .map(|n| line(n, &[(n as u16 % 1000, 0)]))
        .collect();
    assert_eq!(Drawing { lines }.write(), None);
}

proptest! {
    #[test]
    fn every_drawing_that_is_written_reads_back(
        lines in prop::collection::vec(
            prop::collection::vec((0..=WIDTH, 0..=HEIGHT), 1..20),
            1..10,
        ),
    ) {
        let lines = (0..).zip(&lines).map(|(n, points)| line(n * 1000, points)).collect();
        let drawing = Drawing { lines };
        let text = drawing.write().unwrap();
        prop_assert_eq!(Drawing::read(&text), Some(drawing));
    }
}
