//! Where the keyboard is: moves focus to a field or a heading, and brings its question into view.
//!
//! The address is left alone: what stands after its `#` is the route.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Document, DocumentFragment, Element, FocusOptions, HtmlElement};

/// What can take focus inside the element an error names, the wrong ones first.
const FIELDS: [&str; 2] = [
    ".govuk-input--error, .govuk-textarea--error, .govuk-select--error",
    "input:not([disabled]), textarea:not([disabled]), select:not([disabled]), button:not([disabled]), a[href], [tabindex]",
];

thread_local! {
    /// Whether a page has been shown: the first one must leave the keyboard at the top of the document.
    static HAS_ARRIVED: Cell<bool> = const { Cell::new(false) };
}

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Whether an element with this id is in the page.
#[must_use]
pub fn is_on_page(id: &str) -> bool {
    element(id).is_some()
}

/// The element with this id in the same tree as another: in the page, or in the shadow root of a form that stands in
/// a page of somebody else's, whose ids are its own.
fn element_beside(beside: &Element, id: &str) -> Option<Element> {
    let root = beside.get_root_node();
    if let Some(shadow) = root.dyn_ref::<DocumentFragment>() {
        return shadow.get_element_by_id(id);
    }
    // One that has been taken out of the page since has nothing beside it.
    root.dyn_ref::<Document>()?.get_element_by_id(id)
}

/// Moves focus to the field with this id, or to the first one inside it, with its question in view.
///
/// Returns whether there was one. The question is its legend where there is one, otherwise its label:
/// a field alone at the top of the screen does not say what it asks.
pub fn focus_field(id: &str) -> bool {
    element(id).is_some_and(focus_within)
}

/// As [`focus_field`], for a field in the same tree as an element: wherever a form may stand, this is the one to use.
pub fn focus_field_beside(beside: &Element, id: &str) -> bool {
    element_beside(beside, id).is_some_and(focus_within)
}

fn focus_within(found: Element) -> bool {
    let is_field = found
        .matches("input, textarea, select, button, a[href], summary, [tabindex]")
        .unwrap_or(false);
    let field = if is_field {
        Some(found)
    } else {
        FIELDS
            .iter()
            .find_map(|wanted| found.query_selector(wanted).ok().flatten())
    };
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let question = question_of(&field);
    question
        .unwrap_or_else(|| field.clone().into())
        .scroll_into_view();
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    field.focus_with_options(&options).is_ok()
}

/// What is brought into view with a field: the legend of its fieldset, or its label.
///
/// Always the legend for radios and checkboxes. For other fields only where the field then still
/// stands in the upper half of the screen, as in GOV.UK Frontend 6's error summary: below that a
/// tablet's keyboard would cover it, and a fieldset may hold more than one screen of fields.
fn question_of(field: &HtmlElement) -> Option<Element> {
    let legend = field
        .closest("fieldset:not(.app-whole-page)")
        .ok()
        .flatten()
        .and_then(|fieldset| fieldset.query_selector("legend").ok().flatten());
    if let Some(legend) = legend {
        let is_choice = field.matches("[type=radio], [type=checkbox]");
        if is_choice.unwrap_or(false) || is_near(&legend, field) {
            return Some(legend);
        }
    }
    let group = field.closest(".govuk-form-group").ok().flatten()?;
    group.query_selector("label").ok().flatten()
}

/// Whether a field ends less than half a screen below the top of its legend.
fn is_near(legend: &Element, field: &HtmlElement) -> bool {
    let height = web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64());
    height.is_some_and(|height| {
        let bottom = field.get_bounding_client_rect().bottom();
        bottom - legend.get_bounding_client_rect().top() < height / 2.0
    })
}

/// Moves focus to an element that is in the page, and to the place where it stands.
pub fn focus_element(element: &HtmlElement) {
    // A browser without the element in its page has nothing to focus, and nothing is lost by it.
    let _ = element.focus();
}

/// Moves focus to the heading of a page just shown, from the top of the document.
///
/// Not for the first page: there the browser starts at the top by itself, before the skip link.
pub fn focus_heading(heading: &HtmlElement) {
    if HAS_ARRIVED.replace(true) {
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        focus_element(heading);
    }
}
