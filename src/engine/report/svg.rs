//! A chart as an SVG drawing within a page: in the colour of the text, so that it can be read in any theme,
//! without colours and on paper. Presentation attributes only: a page may forbid styles.

use super::chart::{Anchor, Chart, Mark, Shape, Stroke, TEXT_SIZE};
use super::html::escape;

/// The drawing, as well-formed XML.
pub(super) fn write(chart: &Chart) -> String {
    let (id, width, height) = (escape(&chart.id), chart.width, chart.height);
    let marks: Vec<String> = chart.marks.iter().map(mark).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"report-chart\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-description\" viewBox=\"0 0 {width} {height}\" \
         width=\"{}\" height=\"{}\" font-size=\"{TEXT_SIZE}\" fill=\"currentColor\" \
         stroke=\"none\">\n<title id=\"{id}-title\">{}</title>\n\
         <desc id=\"{id}-description\">{}</desc>\n{}</svg>\n",
        // As large as its letters are easy to read; a narrow sheet makes it smaller.
        width * 5 / 8,
        height * 5 / 8,
        escape(&chart.title),
        escape(&chart.description),
        marks.concat(),
    )
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Line { from, to, stroke } => {
            let stroke = match stroke {
                Stroke::Thin => "stroke-width=\"2\"",
                Stroke::Dashed => "stroke-width=\"4\" stroke-dasharray=\"8 5\"",
            };
            format!(
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"currentColor\" {stroke}/>\n",
                from.x, from.y, to.x, to.y
            )
        }
        Mark::Band {
            corner,
            width,
            height,
        } => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\" fill-opacity=\"0.12\" \
             stroke=\"currentColor\" stroke-width=\"2\"/>\n",
            corner.x, corner.y
        ),
        Mark::Point { at, shape } => {
            let (x, y, r) = (at.x, at.y, shape.radius());
            match shape {
                Shape::Circle => format!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"none\" \
                     stroke=\"currentColor\" stroke-width=\"5\"/>\n"
                ),
                Shape::Dot => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>\n"),
                Shape::Diamond => {
                    let corners = at.diamond(r).map(|of| format!("{},{}", of.x, of.y));
                    format!("<polygon points=\"{}\"/>\n", corners.join(" "))
                }
            }
        }
        Mark::Text { at, anchor, words } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            format!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>\n",
                at.x,
                at.y,
                escape(words)
            )
        }
    }
}
