//! A document of a case as a report: the Responsible Clinician's report for the court, row for row, the progress
//! summary for probation, and the completion summary.

use super::provenance::Origins;
use super::signed::SignedStanding;
use super::{
    Attached, Block, Identity, Labels, Opened, Pair, Report, Section, Standing, Table, answered,
    attached, completion, finished, opened, progress, risk, signed,
};
use crate::engine::calendar::{Date, DateTime};
use crate::engine::case::person;
use crate::engine::case::{Case, Document, DocumentId};
use crate::engine::catalogue::{Catalogue, FormId};
use crate::engine::form::{Form, NodeId};
use crate::engine::questionnaire::{ItemType, LinkId};
use crate::engine::wording::Wording;
use crate::engine::words;

/// The form whose documents go to the court.
pub const FORM: &str = "responsible-clinician-report";

/// The group of the form in which somebody stands for what it says.
const SIGN_OFF: &str = "signature";

/// The group within it with the Clinical Lead's decision.
const DECISION: &str = "decision";

/// Whether a document is handed on as a report of its own. A log without a session has nothing to sum up.
#[must_use]
pub fn is_report(document: &Document) -> bool {
    match document.form.as_str() {
        FORM | completion::FORM => true,
        progress::FORM => progress::has_session(document),
        _ => false,
    }
}

/// Whether a form is the service's to fill in, because what it says is handed on as a report: it is never put
/// into the hands of the person it is about.
#[must_use]
pub fn is_for_service(form: &FormId) -> bool {
    form.as_str() == FORM || stands_alone(form)
}

/// Whether the reports of a form go to somebody who is to have nothing else of the case: no answers behind
/// the scores, and no data, which hold the answers of every form.
#[must_use]
pub fn stands_alone(form: &FormId) -> bool {
    matches!(form.as_str(), progress::FORM | completion::FORM)
}

/// A document of a case as a report: what was signed, as it was signed, where that stands; otherwise a draft
/// of what the case says today. `None` if the case has no such document, or its form is not here.
#[must_use]
pub fn of_case(
    case: &Case,
    document: DocumentId,
    catalogue: &Catalogue,
    attached: Attached,
    wording: &Wording,
    today: Date,
) -> Option<Report> {
    let of = case.document(document)?;
    if stands_alone(&of.form) {
        let opened = opened(case, catalogue);
        let summed_up = opened.iter().find(|of| of.document.id == document)?;
        let stands = finished::stands(summed_up, wording, today);
        return made_of(case, document, catalogue, attached, wording, today, stands);
    }
    let state = match signed::standing(of) {
        SignedStanding::Signed(copy) => return Some(copy.shown(attached)),
        SignedStanding::Damaged => "report.state.damaged",
        SignedStanding::NotFrozen => "report.state.not-frozen",
        SignedStanding::NotSigned => "report.state.draft",
    };
    let standing = StandsAs {
        state: wording.say(state),
        standing: Standing::Draft,
        signed: None,
    };
    made_of(
        case, document, catalogue, attached, wording, today, standing,
    )
}

/// What a report that is made says of itself.
pub(super) struct StandsAs {
    /// Whether it may be relied on.
    pub standing: Standing,
    /// The standing in words.
    pub state: String,
    /// When it was signed and in which version; `None` for a draft.
    pub signed: Option<(DateTime, u32)>,
}

/// A document of a case as a report made of what the case says now, with a standing that the caller knows.
pub(super) fn made_of(
    case: &Case,
    document: DocumentId,
    catalogue: &Catalogue,
    attached: Attached,
    wording: &Wording,
    today: Date,
    stands: StandsAs,
) -> Option<Report> {
    let signed = stands.signed;
    let opened = opened(case, catalogue);
    let target = opened.iter().find(|of| of.document.id == document)?;
    let identity = identity(case, catalogue, wording, today, stands);
    let rows = || {
        let origins = Origins::of(target, &opened, catalogue, wording);
        let form = &target.form;
        Rows {
            form,
            origins,
            wording,
        }
        .sections()
    };
    let (title, mut rest, basis) = match target.document.form.as_str() {
        progress::FORM => {
            // It rests on the log alone, and probation is not given a list of the other forms.
            let title = wording.say("report.progress.title");
            let working_days = &target.definition.working_days;
            let sections = progress::sections(&target.form, working_days, wording);
            (title, sections, std::slice::from_ref(target))
        }
        completion::FORM => {
            let mut sections = rows();
            sections.push(completion::change(&opened, wording));
            (wording.say("report.completion.title"), sections, &*opened)
        }
        _ => {
            let mut sections = rows();
            sections.push(attached::section(&opened, catalogue, attached, wording));
            (target.title(wording), sections, &*opened)
        }
    };
    rest.push(sign_off(&target.form, &identity, signed, wording));
    rest.push(about(
        case, target, basis, catalogue, &identity, wording, today,
    ));
    Some(Report {
        language: wording.language().to_owned(),
        title,
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
    catalogue: &Catalogue,
    wording: &Wording,
    today: Date,
    StandsAs {
        standing, state, ..
    }: StandsAs,
) -> Identity {
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

/// The rows of the form, with where each came from.
struct Rows<'a> {
    form: &'a Form,
    origins: Origins<'a>,
    wording: &'a Wording,
}

impl Rows<'_> {
    /// A section for each group at the top of the form but the one for signing, and what nobody signs for:
    /// that somebody was told of a report is no part of it.
    fn sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        for &node in self.form.children(None) {
            let Some(item) = self.form.item(node) else {
                continue;
            };
            let is_row = item.link_id.as_str() != SIGN_OFF && !item.is_outside_signature;
            if !is_row || !is_shown(self.form, node) {
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

/// What was decided and who stands for the report. The details of a supervisor stand together, under the
/// words of the form.
fn sign_off(
    form: &Form,
    identity: &Identity,
    signed: Option<(DateTime, u32)>,
    wording: &Wording,
) -> Section {
    let mut blocks = Vec::new();
    let mut pairs = Vec::new();
    for &node in form.nodes_of(&LinkId::new(SIGN_OFF)) {
        for &child in form.children(Some(node)) {
            let Some(item) = form.item(child) else {
                continue;
            };
            let lines = || {
                let inside = form.children(Some(child)).iter();
                inside.filter_map(|node| signed_line(form, *node, wording))
            };
            match heading(form, child, wording) {
                Some(group) if item.link_id.as_str() == DECISION => {
                    blocks.push(Block::Heading(group));
                    blocks.push(Block::Pairs(lines().collect()));
                }
                Some(group) if item.is_signature => {
                    let values: Vec<String> = lines().map(|pair| pair.value).collect();
                    pairs.push(Pair::new(group, values.join("\n")));
                }
                Some(group) => {
                    let line = |pair: Pair| {
                        let values = [("name", &*pair.name), ("value", &*pair.value)];
                        wording.fill("report.pair", &values)
                    };
                    let lines: Vec<String> = lines().map(line).collect();
                    pairs.push(Pair::new(group, lines.join("\n")));
                }
                None => pairs.extend(signed_line(form, child, wording)),
            }
        }
    }
    if let Some((at, version)) = signed {
        let name = |key| wording.say(key);
        pairs.push(Pair::new(name("report.signed-on"), at.words(wording)));
        let version = version.to_string();
        pairs.push(Pair::new(name("report.report-version"), version));
    }
    blocks.push(Block::Signature(pairs));
    blocks.push(Block::Paragraph(identity.state.clone()));
    Section {
        heading: wording.say("report.sign-off"),
        blocks,
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
    target: &Opened<'_>,
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
        let is_this = of.document.id == target.document.id;
        let state = if is_this && identity.standing == Standing::Signed {
            "report.state.signed"
        } else if of.document.is_complete() {
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
