//! A chart of scores, with its table beside it. It is drawn in the colour of the text, and what differs in
//! meaning differs in shape, so that it can be read in every theme, without colours and on paper.
//!
//! ```ignore
//! view! { <ScoreChart chart=chart/> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{Cell, Size, Table};
use crate::engine::report::chart::{Anchor, Chart, Mark, Shape, Stroke, TEXT_SIZE};

/// A chart and its table.
#[component]
pub fn ScoreChart(
    /// The chart.
    chart: Chart,
) -> impl IntoView {
    let drawing = drawing(&chart);
    let head: Vec<Cell> = chart.table.header.into_iter().map(Cell::from).collect();
    let row = |row: Vec<String>| row.into_iter().map(Cell::from).collect::<Vec<_>>();
    let rows: Vec<Vec<Cell>> = chart.table.rows.into_iter().map(row).collect();
    view! {
        {drawing}
        <Table
            caption=chart.table.caption
            caption_size=Size::S
            head=head
            rows=Signal::stored(rows)
            first_cell_is_header=true
            is_wide=true
        />
    }
    .into_any()
}

/// The drawing alone, with its title and its description for those who do not see it.
pub fn drawing(chart: &Chart) -> AnyView {
    let (title, description) = (
        format!("{}-title", chart.id),
        format!("{}-description", chart.id),
    );
    let names = format!("{title} {description}");
    let marks = chart.marks.iter().map(mark).collect_view();
    view! {
        <svg
            class="app-chart"
            role="img"
            aria-labelledby=names
            viewBox=format!("0 0 {} {}", chart.width, chart.height)
            font-size=TEXT_SIZE
            fill="currentColor"
        >
            <title id=title>{chart.title.clone()}</title>
            <desc id=description>{chart.description.clone()}</desc>
            {marks}
        </svg>
    }
    .into_any()
}

fn mark(mark: &Mark) -> AnyView {
    match mark {
        Mark::Line { from, to, stroke } => {
            let (width, dashes) = match stroke {
                Stroke::Thin => (2, None),
                Stroke::Dashed => (4, Some("8 5")),
            };
            view! {
                <line
                    x1=from.x
                    y1=from.y
                    x2=to.x
                    y2=to.y
                    stroke="currentColor"
                    stroke-width=width
                    stroke-dasharray=dashes
                ></line>
            }
            .into_any()
        }
        Mark::Band {
            corner,
            width,
            height,
        } => view! {
            <rect
                x=corner.x
                y=corner.y
                width=*width
                height=*height
                fill-opacity="0.12"
                stroke="currentColor"
                stroke-width="2"
            ></rect>
        }
        .into_any(),
        Mark::Point { at, shape } => {
            let r = shape.radius();
            match shape {
                Shape::Circle => view! {
                    <circle
                        cx=at.x
                        cy=at.y
                        r=r
                        fill="none"
                        stroke="currentColor"
                        stroke-width="5"
                    ></circle>
                }
                .into_any(),
                Shape::Dot => view! { <circle cx=at.x cy=at.y r=r></circle> }.into_any(),
                Shape::Diamond => {
                    let corners = at.diamond(r).map(|of| format!("{},{}", of.x, of.y));
                    view! { <polygon points=corners.join(" ")></polygon> }.into_any()
                }
            }
        }
        Mark::Text { at, anchor, words } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            view! {
                <text x=at.x y=at.y text-anchor=anchor>
                    {words.clone()}
                </text>
            }
            .into_any()
        }
    }
}
