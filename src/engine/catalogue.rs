//! The forms there are: read from their folders, with every measure put into the forms that name it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::agency::ways;
use super::easy_read::EasyRead;
use super::fhir;
use super::presentation::{AgencyWords, PlainWords, Presentation, Presentations, reworded};
use super::problem::{Problem, Severity};
use super::questionnaire::{Item, LinkId, Questionnaire};
use super::score::{self, Measure};
use super::working_days::WorkingDays;

/// The form that goes around a measure: how it was completed, the total of a paper form, and so on.
pub(super) const MEASURE_RECORD: &str = "measure-record";

/// How deep forms may name forms. Ours name measures, which name nothing.
const DEEPEST: usize = 4;

// What can be wrong between forms: keys of words.
const NOT_FOUND: &str = "problem.form.not-found";
const TOO_DEEP: &str = "problem.form.nested-too-deep";
const NAMED_TWICE: &str = "problem.form.named-twice";
const OTHER_VERSION: &str = "problem.form.other-version";
const SAME_ADDRESS: &str = "problem.form.same-address";

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
    /// `plain.json`: the same in plain words.
    pub plain: Option<String>,
    /// `easy-read.json`: the same in easy read.
    pub easy_read: Option<String>,
    /// Recordings of ideas in easy read, by the ideas' ids: names of files in the folder.
    pub recordings: BTreeMap<String, String>,
    /// What the agency says in words of its own.
    pub agency_words: Option<AgencyWords>,
    /// The ways to sign that the agency offers; none says nothing about them.
    pub ways_to_sign: Option<BTreeSet<String>>,
    /// The bank holidays that the agency adds or takes out.
    pub working_days: WorkingDays,
}

impl Folder {
    /// Puts an agency's words over those of the form, and over the agency's own that were there.
    pub fn put_over(&mut self, words: AgencyWords) {
        let own = self.agency_words.get_or_insert_default();
        own.published.extend(words.published);
        own.plain.extend(words.plain);
        own.easy_read.extend(words.easy_read);
    }
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
    /// How else it can be put to a person.
    pub presentations: Presentations,
    /// Recordings of ideas in easy read, by the ideas' ids: names of files in the folder.
    pub recordings: BTreeMap<String, String>,
    /// Which days are worked, where something in it is counted in working days.
    pub working_days: WorkingDays,
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
            presentations: Presentations::default(),
            recordings: BTreeMap::new(),
            working_days: WorkingDays::default(),
            problems,
        }
    }

    /// The questionnaire in the words of a presentation; in the published ones where the form has no other.
    #[must_use]
    pub fn presented(&self, presentation: Presentation) -> Arc<Questionnaire> {
        let presentations = &self.presentations;
        let worded = match presentation {
            Presentation::Published => None,
            Presentation::Plain => presentations.plain.as_ref(),
            Presentation::EasyRead => presentations.easy_read.as_ref().map(|(_, worded)| worded),
        };
        Arc::clone(worded.unwrap_or(&self.questionnaire))
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
        self.questionnaire.item(link_id)
    }
}

/// Every form there is, and the folders that could not be read.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    definitions: BTreeMap<FormId, Arc<Definition>>,
    refused: BTreeMap<FormId, Vec<Problem>>,
}

/// One folder's files, read but not yet joined with the others.
struct Parts {
    /// The questionnaire, with what the agency says in words of its own.
    questionnaire: Option<Questionnaire>,
    measure: Option<Arc<Measure>>,
    plain: Option<PlainWords>,
    easy_read: Option<EasyRead>,
    recordings: BTreeMap<String, String>,
    working_days: WorkingDays,
    /// Whether a file is there that cannot be used. Then nothing of the folder is: a measure asked
    /// without its scoring file would let an answer that bears on risk go by unnoticed.
    is_refused: bool,
    problems: Vec<Problem>,
}

impl Catalogue {
    /// Reads every folder and puts the measures into the forms that name them.
    #[must_use]
    pub fn read(folders: &BTreeMap<FormId, Folder>) -> Self {
        let mut parts: BTreeMap<&FormId, Parts> = folders
            .iter()
            .map(|(id, folder)| (id, Parts::read(folder)))
            .collect();
        report_shared_addresses(&mut parts);
        let mut catalogue = Self::default();
        for (&id, part) in &parts {
            if part.is_refused {
                let problems = part.problems.clone();
                catalogue.refused.insert(id.clone(), problems);
            } else if let Some(questionnaire) = &part.questionnaire
                && id.as_str() != MEASURE_RECORD
            {
                let assembly = Assembly {
                    parts: &parts,
                    named: BTreeSet::from([id]),
                    measures: Vec::new(),
                    problems: part.problems.clone(),
                };
                let mut definition = assembly.definition(id, questionnaire, part.measure.as_ref());
                definition.presentations = part.presentations(&definition.questionnaire);
                definition.recordings.clone_from(&part.recordings);
                definition.working_days.clone_from(&part.working_days);
                catalogue
                    .definitions
                    .insert(id.clone(), Arc::new(definition));
            }
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
        // Neither plain words nor an agency's are put over those of an instrument: they are its owner's.
        let own = questionnaire.as_ref().filter(|_| folder.measure.is_none());
        let mut agency = AgencyWords::default();
        let (mut plain, mut easy_read) = (None, None);
        if let Some(own) = own {
            agency = folder.agency_words.clone().unwrap_or_default();
            if let Some(json) = &folder.plain {
                let (read, found) = PlainWords::read(json, own);
                in_file("plain.json", found);
                plain = read.map(|mut plain| {
                    plain.words.extend(agency.plain.clone());
                    plain
                });
            }
            if let Some(json) = &folder.easy_read {
                let (read, found) = EasyRead::read(json, own);
                in_file("easy-read.json", found);
                easy_read = read.map(|easy_read| easy_read.reworded(&agency.easy_read));
            }
        }
        let questionnaire = questionnaire.map(|mut questionnaire| {
            if let Some(ways) = &folder.ways_to_sign {
                ways::offer(&mut questionnaire, ways);
            }
            if agency.published.is_empty() {
                return questionnaire;
            }
            reworded(&questionnaire, |item| {
                agency.published.get(item.link_id.as_str()).cloned()
            })
        });
        let is_refused = questionnaire.is_some() != folder.questionnaire.is_some()
            || measure.is_some() != folder.measure.is_some();
        Self {
            questionnaire: questionnaire.filter(|_| !is_refused),
            measure: measure.filter(|_| !is_refused),
            plain,
            easy_read,
            recordings: folder.recordings.clone(),
            working_days: folder.working_days.clone(),
            is_refused,
            problems,
        }
    }

    /// How else the assembled form can be put to a person.
    fn presentations(&self, assembled: &Questionnaire) -> Presentations {
        let plain = self.plain.as_ref().map(|plain| {
            let words = |item: &Item| plain.words.get(item.link_id.as_str()).cloned();
            Arc::new(reworded(assembled, words))
        });
        let easy_read = self.easy_read.clone().map(|easy_read| {
            let worded = reworded(assembled, |item| easy_read.words_of(&item.link_id));
            (Arc::new(easy_read), Arc::new(worded))
        });
        Presentations { plain, easy_read }
    }

    fn address(&self) -> Option<&str> {
        self.questionnaire.as_ref()?.url.as_deref()
    }
}

/// Says in every folder but the first of those that claim one address that forms which name the
/// address get the first.
fn report_shared_addresses(parts: &mut BTreeMap<&FormId, Parts>) {
    let mut claimed: BTreeMap<String, String> = BTreeMap::new();
    for (id, part) in parts {
        let Some(address) = part.address().map(str::to_owned) else {
            continue;
        };
        if let Some(first) = claimed.get(&address) {
            let problem = Problem::new(Severity::Odd, "questionnaire.json: url", SAME_ADDRESS);
            part.problems.push(problem.with("first", first));
        } else {
            claimed.insert(address, id.to_string());
        }
    }
}

/// One form being put together from its own items and those of the forms it names.
struct Assembly<'a> {
    parts: &'a BTreeMap<&'a FormId, Parts>,
    /// The forms that are in it. Each is there once: its link ids are the identity of its answers.
    /// It also keeps forms that name each other from growing without end.
    named: BTreeSet<&'a FormId>,
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
            presentations: Presentations::default(),
            recordings: BTreeMap::new(),
            working_days: WorkingDays::default(),
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
        let (url, version) = match address.split_once('|') {
            Some((url, version)) => (url, Some(version)),
            None => (address, None),
        };
        let problem = |severity, what| {
            Problem::new(severity, item.link_id.as_str(), what).with("address", address)
        };
        let parts = self.parts;
        let found = parts.iter().find(|(_, part)| part.address() == Some(url));
        let Some((&id, part)) = found else {
            self.problems.push(problem(Severity::LeftOut, NOT_FOUND));
            return None;
        };
        let questionnaire = part.questionnaire.as_ref()?;
        if depth >= DEEPEST {
            self.problems.push(problem(Severity::LeftOut, TOO_DEEP));
            return None;
        }
        if !self.named.insert(id) {
            self.problems.push(problem(Severity::LeftOut, NAMED_TWICE));
            return None;
        }
        if version.is_some() && version != questionnaire.version.as_deref() {
            let here = questionnaire.version.as_deref().unwrap_or("-");
            self.problems
                .push(problem(Severity::Odd, OTHER_VERSION).with("here", here));
        }
        let mut group = if let Some(measure) = &part.measure {
            self.recorded(questionnaire, measure)
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
            Problem::new(Severity::LeftOut, measure.id.as_str(), NOT_FOUND)
                .with("address", MEASURE_RECORD),
        );
        let link_id = LinkId::new(measure.id.as_str());
        Item::group(link_id, instrument.title.clone(), instrument.items.clone())
    }
}
