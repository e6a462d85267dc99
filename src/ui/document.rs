//! A document of a case, open on the screen: its form, and where its prefilled answers came from.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::clock;
use crate::engine::case::prefill::{self, Prefilled, Proposal, Provenance, Source};
use crate::engine::case::risk;
use crate::engine::case::signing::{self, Signing};
use crate::engine::case::{Case, CaseId, Change, Document, DocumentId};
use crate::engine::catalogue::{Catalogue, Definition, FormId};
use crate::engine::form::{Form, FormChange, NodeId, NotCarried, Scope};
use crate::engine::presentation::Presentation;
use crate::engine::questionnaire::{LinkId, PrefillSource};
use crate::engine::report::signed;
use crate::engine::response::Response;
use crate::engine::score::{Measure, Recorded};
use crate::engine::words;
use crate::ui::open_form::{self, OpenForm};
use crate::ui::prefill_note::PrefillNote;
use crate::ui::session::Session;
use crate::ui::signature::Signature;
use crate::ui::wording;

/// A document open on the screen. A handle: copies of it are the same document.
#[derive(Clone, Copy)]
pub struct OpenDocument {
    session: Session,
    case: StoredValue<CaseId>,
    id: DocumentId,
    /// Its form.
    pub form: OpenForm,
    prefilled: RwSignal<Vec<Prefilled>>,
    proposals: StoredValue<Vec<Proposal>>,
    not_carried: StoredValue<Vec<NotCarried>>,
    /// How the form is put to the person.
    presentation: Presentation,
    signing: RwSignal<Option<Signing>>,
    /// Whether the kept answers hold some that this version of the form has no place for.
    unfitting: RwSignal<bool>,
}

/// Starts a form in a case, with what the case's other forms already say.
#[must_use]
pub fn start(session: Session, case: &Case, form: &FormId) -> Option<DocumentId> {
    let catalogue = session.catalogue();
    let definition = catalogue.get(form)?;
    let mut fresh = Form::start(Arc::clone(&definition.questionnaire));
    let proposals = proposals_for(definition, case, None, &catalogue);
    let prefilled = prefill::fill_blanks(&mut fresh, &proposals, clock::now());
    let response = response_of(definition, &fresh);
    session.commit(
        &case.id,
        Change::Started {
            form: form.clone(),
            response,
            prefilled,
        },
    );
    session
        .case_now(&case.id)?
        .documents
        .last()
        .map(|document| document.id)
}

impl OpenDocument {
    /// Opens a document of a case.
    #[must_use]
    pub fn open(session: Session, case: &Case, document: &Document) -> Option<Self> {
        let catalogue = session.catalogue();
        let definition = Arc::clone(catalogue.get(&document.form)?);
        let presentation = document.presentation();
        let (form, not_carried) =
            Form::open(definition.presented(presentation), &document.response);
        let proposals = proposals_for(&definition, case, Some(document.id), &catalogue);
        let is_to_be_signed = signing::place_to_sign(&definition.questionnaire).is_some();
        let form = OpenForm::new(definition, form);
        if is_to_be_signed {
            form.sign(document.signing.is_some());
            form.sign_with(Callback::new(move |()| {
                view! { <Signature form=form/> }.into_any()
            }));
        }
        if session.with_client_now().is_some() {
            form.hand_to_client();
        }
        form.show_results_of(results_of(case, &catalogue));
        form.heed(risk::standing(
            case,
            &catalogue,
            Some(document.id),
            &wording(),
        ));
        let unfitting = RwSignal::new(!not_carried.is_empty());
        let not_carried = earlier(&form.definition(), document)
            .into_iter()
            .chain(not_carried)
            .collect();
        let open = Self {
            session,
            case: StoredValue::new(case.id.clone()),
            id: document.id,
            form,
            prefilled: RwSignal::new(document.prefilled.clone()),
            proposals: StoredValue::new(proposals),
            not_carried: StoredValue::new(not_carried),
            presentation,
            signing: RwSignal::new(document.signing.clone()),
            unfitting,
        };
        open.note_standing();
        open.form
            .when_changed(Callback::new(move |()| open.commit()));
        open.form
            .when_updated(Callback::new(move |link_id: LinkId| {
                open.bring_up_to_date(&link_id)
            }));
        Some(open)
    }

    /// The session it is open in.
    #[must_use]
    pub fn session(&self) -> Session {
        self.session
    }

    /// The case it belongs to.
    #[must_use]
    pub fn case(&self) -> CaseId {
        self.case.get_value()
    }

    /// Its number within the case.
    #[must_use]
    pub fn id(&self) -> DocumentId {
        self.id
    }

    /// What of the kept answers this version of the form has no place for.
    #[must_use]
    pub fn not_carried(&self) -> Vec<NotCarried> {
        self.not_carried.get_value()
    }

    /// How many answers can be taken from the other documents of the case, or brought up to date with
    /// them; follows the form.
    #[must_use]
    pub fn n_due(&self) -> usize {
        self.form.notes().track();
        if self.form.is_signed() {
            return 0;
        }
        self.due().len()
    }

    /// What the sources say today wherever nobody has decided otherwise ([`prefill::due`]).
    fn due(&self) -> Vec<Proposal> {
        let prefilled = self.prefilled.get_untracked();
        let words = wording();
        self.proposals.with_value(|proposals| {
            self.form
                .with_form(|form| prefill::due(form, &prefilled, proposals, &words))
        })
    }

    /// Takes what a source says today into one item, over whatever stands there.
    pub fn bring_up_to_date(&self, link_id: &LinkId) {
        let proposal = self
            .proposals
            .with_value(|all| all.iter().find(|of| of.link_id == *link_id).cloned());
        if let Some(proposal) = proposal {
            self.take(&proposal);
        }
    }

    /// Takes what the sources say today wherever nobody has decided otherwise ([`prefill::due`]).
    pub fn bring_all_up_to_date(&self) {
        for proposal in self.due() {
            self.take(&proposal);
        }
    }

    fn take(&self, proposal: &Proposal) {
        let node = self
            .form
            .with_form(|form| form.nodes_of(&proposal.link_id).first().copied());
        let Some(node) = node else { return };
        self.prefilled.update(|prefilled| {
            prefilled.retain(|of| of.link_id != proposal.link_id);
            prefilled.push(proposal.taken(clock::now()));
        });
        self.form.change(FormChange::Answer {
            node,
            entries: proposal.entries.clone(),
        });
    }

    /// How the form is put to the person.
    #[must_use]
    pub fn presentation(&self) -> Presentation {
        self.presentation
    }

    /// The signature under it, while it stands; follows it.
    #[must_use]
    pub fn signing(&self) -> Option<Signing> {
        self.signing.get()
    }

    /// Puts the form to the person in another way from now on. The page has to be opened anew for it.
    pub fn present(&self, presentation: Presentation) {
        let change = Change::Presented {
            document: self.id,
            presentation,
        };
        self.session.commit(&self.case(), change);
    }

    /// Signs the form as it stands. A report is signed with all it is made of (`report_signing.rs`).
    pub fn sign(&self) {
        let definition = self.form.definition();
        let signing = self.form.with_form(|form| {
            Signing::of(
                &definition,
                self.presentation,
                form,
                self.session.with_client_now().is_some(),
                &wording(),
                clock::now(),
            )
        });
        self.take_signing(signing);
    }

    /// Keeps a signature.
    pub fn take_signing(&self, signing: Signing) {
        let change = Change::Signed {
            document: self.id,
            signing: signing.clone(),
        };
        self.session.commit(&self.case(), change);
        self.signing.set(Some(signing));
        self.form.sign(true);
    }

    /// Takes the signature away so that answers can be changed. What was signed is kept as it was. Nobody was
    /// told yet of a version of a report that begins.
    pub fn void(&self) {
        let is_report = self
            .signing
            .with_untracked(|signing| signing.as_ref().is_some_and(|of| of.frozen.is_some()));
        self.session
            .commit(&self.case(), Change::Voided { document: self.id });
        self.signing.set(None);
        self.form.sign(false);
        let to_empty = self.form.with_form(|form| {
            let place = signing::place_to_sign(form.questionnaire());
            let node = place.and_then(|place| form.nodes_of(&place.link_id).first().copied());
            let mut within = node.map_or_else(Vec::new, |node| form.within(Some(node)));
            if is_report {
                let is_outside = |node: &NodeId| signed::is_outside(form, *node);
                within.extend(form.within(None).into_iter().filter(is_outside));
            }
            within.retain(|node| !form.entries(*node).is_empty());
            within
        });
        for node in to_empty {
            self.form.change(FormChange::Answer {
                node,
                entries: Vec::new(),
            });
        }
    }

    /// Marks the document as finished.
    pub fn complete(&self) {
        self.session
            .commit(&self.case(), Change::Completed { document: self.id });
    }

    /// Marks the document as unfinished again.
    pub fn reopen(&self) {
        self.session
            .commit(&self.case(), Change::Reopened { document: self.id });
    }

    /// Keeps the form as it stands.
    fn commit(&self) {
        if self.unfitting.get_untracked() {
            self.unfitting.set(false);
            self.session
                .commit(&self.case(), Change::PutAside { document: self.id });
        }
        let definition = self.form.definition();
        let response = self.form.with_form(|form| response_of(&definition, form));
        let is_covered = self.signing.with_untracked(|signing| {
            signing
                .as_ref()
                .is_none_or(|signing| match &signing.frozen {
                    Some(frozen) => signed::covers(frozen, self.id, &response),
                    None => self.form.with_form(|form| signing.covers(form)),
                })
        });
        if !is_covered {
            // The screen closes what is signed; whatever gets past it does not pass for signed.
            self.session
                .commit(&self.case(), Change::Voided { document: self.id });
            self.signing.set(None);
            self.form.sign(false);
        }
        let prefilled = self.prefilled.get_untracked();
        let change = Change::Answered {
            document: self.id,
            response,
            prefilled,
        };
        self.session.commit(&self.case(), change);
        self.note_standing();
    }

    /// Says beside each prefilled answer where it came from and how it stands to its source.
    fn note_standing(&self) {
        let words = wording();
        let definition = self.form.definition();
        let catalogue = self.session.catalogue();
        let proposals = self.proposals.get_value();
        let notes = self.form.with_form(|form| {
            self.prefilled.with_untracked(|prefilled| {
                prefilled
                    .iter()
                    .filter_map(|prefilled| {
                        let node = *form.nodes_of(&prefilled.link_id).first()?;
                        let item = definition.item(&prefilled.link_id)?;
                        let here = words::of_entries(item, form.entries(node), &words);
                        let standing = prefill::standing(prefilled, &here, &proposals);
                        let origins = prefilled
                            .from
                            .iter()
                            .map(|from| origin(from, &catalogue))
                            .collect();
                        let proposal = proposals
                            .iter()
                            .find(|of| of.link_id == prefilled.link_id)
                            .cloned();
                        let note = PrefillNote {
                            prefilled: prefilled.clone(),
                            origins,
                            proposal,
                            standing,
                        };
                        Some((prefilled.link_id.clone(), note))
                    })
                    .collect()
            })
        });
        self.form.notes().set(notes);
    }
}

/// What was put aside of earlier answers because the form has no place for it.
fn earlier(definition: &Definition, document: &Document) -> Vec<NotCarried> {
    let questionnaire = &definition.questionnaire;
    document
        .earlier
        .iter()
        .flat_map(|response| Form::open(Arc::clone(questionnaire), response).1)
        .collect()
}

/// What the other documents of the case say that this form could take.
fn proposals_for(
    definition: &Definition,
    case: &Case,
    own: Option<DocumentId>,
    catalogue: &Catalogue,
) -> Vec<Proposal> {
    let opened: Vec<(&Document, &Arc<Definition>, Form)> = case
        .documents
        .iter()
        .filter(|document| Some(document.id) != own)
        .filter_map(|document| {
            let definition = catalogue.get(&document.form)?;
            let (form, _) = Form::open(Arc::clone(&definition.questionnaire), &document.response);
            Some((document, definition, form))
        })
        .collect();
    let sources: Vec<Source<'_>> = opened
        .iter()
        .map(|(document, definition, form)| Source {
            document,
            definition,
            form,
        })
        .collect();
    prefill::proposals(definition, &sources, &wording())
}

/// What is recorded of the measures in the case's newest form that has several: the assessment the
/// other forms rest on, not a questionnaire filled in on its own.
fn results_of(case: &Case, catalogue: &Catalogue) -> Vec<(Arc<Measure>, Recorded)> {
    case.documents
        .iter()
        .rev()
        .find_map(|document| {
            let definition = catalogue.get(&document.form)?;
            if definition.is_measure || definition.measures.is_empty() {
                return None;
            }
            let (form, _) = Form::open(Arc::clone(&definition.questionnaire), &document.response);
            Some(open_form::recorded(definition, &form))
        })
        .unwrap_or_default()
}

/// The answers of a form as they are kept.
fn response_of(definition: &Definition, form: &Form) -> Response {
    let mut response = form.response(Scope::Everything);
    response.questionnaire = definition.canonical();
    response.authored = Some(clock::now().to_string());
    response.language = Some(wording().language().to_owned());
    response
}

/// Where a prefilled answer came from, in words: form, question, day.
fn origin(from: &Provenance, catalogue: &Catalogue) -> String {
    let words = wording();
    let definition = catalogue.get(&from.form);
    let form = definition.map_or_else(
        || from.form.to_string(),
        |definition| {
            definition
                .questionnaire
                .title
                .in_language(words.language())
                .to_owned()
        },
    );
    let part = match &from.source {
        PrefillSource::Answer(link_id) | PrefillSource::Section(link_id) => definition
            .and_then(|definition| definition.item(link_id))
            .map_or_else(|| link_id.to_string(), |item| words::name(item, &words)),
        PrefillSource::Scores => words.say("prefill.scores"),
        PrefillSource::Alerts => words.say("prefill.alerts"),
    };
    let day = from.changed.date.words(&words);
    words.fill(
        "prefill.origin",
        &[("form", &form), ("part", &part), ("day", &day)],
    )
}
