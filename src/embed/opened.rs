//! The form that was ordered, with the answers it starts with, and how a person goes through it.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::part::{self, Part, is_on_a_part};
use super::wire::{Order, RESPONSE, Refusal, UNREADABLE};
use crate::browser::clock;
use crate::engine::catalogue::{Catalogue, Definition, FormId};
use crate::engine::easy_read::EasyRead;
use crate::engine::fhir;
use crate::engine::form::{Form, NotCarried, Scope};
use crate::engine::presentation::Presentation;
use crate::engine::response::{Response, Status};
use crate::engine::validate::Violation;
use crate::ui::open_form::OpenForm;
use crate::ui::pictures::{Drawn, Pictures};
use crate::ui::wording;

/// What an order comes to, before it is drawn.
pub struct Ready {
    definition: Arc<Definition>,
    form: Form,
    not_carried: Vec<NotCarried>,
    presentation: Presentation,
    pictures: Pictures,
    is_with_client: bool,
    has_no_button: bool,
}

/// Reads the files of an order and puts its answers into the form.
pub fn ready(order: &Order) -> Result<Ready, Refusal> {
    let words = wording();
    let folders: BTreeMap<_, _> = order
        .folders
        .iter()
        .map(|(id, folder)| (FormId::new(id), folder.folder()))
        .collect();
    let catalogue = Catalogue::read(&folders);
    let id = FormId::new(&order.form);
    let Some(definition) = catalogue.get(&id) else {
        let of_it = catalogue.refused().find(|(refused, _)| **refused == id);
        let problems = of_it.map_or(&[][..], |(_, problems)| problems);
        return Err(Refusal::new("unreadable", UNREADABLE, &words).with(problems, &words));
    };
    let presentation = order.variant.presentation();
    let questionnaire = definition.presented(presentation);
    let response = order
        .response
        .as_ref()
        .map(|json| fhir::read_response(json.get()))
        .transpose()
        .map_err(|_| Refusal::new("response", RESPONSE, &words))?;
    let (form, not_carried) = match response {
        Some(response) => Form::open(questionnaire, &response),
        None => (Form::start(questionnaire), Vec::new()),
    };
    Ok(Ready {
        definition: Arc::clone(definition),
        form,
        not_carried,
        presentation,
        pictures: Pictures::new(order.pictures.clone(), BTreeMap::new()),
        is_with_client: order.is_with_client,
        has_no_button: order.has_no_button,
    })
}

/// A form on the screen of another page. A handle: copies of it are the same form.
#[derive(Clone, Copy)]
pub struct Opened {
    /// The form.
    pub form: OpenForm,
    /// Whether nothing can be entered.
    pub is_disabled: RwSignal<bool>,
    /// Whether the person has finished it, and changed nothing since.
    pub is_finished: RwSignal<bool>,
    /// Whether the page has a button of its own for what "Finish" does.
    pub has_no_button: bool,
    /// Whether it is the person's own screen: what is for the worker is not on it.
    pub is_with_client: bool,
    at: RwSignal<usize>,
    has_moved: StoredValue<bool>,
    parts: Memo<Vec<Part>>,
    easy_read: StoredValue<Option<Arc<EasyRead>>>,
    pictures: StoredValue<Pictures>,
    not_carried: StoredValue<Vec<NotCarried>>,
    on_complete: Callback<()>,
}

impl Opened {
    /// Puts it on the screen.
    pub fn new(ready: Ready, on_change: Callback<()>, on_complete: Callback<()>) -> Self {
        let form = OpenForm::new(Arc::clone(&ready.definition), ready.form);
        if ready.is_with_client {
            form.hand_to_client();
        }
        let is_with_client = ready.is_with_client;
        let easy_read = StoredValue::new(part::easy_read(&ready.definition, ready.presentation));
        let is_finished = RwSignal::new(false);
        form.when_changed(Callback::new(move |()| {
            is_finished.set(false);
            on_change.run(());
        }));
        Self {
            form,
            is_disabled: RwSignal::new(false),
            is_finished,
            has_no_button: ready.has_no_button,
            is_with_client,
            at: RwSignal::new(0),
            has_moved: StoredValue::new(false),
            parts: Memo::new(move |_| {
                easy_read
                    .with_value(|easy_read| part::parts(form, easy_read.as_deref(), is_with_client))
            }),
            easy_read,
            pictures: StoredValue::new(ready.pictures),
            not_carried: StoredValue::new(ready.not_carried),
            on_complete,
        }
    }

    /// The form's title.
    pub fn title(&self) -> String {
        let definition = self.form.definition();
        let words = wording();
        let title = &definition.questionnaire.title;
        title.in_language(words.language()).to_owned()
    }

    /// Answers that this form has no place for.
    pub fn not_carried(&self) -> Vec<NotCarried> {
        self.not_carried.get_value()
    }

    /// A picture of easy read, by its name.
    pub fn drawn(&self, picture: &str) -> Drawn {
        self.pictures.with_value(|all| all.drawn(picture))
    }

    /// How many parts there are; follows the form.
    pub fn n_parts(&self) -> usize {
        self.parts.with(Vec::len)
    }

    /// The part that is shown and its place among the others, from nought; follows it.
    pub fn part(&self) -> Option<(usize, Part)> {
        let at = self.at.get();
        self.parts.with(|all| {
            let n = at.min(all.len().saturating_sub(1));
            all.get(n).map(|part| (n, part.clone()))
        })
    }

    /// The language of easy read, where it is shown in it.
    pub fn easy_read_language(&self) -> Option<String> {
        self.easy_read
            .with_value(|easy_read| easy_read.as_ref().map(|of| of.language.clone()))
    }

    /// What is wrong in the form and can be put right here: what is asked of somebody else keeps nobody.
    pub fn wrong_here(&self) -> Vec<Violation> {
        let parts = self.parts.get_untracked();
        let mut violations = self.form.check(None);
        violations.retain(|violation| is_on_a_part(self.form, violation.node, &parts));
        violations
    }

    /// Whether the person has gone from one part to another.
    pub fn is_under_way(&self) -> bool {
        self.has_moved.get_value()
    }

    /// Goes to the part before.
    pub fn go_back(&self) {
        self.has_moved.set_value(true);
        self.at.update(|at| *at = at.saturating_sub(1));
    }

    /// Goes to the next part, if nothing has to be put right in this one. At the end the form is finished.
    pub fn go_on(&self) {
        let Some((n, part)) = untrack(|| self.part()) else {
            return;
        };
        let is_last = n.saturating_add(1) >= untrack(|| self.n_parts());
        if is_last {
            if self.finish_or_stop() {
                self.is_finished.set(true);
                self.on_complete.run(());
            }
            return;
        }
        let violations = untrack(|| part.check(self.form));
        if violations
            .iter()
            .all(|violation| violation.rule.is_only_for_the_end())
        {
            self.form.show(violations);
            self.has_moved.set_value(true);
            self.at.set(n.saturating_add(1));
        } else {
            self.form.stop_at(violations);
        }
    }

    /// Leads the person to what has to be put right in the whole form. Whether nothing has to be.
    pub fn finish_or_stop(&self) -> bool {
        let violations = self.wrong_here();
        let Some(first) = violations.first() else {
            self.form.show(violations);
            return true;
        };
        let all = self.parts.get_untracked();
        let of_first = all
            .iter()
            .position(|part| untrack(|| part.holds(self.form, first.node)));
        if let Some(n) = of_first {
            self.at.set(n);
        }
        self.form.stop_at(violations);
        false
    }

    /// The answers to what is asked, as they leave the form. It is completed when nobody has to answer anything more.
    pub fn response(&self) -> Response {
        let is_completed = self.is_finished.get_untracked() && self.form.check(None).is_empty();
        let status = if is_completed {
            Status::Completed
        } else {
            Status::InProgress
        };
        Response {
            status,
            ..self.written(Scope::Asked)
        }
    }

    /// Everything that was entered, in JSON.
    pub fn kept(&self) -> String {
        fhir::write_response(&self.written(Scope::Everything))
    }

    fn written(&self, scope: Scope) -> Response {
        let mut response = self.form.with_form(|form| form.response(scope));
        response.questionnaire = self.form.definition().canonical();
        response.authored = Some(clock::now().to_string());
        response.language = Some(wording().language().to_owned());
        response
    }
}
