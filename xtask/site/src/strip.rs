//! Takes the parts out of a compiled module that only a debugger reads.
//!
//! They are two thirds of a development build. Without them the site is put together, and loads, in
//! half the time; a panic still names its file and line, because those stand in the code itself.

use anyhow::{Context, Result, ensure};

/// The magic number and the version.
const HEADER: usize = 8;
const CUSTOM_SECTION: u8 = 0;

/// Where Leptos's splitting notes that it may look for mistakes of its own, by an import that only its own loader gives.
const SPLIT_MARK: &[u8] = b"__wasm_split_unstable";

/// The module without the names of its functions and without debugging information.
pub fn without_debugging(module: &[u8]) -> Result<Vec<u8>> {
    let (header, mut rest) = module
        .split_at_checked(HEADER)
        .context("the compiled app is cut short")?;
    ensure!(
        header.starts_with(b"\0asm"),
        "the compiled app is not WebAssembly"
    );
    let mut kept = header.to_vec();
    while let Some((&kind, after_kind)) = rest.split_first() {
        let (length, content) = number(after_kind)?;
        let (content, after) = content
            .split_at_checked(length)
            .context("a section of the compiled app is cut short")?;
        let is_for_debuggers = kind == CUSTOM_SECTION && {
            let (length, name) = number(content)?;
            let name = name
                .get(..length)
                .context("a section's name is cut short")?;
            name == b"name" || name == SPLIT_MARK || name.starts_with(b".debug_")
        };
        if !is_for_debuggers {
            kept.extend_from_slice(&rest[..rest.len() - after.len()]);
        }
        rest = after;
    }
    Ok(kept)
}

/// A number of seven bits a byte, the lowest first, and what follows it.
fn number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        number |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Ok((number, &bytes[at + 1..]));
        }
    }
    anyhow::bail!("a length in the compiled app has no end")
}

#[cfg(test)]
mod tests {
    use super::without_debugging;

    fn section(kind: u8, content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).unwrap();
        [[kind, length].as_slice(), content].concat()
    }

    #[test]
    fn only_what_debuggers_read_is_taken_out() {
        let header = b"\0asm\x01\0\0\0";
        let (types, ours) = (section(1, b"abc"), section(0, b"\x04ours!"));
        let (names, debug) = (section(0, b"\x04name..."), section(0, b"\x0b.debug_line.."));
        let module = [header.as_slice(), &types, &names, &ours, &debug].concat();
        let expected = [header.as_slice(), &types, &ours].concat();
        assert_eq!(without_debugging(&module).unwrap(), expected);
    }

    #[test]
    fn what_is_cut_short_is_refused() {
        let header = b"\0asm\x01\0\0\0";
        for cut in [
            b"".as_slice(),
            b"\x01\x05ab",
            b"\x01\xff\xff\xff\xff\xff",
            b"\0\x02\x09x",
        ] {
            assert!(
                without_debugging(&[header.as_slice(), cut].concat()).is_err() != cut.is_empty()
            );
        }
        assert!(without_debugging(b"<!doctype html>").is_err());
    }
}
