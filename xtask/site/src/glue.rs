//! Makes the app's JavaScript able to end an instance of the program and to start another one.
//!
//! wasm-bindgen writes a function for that when it is asked to, but a callback that an ended instance
//! has left with the browser then throws, and browsers refuse to make an instance of a large module
//! without waiting. Both are put right here, in words that a newer wasm-bindgen must still write.

use anyhow::{Result, ensure};

/// What wasm-bindgen writes, and what stands there instead.
const CHANGES: [(&str, &str); 3] = [
    // A timer or a listener of an ended instance is called in vain.
    (
        "throw new Error('Cannot invoke closure from previous WASM instance');",
        "return;",
    ),
    // Everything before the new instance is still done at once: the old one has ended by then.
    (
        "export function __wbg_reset_state () {",
        "export async function __wbg_reset_state () {",
    ),
    (
        "wasmInstance = new WebAssembly.Instance(wasmModule, __wbg_get_imports());",
        "wasmInstance = await WebAssembly.instantiate(wasmModule, __wbg_get_imports());",
    ),
];

/// Ends the running instance and starts no other.
const END: &str = "\nexport function endInstance() {\n    __wbg_instance_id++;\n}\n";

/// The app's JavaScript with `__wbg_reset_state` as `boot.js` wants it, and `endInstance`.
pub fn restartable(js: &str) -> Result<String> {
    let mut js = js.to_owned();
    for (written, instead) in CHANGES {
        ensure!(
            js.contains(written),
            "wasm-bindgen no longer writes `{written}`; xtask/site/src/glue.rs has to follow it"
        );
        js = js.replace(written, instead);
    }
    Ok(js + END)
}

#[cfg(test)]
mod tests {
    use super::{CHANGES, restartable};

    #[test]
    fn what_wasm_bindgen_no_longer_writes_is_told() {
        let written: String = CHANGES.map(|(written, _)| format!("{written}\n")).concat();
        let made = restartable(&written).unwrap();
        assert!(made.contains("export function endInstance") && !made.contains("throw"));
        for (line, _) in CHANGES {
            let error = restartable(&written.replace(line, "")).unwrap_err();
            assert!(error.to_string().contains(line), "{error}");
        }
    }
}
