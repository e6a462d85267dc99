//! Other applications at the same address: they can read, overwrite and remove everything kept here.
//!
//! Browsers keep what a page stores by the address's host, not by its folder. What others have left
//! there is known by its name, since everything of ours begins with the same word.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, Window};

/// What the name of everything that these forms keep begins with.
const OURS: &str = "mhtr-forms";
/// The most that is told of one kind, and the most characters of one name.
const MOST: usize = 50;
const LONGEST: usize = 80;

/// Something that another application keeps at this address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Neighbour {
    /// A key in `localStorage`, by its name.
    Key(String),
    /// An `IndexedDB` database, by its name.
    Database(String),
    /// A service worker, by the address it stands over: it can change what arrives here.
    ServiceWorker(String),
}

impl Neighbour {
    /// Its name, whatever it is.
    #[must_use]
    pub fn into_name(self) -> String {
        match self {
            Self::Key(name) | Self::Database(name) | Self::ServiceWorker(name) => name,
        }
    }
}

/// Everything that other applications keep at this address, as far as this browser tells, in order. At
/// most 50 of a kind, each name cut after 80 characters. What may not be looked at is no neighbour.
pub async fn find() -> Vec<Neighbour> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let named = |names: Vec<String>, make: fn(String) -> Neighbour| {
        let foreign = names.into_iter().filter(|name| !name.starts_with(OURS));
        let short = foreign.map(|name| name.chars().take(LONGEST).collect());
        short.take(MOST).map(make).collect::<Vec<_>>()
    };
    let keys = keys(&window).unwrap_or_default();
    let databases = databases(&window).await.unwrap_or_default();
    let workers = service_workers(&window).await.unwrap_or_default();
    let mut found = named(keys, Neighbour::Key);
    found.extend(named(databases, Neighbour::Database));
    found.extend(named(workers, Neighbour::ServiceWorker));
    found.sort();
    found
}

fn keys(window: &Window) -> Option<Vec<String>> {
    let storage = window.local_storage().ok()??;
    let n_keys = storage.length().ok()?;
    Some((0..n_keys).filter_map(|n| storage.key(n).ok()?).collect())
}

async fn databases(window: &Window) -> Option<Vec<String>> {
    let factory: JsValue = window.indexed_db().ok()??.into();
    // Not every browser in use can list its databases.
    let list: Function = Reflect::get(&factory, &"databases".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let listed: Promise = list.call0(&factory).ok()?.dyn_into().ok()?;
    let listed: Array = JsFuture::from(listed).await.ok()?.dyn_into().ok()?;
    let name = |of: JsValue| Reflect::get(&of, &"name".into()).ok()?.as_string();
    Some(listed.iter().filter_map(name).collect())
}

/// The addresses that service workers stand over, but for workers out of our own folder.
async fn service_workers(window: &Window) -> Option<Vec<String>> {
    // Over plain http there are none, and nothing to ask for them.
    let navigator: JsValue = window.navigator().into();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    let container: ServiceWorkerContainer = container.dyn_into().ok()?;
    let registered = JsFuture::from(container.get_registrations()).await.ok()?;
    let registered: Array = registered.dyn_into().ok()?;
    let base = window.document()?.base_uri().ok()??;
    // The place in the app stands after `#`, with slashes of its own.
    let base = base.split(['?', '#']).next()?;
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_ours = |of: &ServiceWorkerRegistration| {
        let worker = of
            .active()
            .or_else(|| of.waiting())
            .or_else(|| of.installing());
        worker.is_some_and(|worker| worker.script_url().starts_with(&format!("{folder}/")))
    };
    let registered = registered.iter().filter_map(|of| of.dyn_into().ok());
    Some(
        registered
            .filter(|of| !is_ours(of))
            .map(|of: ServiceWorkerRegistration| of.scope())
            .collect(),
    )
}
