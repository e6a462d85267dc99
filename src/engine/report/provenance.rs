//! Where an answer of a report came from, in words, and what its source says today.

use super::{Opened, Pair, Table};
use crate::engine::case::prefill::{self, Prefilled, Proposal, Provenance, Source, Standing};
use crate::engine::catalogue::Catalogue;
use crate::engine::questionnaire::{LinkId, PrefillSource};
use crate::engine::wording::Wording;
use crate::engine::words;

/// What is known of the prefilled answers of one document.
pub(super) struct Origins<'a> {
    prefilled: &'a [Prefilled],
    proposals: Vec<Proposal>,
    catalogue: &'a Catalogue,
    wording: &'a Wording,
}

impl<'a> Origins<'a> {
    /// Reads the other documents of the case as they stand.
    pub(super) fn of(
        target: &Opened<'a>,
        opened: &[Opened<'_>],
        catalogue: &'a Catalogue,
        wording: &'a Wording,
    ) -> Self {
        let others = opened
            .iter()
            .filter(|other| other.document.form != target.document.form);
        let sources: Vec<Source<'_>> = others
            .map(|other| Source {
                document: other.document,
                definition: other.definition,
                form: &other.form,
            })
            .collect();
        Self {
            prefilled: &target.document.prefilled,
            proposals: prefill::proposals(target.definition, &sources, wording),
            catalogue,
            wording,
        }
    }

    /// Says beside an answer where it came from; a table with both texts if the source has changed.
    pub(super) fn explain(&self, link_id: &LinkId, pair: &mut Pair, here: &str) -> Option<Table> {
        let prefilled = self.prefilled.iter().find(|of| of.link_id == *link_id)?;
        let lines = prefilled.from.iter().map(|from| self.origin(from));
        pair.provenance.extend(lines);
        match prefill::standing(prefilled, here, &self.proposals) {
            Standing::AsTaken => None,
            Standing::Edited => {
                let words = self
                    .wording
                    .fill("report.edited", &[("words", &prefilled.words)]);
                pair.provenance.push(words);
                None
            }
            Standing::Outdated {
                proposal,
                is_edited,
            } => {
                pair.provenance.push(self.wording.say("report.outdated"));
                Some(self.side_by_side(pair, prefilled, &proposal, is_edited))
            }
        }
    }

    /// What was taken beside what the source says now; and what the person made of it.
    fn side_by_side(
        &self,
        pair: &Pair,
        prefilled: &Prefilled,
        proposal: &Proposal,
        is_edited: bool,
    ) -> Table {
        let say = |key| self.wording.say(key);
        let mut header = vec![say("report.outdated.taken"), say("report.outdated.today")];
        let mut row = vec![prefilled.words.clone(), proposal.words.clone()];
        if is_edited {
            header.insert(0, say("report.outdated.here"));
            row.insert(0, pair.value.clone());
        }
        Table {
            caption: self
                .wording
                .fill("report.outdated.caption", &[("question", &pair.name)]),
            header,
            rows: vec![row],
        }
    }

    /// Form, question and day.
    fn origin(&self, from: &Provenance) -> String {
        let definition = self.catalogue.get(&from.form);
        let form = definition.map_or_else(
            || from.form.to_string(),
            |definition| {
                let title = &definition.questionnaire.title;
                title.in_language(self.wording.language()).to_owned()
            },
        );
        let part = match &from.source {
            PrefillSource::Answer(link_id) | PrefillSource::Section(link_id) => definition
                .and_then(|definition| definition.item(link_id))
                .map_or_else(
                    || link_id.to_string(),
                    |item| words::name(item, self.wording),
                ),
            PrefillSource::Scores => self.wording.say("prefill.scores"),
            PrefillSource::Alerts => self.wording.say("prefill.alerts"),
        };
        let day = from.changed.date.words(self.wording);
        let values = [("part", &*part), ("form", &*form), ("day", &*day)];
        self.wording.fill("prefill.origin", &values)
    }
}
