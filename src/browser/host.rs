//! What the page round the program does for it: `window.mhtr`, made by `public/stopped.js` and
//! `public/boot.js`.
//!
//! Those are written in JavaScript because they have to work when the program does not. Where the page
//! is another one, as in the tests of single functions, each of these does nothing; only files are
//! then fetched in the plain way.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    type Host;

    #[wasm_bindgen(thread_local_v2, js_name = mhtr)]
    static HOST: Option<Host>;

    #[wasm_bindgen(method)]
    fn read(this: &Host, address: &str) -> Promise;
    #[wasm_bindgen(method, js_name = closeDoors)]
    fn close_doors(this: &Host);
    #[wasm_bindgen(method)]
    fn restart(this: &Host);
    #[wasm_bindgen(method)]
    fn stopped(this: &Host, place: &str);
    #[wasm_bindgen(method, getter, js_name = isStopped)]
    fn is_stopped(this: &Host) -> bool;
    #[wasm_bindgen(method, js_name = savedAt)]
    fn saved_at(this: &Host, time: &str);
    #[wasm_bindgen(method)]
    fn opening(this: &Host, id: &str);
    #[wasm_bindgen(method)]
    fn opened(this: &Host, id: &str);
    #[wasm_bindgen(method, js_name = timesStopped)]
    fn times_stopped(this: &Host, id: &str) -> u32;

    #[wasm_bindgen(method, getter, js_name = isInOneFile)]
    fn is_in_one_file(this: &Host) -> bool;
    #[wasm_bindgen(method, js_name = hasNewVersion)]
    fn has_new_version(this: &Host) -> bool;
    #[wasm_bindgen(method, js_name = useNewVersion)]
    fn use_new_version(this: &Host);
    #[wasm_bindgen(method, js_name = wordDocument)]
    fn word_document(this: &Host, report: &Uint8Array) -> Promise;

    type HostAnswer;
    #[wasm_bindgen(method, getter)]
    fn status(this: &HostAnswer) -> u16;
    #[wasm_bindgen(method, getter)]
    fn text(this: &HostAnswer) -> String;
}

/// What a file of this site was answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; 0 where nobody answered.
    pub status: u16,
    /// The text that came.
    pub text: String,
}

/// A file that has been asked for. The question is on its way from the start, whenever the answer is
/// waited for.
#[derive(Debug)]
pub enum Asked {
    /// By the page round the program, which keeps the answer for when the program is started again.
    OfHost(Promise),
    /// In the plain way.
    Fetched(Promise),
}

/// Asks for the text of a file by its whole address.
#[must_use]
pub fn ask(address: &str) -> Option<Asked> {
    let of_host = HOST.with(|host| host.as_ref().map(|host| host.read(address)));
    match of_host {
        Some(promise) => Some(Asked::OfHost(promise)),
        None => web_sys::window().map(|window| Asked::Fetched(window.fetch_with_str(address))),
    }
}

impl Asked {
    /// The answer; `None` where it is not text.
    pub async fn answer(self) -> Option<Answer> {
        match self {
            Self::OfHost(promise) => {
                let answer = JsFuture::from(promise).await.ok()?;
                let answer: HostAnswer = answer.unchecked_into();
                Some(Answer {
                    status: answer.status(),
                    text: answer.text(),
                })
            }
            Self::Fetched(promise) => {
                let Ok(response) = JsFuture::from(promise).await else {
                    return Some(Answer {
                        status: 0,
                        text: String::new(),
                    });
                };
                let response: Response = response.dyn_into().ok()?;
                let text: JsValue = JsFuture::from(response.text().ok()?).await.ok()?;
                Some(Answer {
                    status: response.status(),
                    text: text.as_string()?,
                })
            }
        }
    }
}

fn with_host(work: impl FnOnce(&Host)) {
    HOST.with(|host| {
        if let Some(host) = host {
            work(host);
        }
    });
}

/// Takes the page's last way to the network away, for as long as the page stands.
pub fn close_doors() {
    with_host(Host::close_doors);
}

/// Ends this instance of the program and starts another in an empty page, without the network. The
/// memory of this one is overwritten as soon as whatever calls this has returned; nothing that it has
/// left with the browser (timers, listeners, promises) runs after that.
pub fn restart() {
    with_host(Host::restart);
}

/// The program cannot go on: the page says so in place of everything else. Nothing of the program runs
/// or writes after this. `place` is told on the console, so it is a place in the source and no more.
pub fn stopped(place: &str) {
    with_host(|host| host.stopped(place));
}

/// Whether the program has stopped; nothing may be written then.
#[must_use]
pub fn is_stopped() -> bool {
    HOST.with(|host| host.as_ref().is_some_and(Host::is_stopped))
}

/// Whether the page is the edition in one file, which has no server.
#[must_use]
pub fn is_in_one_file() -> bool {
    HOST.with(|host| host.as_ref().is_some_and(Host::is_in_one_file))
}

/// The event by which the page tells that a new version has come.
pub const NEW_VERSION: &str = "mhtr-new-version";

/// Whether a new version of the forms has been kept, and waits to be used.
#[must_use]
pub fn has_new_version() -> bool {
    HOST.with(|host| host.as_ref().is_some_and(Host::has_new_version))
}

/// Starts the new version in place of this one: the page is loaded anew.
pub fn use_new_version() {
    with_host(Host::use_new_version);
}

/// Notes when everything was last saved, in words (`14:02`), for the page to say if the program stops.
pub fn note_saved_at(time: &str) {
    with_host(|host| host.saved_at(time));
}

/// Notes that a record is about to be opened, in case that stops the program.
pub fn note_opening(id: &str) {
    with_host(|host| host.opening(id));
}

/// Notes that a record has been opened: nothing is held against it any more.
pub fn note_opened(id: &str) {
    with_host(|host| host.opened(id));
}

/// How many times in a row the opening of a record was begun and came to no end, in this window or
/// on this machine, whichever is more.
#[must_use]
pub fn times_stopped_while_opening(id: &str) -> u32 {
    HOST.with(|host| host.as_ref().map_or(0, |host| host.times_stopped(id)))
}

/// Asks for a report as a Word document, by `window.mhtr.wordDocument`; what stands in `report` is overwritten.
/// `None` where the page is another one.
pub fn word_document(report: &Uint8Array) -> Option<Promise> {
    HOST.with(|host| host.as_ref().map(|host| host.word_document(report)))
}
