//! What bears on risk, from every form of the case: what was answered, what was not, and what cannot be
//! read. It is never silent, because silence about risk reads as a "no".

use super::{Block, Opened, Section};
use crate::engine::alert::{self, Alerts};
use crate::engine::case::Case;
use crate::engine::score::{self, Recorded};
use crate::engine::wording::Wording;

/// The section that stands first in every report.
pub(super) fn section(case: &Case, opened: &[Opened<'_>], wording: &Wording) -> Section {
    let (mut raised, mut unanswered) = (Vec::new(), Vec::new());
    for of in opened {
        let document = of.named(wording);
        let alerts = Alerts::of(of.definition, &of.form);
        let line = |node| {
            let line = alert::line(of.definition, &of.form, node, wording);
            wording.fill(
                "report.risk.line",
                &[("line", &line), ("document", &document)],
            )
        };
        raised.extend(alerts.raised.into_iter().map(line));
        unanswered.extend(alerts.unanswered.into_iter().map(line));
        unanswered.extend(not_seen_on_paper(of, &document, wording));
    }
    let mut blocks = Vec::new();
    let mut listed = |key: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            blocks.push(Block::Paragraph(wording.say(key)));
            blocks.push(Block::List(lines));
        }
    };
    let is_quiet = raised.is_empty();
    listed("report.risk.raised", raised);
    listed("report.risk.unanswered", unanswered);
    listed("report.risk.not-read", not_read(case, opened, wording));
    if is_quiet {
        blocks.insert(0, Block::Paragraph(wording.say("report.risk.none")));
    }
    Section {
        heading: wording.say("report.risk"),
        blocks,
    }
}

/// Paper forms whose risk answers nobody could see: that was said, and is still not a "no".
fn not_seen_on_paper(of: &Opened<'_>, document: &str, wording: &Wording) -> Vec<String> {
    let mut lines = Vec::new();
    for measure in &of.definition.measures {
        let recorded = score::recorded(measure, &of.form);
        let Recorded::FromPaper(paper) = &recorded else {
            continue;
        };
        if paper.critical == score::PaperCritical::NotKnown {
            let words = wording.say("score.paper.critical-not-known");
            let values = [
                ("measure", measure.title.as_str()),
                ("document", document),
                ("words", words.as_str()),
            ];
            lines.push(wording.fill("report.risk.measure", &values));
        }
    }
    lines
}

/// Forms of the case that are not here, or that were answered in a version with other questions.
fn not_read(case: &Case, opened: &[Opened<'_>], wording: &Wording) -> Vec<String> {
    let line = |document: &crate::engine::case::Document| {
        let of = opened.iter().find(|of| of.document.id == document.id);
        let Some(of) = of else {
            let day = document.changed.date.words(wording);
            let form = document.form.to_string();
            return Some(wording.fill("report.in-document", &[("form", &form), ("day", &day)]));
        };
        let is_whole = of.not_carried.is_empty() && document.earlier.is_empty();
        (!is_whole).then(|| of.named(wording))
    };
    case.documents.iter().filter_map(line).collect()
}
