//! The forms there are: read from their folders, with every measure put into the forms that name it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::fhir;
use super::problem::{Problem, Severity};
use super::questionnaire::{Item, LinkId, Questionnaire};
use super::score::{self, Measure};

/// The form that goes around a measure: how it was completed, the total of a paper form, and so on.
const MEASURE_RECORD: &str = "measure-record";

/// How deep forms may name forms. Ours name measures, which name nothing.
const MAX_NESTING: usize = 4;

/// The name of a form's folder, by which the app and an agency speak of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormId(Arc<str>);

impl FormId {
    /// The form in the folder of this name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The folder's name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FormId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The files of one form's folder, as text.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// `questionnaire.json`: what is asked. A measure whose words may not be shipped has none.
    pub questionnaire: Option<String>,
    /// `measure.toml`: how it is scored. Only measures have one.
    pub measure: Option<String>,
}

/// A form ready to be filled in.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its folder's name.
    pub id: FormId,
    /// What is asked, with every measure it names put in its place.
    pub questionnaire: Arc<Questionnaire>,
    /// The measures within it, in order.
    pub measures: Vec<Arc<Measure>>,
    /// Whether it is a measure and nothing else.
    pub is_measure: bool,
    /// What is wrong with its files.
    pub problems: Vec<Problem>,
}

impl Definition {
    /// A questionnaire on its own, outside any folder: one opened for a look.
    #[must_use]
    pub fn alone(questionnaire: Questionnaire, problems: Vec<Problem>) -> Self {
        Self {
            id: FormId::new("preview"),
            questionnaire: Arc::new(questionnaire),
            measures: Vec::new(),
            is_measure: false,
            problems,
        }
    }

    /// What responses to it name: `url|version`.
    #[must_use]
    pub fn canonical(&self) -> Option<String> {
        let url = self.questionnaire.url.as_deref()?;
        Some(match self.questionnaire.version.as_deref() {
            Some(version) => format!("{url}|{version}"),
            None => url.to_owned(),
        })
    }

    /// The item of a link id, wherever it is.
    #[must_use]
    pub fn item(&self, link_id: &LinkId) -> Option<&Item> {
        find(&self.questionnaire.items, link_id)
    }
}

fn find<'a>(items: &'a [Item], link_id: &LinkId) -> Option<&'a Item> {
    items.iter().find_map(|item| {
        (item.link_id == *link_id)
            .then_some(item)
            .or_else(|| find(&item.items, link_id))
    })
}

/// Every form there is, and the folders that could not be read.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    definitions: BTreeMap<FormId, Arc<Definition>>,
    refused: BTreeMap<FormId, Vec<Problem>>,
}

/// One folder's files, read but not yet joined with the others.
struct Parts {
    questionnaire: Option<Questionnaire>,
    measure: Option<Arc<Measure>>,
    problems: Vec<Problem>,
}

impl Catalogue {
    /// Reads every folder and puts the measures into the forms that name them.
    #[must_use]
    pub fn read(folders: &BTreeMap<FormId, Folder>) -> Self {
        let parts: BTreeMap<&FormId, Parts> = folders
            .iter()
            .map(|(id, folder)| (id, Parts::read(folder)))
            .collect();
        let mut catalogue = Self::default();
        for (id, part) in &parts {
            if id.as_str() == MEASURE_RECORD {
                continue;
            }
            let Some(questionnaire) = &part.questionnaire else {
                if part
                    .problems
                    .iter()
                    .any(|problem| problem.severity == Severity::Refused)
                {
                    catalogue
                        .refused
                        .insert((*id).clone(), part.problems.clone());
                }
                continue;
            };
            let definition = Assembly {
                parts: &parts,
                measures: Vec::new(),
                problems: part.problems.clone(),
            }
            .definition(id, questionnaire, part.measure.as_ref());
            catalogue
                .definitions
                .insert((*id).clone(), Arc::new(definition));
        }
        catalogue
    }

    /// The form in a folder.
    #[must_use]
    pub fn get(&self, id: &FormId) -> Option<&Arc<Definition>> {
        self.definitions.get(id)
    }

    /// Every form that can be filled in, by its folder's name.
    pub fn definitions(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.definitions.values()
    }

    /// The folders that hold something that cannot be used, and why.
    pub fn refused(&self) -> impl Iterator<Item = (&FormId, &[Problem])> {
        self.refused
            .iter()
            .map(|(id, problems)| (id, problems.as_slice()))
    }
}

impl Parts {
    fn read(folder: &Folder) -> Self {
        let mut problems = Vec::new();
        let mut in_file = |file: &str, found: Vec<Problem>| {
            problems.extend(found.into_iter().map(|mut problem| {
                problem.place = format!("{file}: {}", problem.place);
                problem
            }));
        };
        let questionnaire = folder.questionnaire.as_deref().and_then(|json| {
            let (questionnaire, found) = fhir::read_questionnaire(json);
            in_file("questionnaire.json", found);
            questionnaire
        });
        let measure = folder.measure.as_deref().and_then(|toml| {
            let (measure, found) = score::read_measure(toml);
            in_file("measure.toml", found);
            measure.map(Arc::new)
        });
        Self {
            questionnaire,
            measure,
            problems,
        }
    }
}

/// One form being put together from its own items and those of the forms it names.
struct Assembly<'a> {
    parts: &'a BTreeMap<&'a FormId, Parts>,
    measures: Vec<Arc<Measure>>,
    problems: Vec<Problem>,
}

impl Assembly<'_> {
    fn definition(
        mut self,
        id: &FormId,
        questionnaire: &Questionnaire,
        measure: Option<&Arc<Measure>>,
    ) -> Definition {
        let mut assembled = questionnaire.clone();
        assembled.items = if let Some(measure) = measure {
            vec![self.recorded(questionnaire, measure)]
        } else {
            let items = std::mem::take(&mut assembled.items);
            self.with_named_forms(items, 0)
        };
        Definition {
            id: id.clone(),
            questionnaire: Arc::new(assembled),
            measures: self.measures,
            is_measure: measure.is_some(),
            problems: self.problems,
        }
    }

    /// The items, with every item that names a form replaced by that form.
    fn with_named_forms(&mut self, items: Vec<Item>, depth: usize) -> Vec<Item> {
        items
            .into_iter()
            .map(|mut item| {
                let Some(address) = item.sub_questionnaire.take() else {
                    item.items = self.with_named_forms(std::mem::take(&mut item.items), depth);
                    return item;
                };
                self.named_form(&item, &address, depth).unwrap_or(item)
            })
            .collect()
    }

    /// The form an item names, as one group that keeps the item's place and conditions.
    fn named_form(&mut self, item: &Item, address: &str, depth: usize) -> Option<Item> {
        let url = address.split('|').next().unwrap_or(address);
        let found = self.parts.values().find_map(|part| {
            let questionnaire = part.questionnaire.as_ref()?;
            (questionnaire.url.as_deref() == Some(url))
                .then_some((questionnaire, part.measure.as_ref()))
        });
        let problem = |what| {
            Problem::new(Severity::LeftOut, item.link_id.as_str(), what).with("address", address)
        };
        let Some((questionnaire, measure)) = found else {
            self.problems.push(problem("problem.form.not-found"));
            return None;
        };
        if depth >= MAX_NESTING {
            self.problems.push(problem("problem.form.nested-too-deep"));
            return None;
        }
        let mut group = if let Some(measure) = measure {
            self.recorded(questionnaire, &Arc::clone(measure))
        } else {
            let items = self.with_named_forms(questionnaire.items.clone(), depth + 1);
            Item::group(item.link_id.clone(), questionnaire.title.clone(), items)
        };
        group.enable_when.clone_from(&item.enable_when);
        group.enable_behavior = item.enable_behavior;
        Some(group)
    }

    /// A measure with the form around it that says how it was completed.
    fn recorded(&mut self, instrument: &Questionnaire, measure: &Arc<Measure>) -> Item {
        self.measures.push(Arc::clone(measure));
        let record = self
            .parts
            .iter()
            .find(|(id, _)| id.as_str() == MEASURE_RECORD)
            .and_then(|(_, part)| part.questionnaire.as_ref());
        if let Some(record) = record {
            return score::wrap(record, measure, instrument);
        }
        self.problems.push(
            Problem::new(Severity::LeftOut, "", "problem.form.not-found")
                .with("address", MEASURE_RECORD),
        );
        let link_id = LinkId::new(measure.id.as_str());
        Item::group(link_id, instrument.title.clone(), instrument.items.clone())
    }
}
