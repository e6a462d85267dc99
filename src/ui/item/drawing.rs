//! A question that is answered by drawing.

use leptos::prelude::*;

use super::Question;
use crate::engine::drawing::Drawing;
use crate::engine::form::{FormChange, NodeId};
use crate::engine::response::Entry;
use crate::engine::value::Value;
use crate::ui::components::SignaturePad;
use crate::ui::open_form::OpenForm;
use crate::ui::wording;

/// A field to draw in. What cannot be kept as it was drawn is not taken: the field stays as it was.
pub fn pad(form: OpenForm, node: NodeId, question: Question) -> AnyView {
    let value = Signal::derive(move || match form.entries(node).first() {
        Some(Entry::Value(Value::String(text))) => Drawing::read(text).unwrap_or_default(),
        Some(_) | None => Drawing::default(),
    });
    let is_full = RwSignal::new(false);
    let drawn = move |drawing: Drawing| {
        let entries = if drawing.is_empty() {
            Some(Vec::new())
        } else {
            let text = drawing.write();
            text.map(|text| vec![Entry::Value(Value::String(text))])
        };
        is_full.set(entries.is_none());
        if let Some(entries) = entries {
            form.change(FormChange::Answer { node, entries });
        }
    };
    let error = Signal::derive(move || {
        let full = || wording().say("component.pad-full");
        is_full.get().then(full).or_else(|| question.error.get())
    });
    view! {
        <SignaturePad
            id=question.id
            label=question.label
            hint=question.hint
            value=value
            on_change=drawn
            error=error
            is_closed=Signal::derive(move || form.is_closed(node))
            link_id=question.link_id
        />
    }
    .into_any()
}
