//! Items that belong together: a heading and what is under it, once or several times.

use leptos::prelude::*;

use super::{Items, Level, id_of};
use crate::engine::form::{FormChange, NodeId};
use crate::engine::questionnaire::Item;
use crate::engine::words;
use crate::ui::components::{Button, ButtonKind, ErrorMessage};
use crate::ui::open_form::OpenForm;
use crate::ui::wording;

/// A group. Where it repeats, each repetition has its number and can be taken away, and the last one
/// of them offers another.
pub fn group(form: OpenForm, node: NodeId, item: Item, level: Level) -> AnyView {
    let words = wording();
    let id = id_of(node);
    let heading_id = format!("{id}-heading");
    let name = words::question(&item, &words);
    let help = item.help.in_language(words.language()).to_owned();
    let siblings = {
        let link_id = item.link_id.clone();
        Memo::new(move |_| {
            let parent = form.with_form(|form| form.parent(node));
            form.children(parent)
                .into_iter()
                .filter(|of| form.with_form(|f| f.item(*of).is_some_and(|i| i.link_id == link_id)))
                .collect::<Vec<_>>()
        })
    };
    let labelled_by = heading_id.clone();
    let title = {
        let name = name.clone();
        let repeats = item.repeats;
        move || {
            let n = siblings
                .with(|all| all.iter().position(|of| *of == node))
                .unwrap_or(0);
            if repeats {
                wording().fill("field.nth", &[("what", &name), ("n", &(n + 1).to_string())])
            } else {
                name.clone()
            }
        }
    };
    let error = Signal::derive(move || form.error(node));
    let more = item
        .repeats
        .then(|| repetition(form, node, &item, &name, siblings));
    let notice = item.copyright.clone().map(|notice| {
        view! { <p class="govuk-body-s app-notice">{notice}</p> }
    });
    let to_sign = item.is_signature.then(|| form.place_to_sign());
    let body = view! {
        {(!help.is_empty()).then(|| view! { <p class="govuk-body">{help}</p> })}
        {move || error.get().map(|error| view! { <ErrorMessage text=error/> })}
        <Items form=form parent=Some(node) level=Level(level.0.saturating_add(1))/>
        {to_sign}
        {notice}
        {more}
    };
    // A page has its section's heading already; the only group on it needs no second one.
    let is_whole_page = level == Level(2)
        && form.with_form(|form| {
            form.parent(node)
                .is_some_and(|parent| form.children(Some(parent)).len() == 1)
        });
    if name.is_empty() || is_whole_page {
        return view! {
            <div id=id class="app-group" data-linkid=item.link_id.to_string()>{body}</div>
        }
        .into_any();
    }
    view! {
        <section
            id=id
            class="app-group"
            data-linkid=item.link_id.to_string()
            aria-labelledby=labelled_by
            tabindex="-1"
        >
            {heading(level, heading_id, title)}
            {body}
        </section>
    }
    .into_any()
}

/// The heading of a group at its level; deeper than the sixth there are none.
fn heading(level: Level, id: String, title: impl Fn() -> String + Send + 'static) -> AnyView {
    match level.0 {
        0..=2 => view! { <h2 id=id class="govuk-heading-m">{title}</h2> }.into_any(),
        3 => view! { <h3 id=id class="govuk-heading-s">{title}</h3> }.into_any(),
        4 => view! { <h4 id=id class="govuk-heading-s">{title}</h4> }.into_any(),
        5 => view! { <h5 id=id class="govuk-heading-s">{title}</h5> }.into_any(),
        6.. => view! { <h6 id=id class="govuk-heading-s">{title}</h6> }.into_any(),
    }
}

/// What takes one repetition away, and after the last one, what adds another.
fn repetition(
    form: OpenForm,
    node: NodeId,
    item: &Item,
    name: &str,
    siblings: Memo<Vec<NodeId>>,
) -> AnyView {
    let words = wording();
    let link_id = StoredValue::new(item.link_id.clone());
    let most = item.limits.max_occurs.unwrap_or(usize::MAX);
    let is_last = Memo::new(move |_| siblings.with(|all| all.last() == Some(&node)));
    let can_add = move || is_last.get() && siblings.with(Vec::len) < most;
    let can_remove = move || siblings.with(Vec::len) > 1;
    let remove = words.fill("field.remove", &[("what", name)]);
    let add = words.fill("field.add-another", &[("what", name)]);
    let added = move |()| {
        let parent = form.with_form(|form| form.parent(node));
        form.change(FormChange::Repeat {
            parent,
            link_id: link_id.get_value(),
        });
    };
    view! {
        <Show when=can_remove>
            <Button
                text=remove.clone()
                kind=ButtonKind::Secondary
                on_press=move |()| form.change(FormChange::Remove { node })
            />
        </Show>
        <Show when=can_add>
            <Button text=add.clone() kind=ButtonKind::Secondary on_press=added/>
        </Show>
    }
    .into_any()
}
