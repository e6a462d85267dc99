//! A signature under a form: when, how and to what. It stands for exactly the words that were shown and the
//! answers that were given; when an answer changes, it falls, and both versions are kept.

use crate::engine::calendar::DateTime;
use crate::engine::catalogue::Definition;
use crate::engine::fhir;
use crate::engine::form::{Form, Scope};
use crate::engine::presentation::{Presentation, fingerprint, shown_words};
use crate::engine::questionnaire::{Item, Questionnaire};
use crate::engine::response::{Entry, Response, ResponseItem, Status};
use crate::engine::validate::{Rule, Violation};
use crate::engine::value::Value;
use crate::engine::wording::Wording;

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// When, by the clock of the device.
    pub at: DateTime,
    /// How the form was put to the person.
    pub presentation: Presentation,
    /// The language of the words, as a BCP 47 tag.
    pub language: String,
    /// Whether the person had the device to themselves, in client mode.
    pub is_by_client: bool,
    /// The exact words shown.
    pub words: String,
    /// The fingerprint of the words ([`fingerprint`]).
    pub words_fingerprint: String,
    /// The fingerprint of the answers signed for, the signature itself among them.
    pub answers_fingerprint: String,
    /// What was signed, kept whole; `None` for a form that is signed by its words and answers alone.
    pub frozen: Option<Frozen>,
}

/// What was signed, kept whole as a text that nothing reads anew from today's words or today's forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// The text; `report::signed` writes and reads it.
    pub text: String,
    /// Its fingerprint ([`fingerprint`]).
    pub fingerprint: String,
}

impl Frozen {
    /// Keeps a text.
    #[must_use]
    pub fn of(text: String) -> Self {
        Self {
            fingerprint: fingerprint(&text),
            text,
        }
    }

    /// Whether the text is still the one whose fingerprint was taken.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.fingerprint == fingerprint(&self.text)
    }
}

/// A signature that stands no more, with what it stood for.
#[derive(Debug, Clone, PartialEq)]
pub struct Voided {
    /// When it fell.
    pub at: DateTime,
    /// The signature.
    pub signing: Signing,
    /// All the answers as they were.
    pub response: Response,
}

impl Signing {
    /// Signs a form as it stands.
    #[must_use]
    pub fn of(
        definition: &Definition,
        presentation: Presentation,
        form: &Form,
        is_by_client: bool,
        wording: &Wording,
        at: DateTime,
    ) -> Self {
        let words = shown_words(definition, presentation, form, wording);
        Self {
            at,
            presentation,
            language: wording.language().to_owned(),
            is_by_client,
            words_fingerprint: fingerprint(&words),
            words,
            answers_fingerprint: answers_fingerprint(form),
            frozen: None,
        }
    }

    /// Whether the answers are still those that were signed for.
    #[must_use]
    pub fn covers(&self, form: &Form) -> bool {
        self.answers_fingerprint == answers_fingerprint(form)
    }

    /// Whether the words are still those whose fingerprint was taken.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.words_fingerprint == fingerprint(&self.words)
    }

    /// Whether the form still says the same in the presentation that was signed.
    #[must_use]
    pub fn is_of_these_words(
        &self,
        definition: &Definition,
        form: &Form,
        wording: &Wording,
    ) -> bool {
        self.words == shown_words(definition, self.presentation, form, wording)
    }
}

/// The fingerprint of the answers that a signature stands for.
#[must_use]
pub fn answers_fingerprint(form: &Form) -> String {
    let mut response = form.response(Scope::Asked);
    response.status = Status::InProgress;
    response.authored = None;
    response.language = None;
    response.items = signed_for(response.items, form.questionnaire());
    fingerprint(&fhir::write_response(&response))
}

/// The answers without the words of their questions and options, which are signed for as they were shown, and without those that
/// nobody signs for.
fn signed_for(items: Vec<ResponseItem>, questionnaire: &Questionnaire) -> Vec<ResponseItem> {
    items
        .into_iter()
        .filter(|item| {
            let asked = questionnaire.item(&item.link_id);
            asked.is_none_or(|asked| !asked.is_outside_signature)
        })
        .map(|mut item| {
            item.text = None;
            item.items = signed_for(item.items, questionnaire);
            for answer in &mut item.answers {
                if let Entry::Value(Value::Coding(coding)) = &mut answer.entry {
                    coding.display = None;
                }
                answer.items = signed_for(std::mem::take(&mut answer.items), questionnaire);
            }
            item
        })
        .collect()
}

/// Where a form is signed: the group its author marked; `None` for a form that nobody signs.
#[must_use]
pub fn place_to_sign(questionnaire: &Questionnaire) -> Option<&Item> {
    fn within(items: &[Item]) -> Option<&Item> {
        items.iter().find_map(|item| {
            if item.is_signature {
                Some(item)
            } else {
                within(&item.items)
            }
        })
    }
    within(&questionnaire.items)
}

/// The violation of a form that is asked to be signed and is not.
#[must_use]
pub fn unsigned(form: &Form) -> Option<Violation> {
    let item = place_to_sign(form.questionnaire())?;
    let node = *form.nodes_of(&item.link_id).first()?;
    form.is_asked(node).then(|| Violation {
        node,
        link_id: item.link_id.clone(),
        rule: Rule::NotSigned,
    })
}
