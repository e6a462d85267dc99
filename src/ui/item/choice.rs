//! Questions that are answered by choosing.

use leptos::prelude::*;

use super::Question;
use crate::browser::focus;
use crate::engine::choice;
use crate::engine::form::{FormChange, NodeId};
use crate::engine::questionnaire::{AnswerOption, Control, Item, ItemType};
use crate::engine::response::Entry;
use crate::engine::value::Value;
use crate::ui::components::{
    Button, ButtonKind, Checkboxes, Choice, Input, Radios, RadiosLayout, Select,
};
use crate::ui::open_form::OpenForm;
use crate::ui::wording;

/// More options than this are put behind a list that opens, unless the author asked for all at once.
const MOST_AT_ONCE: usize = 12;

/// The value of the radio or checkbox that stands for words of one's own.
const OTHER: &str = "other";

/// Yes or no.
pub fn boolean(form: OpenForm, node: NodeId, question: Question) -> AnyView {
    let words = wording();
    let choices = [("true", "answer.yes"), ("false", "answer.no")]
        .map(|(value, key)| Choice {
            value: value.to_owned(),
            label: words.say(key),
            ..Choice::default()
        })
        .to_vec();
    let value = Signal::derive(move || match form.entries(node).first() {
        Some(Entry::Value(Value::Boolean(value))) => Some(value.to_string()),
        Some(_) | None => None,
    });
    let chosen = move |value: String| {
        let entries = vec![Entry::Value(Value::Boolean(value == "true"))];
        form.change(FormChange::Answer { node, entries });
    };
    view! {
        <Radios
            id=question.id
            legend=question.label
            hint=question.hint
            choices=choices
            value=value
            on_change=chosen
            error=question.error
            layout=RadiosLayout::Inline
            described_by=question.described_by
            link_id=question.link_id
        />
    }
    .into_any()
}

/// One of a list, or several, or words of one's own.
pub fn of_list(form: OpenForm, node: NodeId, item: Item, question: Question) -> AnyView {
    let words = wording();
    let language = words.language();
    // One that is offered no more is shown where it was chosen.
    let entries = untrack(|| form.entries(node));
    let is_chosen = |n: usize| {
        entries
            .iter()
            .any(|entry| choice::position(&item, entry) == Some(n))
    };
    let mut choices: Vec<Choice> = item
        .options
        .iter()
        .enumerate()
        .filter(|(n, option)| !option.is_withdrawn || is_chosen(*n))
        .map(|(n, option)| Choice {
            value: n.to_string(),
            label: label(option, language),
            ..Choice::default()
        })
        .collect();
    let is_open = item.item_type == ItemType::OpenChoice;
    if is_open {
        choices.push(Choice {
            value: OTHER.to_owned(),
            label: words.say("field.other"),
            ..Choice::default()
        });
    }
    let id = question.id.clone();
    let clear = (!item.is_required && !item.repeats).then(|| clear(form, node, &item));
    let (is_list, layout) = (is_list(&item), layout(&item));
    let repeats = item.repeats;
    let item = StoredValue::new(item);
    let control = if repeats {
        checkboxes(form, node, question, choices, item)
    } else if is_list {
        list(form, node, question, choices, item)
    } else {
        radios(form, node, question, choices, item, layout)
    };
    let own_words = is_open.then(|| own_words(form, node, &id, item));
    view! {
        {control}
        {own_words}
        {clear}
    }
    .into_any()
}

fn label(option: &AnswerOption, language: &str) -> String {
    let words = if option.words.is_empty() {
        option.value.words(&wording())
    } else {
        option.words.in_language(language).to_owned()
    };
    match &option.prefix {
        Some(prefix) => format!("{prefix} {words}"),
        None => words,
    }
}

fn is_list(item: &Item) -> bool {
    match item.control {
        Some(Control::DropDown) => true,
        Some(Control::RadioButton | Control::CheckBox) => false,
        Some(
            Control::Prompt
            | Control::Help
            | Control::Page
            | Control::Table
            | Control::Footer
            | Control::Drawing,
        )
        | None => item.options.len() > MOST_AT_ONCE,
    }
}

/// Options that carry points are the steps of one scale and may stand in a row.
fn layout(item: &Item) -> RadiosLayout {
    let is_scale = item.options.len() > 2 && item.options.iter().all(|of| of.ordinal.is_some());
    if is_scale {
        RadiosLayout::Scale
    } else {
        RadiosLayout::Stacked
    }
}

/// The chosen options as the controls name them.
fn chosen(form: OpenForm, node: NodeId, item: StoredValue<Item>) -> Signal<Vec<String>> {
    Signal::derive(move || {
        let entries = form.entries(node);
        item.with_value(|item| {
            entries
                .iter()
                .map(|entry| {
                    choice::position(item, entry)
                        .map_or_else(|| OTHER.to_owned(), |n| n.to_string())
                })
                .collect()
        })
    })
}

/// The entry that a control's value stands for; words of one's own start out empty.
fn entry_of(item: StoredValue<Item>, value: &str) -> Option<Entry> {
    if value == OTHER {
        return Some(Entry::AsTyped(String::new()));
    }
    let n: usize = value.parse().ok()?;
    item.with_value(|item| item.options.get(n).map(|of| Entry::Value(of.value.clone())))
}

fn choose(form: OpenForm, node: NodeId, item: StoredValue<Item>, value: &str) {
    let entries = entry_of(item, value).into_iter().collect();
    form.change(FormChange::Answer { node, entries });
}

fn radios(
    form: OpenForm,
    node: NodeId,
    question: Question,
    choices: Vec<Choice>,
    item: StoredValue<Item>,
    layout: RadiosLayout,
) -> AnyView {
    let chosen = chosen(form, node, item);
    view! {
        <Radios
            id=question.id
            legend=question.label
            hint=question.hint
            choices=choices
            value=Signal::derive(move || chosen.get().into_iter().next())
            on_change=move |value: String| choose(form, node, item, &value)
            error=question.error
            layout=layout
            described_by=question.described_by
            link_id=question.link_id
        />
    }
    .into_any()
}

fn list(
    form: OpenForm,
    node: NodeId,
    question: Question,
    choices: Vec<Choice>,
    item: StoredValue<Item>,
) -> AnyView {
    let chosen = chosen(form, node, item);
    let chose = move |value: Option<String>| {
        choose(form, node, item, &value.unwrap_or_default());
    };
    view! {
        <Select
            id=question.id
            label=question.label
            hint=question.hint
            prompt=wording().say("field.choose")
            choices=choices
            value=Signal::derive(move || chosen.get().into_iter().next())
            on_change=chose
            error=question.error
            described_by=question.described_by
            link_id=question.link_id
        />
    }
    .into_any()
}

fn checkboxes(
    form: OpenForm,
    node: NodeId,
    question: Question,
    choices: Vec<Choice>,
    item: StoredValue<Item>,
) -> AnyView {
    let ticked = move |(value, is_ticked): (String, bool)| {
        let Some(option) = entry_of(item, &value) else {
            return;
        };
        let entries = form.with_form(|form| {
            item.with_value(|item| choice::tick(item, form.entries(node), option, is_ticked))
        });
        form.change(FormChange::Answer { node, entries });
    };
    view! {
        <Checkboxes
            id=question.id
            legend=question.label
            hint=question.hint
            choices=choices
            value=chosen(form, node, item)
            on_change=ticked
            error=question.error
            described_by=question.described_by
            link_id=question.link_id
        />
    }
    .into_any()
}

/// The field for words of one's own, while they are the answer.
fn own_words(form: OpenForm, node: NodeId, id: &str, item: StoredValue<Item>) -> AnyView {
    let id = format!("{id}-own");
    let is_own =
        move |entry: &Entry| item.with_value(|item| choice::position(item, entry).is_none());
    let place = Memo::new(move |_| form.entries(node).iter().position(is_own));
    view! {
        <Show when=move || place.get().is_some()>
            <Input
                id=id.clone()
                label=wording().say("field.other-words")
                value=Signal::derive(move || {
                    place.get().map(|n| form.typed(node, n)).unwrap_or_default()
                })
                on_input=move |typed: String| {
                    let Some(n) = place.get_untracked() else { return };
                    let mut entries = form.with_form(|form| form.entries(node).to_vec());
                    if let Some(entry) = entries.get_mut(n) {
                        *entry = if typed.is_empty() {
                            Entry::AsTyped(String::new())
                        } else {
                            Entry::Value(Value::String(typed))
                        };
                    }
                    form.change(FormChange::Answer { node, entries });
                }
            />
        </Show>
    }
    .into_any()
}

/// Takes the answer back: a radio button once chosen cannot be unchosen otherwise, and leaving a
/// question blank on purpose is an answer of its own kind. Its room is kept while there is nothing to take
/// back: what moved under a finger on its way to the next question would get an answer nobody gave.
fn clear(form: OpenForm, node: NodeId, item: &Item) -> AnyView {
    let is_answered = Memo::new(move |_| !form.entries(node).is_empty());
    let question = crate::engine::words::question(item, &wording());
    let place = NodeRef::<leptos::html::Div>::new();
    view! {
        <div class="app-clear" node_ref=place>
            <Show when=move || is_answered.get()>
                <Button
                    text=wording().say("field.clear")
                    hidden_text=question.clone()
                    kind=ButtonKind::Secondary
                    class="app-button--quiet"
                    on_press=move |()| {
                        form.change(FormChange::Answer { node, entries: Vec::new() });
                        if let Some(place) = place.get_untracked() {
                            focus::focus_field_beside(&place, &super::id_of(node));
                        }
                    }
                />
            </Show>
        </div>
    }
    .into_any()
}
