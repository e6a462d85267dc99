//! First answers taken from the other forms of the same case: what was taken, from where, and
//! whether it still says what its source says.
//!
//! Nothing is taken over an answer a person gave. When a source changes later, the screen is told and
//! the person decides.

use super::{Document, DocumentId};
use crate::engine::alert::{self, Alerts};
use crate::engine::calendar::DateTime;
use crate::engine::catalogue::{Definition, FormId};
use crate::engine::choice;
use crate::engine::entry;
use crate::engine::form::{self, Form, FormChange, NodeId};
use crate::engine::questionnaire::{Item, ItemType, LinkId, Prefill, PrefillSource};
use crate::engine::response::Entry;
use crate::engine::score;
use crate::engine::value::Value;
use crate::engine::wording::Wording;
use crate::engine::words;

/// An answer that was taken from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefilled {
    /// The item it was put into.
    pub link_id: LinkId,
    /// What was taken, in words: the answer is as taken while it still reads the same.
    pub words: String,
    /// Where it came from.
    pub from: Vec<Provenance>,
    /// When it was taken.
    pub taken: DateTime,
}

/// Where a prefilled answer, or part of it, came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The document.
    pub document: DocumentId,
    /// The form it answers.
    pub form: FormId,
    /// What of it.
    pub source: PrefillSource,
    /// When that document was last changed before the answer was taken.
    pub changed: DateTime,
}

/// An answer that could be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The item it is for.
    pub link_id: LinkId,
    /// The answer.
    pub entries: Vec<Entry>,
    /// The same in words.
    pub words: String,
    /// Where it comes from.
    pub from: Vec<Provenance>,
}

/// Another document of the case, opened for reading.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The document.
    pub document: &'a Document,
    /// The form it answers.
    pub definition: &'a Definition,
    /// Its answers.
    pub form: &'a Form,
}

/// How a prefilled answer stands to its source.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// It reads as it was taken, and so does the source.
    AsTaken,
    /// The person changed it; the source still reads as it did.
    Edited,
    /// The source reads differently from what was taken.
    Outdated {
        /// What would be taken today.
        proposal: Proposal,
        /// Whether the person changed the answer as well.
        is_edited: bool,
    },
}

/// What could be taken for each item of `target` that names a source, in the form's order.
///
/// A `text` takes every source that says something, one under the other; any other item takes the
/// first that does. `sources` are searched from the last to the first, so that the newest of several
/// documents of one form is taken.
#[must_use]
pub fn proposals(target: &Definition, sources: &[Source<'_>], wording: &Wording) -> Vec<Proposal> {
    let mut found = Vec::new();
    walk(&target.questionnaire.items, &mut |item| {
        if !item.prefill.is_empty() {
            found.extend(propose(item, sources, wording));
        }
    });
    found
}

/// Puts proposals into the blank questions of a form, and says what was put where.
pub fn fill_blanks(form: &mut Form, proposals: &[Proposal], now: DateTime) -> Vec<Prefilled> {
    let mut prefilled = Vec::new();
    for proposal in proposals {
        let Some(&node) = form.nodes_of(&proposal.link_id).first() else {
            continue;
        };
        if !form.entries(node).is_empty() {
            continue;
        }
        form.apply(FormChange::Answer {
            node,
            entries: proposal.entries.clone(),
        });
        // A form refuses what does not fit it; then nothing was taken.
        if !form.entries(node).is_empty() {
            prefilled.push(proposal.taken(now));
        }
    }
    prefilled
}

/// How a prefilled answer stands to what it would be today. A source that no longer says anything
/// leaves the answer as taken: it was said, and it is still what the report rests on.
#[must_use]
pub fn standing(
    prefilled: &Prefilled,
    words_at_the_question: &str,
    proposals: &[Proposal],
) -> Standing {
    let is_edited = words_at_the_question != prefilled.words;
    let today = proposals
        .iter()
        .find(|proposal| proposal.link_id == prefilled.link_id);
    match today {
        Some(proposal) if proposal.words == words_at_the_question => Standing::AsTaken,
        Some(proposal) if proposal.words != prefilled.words => Standing::Outdated {
            proposal: proposal.clone(),
            is_edited,
        },
        Some(_) | None if is_edited => Standing::Edited,
        Some(_) | None => Standing::AsTaken,
    }
}

/// The proposals to take when a whole form is brought up to date: those for blank questions into which
/// nothing was put before, and those for answers that stand as they were taken while their source says
/// something else today. What a person changed, or emptied, is left alone.
#[must_use]
pub fn due(
    form: &Form,
    prefilled: &[Prefilled],
    proposals: &[Proposal],
    wording: &Wording,
) -> Vec<Proposal> {
    let is_due = |proposal: &&Proposal| {
        let node = form.nodes_of(&proposal.link_id).first().copied();
        let Some((node, item)) = node.and_then(|node| Some((node, form.item(node)?))) else {
            return false;
        };
        let entries = form.entries(node);
        let taken = prefilled
            .iter()
            .find(|taken| taken.link_id == proposal.link_id);
        let Some(taken) = taken else {
            return entries.is_empty();
        };
        let here = words::of_entries(item, entries, wording);
        match standing(taken, &here, proposals) {
            Standing::Outdated { is_edited, .. } => !is_edited,
            Standing::AsTaken | Standing::Edited => false,
        }
    };
    proposals.iter().filter(is_due).cloned().collect()
}

impl Proposal {
    /// The record of taking it.
    #[must_use]
    pub fn taken(&self, now: DateTime) -> Prefilled {
        Prefilled {
            link_id: self.link_id.clone(),
            words: self.words.clone(),
            from: self.from.clone(),
            taken: now,
        }
    }
}

/// One source's contribution to an answer.
struct Part {
    /// The question it answered, to stand before the words where several are put together.
    label: String,
    words: String,
    entries: Vec<Entry>,
    from: Provenance,
}

fn propose(item: &Item, sources: &[Source<'_>], wording: &Wording) -> Option<Proposal> {
    let mut parts = item
        .prefill
        .iter()
        .filter_map(|prefill| part(prefill, sources, wording));
    if item.item_type != ItemType::Text {
        let part = parts.next()?;
        let entries = fitting(item, &part)?;
        let words = words::of_entries(item, &entries, wording);
        return Some(Proposal {
            link_id: item.link_id.clone(),
            entries,
            words,
            from: vec![part.from],
        });
    }
    let parts: Vec<Part> = parts.collect();
    let words = if let [part] = parts.as_slice() {
        part.words.clone()
    } else {
        let lines: Vec<String> = parts.iter().map(|part| labelled(part, wording)).collect();
        lines.join("\n\n")
    };
    if words.is_empty() {
        return None;
    }
    let entries = vec![Entry::Value(Value::String(words.clone()))];
    let from = parts.into_iter().map(|part| part.from).collect();
    Some(Proposal {
        link_id: item.link_id.clone(),
        entries,
        words,
        from,
    })
}

fn labelled(part: &Part, wording: &Wording) -> String {
    if part.label.is_empty() {
        return part.words.clone();
    }
    wording.fill(
        "prefill.line",
        &[("question", &part.label), ("answer", &part.words)],
    )
}

/// The entries as this item can hold them: as they are where the types agree, else as their words
/// are read there.
fn fitting(item: &Item, part: &Part) -> Option<Vec<Entry>> {
    let is_choice = matches!(item.item_type, ItemType::Choice | ItemType::OpenChoice);
    let fits = |entry: &Entry| match entry {
        Entry::Value(_) if is_choice => choice::position(item, entry).is_some(),
        // Several lines are words that a field of one line has to read first.
        Entry::Value(Value::String(words)) if words.contains('\n') => false,
        Entry::Value(value) => form::fits(item, value),
        Entry::AsTyped(_) => false,
    };
    let n_most = if item.repeats { usize::MAX } else { 1 };
    if (1..=n_most).contains(&part.entries.len()) && part.entries.iter().all(fits) {
        return Some(part.entries.clone());
    }
    let takes_words = matches!(item.item_type, ItemType::String | ItemType::OpenChoice);
    let read = takes_words.then(|| entry::read(item, &part.words))??;
    Some(vec![read])
}

fn part(prefill: &Prefill, sources: &[Source<'_>], wording: &Wording) -> Option<Part> {
    let source = sources
        .iter()
        .rev()
        .find(|source| source.definition.id.as_str() == prefill.form)?;
    let (label, words, entries) = match &prefill.source {
        PrefillSource::Answer(link_id) => answer(source, link_id, wording)?,
        PrefillSource::Section(link_id) => {
            let &node = source.form.nodes_of(link_id).first()?;
            (
                String::new(),
                section(source.form, node, wording),
                Vec::new(),
            )
        }
        PrefillSource::Scores => (String::new(), scores(source, wording), Vec::new()),
        PrefillSource::Alerts => (String::new(), alerts(source, wording), Vec::new()),
    };
    if words.is_empty() {
        return None;
    }
    let from = Provenance {
        document: source.document.id,
        form: source.definition.id.clone(),
        source: prefill.source.clone(),
        changed: source.document.changed,
    };
    Some(Part {
        label,
        words,
        entries,
        from,
    })
}

/// The answer to one question, if it is asked and answered.
fn answer(
    source: &Source<'_>,
    link_id: &LinkId,
    wording: &Wording,
) -> Option<(String, String, Vec<Entry>)> {
    let form = source.form;
    let node = form
        .nodes_of(link_id)
        .iter()
        .copied()
        .find(|node| form.is_asked(*node))?;
    let item = form.item(node)?;
    let entries = answers(form, node);
    let words = words::of_entries(item, &entries, wording);
    Some((words::name(item, wording), words, entries))
}

/// What was answered at a node. Half a date, kept as it was typed, is no answer and is not passed on.
fn answers(form: &Form, node: NodeId) -> Vec<Entry> {
    form.answers(node).cloned().map(Entry::Value).collect()
}

/// Every answered question within a group, each with its question. What is kept off the screen is
/// kept out of here.
fn section(form: &Form, node: NodeId, wording: &Wording) -> String {
    let mut lines = Vec::new();
    for &child in form.children(Some(node)) {
        let Some(item) = form.item(child).filter(|item| !item.is_hidden) else {
            continue;
        };
        let words = words::of_entries(item, &answers(form, child), wording);
        if !words.is_empty() {
            let name = words::question(item, wording);
            lines.push(wording.fill("prefill.line", &[("question", &name), ("answer", &words)]));
        }
        let inside = section(form, child, wording);
        if !inside.is_empty() {
            lines.push(inside);
        }
    }
    lines.join("\n")
}

/// The result of every measure, a line each.
fn scores(source: &Source<'_>, wording: &Wording) -> String {
    let lines: Vec<String> = source
        .definition
        .measures
        .iter()
        .flat_map(|measure| {
            let recorded = score::recorded(measure, source.form);
            score::rows(measure, &recorded, wording)
        })
        .map(|row| score_line(&row, wording))
        .collect();
    lines.join("\n")
}

/// One score in a line: what it is, the score with its scale, the band, and what else must be known.
fn score_line(row: &score::ScoreRow, wording: &Wording) -> String {
    let value = if row.scale.is_empty() {
        row.value.clone()
    } else {
        wording.fill(
            "prefill.score",
            &[("score", &row.value), ("scale", &row.scale)],
        )
    };
    let mut parts = vec![value];
    parts.extend(row.band.clone());
    parts.extend(row.marks.iter().cloned());
    parts.extend(row.critical.clone());
    parts.extend(row.critical_unanswered.clone());
    wording.fill(
        "prefill.line",
        &[("question", &row.name), ("answer", &parts.join("; "))],
    )
}

/// Every alert that stands, a line each; then the risk questions of which nothing is known, because a
/// report that is silent about them reads as a "no".
fn alerts(source: &Source<'_>, wording: &Wording) -> String {
    let alerts = Alerts::of(source.definition, source.form);
    let line = |node| alert::line(source.definition, source.form, node, wording);
    let mut lines: Vec<String> = alerts.raised.into_iter().map(line).collect();
    if !alerts.unanswered.is_empty() {
        lines.push(wording.say("alert.unanswered"));
        lines.extend(alerts.unanswered.into_iter().map(line));
    }
    lines.join("\n")
}

fn walk(items: &[Item], visit: &mut impl FnMut(&Item)) {
    for item in items {
        visit(item);
        walk(&item.items, visit);
    }
}
