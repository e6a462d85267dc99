//! Named examples of this component, for the gallery and the accessibility checks.
//!
//! The figures only show what a chart can hold: they are no worked cases.

use leptos::prelude::*;

use super::ScoreChart;
use crate::engine::report::Table;
use crate::engine::report::chart::{Anchor, Chart, Mark, Place, Shape, Stroke};
use crate::ui::gallery::{Example, example};

fn line(x: i32, y: i32, to_x: i32, to_y: i32, stroke: Stroke) -> Mark {
    Mark::Line {
        from: Place { x, y },
        to: Place { x: to_x, y: to_y },
        stroke,
    }
}

fn text(x: i32, y: i32, anchor: Anchor, words: &str) -> Mark {
    let at = Place { x, y };
    let words = words.to_owned();
    Mark::Text { at, anchor, words }
}

fn band(x: i32, y: i32, width: i32) -> Mark {
    Mark::Band {
        corner: Place { x, y },
        width,
        height: 44,
    }
}

fn point(x: i32, y: i32, shape: Shape) -> Mark {
    let at = Place { x, y };
    Mark::Point { at, shape }
}

fn axis(y: i32, highest: &str) -> Vec<Mark> {
    vec![
        line(32, y, 608, y, Stroke::Thin),
        text(32, y + 36, Anchor::Middle, "0"),
        text(608, y + 36, Anchor::Middle, highest),
    ]
}

fn chart(id: &str, height: i32, marks: Vec<Mark>, rows: &[[&str; 2]]) -> Chart {
    let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec());
    Chart {
        id: id.to_owned(),
        title: "Measure A: first and final scores".to_owned(),
        description: "A line for each time the measure was taken, with a mark at its score."
            .to_owned(),
        width: 640,
        height,
        marks,
        table: Table {
            caption: "Measure A: every time it was taken".to_owned(),
            header: vec!["Date".to_owned(), "Score".to_owned()],
            rows: rows.collect(),
        },
    }
}

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("a first and a final score with cut-off and band", || {
            let mut marks = vec![
                text(0, 34, Anchor::Start, "18, 3 March 2026 (first)"),
                band(256, 46, 256),
                line(32, 68, 608, 68, Stroke::Thin),
                line(245, 46, 245, 90, Stroke::Dashed),
                point(416, 68, Shape::Circle),
                text(0, 138, Anchor::Start, "12, 8 April 2026, paper"),
                band(256, 150, 256),
                line(32, 172, 608, 172, Stroke::Thin),
                line(245, 150, 245, 194, Stroke::Dashed),
                point(288, 172, Shape::Dot),
                text(0, 242, Anchor::Start, "7, 1 June 2026 (final), pro-rated"),
                band(256, 254, 256),
                line(32, 276, 608, 276, Stroke::Thin),
                line(245, 254, 245, 298, Stroke::Dashed),
                point(181, 276, Shape::Diamond),
            ];
            marks.extend(axis(316, "27"));
            let rows = [
                ["3 March 2026 (first)", "18"],
                ["8 April 2026", "12"],
                ["1 June 2026 (final)", "7"],
            ];
            let chart = chart("chart-three", 370, marks, &rows);
            view! { <ScoreChart chart=chart/> }.into_any()
        }),
        example("a time without a score", || {
            let mut marks = vec![
                text(0, 34, Anchor::Start, "18, 3 March 2026 (first)"),
                line(32, 68, 608, 68, Stroke::Thin),
                point(416, 68, Shape::Circle),
                text(0, 138, Anchor::Start, "No score, 1 June 2026 (final)"),
                line(32, 172, 608, 172, Stroke::Thin),
            ];
            marks.extend(axis(212, "27"));
            let rows = [
                ["3 March 2026 (first)", "18"],
                ["1 June 2026 (final)", "Not completed"],
            ];
            let chart = chart("chart-gap", 266, marks, &rows);
            view! { <ScoreChart chart=chart/> }.into_any()
        }),
    ]
}
