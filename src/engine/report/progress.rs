//! The progress summary for probation, from the session log: attendance in numbers, the day that follows from a
//! second failure, the phase reached, and what the practitioner wrote for probation. One page, as far as the risk answers leave room for it.
//!
//! Private notes, scores and the reasons for a missed session are no part of it. ("It is important to complete
//! a regular brief summary of the offender's progress in the MHTR sessions": Clinical Lead MHTR Manual v8.0,
//! section 3.2.1.)

use super::{Block, Pair, Section, Table, answered};
use crate::engine::case::Document;
use crate::engine::form::{Form, NodeId};
use crate::engine::missed_sessions::MissedSessions;
use crate::engine::questionnaire::{Item, LinkId};
use crate::engine::response::{Entry, ResponseItem};
use crate::engine::value::Value;
use crate::engine::wording::Wording;
use crate::engine::words;
use crate::engine::working_days::WorkingDays;

/// The form the summary is made from.
pub const FORM: &str = "session-log";

/// A session that was offered, in its form.
const SESSION: &str = "session";
const OUTCOME: &str = "session.outcome";
const REASONABLE: &str = "session.reasonable";

/// What stands first: who, the plan, and where it has got to.
const FACTS: [&str; 3] = [
    "plan.practitioner",
    "plan.n-sessions",
    "progress.next-session",
];

/// Whether anything is written down of a session.
pub(super) fn has_session(log: &Document) -> bool {
    fn is_within(items: &[ResponseItem], in_session: bool) -> bool {
        items.iter().any(|item| {
            let in_session = in_session || item.link_id.as_str() == SESSION;
            let mut answers = item.answers.iter();
            answers.any(|answer| in_session || is_within(&answer.items, in_session))
                || is_within(&item.items, in_session)
        })
    }
    is_within(&log.response.items, false)
}

/// The sections but for the risk answers, the signature and what it rests on.
pub(super) fn sections(form: &Form, working_days: &WorkingDays, wording: &Wording) -> Vec<Section> {
    let log = Log { form, wording };
    let mut sections = vec![
        Section {
            heading: wording.say("report.progress.facts"),
            blocks: vec![Block::Pairs(log.facts())],
        },
        Section {
            heading: wording.say("report.progress.attendance"),
            blocks: vec![Block::Table(log.attendance())],
        },
    ];
    sections.extend(second_failure(form, working_days, wording));
    sections.push(Section {
        heading: wording.say("report.progress.engagement"),
        blocks: log.engagement(),
    });
    let told = log.told();
    if !told.is_empty() {
        sections.push(Section {
            heading: wording.say("report.progress.sessions"),
            blocks: vec![Block::Pairs(told)],
        });
    }
    sections
}

/// The day by which probation decides, once two failures are recorded; before that the attendance says all there is.
fn second_failure(form: &Form, working_days: &WorkingDays, wording: &Wording) -> Option<Section> {
    let missed = MissedSessions::of(form, working_days);
    let lines = missed.are_two().then(|| {
        let line = missed.line(wording).into_iter();
        line.chain(missed.explained(wording))
    })?;
    Some(Section {
        heading: wording.say("second-failure.title"),
        blocks: lines.map(Block::Paragraph).collect(),
    })
}

struct Log<'a> {
    form: &'a Form,
    wording: &'a Wording,
}

impl Log<'_> {
    fn facts(&self) -> Vec<Pair> {
        let mut facts: Vec<Pair> = FACTS
            .iter()
            .filter_map(|link_id| self.pair(self.only(link_id)?))
            .collect();
        // The sessions stand in the order they were written down: the last one that says its phase.
        let mut sessions = self.sessions().into_iter().rev();
        let phase = sessions.find_map(|session| {
            let words = self.words(self.within(session, "session.phase")?)?;
            (!words.is_empty()).then_some(words)
        });
        let phase = phase.unwrap_or_else(|| self.wording.say("report.not-answered"));
        let name = self.wording.say("report.progress.phase");
        facts.push(Pair::new(name, phase));
        facts
    }

    /// How many sessions were offered, what became of them, and what excuse there was.
    fn attendance(&self) -> Table {
        let sessions = self.sessions();
        let mut rows = vec![self.row("report.progress.offered", sessions.len())];
        for link_id in [OUTCOME, REASONABLE] {
            let answers: Vec<String> = sessions
                .iter()
                .filter_map(|session| self.code(self.within(*session, link_id)?))
                .collect();
            let options = self.item(link_id).map_or(&[][..], |item| &item.options);
            for option in options {
                let Value::Coding(coding) = &option.value else {
                    continue;
                };
                let is_it = |answer: &&String| coding.code.as_ref() == Some(*answer);
                let n = answers.iter().filter(is_it).count();
                let name = option.words.in_language(self.wording.language());
                let name = if link_id == REASONABLE {
                    let values = [("answer", name)];
                    self.wording.fill("report.progress.reasonable", &values)
                } else {
                    name.to_owned()
                };
                rows.push(vec![name, n.to_string()]);
            }
            if link_id == OUTCOME {
                let blank = sessions.len().saturating_sub(answers.len());
                rows.push(self.row("report.progress.not-known", blank));
            }
        }
        let header = ["report.progress.what", "report.progress.n-sessions"];
        Table {
            caption: self.wording.say("report.progress.attendance.caption"),
            header: header.map(|key| self.wording.say(key)).to_vec(),
            rows,
        }
    }

    /// The statements that were chosen, and what was written.
    fn engagement(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some((node, item)) = self
            .only("progress.engagement")
            .and_then(|node| Some((node, self.form.item(node)?)))
        {
            let chosen = answered(self.form, node).into_iter();
            let statements: Vec<String> = chosen
                .map(|entry| words::of_entries(item, &[entry], self.wording))
                .collect();
            if !statements.is_empty() {
                blocks.push(Block::List(statements));
            }
        }
        let written = ["progress.words", "progress.help"];
        let pairs = written.iter().filter_map(|id| self.pair(self.only(id)?));
        blocks.push(Block::Pairs(pairs.collect()));
        blocks
    }

    /// What probation is told of single sessions, by their dates.
    fn told(&self) -> Vec<Pair> {
        let told = |session| {
            let words = self.words(self.within(session, "session.for-probation")?)?;
            let date = self.words(self.within(session, "session.date")?)?;
            (!words.is_empty()).then(|| Pair::new(date, words))
        };
        self.sessions().into_iter().filter_map(told).collect()
    }

    /// The sessions of which anything is written down: an empty place for one is none.
    fn sessions(&self) -> Vec<NodeId> {
        let nodes = self.form.nodes_of(&LinkId::new(SESSION)).iter().copied();
        let is_begun = |session: &NodeId| {
            let mut inside = self.form.within(Some(*session)).into_iter();
            inside.any(|node| self.form.answers(node).next().is_some())
        };
        nodes.filter(is_begun).collect()
    }

    fn row(&self, key: &str, n: usize) -> Vec<String> {
        vec![self.wording.say(key), n.to_string()]
    }

    /// A question that is asked once.
    fn only(&self, link_id: &str) -> Option<NodeId> {
        self.form.nodes_of(&LinkId::new(link_id)).first().copied()
    }

    fn item(&self, link_id: &str) -> Option<&Item> {
        self.form.item(self.only(link_id)?)
    }

    /// A question of one session, while it is asked.
    fn within(&self, session: NodeId, link_id: &str) -> Option<NodeId> {
        let is_it = |node: &NodeId| {
            let item = self.form.item(*node);
            item.is_some_and(|item| item.link_id.as_str() == link_id) && self.form.is_asked(*node)
        };
        self.form.within(Some(session)).into_iter().find(is_it)
    }

    fn code(&self, node: NodeId) -> Option<String> {
        answered(self.form, node)
            .into_iter()
            .find_map(|entry| match entry {
                Entry::Value(Value::Coding(coding)) => coding.code,
                Entry::Value(_) | Entry::AsTyped(_) => None,
            })
    }

    fn words(&self, node: NodeId) -> Option<String> {
        let item = self.form.item(node)?;
        Some(words::of_entries(
            item,
            &answered(self.form, node),
            self.wording,
        ))
    }

    fn pair(&self, node: NodeId) -> Option<Pair> {
        let question = words::question(self.form.item(node)?, self.wording);
        let said = self.words(node).filter(|words| !words.is_empty());
        let said = said.unwrap_or_else(|| self.wording.say("report.not-answered"));
        Some(Pair::new(question, said))
    }
}
