//! The pictures of easy read: all of them in one file, put into the page once, where each can be drawn in the
//! colour of the text beside it.

use std::collections::BTreeSet;

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

use super::files;

/// Where they stand beside the page.
const FILE: &str = "pictures/pictures.svg";

/// What the id of each begins with, in the file and in the page.
const PREFIX: &str = "picture-";

/// Reads the pictures and puts them into the page. Gives back the names of those there are; none where the
/// file could not be read.
pub async fn put_into_page() -> BTreeSet<String> {
    match files::read_text(FILE).await {
        Ok(text) => put(&text).unwrap_or_default(),
        Err(_) => BTreeSet::new(),
    }
}

fn put(text: &str) -> Option<BTreeSet<String>> {
    let document = web_sys::window()?.document()?;
    let parsed = DomParser::new()
        .ok()?
        .parse_from_string(text, SupportedType::ImageSvgXml)
        .ok()?;
    let sheet = parsed.document_element()?;
    let symbols = sheet.query_selector_all("symbol").ok()?;
    let names: BTreeSet<String> = (0..symbols.length())
        .filter_map(|n| symbols.item(n)?.dyn_into::<Element>().ok())
        .filter_map(|symbol| Some(symbol.id().strip_prefix(PREFIX)?.to_owned()))
        .collect();
    if names.is_empty() {
        return None;
    }
    let sheet = document.import_node_with_deep(&sheet, true).ok()?;
    document.body()?.append_child(&sheet).ok()?;
    Some(names)
}

/// The reference by which a picture in the page is drawn.
#[must_use]
pub fn reference(name: &str) -> String {
    format!("#{PREFIX}{name}")
}
