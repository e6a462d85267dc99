//! The program that writes Word documents, as one script that a page can still take in when it may fetch
//! nothing any more: the WebAssembly stands in it as text.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::bind::{self, How};
use crate::{assemble, names};

/// Where it is in the site: not beside what every visitor loads.
pub const FOLDER: &str = "programs";

/// What to make it of.
pub struct Order<'a> {
    /// What the compiler wrote.
    pub wasm: &'a Path,
    /// A folder to work in.
    pub work: &'a Path,
    pub how: How,
}

/// Where the script is.
pub struct Placed {
    /// Its address in the site.
    pub address: String,
    /// What it has to be, for a page that runs nothing else.
    pub integrity: String,
}

/// Puts the script into the site.
pub fn put(order: &Order<'_>, site: &Path) -> Result<Placed> {
    let bound = bind::bind(order.wasm, order.work, &order.how)?;
    assemble::remove_folder(order.work)?;
    let script = script(&bound.js, &bound.wasm)?;
    let folder = site.join(FOLDER);
    // One that an earlier build has left is of no use to anybody.
    assemble::remove_folder(&folder)?;
    fs::create_dir_all(&folder).with_context(|| format!("no {}", folder.display()))?;
    let name = names::hashed_name("word", ".js", script.as_bytes());
    fs::write(folder.join(&name), &script)?;
    Ok(Placed {
        address: format!("{FOLDER}/{name}"),
        integrity: names::integrity(script.as_bytes()),
    })
}

/// What wasm-bindgen keeps of a running instance, and what stands there when there is none.
const KEPT: [(&str, &str); 3] = [
    (
        "let wasmModule, wasmInstance, wasm;",
        "wasmModule = wasmInstance = wasm = undefined;",
    ),
    (
        "let cachedUint8ArrayMemory0 = null;",
        "cachedUint8ArrayMemory0 = null;",
    ),
    (
        "let cachedDataViewMemory0 = null;",
        "cachedDataViewMemory0 = null;",
    ),
];

/// What stands round the program in the script.
const PROGRAM: &str = "const program = () => Uint8Array.from(atob('";
const END_OF_PROGRAM: &str = "'), (letter) => letter.charCodeAt(0));";

/// The script without the program, which `instead` gives when it is asked for, and the program.
#[cfg(feature = "packing")]
pub fn taken_apart(script: &str, instead: &str) -> Result<(String, Vec<u8>)> {
    let apart = script.split_once(PROGRAM).and_then(|(before, rest)| {
        let (program, after) = rest.split_once(END_OF_PROGRAM)?;
        Some((before, program, after))
    });
    let (before, program, after) =
        apart.context("the script of the Word program is another one")?;
    Ok((
        format!("{before}const program = {instead};{after}"),
        names::from_base64(program)?,
    ))
}

/// The script: wasm-bindgen's own, the program, and the one function that a page calls.
fn script(js: &str, wasm: &[u8]) -> Result<String> {
    let (running, _) = KEPT[0];
    ensure!(
        js.contains(running),
        "wasm-bindgen no longer writes `{running}`; xtask/site/src/word.rs has to follow it"
    );
    let drop: Vec<&str> = KEPT
        .iter()
        .filter(|(kept, _)| js.contains(kept))
        .map(|(_, none)| *none)
        .collect();
    let drop = drop.join(" ");
    let program = names::in_base64(wasm);
    Ok(format!(
        "{js}
{PROGRAM}{program}{END_OF_PROGRAM}

let last = Promise.resolve();

// The bytes of a report's document, one report after the other. Each has an instance of the program to itself,
// whose memory is overwritten before anything else happens: the report stands in it in clear.
export function documentOf(report) {{
    const mine = last.then(async () => {{
        const {{ memory }} = await __wbg_init({{ module_or_path: program() }});
        try {{
            return write(report);
        }} finally {{
            {drop}
            new Uint8Array(memory.buffer).fill(0);
        }}
    }});
    last = mine.catch(() => {{}});
    return mine;
}}
"
    ))
}

#[cfg(test)]
mod tests {
    use super::{KEPT, script};

    #[test]
    fn what_is_kept_of_an_instance_is_let_go_of() {
        let written: Vec<&str> = KEPT.iter().map(|(written, _)| *written).collect();
        let made = script(&written.join("\n"), b"\0asm").unwrap();
        assert!(KEPT.iter().all(|(_, none)| made.contains(none)));
        assert!(made.contains("atob('AGFzbQ==')"));
        #[cfg(feature = "packing")]
        {
            let (rest, program) = super::taken_apart(&made, "() => given").unwrap();
            assert_eq!(program, b"\0asm");
            assert!(rest.contains("const program = () => given;") && !rest.contains("AGFzbQ"));
        }
        // What is not declared must not be assigned to: a module would stop there.
        let made = script(written[0], b"").unwrap();
        assert!(!made.contains("cachedDataViewMemory0"));
        let error = script("let wasm;", b"").err().unwrap();
        assert!(error.to_string().contains(written[0]), "{error}");
    }
}
