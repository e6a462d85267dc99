//! The record of a measure: how it was taken, its questions, or the total from a paper form.
//!
//! The words stand in `forms/measure-record/questionnaire.json`, once for all measures. Here they are
//! put around one of them: link ids get the measure's name in front, limits come from the measure,
//! and the words are filled in: `{measure}`, `{subscale}`, `{on-paper}`, `{critical}` (the numbers of
//! the critical items), `{lowest}` and `{highest}`.

use rust_decimal::Decimal;

use super::measure::{Measure, Subscale};
use crate::engine::questionnaire::{Item, Limits, LinkId, Questionnaire, Words};
use crate::engine::value::Value;

/// The item of the record that holds the measure's questions.
const ITEMS: &str = "items";
/// The item of the record that stands for the total on the paper form.
const PAPER_TOTAL: &str = "paper-total";
/// The item of the record that is repeated for every subscale printed on the paper form.
const PAPER_SUBSCALE: &str = "paper-subscale";
/// The item of the record that asks after critical items on the paper form.
const PAPER_CRITICAL: &str = "paper-critical";

/// The measure's questions within its record: a group whose link id is the measure's name.
#[must_use]
pub fn wrap(record: &Questionnaire, measure: &Measure, instrument: &Questionnaire) -> Item {
    let wrapping = Wrapping {
        measure,
        instrument,
    };
    Item {
        text: instrument.title.clone(),
        short_text: Words::new(&measure.title),
        copyright: instrument.copyright.clone(),
        items: wrapping.around(&record.items),
        ..Item::group(
            LinkId::new(measure.id.as_str()),
            Words::default(),
            Vec::new(),
        )
    }
}

/// A measure being put into its record.
struct Wrapping<'a> {
    measure: &'a Measure,
    instrument: &'a Questionnaire,
}

impl Wrapping<'_> {
    /// The record's items, made those of this measure.
    fn around(&self, items: &[Item]) -> Vec<Item> {
        let mut wrapped = Vec::with_capacity(items.len());
        for item in items {
            match item.link_id.as_str() {
                PAPER_SUBSCALE => {
                    let printed = self.measure.subscales.iter().filter(|it| it.is_on_paper);
                    wrapped.extend(printed.map(|subscale| self.paper_subscale(item, subscale)));
                }
                PAPER_CRITICAL if self.measure.critical.is_none() => {}
                _ => wrapped.push(self.item(item)),
            }
        }
        wrapped
    }

    /// One item of the record, made that of this measure.
    fn item(&self, item: &Item) -> Item {
        let name = item.link_id.as_str();
        let mut wrapped = self.named(item, name, None);
        match name {
            ITEMS => wrapped.items.clone_from(&self.instrument.items),
            PAPER_TOTAL => self.set_scale(&mut wrapped.limits),
            _ => wrapped.items = self.around(&item.items),
        }
        wrapped
    }

    /// The box of one subscale on the paper form.
    fn paper_subscale(&self, template: &Item, subscale: &Subscale) -> Item {
        let name = format!("paper-{}", subscale.id);
        let mut item = self.named(template, &name, Some(&subscale.title));
        self.set_scale(&mut item.limits);
        item
    }

    /// A copy under the measure's name, with the words filled in.
    fn named(&self, item: &Item, name: &str, subscale: Option<&str>) -> Item {
        let mut named = Item {
            link_id: self.measure.id.part(name),
            text: self.filled(&item.text, subscale),
            short_text: self.filled(&item.short_text, subscale),
            help: self.filled(&item.help, subscale),
            ..item.clone()
        };
        for condition in &mut named.enable_when {
            condition.question = self.measure.id.part(condition.question.as_str());
        }
        named
    }

    /// The words with what they leave open.
    fn filled(&self, words: &Words, subscale: Option<&str>) -> Words {
        let scale = self.measure.scale();
        let (lowest, highest) = (scale.lowest.to_string(), scale.highest.to_string());
        let critical = self.measure.critical.iter().flat_map(|rule| &rule.items);
        let critical: Vec<String> = critical.map(ToString::to_string).collect();
        let critical = critical.join(", ");
        let fill = |text: &str| {
            text.replace("{on-paper}", &self.measure.total.on_paper)
                .replace("{measure}", &self.measure.title)
                .replace("{critical}", &critical)
                .replace("{subscale}", subscale.unwrap_or_default())
                .replace("{lowest}", &lowest)
                .replace("{highest}", &highest)
        };
        let translations = words.translations.iter();
        Words {
            base: fill(&words.base),
            translations: translations
                .map(|(language, text)| (language.clone(), fill(text)))
                .collect(),
        }
    }

    /// Only numbers that the measure can give.
    fn set_scale(&self, limits: &mut Limits) {
        let scale = self.measure.scale();
        limits.min_value = Some(Value::Decimal(Decimal::from(scale.lowest)));
        limits.max_value = Some(Value::Decimal(Decimal::from(scale.highest)));
        limits.max_decimal_places = Some(self.measure.total.decimal_places);
    }
}
