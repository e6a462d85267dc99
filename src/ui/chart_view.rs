//! A chart of a report as a drawing on the page, in the colour of the text. Its table stands below it.

use leptos::prelude::*;

use crate::engine::report::chart::{Anchor, Chart, Mark, Shape, Stroke, TEXT_SIZE};

/// The drawing, with its title and its description for those who do not see it.
pub fn chart(chart: &Chart) -> AnyView {
    let (title, description) = (
        format!("{}-title", chart.id),
        format!("{}-description", chart.id),
    );
    let both = format!("{title} {description}");
    let marks = chart.marks.iter().map(mark).collect_view();
    view! {
        <svg
            class="app-chart"
            role="img"
            aria-labelledby=both
            viewBox=format!("0 0 {} {}", chart.width, chart.height)
            font-size=TEXT_SIZE.to_string()
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
                Stroke::Thin => ("2", None),
                Stroke::Dashed => ("4", Some("8 5")),
            };
            view! {
                <line
                    x1=from.x.to_string()
                    y1=from.y.to_string()
                    x2=to.x.to_string()
                    y2=to.y.to_string()
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
                x=corner.x.to_string()
                y=corner.y.to_string()
                width=width.to_string()
                height=height.to_string()
                fill-opacity="0.12"
                stroke="currentColor"
                stroke-width="2"
            ></rect>
        }
        .into_any(),
        Mark::Point { at, shape } => {
            let (x, y) = (at.x.to_string(), at.y.to_string());
            let radius = shape.radius();
            let r = radius.to_string();
            match shape {
                Shape::Circle => view! {
                    <circle cx=x cy=y r=r fill="none" stroke="currentColor" stroke-width="5"></circle>
                }
                .into_any(),
                Shape::Dot => view! { <circle cx=x cy=y r=r></circle> }.into_any(),
                Shape::Diamond => {
                    let corners = at.diamond(radius).map(|of| format!("{},{}", of.x, of.y));
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
                <text x=at.x.to_string() y=at.y.to_string() text-anchor=anchor>
                    {words.clone()}
                </text>
            }
            .into_any()
        }
    }
}
