//! Cases being counted, one after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::measure::Scores;
use super::question::Question;
use super::suppression::{self, alone};
use super::{CountTable, ServiceData};
use crate::engine::calendar::Date;
use crate::engine::case::{Case, Document, administrations, consent};
use crate::engine::catalogue::{Catalogue, Definition, FormId};
use crate::engine::form::Form;
use crate::engine::response::Status;
use crate::engine::wording::Wording;

/// A document of a case, read for counting.
pub(super) struct Read<'a> {
    pub document: &'a Document,
    pub definition: &'a Definition,
    pub form: Form,
}

/// What consent can be, in the order of the rows.
const CONSENT_KEYS: [&str; 3] = [
    "service-data.consent.signed",
    "service-data.consent.withdrawn",
    "service-data.consent.none",
];

/// Cases being counted.
#[derive(Debug)]
pub struct Counting {
    catalogue: Arc<Catalogue>,
    n_cases: u32,
    /// By year and month, counted from the year 0.
    opened: BTreeMap<u32, u32>,
    consent: [u32; CONSENT_KEYS.len()],
    questions: Vec<Question>,
    scores: Vec<Scores>,
}

impl Counting {
    /// Nothing counted yet. What is counted follows from the forms alone, so that which tables there are says
    /// nothing of the cases.
    #[must_use]
    pub fn over(catalogue: &Arc<Catalogue>) -> Self {
        let definitions = || catalogue.definitions();
        let mut scores: Vec<Scores> = Vec::new();
        for measure in definitions().flat_map(|definition| &definition.measures) {
            if !scores.iter().any(|of| of.measure.id == measure.id) {
                scores.push(Scores::of(measure));
            }
        }
        Self {
            n_cases: 0,
            opened: BTreeMap::new(),
            consent: [0; CONSENT_KEYS.len()],
            questions: definitions().flat_map(Question::marked_in).collect(),
            scores,
            catalogue: Arc::clone(catalogue),
        }
    }

    /// Counts a case, unless its person withdrew consent to sharing.
    pub fn add(&mut self, case: &Case) {
        if consent::is_sharing_withdrawn(case) {
            return;
        }
        let catalogue = Arc::clone(&self.catalogue);
        let read: Vec<Read<'_>> = case
            .documents
            .iter()
            .filter(|document| document.response.status != Status::EnteredInError)
            .filter_map(|document| read(document, &catalogue))
            .collect();
        increase(&mut self.n_cases);
        increase(
            self.opened
                .entry(month_number(case.opened.date))
                .or_default(),
        );
        let standing = match consent::standing(case) {
            Some(standing) if standing.withdrawn.is_none() => 0,
            Some(_) => 1,
            None => 2,
        };
        self.consent.get_mut(standing).map(increase);
        for question in &mut self.questions {
            question.add(&read);
        }
        let forms = read.iter().map(|of| (of.document, of.definition, &of.form));
        let courses = administrations::courses(forms);
        for scores in &mut self.scores {
            scores.add(&courses);
        }
    }

    /// What may be shown of it.
    #[must_use]
    pub fn finish(self, wording: &Wording, today: Date) -> ServiceData {
        let mut tables = vec![self.months(wording, today), self.consents(wording)];
        for question in &self.questions {
            tables.push(question.table(self.n_cases, wording));
        }
        for scores in &self.scores {
            tables.extend(scores.tables(wording));
        }
        ServiceData {
            month: month_words(month_number(today), wording),
            n_cases: alone(self.n_cases),
            tables,
        }
    }

    /// The cases by the month they were opened in, from the first there is to this one.
    fn months(&self, wording: &Wording, today: Date) -> CountTable {
        let last = month_number(today);
        let first = self.opened.keys().next().map_or(last, |first| *first);
        let last = self
            .opened
            .keys()
            .next_back()
            .map_or(last, |of| last.max(*of));
        let months: Vec<u32> = (first..=last).collect();
        let of_month = |month: &u32| self.opened.get(month).copied().unwrap_or_default();
        let counts: Vec<u32> = months.iter().map(of_month).collect();
        let (mut names, mut figures) = (Vec::new(), Vec::new());
        for (run, figure) in suppression::runs(&counts) {
            let run = months.get(run).unwrap_or_default();
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let (from, to) = (month_words(*first, wording), month_words(*last, wording));
            names.push(if from == to {
                from
            } else {
                wording.fill("service-data.months", &[("from", &from), ("to", &to)])
            });
            figures.push(figure);
        }
        let question = wording.say("service-data.opened");
        CountTable::new(String::new(), question, names, figures)
    }

    fn consents(&self, wording: &Wording) -> CountTable {
        let title = self.catalogue.get(&FormId::new(consent::CONSENT));
        let title = title.map(|of| title_of(of, wording)).unwrap_or_default();
        CountTable::new(
            title,
            wording.say("service-data.consent"),
            CONSENT_KEYS.map(|key| wording.say(key)).to_vec(),
            suppression::parts(&self.consent),
        )
    }
}

fn read<'a>(document: &'a Document, catalogue: &'a Catalogue) -> Option<Read<'a>> {
    let definition = catalogue.get(&document.form)?;
    let questionnaire = Arc::clone(&definition.questionnaire);
    let (form, _) = Form::open(questionnaire, &document.response);
    Some(Read {
        document,
        definition,
        form,
    })
}

/// A form's title in the reader's language.
pub(super) fn title_of(definition: &Definition, wording: &Wording) -> String {
    let title = &definition.questionnaire.title;
    title.in_language(wording.language()).to_owned()
}

/// One more.
pub(super) fn increase(count: &mut u32) {
    *count = count.saturating_add(1);
}

/// Months counted through the years. A day whose month is not known counts as in January; a case has always one.
fn month_number(date: Date) -> u32 {
    let month = date
        .month
        .map_or(0, |month| u32::from(month).saturating_sub(1));
    u32::from(date.year) * 12 + month
}

fn month_words(number: u32, wording: &Wording) -> String {
    let year = u16::try_from(number / 12).ok();
    let month = u8::try_from(number % 12 + 1).ok();
    let date = year
        .zip(month)
        .and_then(|(year, month)| Date::month_of(year, month));
    date.map(|date| date.words(wording)).unwrap_or_default()
}
