//! Draws a form into a page of somebody else's: a program of its own, without a vault, that `public/embed/mhtr-form.js`
//! loads once for all the forms of a page.

fn main() {}

#[cfg(target_arch = "wasm32")]
mod program {
    use std::cell::RefCell;

    use js_sys::Function;
    use mhtr_forms::embed::{self, Embedded};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::HtmlElement;

    thread_local! {
        static STOPPED: RefCell<Option<Function>> = const { RefCell::new(None) };
    }

    /// Calls what has nobody to hear its answer: a listener that throws is the page's own affair.
    fn call(listener: &Function) {
        let _ = listener.call0(&JsValue::UNDEFINED);
    }

    /// Says in which language to speak, with the words for it, and who has to know if the program stops. Gives what is
    /// wrong with the words, in JSON.
    #[wasm_bindgen]
    pub fn begin(language: &str, words: Vec<String>, stopped: Function) -> String {
        STOPPED.set(Some(stopped));
        // Where it happened is told to nobody, and its words least of all: they may hold what a person typed.
        std::panic::set_hook(Box::new(|_| {
            STOPPED.with_borrow(|stopped| stopped.iter().for_each(call));
        }));
        embed::speak(language, &words)
    }

    /// A form in a page.
    #[wasm_bindgen]
    pub struct Placed(Embedded);

    #[wasm_bindgen]
    impl Placed {
        /// Draws the form of an order into an element.
        ///
        /// # Errors
        ///
        /// A refusal in JSON.
        #[wasm_bindgen(constructor)]
        pub fn new(
            parent: HtmlElement,
            order: &str,
            changed: Function,
            completed: Function,
        ) -> Result<Self, JsValue> {
            let placed = Embedded::open(
                parent,
                order,
                move || call(&changed),
                move || call(&completed),
            );
            Ok(Self(placed.map_err(JsValue::from)?))
        }

        /// How the form stands, in JSON.
        pub fn standing(&self) -> String {
            self.0.standing()
        }

        /// The answers to what is asked, in JSON: a QuestionnaireResponse.
        pub fn response(&self) -> String {
            self.0.response()
        }

        /// Everything that was entered, in JSON.
        pub fn kept(&self) -> String {
            self.0.kept()
        }

        /// Leads the person to what has to be put right; whether nothing has to be.
        #[wasm_bindgen(js_name = leadToErrors)]
        pub fn lead_to_errors(&self) -> bool {
            self.0.lead_to_errors()
        }

        /// Closes every question, or opens them again.
        pub fn disable(&self, is_disabled: bool) {
            self.0.disable(is_disabled);
        }
    }
}
