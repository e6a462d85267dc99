//! How a measure is scored: the typed model of a `measure.toml`, key for key.
//!
//! A measure is a closed set of rules with their published sources. There is no expression language:
//! a rule that is not here is a variant to be added, with the cases that prove it.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};

use crate::engine::questionnaire::LinkId;

/// The identity of a measure: the name of its folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(from = "String")]
pub struct MeasureId(Arc<str>);

impl MeasureId {
    /// The measure in this folder.
    #[must_use]
    pub fn new(folder: &str) -> Self {
        Self(folder.into())
    }

    /// The folder's name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link id of a part of the measure's record within a form: `phq-9.how`.
    #[must_use]
    pub fn part(&self, name: &str) -> LinkId {
        LinkId::new(&format!("{self}.{name}"))
    }
}

impl From<String> for MeasureId {
    fn from(folder: String) -> Self {
        Self::new(&folder)
    }
}

impl fmt::Display for MeasureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The number of an item on the printed form, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct ItemNumber(pub u16);

impl fmt::Display for ItemNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The place in the row of answers that was ticked, as the printed form numbers it before any
/// reversal: 0 is "Not at all" also where the form prints a 4 beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct Position(pub i64);

/// Everything that is known about scoring one measure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Measure {
    /// Its identity.
    pub id: MeasureId,
    /// Its name in files exchanged with others, for example `CORE-OM`.
    pub instrument: String,
    /// Its name for a reader.
    pub title: String,
    /// The link id of each item; the first is item 1.
    #[serde(deserialize_with = "link_ids")]
    pub items: Vec<LinkId>,
    /// The positions an answer may have.
    pub answers: AnswerRange,
    /// Items worded the other way round: their points are counted from the far end.
    pub reversed: Option<ReversedRule>,
    /// How the points of the items become the score.
    pub total: TotalRule,
    /// How many answers may be missing.
    pub missing: MissingRule,
    /// Scores over some of the items.
    #[serde(default, rename = "subscale")]
    pub subscales: Vec<Subscale>,
    /// Named ranges of the total; the first set is the one shown by default.
    #[serde(default, rename = "band-set")]
    pub band_sets: Vec<BandSet>,
    /// Where a total counts as a case.
    pub cut_off: Option<CutOff>,
    /// Items whose answer calls for action whatever the total.
    pub critical: Option<CriticalRule>,
    /// How much change is more than chance.
    pub change: Option<ChangeRule>,
    /// Items that are not asked after a certain answer.
    #[serde(default, rename = "skip")]
    pub skips: Vec<SkipRule>,
    /// The item that may be declared not to apply.
    pub not_applicable: Option<NotApplicableRule>,
    /// Items on the form that take no part in the score.
    #[serde(default)]
    pub unscored: Vec<UnscoredItem>,
    /// The same total counted from another starting point.
    pub second_scale: Option<SecondScale>,
}

/// The positions an answer may have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AnswerRange {
    /// The first position.
    pub lowest: i64,
    /// The last position.
    pub highest: i64,
    /// Where the numbering of the answers is published.
    pub source: String,
}

/// Items worded the other way round.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReversedRule {
    /// The items.
    pub items: Vec<ItemNumber>,
    /// Where they are published.
    pub source: String,
}

/// How the points of the items become a score.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TotalRule {
    /// What is computed.
    pub statistic: Statistic,
    /// Which way is getting better.
    pub better: Better,
    /// Decimal places shown, a half rounded up.
    pub decimal_places: u32,
    /// Decimal places of the item mean, where the measure's manual gives one beside the score.
    pub mean_decimal_places: Option<u32>,
    /// Which value is compared with bands, cut-off and change.
    pub compared: Compared,
    /// Which number on a paper form is meant, for the person who copies it; `{lowest}` and
    /// `{highest}` stand for the ends of the scale.
    pub on_paper: String,
    /// Where that is published.
    pub source: String,
}

/// What is computed from the items' points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statistic {
    /// The sum; with answers missing, the mean of the rest times the number of items.
    Sum,
    /// Ten times the mean of the items answered.
    TenTimesMean,
}

/// Which way is getting better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// A lower score is better.
    Lower,
    /// A higher score is better.
    Higher,
}

/// Which value is compared with bands, cut-off and change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compared {
    /// The exact value: 9.71 is below 10, however few decimal places it is shown with.
    Unrounded,
    /// The value as it is shown.
    Rounded,
}

/// How many answers may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MissingRule {
    /// With more missing than this there is no total.
    pub at_most: usize,
    /// Where that is published.
    pub source: String,
}

/// A score over some of the items.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Subscale {
    /// Its identity within the measure.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// Its items.
    pub items: Vec<ItemNumber>,
    /// With more missing than this there is no score.
    pub missing_at_most: usize,
    /// Whether the paper form has a box for it, so that it can be copied.
    pub is_on_paper: bool,
    /// Where its items and its limit are published.
    pub source: String,
}

/// Named ranges of the total.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BandSet {
    /// Its identity within the measure.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// The ranges, lowest first; each ends where the next begins.
    pub bands: Vec<Band>,
    /// Where they are published.
    pub source: String,
}

/// A named range of the total.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Band {
    /// Its identity within the set.
    pub code: String,
    /// Its name for a clinician.
    pub title: String,
    /// Where it begins.
    pub from: i64,
    /// Where the next one begins; `None` for the last. Not written in the file.
    #[serde(skip)]
    pub below: Option<i64>,
}

/// Where a total counts as a case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CutOff {
    /// At or above this.
    pub at_least: i64,
    /// Where that is published.
    pub source: String,
}

/// Items whose answer calls for action whatever the total.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CriticalRule {
    /// The items.
    pub items: Vec<ItemNumber>,
    /// More points than this call for action.
    pub above: i64,
    /// Where that is published.
    pub source: String,
}

/// How much change is more than chance.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChangeRule {
    /// A difference of at least this is reliable.
    pub reliable: i64,
    /// Where that is published.
    pub source: String,
}

/// An item that is not asked after a certain answer to another, and then counts as if answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SkipRule {
    /// The item that may be skipped.
    pub item: ItemNumber,
    /// The item that decides.
    pub after: ItemNumber,
    /// The answer after which it is skipped.
    pub answered: Position,
    /// What the skipped item counts as. An answer that was given is kept.
    pub counts_as: Position,
    /// Where that is published.
    pub source: String,
}

/// An item that may be declared not to apply; the score is then that of the others, without a band.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NotApplicableRule {
    /// Its name in files exchanged with others.
    pub id: String,
    /// The item.
    pub item: ItemNumber,
    /// Where that is published.
    pub source: String,
}

/// An item on the form that takes no part in the score.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnscoredItem {
    /// Its name in files exchanged with others.
    pub id: String,
    /// Its link id.
    #[serde(deserialize_with = "one_link_id")]
    pub link_id: LinkId,
    /// The positions its answer may have.
    pub answers: AnswerRange,
    /// It is meant to be answered only if some item has more points than this.
    pub asked_when_any_above: i64,
}

/// The same total counted from another starting point.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SecondScale {
    /// Its name in files exchanged with others.
    pub id: String,
    /// The total less this.
    pub minus: i64,
    /// Where that is published.
    pub source: String,
}

/// The least and the greatest value a score can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The least.
    pub lowest: i64,
    /// The greatest.
    pub highest: i64,
}

impl BandSet {
    /// Fills in [`Band::below`].
    pub(super) fn end_each_where_the_next_begins(&mut self) {
        let mut next = None;
        for band in self.bands.iter_mut().rev() {
            band.below = next;
            next = Some(band.from);
        }
    }
}

/// Reads link ids.
fn link_ids<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<LinkId>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    Ok(texts.iter().map(|text| LinkId::new(text)).collect())
}

/// Reads a link id.
fn one_link_id<'de, D: Deserializer<'de>>(from: D) -> Result<LinkId, D::Error> {
    Ok(LinkId::new(&String::deserialize(from)?))
}

impl Measure {
    /// Every item's number, in order.
    pub fn numbers(&self) -> impl Iterator<Item = ItemNumber> + use<> {
        (1_u16..).take(self.items.len()).map(ItemNumber)
    }

    /// The link id of an item.
    #[must_use]
    pub fn link_id(&self, item: ItemNumber) -> Option<&LinkId> {
        self.items.get(usize::from(item.0).checked_sub(1)?)
    }
}
