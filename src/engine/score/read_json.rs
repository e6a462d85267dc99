//! A `measure.toml` that was turned into JSON, key for key: for programs that have to stay small.
//!
//! A reader of TOML is larger than all the scoring, and the derived reader of JSON is a fifth of it. What is not known
//! is refused here too. Whether the rules can be right is checked where the file is written (`read`), not again.

use serde_json::{Map, Value as Json};

use super::measure::{
    AnswerRange, Band, BandSet, Better, ChangeRule, Compared, CriticalRule, CutOff, ItemNumber,
    Measure, MeasureId, MissingRule, NotApplicableRule, Position, ReversedRule, SecondScale,
    SkipRule, Statistic, Subscale, TotalRule, UnscoredItem,
};
use crate::engine::questionnaire::LinkId;

/// The measure; `None` for anything that is not one to the last key.
#[must_use]
pub fn measure_of(json: &Json) -> Option<Measure> {
    let mut all = Fields::of(json)?;
    let mut measure = Measure {
        id: MeasureId::new(&all.text("id")?),
        instrument: all.text("instrument")?,
        title: all.text("title")?,
        items: all.list("items", |it| it.as_str().map(LinkId::new))?,
        answers: all.one("answers", answers)?,
        reversed: all.maybe("reversed", reversed)?,
        total: all.one("total", total)?,
        missing: all.one("missing", missing)?,
        subscales: all.any("subscale", |it| fields(it, subscale))?,
        band_sets: all.any("band-set", |it| fields(it, band_set))?,
        cut_off: all.maybe("cut-off", cut_off)?,
        critical: all.maybe("critical", critical)?,
        change: all.maybe("change", change)?,
        skips: all.any("skip", |it| fields(it, skip))?,
        not_applicable: all.maybe("not-applicable", not_applicable)?,
        unscored: all.any("unscored", |it| fields(it, unscored))?,
        second_scale: all.maybe("second-scale", second_scale)?,
    };
    for set in &mut measure.band_sets {
        set.end_each_where_the_next_begins();
    }
    all.are_all_read().then_some(measure)
}

/// The keys of one table that have not been read yet.
struct Fields<'a> {
    of: &'a Map<String, Json>,
    n_read: usize,
}

impl<'a> Fields<'a> {
    fn of(json: &'a Json) -> Option<Self> {
        let of = json.as_object()?;
        Some(Self { of, n_read: 0 })
    }

    fn get(&mut self, key: &str) -> Option<&'a Json> {
        let found = self.of.get(key)?;
        self.n_read += 1;
        Some(found)
    }

    /// Each key is asked for once, so that counting them is enough.
    fn are_all_read(&self) -> bool {
        self.n_read == self.of.len()
    }

    fn text(&mut self, key: &str) -> Option<String> {
        self.get(key)?.as_str().map(str::to_owned)
    }

    fn source(&mut self) -> Option<String> {
        self.text("source")
    }

    fn whole(&mut self, key: &str) -> Option<i64> {
        self.get(key)?.as_i64()
    }

    fn number(&mut self, key: &str) -> Option<usize> {
        usize::try_from(self.whole(key)?).ok()
    }

    fn places(&mut self, key: &str) -> Option<u32> {
        u32::try_from(self.whole(key)?).ok()
    }

    fn flag(&mut self, key: &str) -> Option<bool> {
        self.get(key)?.as_bool()
    }

    fn item(&mut self, key: &str) -> Option<ItemNumber> {
        item(self.get(key)?)
    }

    fn items(&mut self) -> Option<Vec<ItemNumber>> {
        self.list("items", item)
    }

    /// A list that has to be there.
    fn list<T>(&mut self, key: &str, read: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
        self.get(key)?.as_array()?.iter().map(read).collect()
    }

    /// A list that may be left out.
    fn any<T>(&mut self, key: &str, read: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
        if self.of.contains_key(key) {
            self.list(key, read)
        } else {
            Some(Vec::new())
        }
    }

    /// A table that has to be there.
    fn one<T>(&mut self, key: &str, read: fn(&mut Fields<'a>) -> Option<T>) -> Option<T> {
        fields(self.get(key)?, read)
    }

    /// A table that may be left out.
    fn maybe<T>(&mut self, key: &str, read: fn(&mut Fields<'a>) -> Option<T>) -> Option<Option<T>> {
        match self.get(key) {
            None => Some(None),
            Some(json) => fields(json, read).map(Some),
        }
    }
}

/// A table read to its last key.
fn fields<'a, T>(json: &'a Json, read: fn(&mut Fields<'a>) -> Option<T>) -> Option<T> {
    let mut table = Fields::of(json)?;
    let value = read(&mut table)?;
    table.are_all_read().then_some(value)
}

fn item(json: &Json) -> Option<ItemNumber> {
    u16::try_from(json.as_i64()?).ok().map(ItemNumber)
}

fn answers(of: &mut Fields<'_>) -> Option<AnswerRange> {
    Some(AnswerRange {
        lowest: of.whole("lowest")?,
        highest: of.whole("highest")?,
        source: of.source()?,
    })
}

fn reversed(of: &mut Fields<'_>) -> Option<ReversedRule> {
    Some(ReversedRule {
        items: of.items()?,
        source: of.source()?,
    })
}

fn total(of: &mut Fields<'_>) -> Option<TotalRule> {
    Some(TotalRule {
        statistic: match &*of.text("statistic")? {
            "sum" => Statistic::Sum,
            "ten-times-mean" => Statistic::TenTimesMean,
            _ => return None,
        },
        better: match &*of.text("better")? {
            "lower" => Better::Lower,
            "higher" => Better::Higher,
            _ => return None,
        },
        decimal_places: of.places("decimal-places")?,
        mean_decimal_places: match of.get("mean-decimal-places") {
            None => None,
            Some(places) => Some(u32::try_from(places.as_i64()?).ok()?),
        },
        compared: match &*of.text("compared")? {
            "unrounded" => Compared::Unrounded,
            "rounded" => Compared::Rounded,
            _ => return None,
        },
        on_paper: of.text("on-paper")?,
        source: of.source()?,
    })
}

fn missing(of: &mut Fields<'_>) -> Option<MissingRule> {
    Some(MissingRule {
        at_most: of.number("at-most")?,
        source: of.source()?,
    })
}

fn subscale(of: &mut Fields<'_>) -> Option<Subscale> {
    Some(Subscale {
        id: of.text("id")?,
        title: of.text("title")?,
        items: of.items()?,
        missing_at_most: of.number("missing-at-most")?,
        is_on_paper: of.flag("is-on-paper")?,
        source: of.source()?,
    })
}

fn band_set(of: &mut Fields<'_>) -> Option<BandSet> {
    Some(BandSet {
        id: of.text("id")?,
        title: of.text("title")?,
        bands: of.list("bands", |it| fields(it, band))?,
        source: of.source()?,
    })
}

fn band(of: &mut Fields<'_>) -> Option<Band> {
    Some(Band {
        code: of.text("code")?,
        title: of.text("title")?,
        from: of.whole("from")?,
        below: None,
    })
}

fn cut_off(of: &mut Fields<'_>) -> Option<CutOff> {
    Some(CutOff {
        at_least: of.whole("at-least")?,
        source: of.source()?,
    })
}

fn critical(of: &mut Fields<'_>) -> Option<CriticalRule> {
    Some(CriticalRule {
        items: of.items()?,
        above: of.whole("above")?,
        source: of.source()?,
    })
}

fn change(of: &mut Fields<'_>) -> Option<ChangeRule> {
    Some(ChangeRule {
        reliable: of.whole("reliable")?,
        source: of.source()?,
    })
}

fn skip(of: &mut Fields<'_>) -> Option<SkipRule> {
    Some(SkipRule {
        item: of.item("item")?,
        after: of.item("after")?,
        answered: Position(of.whole("answered")?),
        counts_as: Position(of.whole("counts-as")?),
        source: of.source()?,
    })
}

fn not_applicable(of: &mut Fields<'_>) -> Option<NotApplicableRule> {
    Some(NotApplicableRule {
        id: of.text("id")?,
        item: of.item("item")?,
        source: of.source()?,
    })
}

fn unscored(of: &mut Fields<'_>) -> Option<UnscoredItem> {
    Some(UnscoredItem {
        id: of.text("id")?,
        link_id: LinkId::new(&of.text("link-id")?),
        answers: of.one("answers", answers)?,
        asked_when_any_above: of.whole("asked-when-any-above")?,
    })
}

fn second_scale(of: &mut Fields<'_>) -> Option<SecondScale> {
    Some(SecondScale {
        id: of.text("id")?,
        minus: of.whole("minus")?,
        source: of.source()?,
    })
}
