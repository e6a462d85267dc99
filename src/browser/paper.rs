//! What is printed round a page, for as long as the page is shown.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Document;

/// Style rules that were put onto the page.
pub struct Adopted(Option<JsValue>);

/// Puts style rules onto the page. The policy allows that: they are no element of it, and what they say
/// was written here. A browser that knows no such style sheets prints without them.
#[must_use]
pub fn adopt(css: &str) -> Adopted {
    Adopted(try_to_adopt(css).ok())
}

/// Style rules that are no element of the page yet.
///
/// # Errors
///
/// In a browser that knows no such style sheets.
pub(super) fn style_sheet(css: &str) -> Result<JsValue, JsValue> {
    // By name, because not every browser has them.
    let make: Function = named(&js_sys::global(), "CSSStyleSheet")?.dyn_into()?;
    let sheet = Reflect::construct(&make, &Array::new())?;
    let replace: Function = named(&sheet, "replaceSync")?.dyn_into()?;
    replace.call1(&sheet, &JsValue::from_str(css))?;
    Ok(sheet)
}

fn try_to_adopt(css: &str) -> Result<JsValue, JsValue> {
    let sheet = style_sheet(css)?;
    let document = document().ok_or(JsValue::NULL)?;
    let sheets = Array::from(&named(&document, "adoptedStyleSheets")?);
    sheets.push(&sheet);
    document.set_adopted_style_sheets(&sheets);
    Ok(sheet)
}

impl Drop for Adopted {
    fn drop(&mut self) {
        let (Some(sheet), Some(document)) = (self.0.take(), document()) else {
            return;
        };
        let all = document.adopted_style_sheets().into_iter();
        let others: Array = all.filter(|of| *of != sheet).collect();
        document.set_adopted_style_sheets(&others);
    }
}

fn named(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(of, &JsValue::from_str(name))
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
