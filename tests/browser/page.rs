//! What the tests put in the browser's place, and what they see from there.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = stopWatching)]
    fn stop_watching() -> Array;

    #[wasm_bindgen(js_name = watchFetches)]
    pub fn watch_fetches();

    #[wasm_bindgen(js_name = watchTransactions)]
    pub fn watch_transactions();

    #[wasm_bindgen(js_name = catchFiles)]
    pub fn catch_files();

    #[wasm_bindgen(js_name = caughtFile)]
    async fn caught() -> JsValue;

    #[wasm_bindgen(js_name = setClock)]
    pub fn set_clock(milliseconds: f64, offset: i32);

    #[wasm_bindgen(js_name = putByHand)]
    pub async fn put_by_hand(json: &str, shelf: &str, key: &str);

    #[wasm_bindgen(js_name = deleteDatabase)]
    pub async fn delete_database();

    #[wasm_bindgen(js_name = beFullWith)]
    pub fn be_full_with(n_rows: u32);

    #[wasm_bindgen(js_name = refuseKey)]
    pub fn refuse_key(key: &str);

    #[wasm_bindgen(js_name = makeFirstVersion)]
    pub async fn make_first_version();

    #[wasm_bindgen(js_name = shelves)]
    async fn names_of_shelves() -> JsValue;

    #[wasm_bindgen(js_name = makeDatabase)]
    pub async fn make_database(name: &str);

    #[wasm_bindgen(js_name = removeDatabase)]
    pub async fn remove_database(name: &str);

    #[wasm_bindgen(js_name = standServiceWorkers)]
    pub fn stand_service_workers(scopes_and_scripts: &str);

    #[wasm_bindgen(js_name = refuseStorage)]
    pub fn refuse_storage();
}

fn strings(list: &Array) -> Vec<String> {
    list.iter().filter_map(|of| of.as_string()).collect()
}

/// What was seen since watching began; it ends here.
pub fn seen() -> Vec<String> {
    strings(&stop_watching())
}

/// The name, the media type and the text of the file that was caught.
pub async fn caught_file() -> Vec<String> {
    strings(&Array::from(&caught().await))
}

/// The names of the shelves of the database, in order.
pub async fn shelves() -> Vec<String> {
    strings(&Array::from(&names_of_shelves().await))
}
