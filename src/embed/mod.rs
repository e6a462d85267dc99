//! A form as a guest in somebody else's page: drawn into an element, told in JSON what to ask, and asked in JSON how it
//! stands.
//!
//! It keeps nothing, asks for no file, and knows nothing of vaults and cases: what was answered is the page's.
//! Whoever embeds it is `public/embed/mhtr-form.js`, through `src/embed_program`.

mod opened;
mod page;
mod part;
mod step;
pub mod wire;

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use crate::engine::fhir;
use crate::engine::problem::Problem;
use crate::engine::wording::Wording;
use crate::ui::{use_words, wording};

use opened::Opened;
use page::EmbeddedForm;
use wire::{Order, Refusal};

/// Says in which language this program speaks: the words of each file are put over the built-in ones. What is wrong
/// with them is in the answer, in JSON.
#[must_use]
pub fn speak(language: &str, files: &[String]) -> String {
    let mut words = Wording::of_forms();
    let mut problems: Vec<Problem> = Vec::new();
    for file in files {
        let (over, found) = words.overlaid(language, file);
        words = over;
        problems.extend(found);
    }
    use_words(words.clone());
    wire::problems(&problems, &words)
}

/// A form that stands in a page. It goes from the page when this goes.
pub struct Embedded {
    opened: Opened,
    _mounted: Box<dyn Any>,
}

impl Embedded {
    /// Draws the form of an order (JSON, see [`Order`]) into an element. `on_change` is called after every change of an
    /// answer, and `on_complete` when the person has finished it with nothing left to put right.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] in JSON where there is nothing to draw.
    pub fn open(
        parent: HtmlElement,
        order: &str,
        on_change: impl Fn() + 'static,
        on_complete: impl Fn() + 'static,
    ) -> Result<Self, String> {
        let order = Order::read(order).map_err(|refusal| refusal.write())?;
        let ready = opened::ready(&order).map_err(|refusal| refusal.write())?;
        let made = Rc::new(Cell::new(None));
        let place = Rc::clone(&made);
        let mounted = mount_to(parent, move || {
            let on_change = StoredValue::new_local(on_change);
            let on_complete = StoredValue::new_local(on_complete);
            let opened = Opened::new(
                ready,
                Callback::new(move |()| on_change.with_value(|call| call())),
                Callback::new(move |()| on_complete.with_value(|call| call())),
            );
            place.set(Some(opened));
            view! { <EmbeddedForm opened=opened/> }
        });
        let opened = made.take();
        opened
            .map(|opened| Self {
                opened,
                _mounted: Box::new(mounted),
            })
            .ok_or_else(|| Refusal::new("stopped", wire::STOPPED, &wording()).write())
    }

    /// How the form stands, in JSON: see [`wire::Standing`].
    #[must_use]
    pub fn standing(&self) -> String {
        wire::Standing::of(&self.opened).write()
    }

    /// The answers to what is asked, in JSON: a QuestionnaireResponse.
    #[must_use]
    pub fn response(&self) -> String {
        fhir::write_response(&self.opened.response())
    }

    /// Everything that was entered, half a date among it, in JSON: for a form that is put elsewhere and goes on.
    #[must_use]
    pub fn kept(&self) -> String {
        self.opened.kept()
    }

    /// Shows what has to be put right, and leads the person there. Whether nothing has to be.
    #[must_use]
    pub fn lead_to_errors(&self) -> bool {
        self.opened.finish_or_stop()
    }

    /// Closes every question, or opens them again.
    pub fn disable(&self, is_disabled: bool) {
        self.opened.is_disabled.set(is_disabled);
    }
}
