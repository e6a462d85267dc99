//! One item of a form on the screen. This file alone knows which control an item type gets.

mod choice;
mod drawing;
mod field;
mod group;
mod note;
mod shown;

use leptos::prelude::*;

use crate::engine::form::NodeId;
use crate::engine::questionnaire::{Control, Item, ItemType};
use crate::engine::words;
use crate::ui::components::InputKind;
use crate::ui::open_form::OpenForm;
use crate::ui::wording;

pub use shown::{Outcomes, ShownResult, alert_words};

/// How deep an item stands: it decides the level of its heading. The page's own heading is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level(pub u8);

/// The items within a node, or at the top of the form, each where and while it is asked.
#[component]
pub fn Items(
    /// The form.
    form: OpenForm,
    /// The node they are in.
    parent: Option<NodeId>,
    /// The level of their headings.
    level: Level,
) -> impl IntoView {
    view! {
        <For each=move || form.children(parent) key=|node| *node let:node>
            <OneItem form=form node=node level=level/>
        </For>
    }
    .into_any()
}

/// One item, while it is asked.
#[component]
pub fn OneItem(
    /// The form.
    form: OpenForm,
    /// The item's node.
    node: NodeId,
    /// The level of its heading, if it has one.
    level: Level,
) -> impl IntoView {
    let Some(item) = form.item(node) else {
        return ().into_any();
    };
    if item.is_hidden || form.is_kept_from_person(&item) {
        return ().into_any();
    }
    let is_asked = Memo::new(move |_| form.is_asked(node));
    let item = StoredValue::new(item);
    view! { <Show when=move || is_asked.get()>{draw(form, node, item.get_value(), level)}</Show> }
        .into_any()
}

/// The control of each item type.
fn draw(form: OpenForm, node: NodeId, item: Item, level: Level) -> AnyView {
    let question = Question::of(form, node, &item);
    let is_question = item.item_type.takes_answers();
    let is_drawing = item.control == Some(Control::Drawing);
    let control = match item.item_type {
        ItemType::Group => return group::group(form, node, item, level),
        ItemType::Display => return display(form, &item),
        _ if item.is_read_only => field::read_only(form, node, item),
        ItemType::Boolean => choice::boolean(form, node, question),
        ItemType::Choice | ItemType::OpenChoice => choice::of_list(form, node, item, question),
        ItemType::Integer => field::line(form, node, &item, question, InputKind::WholeNumber),
        ItemType::Decimal => field::line(form, node, &item, question, InputKind::Decimal),
        ItemType::String => field::line(form, node, &item, question, InputKind::Text),
        ItemType::Url => field::line(form, node, &item, question, InputKind::Url),
        ItemType::Time => field::time(form, node, question),
        ItemType::Text if is_drawing => drawing::pad(form, node, question),
        ItemType::Text => field::text(form, node, &item, question),
        ItemType::Date => field::date(form, node, question),
        ItemType::DateTime => field::date_time(form, node, question),
        ItemType::Quantity => field::quantity(form, node, &item, question),
        ItemType::Attachment | ItemType::Reference => field::not_supported(&item),
    };
    let control = if is_question && form.has_to_be_signed() {
        // What is signed can be read, and not changed.
        view! {
            <fieldset class="app-whole-page" role="presentation" prop:disabled=move || form.is_closed(node)>
                {control}
            </fieldset>
        }
        .into_any()
    } else {
        control
    };
    view! {
        {control}
        <note::Note form=form node=node/>
        <Items form=form parent=Some(node) level=level/>
    }
    .into_any()
}

/// What every control needs to know of its question.
#[derive(Clone)]
struct Question {
    /// The id of the control, and the first part of the ids of its parts.
    id: String,
    /// The item's identity, for those who look for it on the page.
    link_id: String,
    /// The question in words.
    label: String,
    /// Help beside it.
    hint: Option<String>,
    /// What is wrong, while it is shown.
    error: Signal<Option<String>>,
    /// The language of the words, where it is not the page's.
    language: Option<String>,
    /// The id of what else is said about it.
    described_by: String,
}

impl Question {
    fn of(form: OpenForm, node: NodeId, item: &Item) -> Self {
        let words = wording();
        let help = item.help.in_language(words.language());
        let format = item.entry_format.as_deref().unwrap_or_default();
        let hint = match (help.is_empty(), format.is_empty()) {
            (true, true) => None,
            (false, true) => Some(help.to_owned()),
            (true, false) => Some(words.fill("field.format", &[("format", format)])),
            (false, false) => Some(format!(
                "{help} {}",
                words.fill("field.format", &[("format", format)])
            )),
        };
        let question = words::question(item, &words);
        // What an alert asks for is not optional while one stands; its help says when it is needed.
        let is_wanted = item.is_required || item.is_required_on_alert;
        let label = if is_wanted || is_of_an_instrument(item) {
            question
        } else {
            words.fill("field.optional", &[("question", &question)])
        };
        Self {
            id: id_of(node),
            link_id: item.link_id.to_string(),
            label,
            hint,
            error: Signal::derive(move || form.error(node)),
            language: form.language(),
            described_by: if item.prefill.is_empty() {
                String::new()
            } else {
                note::id_of(node)
            },
        }
    }
}

/// Whether an item is one of a scale. The words of an instrument are shown as they are: they may not
/// be added to, and every one of its questions may be left blank.
fn is_of_an_instrument(item: &Item) -> bool {
    item.options.iter().any(|option| option.ordinal.is_some())
}

/// The id of a node's control on the page.
#[must_use]
pub fn id_of(node: NodeId) -> String {
    format!("q{node}")
}

/// Words to read, or a computed result in their place.
fn display(form: OpenForm, item: &Item) -> AnyView {
    if let Some(shown) = &item.shows {
        let link_id = item.link_id.to_string();
        return view! {
            <div data-linkid=link_id>
                <ShownResult form=form shown=shown.clone()/>
            </div>
        }
        .into_any();
    }
    let words = wording();
    let text = words::question(item, &words);
    let class = match item.control {
        Some(Control::Prompt) => "govuk-body app-prompt",
        Some(Control::Help | Control::Footer) => "govuk-body-s app-aside",
        Some(
            Control::RadioButton
            | Control::CheckBox
            | Control::DropDown
            | Control::Page
            | Control::Table
            | Control::Drawing,
        )
        | None => "govuk-body",
    };
    view! { <p class=class data-linkid=item.link_id.to_string()>{text}</p> }.into_any()
}
