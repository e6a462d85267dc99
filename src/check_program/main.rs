//! Says what is wrong with an agency's folder and with forms: a program of its own for `check.html`, and for the command
//! `cargo xtask check-forms`. Both give the verdicts of `engine::agency::verdicts` and no others.

#[cfg(not(target_arch = "wasm32"))]
mod folder;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    folder::check()
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod program {
    use mhtr_forms::engine::agency::named;
    use mhtr_forms::engine::agency::verdicts::{Site, verdicts};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The files that the settings of an agency name, a path a line.
    #[wasm_bindgen]
    pub fn files(settings: &str) -> String {
        let files = named(settings).into_iter().map(|file| file.path);
        files.collect::<Vec<_>>().join("\n")
    }

    /// The verdicts on a site in JSON, as JSON; nothing if it is none.
    #[wasm_bindgen]
    pub fn check(site: &str) -> Option<String> {
        let site: Site = serde_json::from_str(site).ok()?;
        serde_json::to_string(&verdicts(&site)).ok()
    }
}
