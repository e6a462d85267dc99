//! Words for a number of things: which a translation has, which it takes, and which it lacks.
//!
//! They stand under a key and the name of a category: `home.n-open.one`, `home.n-open.other`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Wording;
use crate::engine::plural::{Category, Plural};

/// What is known of words that are said in another language than the built-in ones.
#[derive(Debug, Clone)]
pub(super) struct Translated {
    plural: Plural,
    /// The keys that are said in it for numbers of things, without the name of a category. All others count as English does.
    counted: Arc<BTreeSet<String>>,
}

/// Why words cannot stand under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stray {
    /// Nothing is said under it.
    Unknown,
    /// The language has no words of its own for numbers of this kind. It has some for these.
    NoSuchCategory(Vec<Category>),
}

impl Translated {
    /// Into a language, before anything is said in it.
    pub(super) fn into(language: &str) -> Self {
        Self {
            plural: Plural::of(language),
            counted: Arc::default(),
        }
    }

    /// With more that is said in it: nothing English is left in `words` between them.
    pub(super) fn with(
        &self,
        wording: &Wording,
        over: &BTreeMap<String, String>,
        words: &mut BTreeMap<String, String>,
    ) -> Self {
        let mut counted = (*self.counted).clone();
        for (stem, _) in over.keys().filter_map(|key| wording.counted(key)) {
            if counted.insert(stem.to_owned()) {
                words.remove(&under(stem, Category::One));
            }
        }
        Self {
            plural: self.plural,
            counted: Arc::new(counted),
        }
    }
}

/// The key for one kind of numbers.
fn under(stem: &str, category: Category) -> String {
    format!("{stem}.{}", category.name())
}

/// The names of categories, in a row.
#[must_use]
pub fn names(categories: &[Category]) -> String {
    let names: Vec<&str> = categories.iter().map(|of| of.name()).collect();
    names.join(", ")
}

impl Wording {
    /// The words for a number of things, with `{n}` replaced by it: those under `key.one`, `key.few` and so on, whichever the
    /// language takes for the number, and those under `key.other` where there are none.
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        self.fill_for(n, key, &[("n", &n.to_string())])
    }

    /// The words for a number of things, with each `{name}` replaced by its value.
    #[must_use]
    pub fn fill_for(&self, n: usize, key: &str, values: &[(&str, &str)]) -> String {
        // What is still said in English counts as English does.
        let plural = if self.is_translated(key) {
            self.plural()
        } else {
            Plural::default()
        };
        let own = under(key, plural.category(n));
        let key = if self.knows(&own) {
            own
        } else {
            under(key, Category::Other)
        };
        self.fill(&key, values)
    }

    /// Whether words may stand under a key.
    ///
    /// # Errors
    ///
    /// Why they may not.
    pub fn takes(&self, key: &str) -> Result<(), Stray> {
        let Some((_, category)) = self.counted(key) else {
            return if self.knows(key) {
                Ok(())
            } else {
                Err(Stray::Unknown)
            };
        };
        let there_are = self.plural().categories();
        if there_are.contains(&category) {
            Ok(())
        } else {
            Err(Stray::NoSuchCategory(there_are))
        }
    }

    /// The kinds of numbers for which a translation has no words, where it has some for others: by the first key under which
    /// it has some.
    #[must_use]
    pub fn missing<'a>(&self, over: &'a BTreeMap<String, String>) -> Vec<(&'a str, Vec<Category>)> {
        if self.translated.is_none() {
            return Vec::new();
        }
        let needed = self.plural().needed();
        let mut stems = BTreeSet::new();
        let mut missing = Vec::new();
        for key in over.keys() {
            let Some((stem, _)) = self.counted(key).filter(|(stem, _)| stems.insert(*stem)) else {
                continue;
            };
            let is_there = |of: &Category| over.contains_key(&under(stem, *of));
            let of_it: Vec<_> = needed.iter().copied().filter(|of| !is_there(of)).collect();
            if !of_it.is_empty() {
                missing.push((key.as_str(), of_it));
            }
        }
        missing
    }

    /// The keys under which a whole translation into this language has words.
    #[must_use]
    pub fn to_say(&self) -> BTreeSet<String> {
        let needed = self.plural().needed();
        let mut keys = BTreeSet::new();
        for key in self.words.keys() {
            match self.counted(key) {
                Some((stem, _)) => {
                    keys.extend(needed.iter().map(|of| under(stem, *of)));
                }
                None => {
                    keys.insert(key.clone());
                }
            }
        }
        keys
    }

    /// How the language of these words counts.
    fn plural(&self) -> Plural {
        let translated = self.translated.as_ref();
        translated.map_or_else(Plural::default, |of| of.plural)
    }

    /// A key for a number of things, taken apart: those have words for one and for others, in English and in what is put
    /// over it.
    fn counted<'k>(&self, key: &'k str) -> Option<(&'k str, Category)> {
        let (stem, category) = key.rsplit_once('.')?;
        let category = Category::named(category)?;
        let is_counted = self.is_translated(stem)
            || [Category::One, Category::Other]
                .iter()
                .all(|of| self.knows(&under(stem, *of)));
        is_counted.then_some((stem, category))
    }

    fn is_translated(&self, stem: &str) -> bool {
        let translated = self.translated.as_ref();
        translated.is_some_and(|of| of.counted.contains(stem))
    }
}
