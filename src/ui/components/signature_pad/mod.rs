//! A field to draw in with a finger, a pen or a mouse. One way to sign among others: who cannot draw is never
//! left with this field alone.
//!
//! One pointer draws at a time: a second one, a palm, and what the browser takes for a gesture are left out.
//! What was drawn are lines on a sheet of fixed size, so that it stays when the tablet is turned.
//!
//! ```ignore
//! view! { <SignaturePad id="sign" label="Draw your name" value=drawing on_change=move |drawing| …/> }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::ev;
use leptos::prelude::*;
use leptos::svg;

use super::form_group::{described_by, hint_and_error};
use super::{Button, ButtonKind, FormGroup, wording};
use crate::engine::drawing::{Drawing, HEIGHT, Line, Point, WIDTH};

/// Contacts wider or higher than this are the palm of a hand, in CSS pixels.
const PALM: i32 = 60;

/// A field to draw in.
#[component]
pub fn SignaturePad(
    /// Its id.
    #[prop(into)]
    id: String,
    /// What is to be drawn.
    #[prop(into)]
    label: String,
    /// What stands there.
    #[prop(into)]
    value: Signal<Drawing>,
    /// Something was drawn or taken away: what stands there now.
    #[prop(into)]
    on_change: Callback<Drawing>,
    /// A short phrase that helps.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Whether nothing can be drawn now.
    #[prop(optional, into)]
    is_closed: Signal<bool>,
    /// The link id of the form's item, put on the group as `data-linkid`.
    #[prop(optional, into)]
    link_id: MaybeProp<String>,
) -> impl IntoView {
    let described = described_by(&id, MaybeProp::default(), hint, error);
    let helped = hint_and_error(&id, hint, error);
    let label_id = format!("{id}-label");
    // The line under the finger: its pointer, and what it has drawn.
    let current = RwSignal::new(None::<(i32, Line)>);
    let first_touch = StoredValue::new(None::<f64>);
    let is_asking = RwSignal::new(false);
    let sheet = NodeRef::<svg::Svg>::new();
    let place = move |event: &ev::PointerEvent| {
        let sheet = sheet.get_untracked()?;
        let bounds = sheet.get_bounding_client_rect();
        let along = |at: i32, from: f64, length: f64, most: u16| {
            let share = (f64::from(at) - from) / length.max(1.0);
            (share.clamp(0.0, 1.0) * f64::from(most)).round()
        };
        let x = along(event.client_x(), bounds.left(), bounds.width(), WIDTH);
        let y = along(event.client_y(), bounds.top(), bounds.height(), HEIGHT);
        Some(Point {
            x: whole(x),
            y: whole(y),
        })
    };
    let now = move |event: &ev::PointerEvent| {
        let stamp = event.time_stamp();
        let first = first_touch.get_value().unwrap_or(stamp);
        first_touch.set_value(Some(first));
        let last = value.with_untracked(|drawing| {
            drawing
                .lines
                .last()
                .map_or(0, |line| line.began.saturating_add(line.took))
        });
        let since = milliseconds(stamp - first);
        // A drawing that was begun on an earlier page goes on where it ended.
        if since < last { last } else { since }
    };
    let down = move |event: ev::PointerEvent| {
        let is_palm = event.width() > PALM || event.height() > PALM;
        let is_other_button = event.pointer_type() == "mouse" && event.button() != 0;
        if is_closed.get_untracked() || is_palm || is_other_button {
            return;
        }
        if current.with_untracked(Option::is_some) {
            return;
        }
        let Some(at) = place(&event) else { return };
        event.prevent_default();
        is_asking.set(false);
        if let Some(sheet) = sheet.get_untracked() {
            // Without it a line ends at the edge of the sheet, and nothing else is lost.
            let _ = sheet.set_pointer_capture(event.pointer_id());
        }
        current.set(Some((event.pointer_id(), Line::begun(now(&event), at))));
    };
    let moved = move |event: ev::PointerEvent| {
        if !is_of(current, &event) {
            return;
        }
        if let Some(at) = place(&event) {
            let now = now(&event);
            current.update(|current| {
                if let Some((_, line)) = current {
                    line.go_on(now, at);
                }
            });
        }
    };
    let up = move |event: ev::PointerEvent| {
        if !is_of(current, &event) {
            return;
        }
        if let Some((_, line)) = current.try_update(Option::take).flatten() {
            let mut drawing = value.get_untracked();
            drawing.lines.push(line);
            on_change.run(drawing);
        }
    };
    let cancelled = move |event: ev::PointerEvent| {
        if is_of(current, &event) {
            current.set(None);
        }
    };
    let undo = move |()| {
        let mut drawing = value.get_untracked();
        if drawing.lines.pop().is_some() {
            on_change.run(drawing);
        }
    };
    let clear = move |()| {
        is_asking.set(false);
        on_change.run(Drawing::default());
    };
    let is_empty = Signal::derive(move || value.with(Drawing::is_empty));
    let state = move || {
        let n = value.with(|drawing| drawing.lines.len());
        if n == 0 {
            wording().say("component.pad-empty")
        } else {
            wording().count("component.pad-lines", n)
        }
    };
    let lines = move || {
        value.with(|drawing| {
            drawing
                .lines
                .iter()
                .map(|line| view! { <path d=line.path()></path> })
                .collect_view()
        })
    };
    let line = move || {
        current.with(|current| {
            let (_, line) = current.as_ref()?;
            Some(view! { <path d=line.path()></path> })
        })
    };
    let words = wording();
    view! {
        <FormGroup error=error link_id=link_id>
            <p class="govuk-label" id=label_id.clone()>{label}</p>
            {helped}
            <svg
                class="app-pad"
                id=id
                node_ref=sheet
                role="img"
                tabindex="-1"
                aria-labelledby=label_id
                aria-describedby=described
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                preserveAspectRatio="none"
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=up
                on:pointercancel=cancelled
            >
                <path class="app-pad__foot" d="M60 320L940 320"></path>
                <g class="app-pad__lines">{lines}{line}</g>
            </svg>
            <p class="govuk-body-s" role="status">{state}</p>
            <Show when=move || !is_empty.get() && !is_closed.get()>
                <div class="govuk-button-group">
                    <Button
                        text=wording().say("component.pad-undo")
                        kind=ButtonKind::Secondary
                        on_press=undo
                    />
                    <Show
                        when=move || is_asking.get()
                        fallback=move || {
                            view! {
                                <Button
                                    text=wording().say("component.pad-clear")
                                    kind=ButtonKind::Secondary
                                    on_press=move |()| is_asking.set(true)
                                />
                            }
                        }
                    >
                        <Button
                            text=wording().say("component.pad-clear-yes")
                            kind=ButtonKind::Secondary
                            on_press=clear
                        />
                        <Button
                            text=wording().say("component.pad-clear-no")
                            kind=ButtonKind::Secondary
                            on_press=move |()| is_asking.set(false)
                        />
                    </Show>
                </div>
            </Show>
            <p class="govuk-visually-hidden">{words.say("component.pad-other-ways")}</p>
        </FormGroup>
    }
    .into_any()
}

/// Whether an event is of the pointer that draws.
fn is_of(current: RwSignal<Option<(i32, Line)>>, event: &ev::PointerEvent) -> bool {
    current.with_untracked(|current| {
        current
            .as_ref()
            .is_some_and(|(pointer, _)| *pointer == event.pointer_id())
    })
}

/// A place on the sheet that was rounded and is within it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it was rounded and lies between nought and the sheet's size"
)]
fn whole(place: f64) -> u16 {
    place as u16
}

/// Time in whole milliseconds; a clock that goes backwards stands still.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a number of milliseconds can be"
)]
fn milliseconds(time: f64) -> u32 {
    time.clamp(0.0, f64::from(u32::MAX)) as u32
}
