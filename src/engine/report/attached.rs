//! The screening scores that are attached to a report: a table for each measure, with what has to be
//! known to read it, and the answers behind it where they are asked for.

use super::{Attached, Block, Opened, Section, Table, answered, change};
use crate::engine::catalogue::{Catalogue, FormId};
use crate::engine::form::NodeId;
use crate::engine::questionnaire::LinkId;
use crate::engine::score::{self, Measure, Recorded, ScoreRow};
use crate::engine::wording::Wording;
use crate::engine::words;

/// A measure in one of the documents.
struct Attachment<'a> {
    of: &'a Opened<'a>,
    measure: &'a Measure,
    wording: &'a Wording,
    /// The form and its day.
    named: String,
}

/// The section with every measure of every document, in the order they were started.
pub(super) fn section(
    opened: &[Opened<'_>],
    catalogue: &Catalogue,
    attached: Attached,
    wording: &Wording,
) -> Section {
    let mut blocks = Vec::new();
    for of in opened {
        for measure in &of.definition.measures {
            let attachment = Attachment {
                of,
                measure,
                wording,
                named: of.named(wording),
            };
            let recorded = score::recorded(measure, &of.form);
            blocks.push(Block::Table(attachment.scores(&recorded)));
            blocks.extend(attachment.how().map(Block::Paragraph));
            if let Recorded::FromItems(outcome) = &recorded {
                let unanswered = attachment.unanswered(&outcome.skipped);
                blocks.extend(unanswered.map(Block::Paragraph));
                if attached.item_answers {
                    blocks.push(Block::Table(attachment.item_answers()));
                    let notice = attachment.notice(catalogue);
                    blocks.extend(notice.map(Block::Paragraph));
                }
            }
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(wording.say("report.scores.none")));
    }
    let changes = change::blocks(opened, wording);
    if !changes.is_empty() {
        blocks.push(Block::Heading(wording.say("comparison.heading")));
        blocks.extend(changes);
    }
    Section {
        heading: wording.say("report.scores"),
        blocks,
    }
}

impl Attachment<'_> {
    /// The words under a key, with the measure and the form it is in.
    fn fill(&self, key: &str) -> String {
        let values = [
            ("measure", self.measure.title.as_str()),
            ("document", self.named.as_str()),
        ];
        self.wording.fill(key, &values)
    }

    /// The total and the subscales.
    fn scores(&self, recorded: &Recorded) -> Table {
        let header = [
            "report.scores.measure",
            "report.scores.score",
            "report.scores.range",
            "report.scores.band",
            "report.scores.cut-off",
            "report.scores.source",
            "report.scores.marks",
        ];
        let rows = score::rows(self.measure, recorded, self.wording);
        Table {
            caption: self.fill("report.scores.caption"),
            header: header.map(|key| self.wording.say(key)).to_vec(),
            rows: rows.into_iter().map(cells).collect(),
        }
    }

    /// How it was completed.
    fn how(&self) -> Option<String> {
        let node = self.node(&self.measure.id.part("how"))?;
        let item = self.of.form.item(node)?;
        let answer = words::of_entries(item, &answered(&self.of.form, node), self.wording);
        let question = words::question(item, self.wording);
        let values = [("question", &*question), ("answer", &*answer)];
        (!answer.is_empty()).then(|| self.wording.fill("report.scores.how", &values))
    }

    /// Which items have no answer, but for those that the measure's own rule leaves out.
    fn unanswered(&self, skipped: &[score::ItemNumber]) -> Option<String> {
        let answers = score::recorded::answers(self.measure, &self.of.form);
        let is_blank = |item: &score::ItemNumber| {
            !answers.positions.contains_key(item) && !skipped.contains(item)
        };
        let blank = self.measure.numbers().filter(is_blank);
        let blank: Vec<String> = blank.map(|item| item.to_string()).collect();
        let values = [("items", &*blank.join(", "))];
        let key = "report.unanswered";
        (!blank.is_empty()).then(|| self.wording.fill_for(blank.len(), key, &values))
    }

    /// Every question of the measure with its answer, in the measure's own words.
    fn item_answers(&self) -> Table {
        let unscored = self.measure.unscored.iter().map(|item| &item.link_id);
        let link_ids = self.measure.items.iter().chain(unscored);
        let row = |link_id: &LinkId| {
            let node = self.node(link_id)?;
            let item = self.of.form.item(node)?;
            let answer = words::of_entries(item, &answered(&self.of.form, node), self.wording);
            let answer = if answer.is_empty() {
                self.wording.say("report.not-answered")
            } else {
                answer
            };
            Some(vec![words::question(item, self.wording), answer])
        };
        let header = ["report.items.question", "report.items.answer"];
        Table {
            caption: self.fill("report.items.caption"),
            header: header.map(|key| self.wording.say(key)).to_vec(),
            rows: link_ids.filter_map(row).collect(),
        }
    }

    /// The notice of the owner of the words, which goes wherever the words go.
    fn notice(&self, catalogue: &Catalogue) -> Option<String> {
        let definition = catalogue.get(&FormId::new(self.measure.id.as_str()))?;
        definition.questionnaire.copyright.clone()
    }

    /// The place of a question that is asked.
    fn node(&self, link_id: &LinkId) -> Option<NodeId> {
        let mut nodes = self.of.form.nodes_of(link_id).iter().copied();
        nodes.find(|node| self.of.form.is_asked(*node))
    }
}

/// A row of the table, column for column.
fn cells(row: ScoreRow) -> Vec<String> {
    let mut sources: Vec<String> = row.band_source.into_iter().collect();
    sources.extend(
        row.cut_off_source
            .filter(|source| !sources.contains(source)),
    );
    let mut marks = row.marks;
    marks.extend(row.critical);
    marks.extend(row.critical_unanswered);
    vec![
        row.name,
        row.value,
        row.scale,
        row.band.unwrap_or_default(),
        row.cut_off.unwrap_or_default(),
        sources.join("; "),
        marks.join("; "),
    ]
}
