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

/// What wasm-bindgen writes for the one thing that the first part of the program asks of the second.
const ASKED: &str = "import * as import1 from \"./rest.js\"\n";

/// Gives it instead: joins the second part to the running instance, which shares its memory and its functions with it. An
/// instance is joined once: what the second part begins with would otherwise be written over what it has come to hold.
const JOINED: &str = r#"let rest;
let joined;
/** The second part of the program, on its way: a promise of a module. */
export function giveRest(module) {
    rest = module;
}
async function join(instance) {
    // Whoever gives it says why it does not come.
    const module = await rest;
    try {
        await WebAssembly.instantiate(module, { __wasm_split: instance });
    } catch (error) {
        console.error(error);
        throw error;
    }
}
const import1 = {
    __wasm_split_load_rest(callback, data) {
        const instance = wasm;
        if (joined?.instance !== instance) joined = { instance, done: join(instance) };
        const say = (isThere) => {
            // An instance that has ended is told nothing.
            if (wasm === instance) instance.__indirect_function_table.get(callback)(data, isThere);
        };
        joined.done.then(() => say(1), () => say(0));
    },
};
"#;

/// The app's JavaScript with the second part of the program joined to the first as soon as it has arrived.
pub fn awaiting_the_rest(js: &str) -> Result<String> {
    ensure!(
        js.contains(ASKED),
        "wasm-bindgen no longer writes `{ASKED}`; xtask/site/src/glue.rs has to follow it"
    );
    Ok(js.replacen(ASKED, JOINED, 1))
}

#[cfg(test)]
mod tests {
    use super::{ASKED, CHANGES, awaiting_the_rest, restartable};

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
    #[test]
    fn the_second_part_is_joined_where_it_was_asked_of_a_file() {
        let made = awaiting_the_rest(&format!("{ASKED}let wasm;\n")).unwrap();
        assert!(made.contains("export function giveRest") && !made.contains("import *"));
        assert!(awaiting_the_rest("let wasm;\n").is_err());
    }
}
