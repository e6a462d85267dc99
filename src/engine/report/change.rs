//! The first and the last total of each measure side by side: facts about the numbers, in words, as a table
//! and as a chart.
//!
//! Nothing is said of the person, and nothing of why a score changed.

use super::change_chart::chart;
use super::{Block, Opened, Table, opened};
use crate::engine::case::administrations::{
    Administration, Comparison, Course, Reason, Together, courses, taken_together,
};
use crate::engine::case::{Case, DocumentId};
use crate::engine::catalogue::Catalogue;
use crate::engine::score::fraction::Fraction;
use crate::engine::score::{self, Better, Difference, Reliable, Verdict, Way};
use crate::engine::wording::Wording;

/// What can be said of the change in a case; nothing while no measure was taken twice.
#[must_use]
pub fn of_case(case: &Case, catalogue: &Catalogue, wording: &Wording) -> Vec<Block> {
    blocks(&opened(case, catalogue), wording)
}

/// The change of one measure as a row of a table.
pub(super) struct Row {
    /// The measure.
    pub measure: String,
    /// What the row is about.
    pub name: String,
    /// The document of the last administration.
    pub document: DocumentId,
    /// The difference, or why there is none.
    pub value: String,
    /// The facts about it.
    pub facts: Vec<String>,
}

/// A row for each measure that was taken more than once.
pub(super) fn rows(opened: &[Opened<'_>], wording: &Wording) -> Vec<Row> {
    let courses = courses_of(opened);
    let telling = Telling { opened, wording };
    let row = |course: &Course| {
        let (_, last) = course.ends()?;
        Some(Row {
            measure: course.measure.id.to_string(),
            name: telling.title(course),
            document: last.document,
            value: match course.comparison() {
                Comparison::Difference(difference) => telling.difference(&difference),
                Comparison::None(reason) => telling.reason(reason),
            },
            facts: telling.facts(course),
        })
    };
    courses.iter().filter_map(row).collect()
}

/// The words, charts and tables.
pub(super) fn blocks(opened: &[Opened<'_>], wording: &Wording) -> Vec<Block> {
    let courses = courses_of(opened);
    let (compared, once): (Vec<&Course>, Vec<&Course>) =
        courses.iter().partition(|course| course.ends().is_some());
    if compared.is_empty() {
        return Vec::new();
    }
    let telling = Telling { opened, wording };
    let mut blocks = vec![Block::Paragraph(wording.say("comparison.explained"))];
    for course in compared {
        blocks.push(Block::Heading(telling.title(course)));
        blocks.push(Block::List(telling.facts(course)));
        let table = telling.table(course);
        let has_score = |of: &Administration| of.recorded.total().is_some();
        blocks.push(if course.administrations.iter().any(has_score) {
            Block::Chart(chart(course, &telling, table))
        } else {
            Block::Table(table)
        });
    }
    if let Some(both) = taken_together(&courses) {
        blocks.push(Block::Heading(wording.say("comparison.together")));
        blocks.push(match both {
            Together::Verdict(verdict) => Block::List(telling.together(verdict)),
            Together::OtherOccasions => {
                Block::Paragraph(wording.say("comparison.together.other-occasions"))
            }
        });
    }
    if !once.is_empty() {
        let names: Vec<&str> = once.iter().map(|of| of.measure.title.as_str()).collect();
        let values = [("measures", &*names.join(", "))];
        blocks.push(Block::Paragraph(wording.fill("comparison.once", &values)));
    }
    blocks
}

fn courses_of(opened: &[Opened<'_>]) -> Vec<Course> {
    courses(
        opened
            .iter()
            .map(|of| (of.document, &**of.definition, &of.form)),
    )
}

/// The words for a course.
pub(super) struct Telling<'a> {
    opened: &'a [Opened<'a>],
    wording: &'a Wording,
}

impl Telling<'_> {
    /// What the comparison is of.
    pub(super) fn title(&self, course: &Course) -> String {
        self.wording
            .fill("comparison.title", &[("measure", &course.measure.title)])
    }

    /// Every fact there is, a sentence each: both scores, the difference, what it is to chance, where each
    /// score is to the cut-off, and where the thresholds are published.
    fn facts(&self, course: &Course) -> Vec<String> {
        let say = |key| self.wording.say(key);
        let mut facts = Vec::new();
        if let (true, Some((first, last))) = (course.is_in_order(), course.ends()) {
            let is_scored = first.recorded.total().is_some();
            let key = if is_scored {
                "comparison.first"
            } else {
                "comparison.first.none"
            };
            facts.push(self.end(key, course, first));
            let is_scored = last.recorded.total().is_some();
            let key = if is_scored {
                "comparison.final"
            } else {
                "comparison.final.none"
            };
            facts.push(self.end(key, course, last));
        }
        let difference = match course.comparison() {
            Comparison::Difference(difference) => difference,
            Comparison::None(reason) => {
                facts.push(self.reason(reason));
                return facts;
            }
        };
        let values = [("difference", &*self.difference(&difference))];
        facts.push(self.wording.fill("comparison.difference", &values));
        facts.push(self.direction(course.measure.total.better));
        let Some((verdict, rule)) = difference.verdict.zip(course.measure.change.as_ref()) else {
            facts.push(say("comparison.no-threshold"));
            return facts;
        };
        let key = match verdict.reliable {
            Reliable::Improvement => "comparison.reliable.improvement",
            Reliable::Deterioration => "comparison.reliable.deterioration",
            Reliable::NoChange => "comparison.reliable.none",
        };
        let threshold = rule.reliable.to_string();
        facts.push(self.wording.fill(key, &[("threshold", &threshold)]));
        facts.push(
            self.wording
                .fill("comparison.threshold-source", &[("source", &rule.source)]),
        );
        if let Some(cut_off) = &course.measure.cut_off {
            let at_least = cut_off.at_least.to_string();
            let values = [("cut-off", &*at_least), ("source", &cut_off.source)];
            facts.push(self.wording.fill(case_key(verdict), &values));
            facts.push(self.wording.fill("comparison.cut-off-source", &values));
        }
        facts.extend(self.recovery(verdict));
        facts
    }

    /// One end: its score or why there is none, and its day.
    fn end(&self, key: &str, course: &Course, of: &Administration) -> String {
        let row = score::row(&course.measure, &of.recorded, None, self.wording).unwrap_or_default();
        let values = [("score", &*row.value), ("day", &*self.day(of))];
        self.wording.fill(key, &values)
    }

    /// The difference without a sign, which a spreadsheet or a hurried eye may lose.
    fn difference(&self, difference: &Difference) -> String {
        let points = difference.shown.abs().to_string();
        let key = match difference.exact.cmp(&Fraction::whole(0)) {
            std::cmp::Ordering::Less => "comparison.lower",
            std::cmp::Ordering::Equal => "comparison.same",
            std::cmp::Ordering::Greater => "comparison.higher",
        };
        self.wording.fill(key, &[("points", &points)])
    }

    /// Why there is no comparison.
    fn reason(&self, reason: Reason) -> String {
        self.wording.say(match reason {
            Reason::Once => "comparison.none.once",
            Reason::NoDay => "comparison.none.no-day",
            Reason::SameDay => "comparison.none.same-day",
            Reason::FirstNotScored => "comparison.none.first",
            Reason::FinalNotScored => "comparison.none.final",
            Reason::NeitherScored => "comparison.none.neither",
            Reason::OtherScale => "comparison.none.other-scale",
        })
    }

    fn recovery(&self, verdict: Verdict) -> Option<String> {
        let key = if verdict.is_reliably_recovered() {
            "comparison.recovery.reliable"
        } else if verdict.is_recovered() {
            "comparison.recovery.not-reliable"
        } else {
            return None;
        };
        Some(self.wording.say(key))
    }

    /// The facts about two measures together.
    fn together(&self, verdict: Verdict) -> Vec<String> {
        let reliable = match verdict.reliable {
            Reliable::Improvement => "comparison.together.improvement",
            Reliable::Deterioration => "comparison.together.deterioration",
            Reliable::NoChange => "comparison.together.no-change",
        };
        let cases = match (verdict.was_case, verdict.is_case) {
            (true, true) => "comparison.together.case.both",
            (true, false) => "comparison.together.case.first",
            (false, true) => "comparison.together.case.final",
            (false, false) => "comparison.together.case.neither",
        };
        let mut facts = vec![self.wording.say(reliable), self.wording.say(cases)];
        if verdict.is_reliably_recovered() {
            facts.push(self.wording.say("comparison.together.recovery.reliable"));
        } else if verdict.is_recovered() {
            facts.push(
                self.wording
                    .say("comparison.together.recovery.not-reliable"),
            );
        }
        facts.push(self.wording.say("comparison.together.source"));
        facts
    }

    /// Every administration, in order.
    fn table(&self, course: &Course) -> Table {
        let header = [
            "comparison.table.day",
            "comparison.table.score",
            "comparison.table.range",
            "comparison.table.way",
            "comparison.table.form",
            "comparison.table.marks",
        ];
        let row = |of: &Administration| {
            let row = score::row(&course.measure, &of.recorded, None, self.wording);
            let row = row.unwrap_or_default();
            let way = self.way(of.way);
            let mut marks: Vec<String> = row.marks;
            marks.retain(|mark| *mark != way);
            marks.extend(row.critical);
            marks.extend(row.critical_unanswered);
            if !of.is_finished {
                marks.push(self.wording.say("comparison.mark.open"));
            }
            vec![
                self.named_day(course, of),
                row.value,
                row.scale,
                way,
                self.form(of.document),
                marks.join("; "),
            ]
        };
        Table {
            caption: self
                .wording
                .fill("comparison.table", &[("measure", &course.measure.title)]),
            header: header.map(|key| self.wording.say(key)).to_vec(),
            rows: course.administrations.iter().map(row).collect(),
        }
    }

    fn way(&self, way: Way) -> String {
        self.wording.say(match way {
            Way::OnScreen => "comparison.way.on-screen",
            Way::ReadAloud => "comparison.way.read-aloud",
            Way::Paper => "score.paper",
            Way::NotDone => "score.not-done",
            Way::NotSaid => "comparison.way.not-said",
        })
    }

    fn form(&self, document: DocumentId) -> String {
        let mut opened = self.opened.iter();
        let found = opened.find(|of| of.document.id == document);
        found.map(|of| of.title(self.wording)).unwrap_or_default()
    }

    /// The day, or that it is not known.
    fn day(&self, of: &Administration) -> String {
        of.day.map_or_else(
            || self.wording.say("comparison.no-day"),
            |day| day.words(self.wording),
        )
    }

    /// The day, and whether it is that of the first or of the last.
    fn named_day(&self, course: &Course, of: &Administration) -> String {
        let day = self.day(of);
        let place = course.ends().filter(|_| course.is_in_order());
        let key = match place {
            Some((first, _)) if first.document == of.document => "comparison.day.first",
            Some((_, last)) if last.document == of.document => "comparison.day.final",
            Some(_) | None => return day,
        };
        self.wording.fill(key, &[("day", &day)])
    }

    /// The words over an administration in the chart.
    pub(super) fn line(&self, course: &Course, of: &Administration) -> String {
        let day = self.named_day(course, of);
        let Some(total) = of.recorded.total() else {
            return self.wording.fill("comparison.line.none", &[("day", &day)]);
        };
        let score = total.shown.to_string();
        let key = if of.way == Way::Paper {
            "comparison.line.paper"
        } else if total.is_prorated {
            "comparison.line.pro-rated"
        } else {
            "comparison.line"
        };
        self.wording.fill(key, &[("score", &score), ("day", &day)])
    }

    /// Which way a score is counted as better.
    pub(super) fn direction(&self, better: Better) -> String {
        self.wording.say(match better {
            Better::Lower => "comparison.direction.lower",
            Better::Higher => "comparison.direction.higher",
        })
    }

    /// The words at the cut-off.
    pub(super) fn cut_off(&self, at_least: i64) -> String {
        let at_least = at_least.to_string();
        self.wording
            .fill("comparison.chart.cut-off", &[("cut-off", &at_least)])
    }

    /// The scores that are less than the threshold from the first, where that was compared.
    pub(super) fn band(&self, course: &Course) -> Option<(Fraction, Fraction)> {
        let Comparison::Difference(difference) = course.comparison() else {
            return None;
        };
        difference.verdict?;
        let first = course.ends()?.0.recorded.total()?.compared;
        let threshold = course.measure.change.as_ref()?.reliable;
        Some((
            first.minus(Fraction::whole(threshold)),
            first.minus(Fraction::whole(-threshold)),
        ))
    }

    /// The words at the band.
    pub(super) fn within(&self, course: &Course) -> String {
        let threshold = course.measure.change.as_ref().map_or(0, |of| of.reliable);
        let threshold = threshold.to_string();
        self.wording
            .fill("comparison.chart.band", &[("threshold", &threshold)])
    }

    /// The chart in words, for somebody who does not see it.
    pub(super) fn description(&self, course: &Course) -> String {
        let scale = course.measure.scale();
        let (lowest, highest) = (scale.lowest.to_string(), scale.highest.to_string());
        let values = [("lowest", &*lowest), ("highest", &*highest)];
        let mut sentences = vec![self.wording.fill("comparison.chart.range", &values)];
        let lines = course.administrations.iter();
        let lines: Vec<String> = lines.map(|of| self.line(course, of)).collect();
        let values = [("lines", &*lines.join("; "))];
        sentences.push(self.wording.fill("comparison.chart.points", &values));
        if let Some(cut_off) = &course.measure.cut_off {
            let at_least = cut_off.at_least.to_string();
            let values = [("cut-off", &*at_least)];
            sentences.push(self.wording.fill("comparison.chart.dashed", &values));
        }
        if self.band(course).is_some() {
            let within = self.within(course);
            let values = [("band", &*within)];
            sentences.push(self.wording.fill("comparison.chart.outlined", &values));
        }
        sentences.push(self.direction(course.measure.total.better));
        sentences.join(" ")
    }
}

/// Where both scores are to the cut-off.
fn case_key(verdict: Verdict) -> &'static str {
    match (verdict.was_case, verdict.is_case) {
        (true, true) => "comparison.case.both",
        (true, false) => "comparison.case.first",
        (false, true) => "comparison.case.final",
        (false, false) => "comparison.case.neither",
    }
}
