//! A form on the screen: the engine's form with a signal on every node, so that a change draws again
//! exactly what it touched.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::clock;
use crate::engine::alert::Alerts;
use crate::engine::case::risk::StandingAlert;
use crate::engine::case::signing;
use crate::engine::catalogue::Definition;
use crate::engine::form::{Form, FormChange, NodeId, Touched};
use crate::engine::questionnaire::{Item, LinkId};
use crate::engine::response::Entry;
use crate::engine::score::{self, Recorded};
use crate::engine::validate::{Violation, validate};
use crate::engine::{entry, messages};
use crate::ui::prefill_note::PrefillNote;
use crate::ui::wording;

/// A form on the screen. A handle: copies of it are the same form.
#[derive(Clone, Copy)]
pub struct OpenForm {
    definition: StoredValue<Arc<Definition>>,
    form: StoredValue<Form>,
    on_node: StoredValue<HashMap<NodeId, ArcTrigger>>,
    on_children: StoredValue<HashMap<Option<NodeId>, ArcTrigger>>,
    on_any: Trigger,
    /// What a person typed on this page, and what it was read as.
    typed: StoredValue<HashMap<(NodeId, usize), (String, Entry)>>,
    violations: RwSignal<Vec<Violation>>,
    /// How often a person was stopped by what is wrong: each time they are led to it.
    attempts: RwSignal<usize>,
    alerts: Memo<Alerts>,
    notes: RwSignal<BTreeMap<LinkId, PrefillNote>>,
    /// Whether the form is signed; only what stands outside the signature can be changed then.
    is_signed: RwSignal<bool>,
    /// Whether somebody has to sign it before it is finished, when it can be signed at all.
    has_to_be_signed: StoredValue<bool>,
    /// What is drawn at the end of the group in which the form is signed; nothing where nobody signs it.
    place_to_sign: StoredValue<Option<Callback<(), AnyView>>>,
    /// Whether what is for the worker alone is left out: the person has the device.
    is_with_client: StoredValue<bool>,
    elsewhere: StoredValue<Vec<(Arc<score::Measure>, Recorded)>>,
    alerts_elsewhere: StoredValue<Vec<StandingAlert>>,
    changed: StoredValue<Option<Callback<()>>>,
    updated: StoredValue<Option<Callback<LinkId>>>,
}

impl OpenForm {
    /// Puts a form on the screen.
    #[must_use]
    pub fn new(definition: Arc<Definition>, form: Form) -> Self {
        let definition = StoredValue::new(definition);
        let form = StoredValue::new(form);
        let on_any = Trigger::new();
        let alerts = Memo::new(move |_| {
            on_any.track();
            definition.with_value(|definition| form.with_value(|form| Alerts::of(definition, form)))
        });
        Self {
            definition,
            form,
            on_node: StoredValue::default(),
            on_children: StoredValue::default(),
            on_any,
            typed: StoredValue::default(),
            violations: RwSignal::default(),
            attempts: RwSignal::new(0),
            alerts,
            notes: RwSignal::default(),
            is_signed: RwSignal::new(false),
            has_to_be_signed: StoredValue::new(false),
            place_to_sign: StoredValue::new(None),
            is_with_client: StoredValue::new(false),
            elsewhere: StoredValue::default(),
            alerts_elsewhere: StoredValue::default(),
            changed: StoredValue::new(None),
            updated: StoredValue::new(None),
        }
    }

    /// Gives a form without measures of its own those of the case to show.
    pub fn show_results_of(&self, recorded: Vec<(Arc<score::Measure>, Recorded)>) {
        self.elsewhere.set_value(recorded);
    }

    /// Tells a form of the alerts that stand in the other documents of its case: they call for action
    /// here too.
    pub fn heed(&self, alerts: Vec<StandingAlert>) {
        self.alerts_elsewhere.set_value(alerts);
    }

    /// The alerts that stand in the other documents of its case.
    #[must_use]
    pub fn alerts_elsewhere(&self) -> Vec<StandingAlert> {
        self.alerts_elsewhere.get_value()
    }

    /// Tells a form that somebody has to sign it, and whether they have.
    pub fn sign(&self, is_signed: bool) {
        self.has_to_be_signed.set_value(true);
        self.is_signed.set(is_signed);
    }

    /// Says what is drawn where the form is signed.
    pub fn sign_with(&self, place: Callback<(), AnyView>) {
        self.place_to_sign.set_value(Some(place));
    }

    /// What is drawn where the form is signed.
    #[must_use]
    pub fn place_to_sign(&self) -> Option<AnyView> {
        self.place_to_sign.get_value().map(|place| place.run(()))
    }

    /// Whether somebody signs the form.
    #[must_use]
    pub fn has_to_be_signed(&self) -> bool {
        self.has_to_be_signed.get_value()
    }

    /// Whether the form is signed; follows it.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.is_signed.get()
    }

    /// Leaves out what is for the worker alone.
    pub fn hand_to_client(&self) {
        self.is_with_client.set_value(true);
    }

    /// Whether an item is left out because it is for the worker alone.
    #[must_use]
    pub fn is_kept_from_person(&self, item: &Item) -> bool {
        item.is_for_worker && self.is_with_client.get_value()
    }

    /// Whether a question is closed because the form is signed; follows it.
    #[must_use]
    pub fn is_closed(&self, node: NodeId) -> bool {
        self.is_signed.get() && !self.is_outside_signature(node)
    }

    /// Whether a question, or anything round it, stands outside the signature.
    fn is_outside_signature(&self, node: NodeId) -> bool {
        self.with_form(|form| {
            let mut next = Some(node);
            while let Some(node) = next {
                if form
                    .item(node)
                    .is_some_and(|item| item.is_outside_signature)
                {
                    return true;
                }
                next = form.parent(node);
            }
            false
        })
    }

    /// Calls back after every change.
    pub fn when_changed(&self, callback: Callback<()>) {
        self.changed.set_value(Some(callback));
    }

    /// Calls back when a person wants a prefilled answer brought up to date.
    pub fn when_updated(&self, callback: Callback<LinkId>) {
        self.updated.set_value(Some(callback));
    }

    /// Brings a prefilled answer up to date, over whatever stands there.
    pub fn bring_up_to_date(&self, link_id: &LinkId) {
        if let Some(updated) = self.updated.get_value() {
            updated.run(link_id.clone());
        }
    }

    /// The form's definition.
    #[must_use]
    pub fn definition(&self) -> Arc<Definition> {
        self.definition.get_value()
    }

    /// The language of the form's words, where it is not the one the app speaks.
    #[must_use]
    pub fn language(&self) -> Option<String> {
        let language = self.definition().questionnaire.language.clone()?;
        let is_same = language.eq_ignore_ascii_case(wording().language());
        (!is_same).then_some(language)
    }

    /// Reads the form as it stands, without following it.
    pub fn with_form<T>(&self, read: impl FnOnce(&Form) -> T) -> T {
        self.form.with_value(read)
    }

    /// Reads the form, and again whenever anything in it changes.
    pub fn follow<T>(&self, read: impl FnOnce(&Form) -> T) -> T {
        self.on_any.track();
        self.form.with_value(read)
    }

    /// The item of a node.
    #[must_use]
    pub fn item(&self, node: NodeId) -> Option<Item> {
        self.with_form(|form| form.item(node).cloned())
    }

    /// The nodes within a node; follows additions and removals.
    #[must_use]
    pub fn children(&self, parent: Option<NodeId>) -> Vec<NodeId> {
        trigger(self.on_children, parent).track();
        self.with_form(|form| form.children(parent).to_vec())
    }

    /// Whether a node is asked; follows it.
    #[must_use]
    pub fn is_asked(&self, node: NodeId) -> bool {
        trigger(self.on_node, node).track();
        self.with_form(|form| form.is_asked(node))
    }

    /// What stands at a question; follows it.
    #[must_use]
    pub fn entries(&self, node: NodeId) -> Vec<Entry> {
        trigger(self.on_node, node).track();
        self.with_form(|form| form.entries(node).to_vec())
    }

    /// What to show in the `n`th field of a question, counted from nought; follows it. As long as what
    /// a person typed is what stands there, it is shown as it was typed: "mar" that became 3 under
    /// their hands could not become "march" any more.
    #[must_use]
    pub fn typed(&self, node: NodeId, n: usize) -> String {
        trigger(self.on_node, node).track();
        self.with_form(|form| {
            let Some(entry) = form.entries(node).get(n) else {
                return String::new();
            };
            let as_typed = self.typed.with_value(|typed| {
                let (typed, read_as) = typed.get(&(node, n))?;
                (read_as == entry).then(|| typed.clone())
            });
            as_typed.unwrap_or_else(|| {
                form.item(node)
                    .map(|item| entry::typed(item, entry))
                    .unwrap_or_default()
            })
        })
    }

    /// Puts what was typed into the `n`th field of a question; blank takes the answer away.
    pub fn type_in(&self, node: NodeId, n: usize, typed: &str) {
        let entries = self.with_form(|form| {
            let mut entries = form.entries(node).to_vec();
            let read = form.item(node).and_then(|item| entry::read(item, typed));
            self.typed.update_value(|all| match &read {
                Some(read) => {
                    all.insert((node, n), (typed.to_owned(), read.clone()));
                }
                None => {
                    all.remove(&(node, n));
                }
            });
            match (entries.get_mut(n), read) {
                (Some(entry), Some(read)) => *entry = read,
                (Some(_), None) => {
                    entries.remove(n);
                }
                (None, Some(read)) => entries.push(read),
                (None, None) => {}
            }
            entries
        });
        self.change(FormChange::Answer { node, entries });
    }

    /// Carries out a change and wakes what it touched.
    pub fn change(&self, change: FormChange) {
        let touched = self
            .form
            .try_update_value(|form| form.apply(change))
            .unwrap_or_default();
        self.wake(&touched);
        if let Some(changed) = self.changed.get_value() {
            changed.run(());
        }
    }

    /// Draws again what was touched by a change made elsewhere.
    pub fn wake(&self, touched: &Touched) {
        for node in &touched.nodes {
            trigger(self.on_node, *node).notify();
        }
        for parent in &touched.parents {
            trigger(self.on_children, *parent).notify();
        }
        self.on_any.notify();
    }

    /// The alerts that stand; follows the form.
    #[must_use]
    pub fn alerts(&self) -> Memo<Alerts> {
        self.alerts
    }

    /// What is recorded of each measure in the form; follows it. A form without measures has those it
    /// was given to show.
    #[must_use]
    pub fn recorded(&self) -> Vec<(Arc<score::Measure>, Recorded)> {
        let definition = self.definition();
        if definition.measures.is_empty() {
            return self.elsewhere.get_value();
        }
        self.follow(|form| recorded(&definition, form))
    }

    /// What is wrong in the form, or within one node of it, on this day.
    #[must_use]
    pub fn check(&self, within: Option<NodeId>) -> Vec<Violation> {
        let alert_stands = self.alerts.with_untracked(Alerts::stand)
            || self
                .alerts_elsewhere
                .with_value(|alerts| !alerts.is_empty());
        self.with_form(|form| validate(form, within, clock::today(), alert_stands))
    }

    /// What is wrong in the whole form, that nobody has signed it among it: what keeps it from being finished.
    #[must_use]
    pub fn check_to_finish(&self) -> Vec<Violation> {
        let mut violations = self.check(None);
        if self.has_to_be_signed.get_value() && !self.is_signed.get_untracked() {
            violations.extend(self.with_form(signing::unsigned));
        }
        violations
    }

    /// What is wrong in what somebody signs for: an answer that leaves something open can be signed beside
    /// those that do not, and what stands outside the signature can wait.
    #[must_use]
    pub fn check_to_sign(&self) -> Vec<Violation> {
        let mut violations = self.check(None);
        violations.retain(|violation| {
            !violation.rule.is_only_for_the_end() && !self.is_outside_signature(violation.node)
        });
        violations
    }

    /// Shows these violations at their questions until they are replaced by others.
    pub fn show(&self, violations: Vec<Violation>) {
        self.violations.set(violations);
    }

    /// Shows these violations, and leads the person to them.
    pub fn stop_at(&self, violations: Vec<Violation>) {
        self.violations.set(violations);
        self.attempts.update(|n| *n += 1);
    }

    /// How often a person was stopped by what is wrong; follows it.
    #[must_use]
    pub fn attempts(&self) -> Signal<usize> {
        self.attempts.into()
    }

    /// The violations shown.
    #[must_use]
    pub fn shown(&self) -> Vec<Violation> {
        self.violations.get()
    }

    /// What is wrong at a question, in words, if it is shown. The first violation of a question only:
    /// one thing to put right at a time.
    #[must_use]
    pub fn error(&self, node: NodeId) -> Option<String> {
        let words = wording();
        self.violations.with(|violations| {
            let violation = violations.iter().find(|violation| violation.node == node)?;
            Some(self.with_form(|form| messages::message(violation, form, &words)))
        })
    }

    /// The notes on where prefilled answers came from.
    #[must_use]
    pub fn notes(&self) -> RwSignal<BTreeMap<LinkId, PrefillNote>> {
        self.notes
    }
}

/// What is recorded of each measure in a form.
#[must_use]
pub fn recorded(definition: &Definition, form: &Form) -> Vec<(Arc<score::Measure>, Recorded)> {
    definition
        .measures
        .iter()
        .map(|measure| (Arc::clone(measure), score::recorded(measure, form)))
        .collect()
}

/// The signal of a place, made when it is first followed.
fn trigger<K>(triggers: StoredValue<HashMap<K, ArcTrigger>>, key: K) -> ArcTrigger
where
    K: std::hash::Hash + Eq + Send + Sync + 'static,
{
    triggers
        .try_update_value(|triggers| triggers.entry(key).or_default().clone())
        .unwrap_or_default()
}
