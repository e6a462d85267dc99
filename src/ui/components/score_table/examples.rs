//! Named examples of this component: for the gallery and the accessibility checks.
//!
//! The figures only show what a row can hold: they are no worked cases.

use leptos::prelude::*;

use super::{Mark, ScoreRow, ScoreTable};
use crate::ui::components::TagColour;
use crate::ui::gallery::{Example, example};

/// The examples.
#[must_use]
pub fn examples() -> Vec<Example> {
    vec![
        example("three measures", || {
            let rows = vec![
                ScoreRow::new("Measure A", "18.5")
                    .with_scale("0 to 40")
                    .with_band("Moderate")
                    .with_cut_off("10 or more")
                    .with_mark(Mark::new("At or above cut-off", TagColour::Orange)),
                ScoreRow::part("Wellbeing", "2.25").with_scale("0 to 4"),
                ScoreRow::part("Risk", "0.50")
                    .with_scale("0 to 4")
                    .with_mark(Mark::new("Risk answer", TagColour::Red)),
                ScoreRow::new("Measure B", "14")
                    .with_scale("0 to 27")
                    .with_band("Moderate")
                    .with_cut_off("10 or more")
                    .with_mark(Mark::new("Typed in from paper", TagColour::Grey)),
                ScoreRow::missing("Measure C", "Not scored: 2 answers missing")
                    .with_scale("0 to 21"),
            ];
            view! { <ScoreTable caption="Outcomes" rows=rows /> }.into_any()
        }),
        example("one measure", || {
            let rows = vec![
                ScoreRow::new("Measure B", "3")
                    .with_scale("0 to 27")
                    .with_band("None"),
            ];
            view! { <ScoreTable caption="Score" rows=rows /> }.into_any()
        }),
        example("no scores yet", || {
            view! { <ScoreTable caption="Outcomes" rows=Vec::new() /> }.into_any()
        }),
    ]
}
