//! Results in words, for a clinician: a row for the total and one for each subscale.
//!
//! These are not for the person who answered: no severity word reaches them from here.

use std::fmt::Display;

use rust_decimal::Decimal;

use super::measure::{Band, Compared, ItemNumber, Measure, Scale};
use super::outcome::{Outcome, Score, Scored, Tally};
use super::recorded::{Paper, PaperCritical, Recorded};
use crate::engine::wording::Wording;

/// A row of a table of results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScoreRow {
    /// The subscale's id; `None` for the total.
    pub subscale: Option<String>,
    /// The measure's or the subscale's name.
    pub name: String,
    /// The score, or why there is none.
    pub value: String,
    /// Whether `value` is a score.
    pub is_scored: bool,
    /// The scale the score is on: "0 to 27". Empty where there is no score.
    pub scale: String,
    /// The default band with its range.
    pub band: Option<String>,
    /// Where the bands are published.
    pub band_source: Option<String>,
    /// Where the score stands to the cut-off.
    pub cut_off: Option<String>,
    /// Where the cut-off is published.
    pub cut_off_source: Option<String>,
    /// What else must be known to read the score: pro-rated, from paper, another scale, other bands.
    pub marks: Vec<String>,
    /// Critical items that call for action, in words.
    pub critical: Option<String>,
    /// Critical items of which nothing is known, in words. "Not answered" is not "no".
    pub critical_unanswered: Option<String>,
}

/// A band of a measure with its range, in words.
#[must_use]
pub fn band(measure: &Measure, band: &Band, wording: &Wording) -> String {
    Words { measure, wording }.band(band)
}

/// What is recorded of a measure, in words: the total first, then each subscale there is.
#[must_use]
pub fn rows(measure: &Measure, recorded: &Recorded, wording: &Wording) -> Vec<ScoreRow> {
    let words = Words { measure, wording };
    match recorded {
        Recorded::NotStarted => vec![words.without_score(wording.say("score.not-started"))],
        Recorded::NotDone { reason } if reason.trim().is_empty() => {
            vec![words.without_score(wording.say("score.not-done"))]
        }
        Recorded::NotDone { reason } => {
            let value = wording.fill("score.not-done.because", &[("reason", reason.trim())]);
            vec![words.without_score(value)]
        }
        Recorded::FromItems(outcome) => words.items_answered(outcome),
        Recorded::FromPaper(paper) => words.paper_copied(paper),
    }
}

/// One of the rows: the total's, or that of a subscale, which then says why it has no score where
/// [`rows`] has none for it. `None` if the measure has no such subscale.
#[must_use]
pub fn row(
    measure: &Measure,
    recorded: &Recorded,
    subscale: Option<&str>,
    wording: &Wording,
) -> Option<ScoreRow> {
    let rows = rows(measure, recorded, wording);
    let found = rows.iter().find(|row| row.subscale.as_deref() == subscale);
    if let Some(row) = found {
        return Some(row.clone());
    }
    let mut subscales = measure.subscales.iter();
    let named = subscales.find(|named| Some(named.id.as_str()) == subscale)?;
    let value = match recorded {
        Recorded::FromPaper(_) => wording.say("score.not-scored.not-copied"),
        Recorded::NotStarted | Recorded::NotDone { .. } | Recorded::FromItems(_) => {
            rows.first()?.value.clone()
        }
    };
    Some(ScoreRow {
        subscale: Some(named.id.clone()),
        name: named.title.clone(),
        value,
        ..ScoreRow::default()
    })
}

/// A measure and the words to speak of it.
struct Words<'a> {
    measure: &'a Measure,
    wording: &'a Wording,
}

impl Words<'_> {
    /// The row of the total where there is none.
    fn without_score(&self, value: String) -> ScoreRow {
        ScoreRow {
            name: self.measure.title.clone(),
            value,
            ..ScoreRow::default()
        }
    }

    /// The rows for answers to the measure's questions.
    fn items_answered(&self, outcome: &Outcome) -> Vec<ScoreRow> {
        let total = &outcome.total;
        let mut row = match &total.score {
            Score::Scored(scored) => self.total(scored, outcome.scale),
            Score::NotScored => self.without_score(self.not_scored(total)),
        };
        row.marks.extend(self.prorated(total));
        let n_items = self.measure.items.len();
        if total.n_items < n_items {
            let values = [("n", total.n_items), ("of", n_items)];
            row.marks.push(self.fill("score.not-applicable", &values));
        }
        row.marks
            .extend(self.about("score.skipped", &outcome.skipped));
        row.critical = self.about("score.critical", &outcome.critical);
        row.critical_unanswered =
            self.about("score.critical-unanswered", &outcome.critical_unanswered);
        let mut rows = vec![row];
        for (id, tally) in &outcome.subscales {
            let name = self.subscale_title(id);
            let mut row = match &tally.score {
                Score::Scored(scored) => self.scored(name, scored, self.measure.scale()),
                Score::NotScored => ScoreRow {
                    name,
                    value: self.not_scored(tally),
                    ..ScoreRow::default()
                },
            };
            row.marks.extend(self.prorated(tally));
            row.subscale = Some(id.clone());
            rows.push(row);
        }
        rows
    }

    /// The rows for what was copied from a paper form; every one of them says so.
    fn paper_copied(&self, paper: &Paper) -> Vec<ScoreRow> {
        let scale = self.measure.scale();
        let from_paper = self.wording.say("score.paper");
        let mut row = match &paper.total {
            Score::Scored(scored) => self.total(scored, scale),
            Score::NotScored => self.without_score(self.wording.say("score.not-scored.paper")),
        };
        row.marks.insert(0, from_paper.clone());
        match paper.critical {
            PaperCritical::Yes => row.critical = Some(self.wording.say("score.paper.critical")),
            PaperCritical::Unanswered => {
                row.critical_unanswered = Some(self.wording.say("score.paper.critical-unanswered"));
            }
            PaperCritical::NotKnown => {
                row.critical_unanswered = Some(self.wording.say("score.paper.critical-not-known"));
            }
            PaperCritical::No | PaperCritical::NotAsked => {}
        }
        let mut rows = vec![row];
        for (id, score) in &paper.subscales {
            if let Score::Scored(scored) = score {
                let mut row = self.scored(self.subscale_title(id), scored, scale);
                row.marks.insert(0, from_paper.clone());
                row.subscale = Some(id.clone());
                rows.push(row);
            }
        }
        rows
    }

    /// The row of the total, also on its second scale.
    fn total(&self, scored: &Scored, scale: Scale) -> ScoreRow {
        let mut row = self.scored(self.measure.title.clone(), scored, scale);
        if let Some(second) = &self.measure.second_scale {
            let shown = scored.shown - Decimal::from(second.minus);
            let on = self.scale(scale.lowest - second.minus, scale.highest - second.minus);
            let values = [("value", shown.to_string()), ("scale", on)];
            row.marks.push(self.fill("score.second-scale", &values));
        }
        row
    }

    /// The row of a score, with its bands and its cut-off.
    fn scored(&self, name: String, scored: &Scored, scale: Scale) -> ScoreRow {
        let measure = self.measure;
        let mut row = ScoreRow {
            name,
            value: scored.shown.to_string(),
            is_scored: true,
            scale: self.scale(scale.lowest, scale.highest),
            ..ScoreRow::default()
        };
        for in_band in &scored.judgement.bands {
            let Some(set) = measure.band_sets.iter().find(|set| set.id == in_band.set) else {
                continue;
            };
            let band = self.band(&in_band.band);
            if row.band.is_none() {
                row.band = Some(band);
                row.band_source = Some(set.source.clone());
            } else {
                let values = [("set", set.title.as_str()), ("band", band.as_str())];
                row.marks
                    .push(self.wording.fill("score.other-bands", &values));
            }
        }
        if let (Some(is_case), Some(rule)) = (scored.judgement.is_case, &measure.cut_off) {
            let key = if is_case {
                "score.cut-off.reached"
            } else {
                "score.cut-off.below"
            };
            row.cut_off = Some(self.fill(key, &[("cut-off", rule.at_least)]));
            row.cut_off_source = Some(rule.source.clone());
        }
        row
    }

    /// Why there is no score.
    fn not_scored(&self, tally: &Tally) -> String {
        if tally.n_answered == 0 {
            return self.wording.say("score.not-scored.no-answers");
        }
        let key = if tally.missing_at_most == 0 {
            "score.not-scored.none-may"
        } else {
            "score.not-scored"
        };
        let values = [
            ("missing", tally.n_missing()),
            ("items", tally.n_items),
            ("at-most", tally.missing_at_most),
        ];
        self.fill(key, &values)
    }

    /// The mark of a score that stands for missing answers too.
    fn prorated(&self, tally: &Tally) -> Option<String> {
        let is_prorated = tally
            .score
            .scored()
            .is_some_and(|scored| scored.is_prorated);
        is_prorated.then(|| {
            let values = [("answered", tally.n_answered), ("items", tally.n_items)];
            self.fill("score.pro-rated", &values)
        })
    }

    /// A sentence about some items, if there are any, in the words for so many.
    fn about(&self, key: &str, items: &[ItemNumber]) -> Option<String> {
        let numbers: Vec<String> = items.iter().map(ToString::to_string).collect();
        let values = [("items", &*numbers.join(", "))];
        (!items.is_empty()).then(|| self.wording.fill_for(items.len(), key, &values))
    }

    /// A band with its range. A score that is compared unrounded can lie between two whole numbers,
    /// so there a band goes on until the next begins.
    fn band(&self, band: &Band) -> String {
        let highest = self.measure.scale().highest;
        let (key, to) = match (band.below, self.measure.total.compared) {
            (None, _) => ("score.band", highest),
            (Some(below), Compared::Rounded) => ("score.band", below - 1),
            (Some(below), Compared::Unrounded) => ("score.band.until", below),
        };
        let (from, to) = (band.from.to_string(), to.to_string());
        let values = [("band", band.title.as_str()), ("from", &from), ("to", &to)];
        self.wording.fill(key, &values)
    }

    /// "0 to 27".
    fn scale(&self, lowest: i64, highest: i64) -> String {
        self.fill("score.scale", &[("lowest", lowest), ("highest", highest)])
    }

    /// The name of a subscale.
    fn subscale_title(&self, id: &str) -> String {
        let mut subscales = self.measure.subscales.iter();
        let found = subscales.find(|subscale| subscale.id == id);
        found.map_or_else(|| id.to_owned(), |subscale| subscale.title.clone())
    }

    /// The words under a key with values put in.
    fn fill(&self, key: &str, values: &[(&str, impl Display)]) -> String {
        let texts = values
            .iter()
            .map(|(name, value)| (*name, value.to_string()));
        let texts: Vec<(&str, String)> = texts.collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(n, v)| (*n, v.as_str())).collect();
        self.wording.fill(key, &texts)
    }
}
