//! A document of a case as a report: the Responsible Clinician's report for the court, row for row.

use super::provenance::Origins;
use super::{
    Attached, Block, Identity, Labels, Opened, Pair, Report, Section, Standing, Table, answered,
    attached, opened, risk,
};
use crate::engine::alert::Alerts;
use crate::engine::calendar::Date;
use crate::engine::case::person;
use crate::engine::case::{Case, DocumentId};
use crate::engine::catalogue::Catalogue;
use crate::engine::form::{Form, NodeId};
use crate::engine::questionnaire::{ItemType, LinkId};
use crate::engine::validate::validate;
use crate::engine::wording::Wording;
use crate::engine::words;

/// The form whose documents go to the court.
pub const FORM: &str = "responsible-clinician-report";

/// The group of the form in which somebody stands for what it says.
const SIGN_OFF: &str = "signature";

/// The answer that makes it theirs.
const SIGNATURE: &str = "author.signature";

/// A document of a case as a report; `None` if the case has no such document, or its form is not here.
#[must_use]
pub fn of_case(
    case: &Case,
    document: DocumentId,
    catalogue: &Catalogue,
    attached: Attached,
    wording: &Wording,
    today: Date,
) -> Option<Report> {
    let opened = opened(case, catalogue);
    let target = opened.iter().find(|of| of.document.id == document)?;
    let identity = identity(case, target, catalogue, wording, today);
    let mut rest = Rows {
        form: &target.form,
        origins: Origins::of(target, &opened, catalogue, wording),
        wording,
    }
    .sections();
    rest.push(attached::section(&opened, catalogue, attached, wording));
    rest.push(sign_off(&target.form, &identity, wording));
    rest.push(about(case, &opened, catalogue, &identity, wording, today));
    Some(Report {
        language: wording.language().to_owned(),
        title: target.title(wording),
        identity,
        labels: Labels {
            page: wording.say("report.page"),
            name: wording.say("report.pairs.name"),
            value: wording.say("report.pairs.value"),
        },
        risk: risk::section(case, &opened, wording),
        rest,
    })
}

fn identity(
    case: &Case,
    of: &Opened<'_>,
    catalogue: &Catalogue,
    wording: &Wording,
    today: Date,
) -> Identity {
    let standing = standing(of, today);
    let state = wording.say(match standing {
        Standing::Draft => "report.state.draft",
        Standing::Signed => "report.state.signed",
    });
    let person = person::name(case, catalogue).unwrap_or_else(|| wording.say("report.not-named"));
    let record = case.id.to_string();
    let values = [
        ("state", &*state),
        ("person", &*person),
        ("record", &*record),
        ("revision", &*case.revision.to_string()),
        ("day", &*today.words(wording)),
    ];
    Identity {
        line: wording.fill("report.identity", &values),
        revision: case.revision,
        record,
        standing,
        state,
    }
}

/// Signed is what was checked and finished, with nothing to put right and a signature under it. A
/// supervisor's details are required of an Assistant Psychologist by the form itself, so that they are
/// among what is checked.
fn standing(of: &Opened<'_>, today: Date) -> Standing {
    let signature = of.form.nodes_of(&LinkId::new(SIGNATURE)).first();
    let is_signed = signature.is_some_and(|node| of.form.answers(*node).next().is_some());
    let alert_stands = Alerts::of(of.definition, &of.form).stand();
    let is_whole = of.not_carried.is_empty()
        && !of.signature_is_missing()
        && of.document.is_complete()
        && validate(&of.form, None, today, alert_stands).is_empty();
    if is_signed && is_whole {
        Standing::Signed
    } else {
        Standing::Draft
    }
}

/// The rows of the form, with where each came from.
struct Rows<'a> {
    form: &'a Form,
    origins: Origins<'a>,
    wording: &'a Wording,
}

impl Rows<'_> {
    /// A section for each group at the top of the form but the one for signing.
    fn sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        for &node in self.form.children(None) {
            let Some(item) = self.form.item(node) else {
                continue;
            };
            if item.link_id.as_str() == SIGN_OFF || !is_shown(self.form, node) {
                continue;
            }
            let mut section = Section {
                heading: words::question(item, self.wording),
                blocks: Vec::new(),
            };
            for &child in self.form.children(Some(node)) {
                let heading = heading(self.form, child, self.wording);
                let is_group = heading.is_some();
                section.blocks.extend(heading.map(Block::Heading));
                if is_group {
                    self.within(child, "", &mut section.blocks);
                } else {
                    self.row(child, "", &mut section.blocks);
                }
            }
            if !section.blocks.is_empty() {
                sections.push(section);
            }
        }
        sections
    }

    /// The rows within a group or a question. A group inside a group has no heading of its own, or what
    /// follows it would seem to belong to it: its name stands before its questions.
    fn within(&self, node: NodeId, group: &str, blocks: &mut Vec<Block>) {
        for &child in self.form.children(Some(node)) {
            match heading(self.form, child, self.wording) {
                Some(group) => self.within(child, &group, blocks),
                None => self.row(child, group, blocks),
            }
        }
    }

    /// A question with its answer, and the questions within it.
    fn row(&self, node: NodeId, group: &str, blocks: &mut Vec<Block>) {
        let Some(item) = self.form.item(node) else {
            return;
        };
        if !is_shown(self.form, node) || !item.item_type.takes_answers() {
            return;
        }
        let here = words::of_entries(item, &answered(self.form, node), self.wording);
        let mut question = words::question(item, self.wording);
        if !group.is_empty() {
            let values = [("group", group), ("question", &*question)];
            question = self.wording.fill("report.within", &values);
        }
        let mut pair = Pair::new(question, said(&here, self.wording));
        let table = self.origins.explain(&item.link_id, &mut pair, &here);
        if let Some(Block::Pairs(pairs)) = blocks.last_mut() {
            pairs.push(pair);
        } else {
            blocks.push(Block::Pairs(vec![pair]));
        }
        blocks.extend(table.map(Block::Table));
        self.within(node, group, blocks);
    }
}

/// Who stands for the report. The details of a supervisor stand together, under the words of the form.
fn sign_off(form: &Form, identity: &Identity, wording: &Wording) -> Section {
    let mut pairs = Vec::new();
    for &node in form.nodes_of(&LinkId::new(SIGN_OFF)) {
        for &child in form.children(Some(node)) {
            if let Some(group) = heading(form, child, wording) {
                let inside = form.children(Some(child)).iter();
                let lines: Vec<String> = inside
                    .filter_map(|node| signed_line(form, *node, wording))
                    .map(|pair| {
                        let values = [("name", &*pair.name), ("value", &*pair.value)];
                        wording.fill("report.pair", &values)
                    })
                    .collect();
                pairs.push(Pair::new(group, lines.join("\n")));
            } else {
                pairs.extend(signed_line(form, child, wording));
            }
        }
    }
    Section {
        heading: wording.say("report.sign-off"),
        blocks: vec![
            Block::Signature(pairs),
            Block::Paragraph(identity.state.clone()),
        ],
    }
}

fn signed_line(form: &Form, node: NodeId, wording: &Wording) -> Option<Pair> {
    let item = form.item(node)?;
    if !is_shown(form, node) || !item.item_type.takes_answers() {
        return None;
    }
    let answer = words::of_entries(item, &answered(form, node), wording);
    Some(Pair::new(
        words::question(item, wording),
        said(&answer, wording),
    ))
}

/// What the report is of, and what it rests on.
fn about(
    case: &Case,
    opened: &[Opened<'_>],
    catalogue: &Catalogue,
    identity: &Identity,
    wording: &Wording,
    today: Date,
) -> Section {
    let say = |key| wording.say(key);
    let name = person::name(case, catalogue).unwrap_or_default();
    let born = person::date_of_birth(case, catalogue, wording).unwrap_or_default();
    let pairs = vec![
        Pair::new(say("report.about.person"), said(&name, wording)),
        Pair::new(say("report.about.date-of-birth"), said(&born, wording)),
        Pair::new(say("report.about.record"), identity.record.clone()),
        Pair::new(say("report.about.revision"), identity.revision.to_string()),
        Pair::new(say("report.about.state"), identity.state.clone()),
        Pair::new(say("report.about.made"), today.words(wording)),
    ];
    let row = |of: &Opened<'_>| {
        let version = of.definition.questionnaire.version.clone();
        let state = if of.document.is_complete() {
            "report.form.complete"
        } else {
            "report.form.open"
        };
        vec![
            of.title(wording),
            version.unwrap_or_else(|| say("report.no-version")),
            of.document.changed.words(wording),
            say(state),
        ]
    };
    let header = [
        "report.about.document",
        "report.about.version",
        "report.about.changed",
        "report.about.state",
    ];
    let basis = Table {
        caption: say("report.about.basis"),
        header: header.map(say).to_vec(),
        rows: opened.iter().map(row).collect(),
    };
    Section {
        heading: say("report.about"),
        blocks: vec![Block::Pairs(pairs), Block::Table(basis)],
    }
}

/// Whether anybody sees it: asked, and not kept off the screen.
fn is_shown(form: &Form, node: NodeId) -> bool {
    form.is_asked(node) && form.item(node).is_some_and(|item| !item.is_hidden)
}

/// The words over a group that is asked.
fn heading(form: &Form, node: NodeId, wording: &Wording) -> Option<String> {
    let item = form.item(node)?;
    (item.item_type == ItemType::Group && is_shown(form, node))
        .then(|| words::question(item, wording))
}

/// An answer in words; that there is none is said, never left blank.
fn said(words: &str, wording: &Wording) -> String {
    if words.is_empty() {
        wording.say("report.not-answered")
    } else {
        words.to_owned()
    }
}
