//! The form that was ordered, with the answers it starts with, and how a person goes through it.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::wire::{Order, RESPONSE, Refusal, UNREADABLE};
use crate::browser::clock;
use crate::engine::catalogue::{Catalogue, Definition, FormId};
use crate::engine::fhir;
use crate::engine::form::{Form, NotCarried, Scope};
use crate::engine::response::{Response, Status};
use crate::ui::open_form::OpenForm;
use crate::ui::sections::{Section, section_of, sections};
use crate::ui::wording;

/// What an order comes to, before it is drawn.
pub struct Parts {
    definition: Arc<Definition>,
    form: Form,
    not_carried: Vec<NotCarried>,
    is_with_client: bool,
    has_no_button: bool,
}

/// Reads the files of an order and puts its answers into the form.
pub fn parts(order: &Order) -> Result<Parts, Refusal> {
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
    let questionnaire = definition.presented(order.variant.presentation());
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
    Ok(Parts {
        definition: Arc::clone(definition),
        form,
        not_carried,
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
    sections: Memo<Vec<Section>>,
    not_carried: StoredValue<Vec<NotCarried>>,
    on_complete: Callback<()>,
}

impl Opened {
    /// Puts it on the screen.
    pub fn new(parts: Parts, on_change: Callback<()>, on_complete: Callback<()>) -> Self {
        let form = OpenForm::new(parts.definition, parts.form);
        if parts.is_with_client {
            form.hand_to_client();
        }
        let is_finished = RwSignal::new(false);
        form.when_changed(Callback::new(move |()| {
            is_finished.set(false);
            on_change.run(());
        }));
        Self {
            form,
            is_disabled: RwSignal::new(false),
            is_finished,
            has_no_button: parts.has_no_button,
            is_with_client: parts.is_with_client,
            at: RwSignal::new(0),
            has_moved: StoredValue::new(false),
            sections: Memo::new(move |_| sections(form)),
            not_carried: StoredValue::new(parts.not_carried),
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

    /// The parts of the form that are asked, each drawn as a page of its own; follows the form.
    pub fn n_sections(&self) -> usize {
        self.sections.with(Vec::len)
    }

    /// The part that is shown and its place among the others, from nought; follows it.
    pub fn section(&self) -> Option<(usize, Section)> {
        let at = self.at.get();
        self.sections.with(|all| {
            let n = at.min(all.len().saturating_sub(1));
            all.get(n).map(|section| (n, section.clone()))
        })
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
        let Some((n, section)) = untrack(|| self.section()) else {
            return;
        };
        let is_last = n.saturating_add(1) >= untrack(|| self.n_sections());
        if is_last {
            if self.finish_or_stop() {
                self.is_finished.set(true);
                self.on_complete.run(());
            }
            return;
        }
        let violations = self.form.check(section.node);
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
        let violations = self.form.check(None);
        let Some(first) = violations.first() else {
            self.form.show(violations);
            return true;
        };
        let all = self.sections.get_untracked();
        let of_first = section_of(self.form, first.node, &all);
        if let Some(n) = all.iter().position(|of| Some(of) == of_first.as_ref()) {
            self.at.set(n);
        }
        self.form.stop_at(violations);
        false
    }

    /// The answers to what is asked, as they leave the form.
    pub fn response(&self) -> Response {
        let status = if self.is_finished.get_untracked() {
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
