//! A chart as shapes that Word draws itself: black on white and grey, so that it is the same on any printer, and can
//! be made larger without becoming coarse. What a screen reader says of it is its description; its table follows.

use super::super::chart::{Anchor, Chart, Mark, Shape, Stroke, TEXT_SIZE};
use super::super::html::escape;
use super::columns::TEXT_WIDTH;
use super::runs::Runs;

/// Word's own units in a point, and in a twentieth of one.
const IN_POINT: i32 = 12_700;
const IN_TWENTIETH: i32 = IN_POINT / 20;

/// The size of the words in a chart where the page has room for it, in points.
const LETTERS: i32 = 11;

/// The names that only drawings need.
pub(super) const NAMESPACES: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" \
     xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

/// A chart in a paragraph of its own, with a number that no other drawing of the document has.
pub(super) fn paragraph(chart: &Chart, number: usize, runs: Runs) -> String {
    let sheet = Sheet {
        unit: unit(chart),
        runs,
    };
    let marks: String = chart.marks.iter().map(|mark| sheet.mark(mark)).collect();
    let (width, height) = (sheet.length(chart.width), sheet.length(chart.height));
    let (title, description) = (escape(&chart.title), escape(&chart.description));
    let run = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing>\
         <wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:docPr id=\"{number}\" name=\"{title}\" descr=\"{description}\"/><wp:cNvGraphicFramePr/>\
         <a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\">\
         <wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>\
         <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"{width}\" cy=\"{height}\"/></a:xfrm></wpg:grpSpPr>\n\
         {marks}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    );
    runs.paragraph_of("Chart", "<w:keepNext/>", &run)
}

/// How long a unit of the sheet is: the letters as large as they are to be, and the sheet no wider than the page.
fn unit(chart: &Chart) -> i32 {
    let page = i32::try_from(TEXT_WIDTH).unwrap_or(i32::MAX / IN_TWENTIETH) * IN_TWENTIETH;
    let of_letters = LETTERS * IN_POINT / TEXT_SIZE;
    of_letters.min(page / chart.width.max(1)).max(1)
}

struct Sheet {
    unit: i32,
    runs: Runs,
}

/// The outline of a shape that has none.
const NO_LINE: &str = "<a:ln><a:noFill/></a:ln>";

/// The colour of whatever has one.
const BLACK: &str = "<a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill>";

impl Sheet {
    fn length(&self, units: i32) -> i32 {
        units.saturating_mul(self.unit)
    }

    fn mark(&self, mark: &Mark) -> String {
        match mark {
            Mark::Line { from, to, stroke } => {
                let (left, top) = (from.x.min(to.x), from.y.min(to.y));
                let (width, height) = ((from.x - to.x).abs(), (from.y - to.y).abs());
                // One that rises to the right runs between the other two corners of its box.
                let is_rising = (from.x < to.x) != (from.y < to.y) && width > 0 && height > 0;
                let flip = if is_rising { " flipV=\"1\"" } else { "" };
                let line = match stroke {
                    Stroke::Thin => self.line(2, ""),
                    Stroke::Dashed => self.line(4, "<a:prstDash val=\"dash\"/>"),
                };
                let place = self.place(left, top, width, height, flip);
                shape(&place, "line", "", &line)
            }
            Mark::Band {
                corner,
                width,
                height,
            } => {
                let fill = "<a:solidFill><a:srgbClr val=\"E3E3E3\"/></a:solidFill>";
                let place = self.place(corner.x, corner.y, *width, *height, "");
                shape(&place, "rect", fill, &self.line(2, ""))
            }
            Mark::Point { at, shape: of } => {
                let r = of.radius();
                let place = self.place(at.x - r, at.y - r, 2 * r, 2 * r, "");
                match of {
                    Shape::Circle => shape(&place, "ellipse", "<a:noFill/>", &self.line(5, "")),
                    Shape::Dot => shape(&place, "ellipse", BLACK, NO_LINE),
                    Shape::Diamond => shape(&place, "diamond", BLACK, NO_LINE),
                }
            }
            Mark::Text { at, anchor, words } => self.text(at.x, at.y, *anchor, words),
        }
    }

    fn place(&self, x: i32, y: i32, width: i32, height: i32, flip: &str) -> String {
        format!(
            "<a:xfrm{flip}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
            self.length(x),
            self.length(y),
            self.length(width),
            self.length(height)
        )
    }

    fn line(&self, units: i32, dash: &str) -> String {
        format!("<a:ln w=\"{}\">{BLACK}{dash}</a:ln>", self.length(units))
    }

    /// Words in a box that is wide enough for them, whatever letters stand in for those of the document.
    fn text(&self, x: i32, y: i32, anchor: Anchor, words: &str) -> String {
        let letters = i32::try_from(words.chars().count()).unwrap_or(i32::MAX / TEXT_SIZE);
        let width = letters.saturating_mul(TEXT_SIZE * 2 / 3).max(TEXT_SIZE);
        let (left, side) = match anchor {
            Anchor::Start => (x, "left"),
            Anchor::Middle => (x - width / 2, "center"),
            Anchor::End => (x - width, "right"),
        };
        // Of a line of words, a good four fifths stand above what they stand on.
        let (top, height) = (y - TEXT_SIZE, TEXT_SIZE * 5 / 4);
        let half_points = (self.length(TEXT_SIZE) * 2 / IN_POINT).max(2);
        let place = self.place(left, top, width, height, "");
        let run = self.runs.run_with(
            &format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>"),
            words,
        );
        format!(
            "<wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr>{place}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
             <a:noFill/>{NO_LINE}</wps:spPr><wps:txbx><w:txbxContent>\
             <w:p><w:pPr><w:pStyle w:val=\"ChartText\"/><w:jc w:val=\"{side}\"/></w:pPr>{run}</w:p>\
             </w:txbxContent></wps:txbx><wps:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" \
             anchor=\"t\"><a:noAutofit/></wps:bodyPr></wps:wsp>\n"
        )
    }
}

fn shape(place: &str, kind: &str, fill: &str, line: &str) -> String {
    format!(
        "<wps:wsp><wps:cNvSpPr/><wps:spPr>{place}<a:prstGeom prst=\"{kind}\"><a:avLst/></a:prstGeom>{fill}{line}\
         </wps:spPr><wps:bodyPr/></wps:wsp>\n"
    )
}
