//! The digests in the page: what a browser compares each part of the program with before it runs it.
//!
//! Browsers look at `integrity` on scripts, stylesheets and preloaded modules by themselves. The module and
//! the WebAssembly are asked for by `boot.js`, which hands the digests on.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::names;

/// Where the page names a file, and the attribute that holds the digest of it.
///
/// Not on the preload of the WebAssembly: no browser looks at it there.
const PLACES: [(&str, &str); 5] = [
    ("<script defer src=\"./", "integrity"),
    (" data-js=\"./", "data-js-integrity"),
    (" data-wasm=\"./", "data-wasm-integrity"),
    (" data-rest=\"./", "data-rest-integrity"),
    ("<link rel=\"modulepreload\" href=\"./", "integrity"),
];

/// Writes the digest of each file behind its name, over one that stands there.
pub fn write(site: &Path, page: &str) -> Result<()> {
    let path = site.join(page);
    let mut text = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
    for (before, attribute) in PLACES {
        text = with_digests(&text, before, attribute, |name| {
            let path = site.join(name);
            let bytes = fs::read(&path).with_context(|| format!("no {}", path.display()))?;
            Ok(names::integrity(&bytes))
        })?;
    }
    fs::write(path, text)?;
    Ok(())
}

fn with_digests(
    text: &str,
    before: &str,
    attribute: &str,
    digest_of: impl Fn(&str) -> Result<String>,
) -> Result<String> {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(before) {
        let (upto, after) = rest.split_at(at + before.len());
        let (name, after) = after
            .split_once('"')
            .context("a name in the page does not end")?;
        let opening = format!(" {attribute}=\"");
        // One of an earlier time goes.
        rest = after
            .strip_prefix(&opening)
            .and_then(|old| old.split_once('"'))
            .map_or(after, |(_, after)| after);
        made.push_str(&format!("{upto}{name}\"{opening}{}\"", digest_of(name)?));
    }
    made.push_str(rest);
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::with_digests;

    #[test]
    fn every_script_gets_its_digest_and_an_old_one_goes() {
        let page = "<script defer src=\"./a.js\"></script><script defer src=\"./b.js\" integrity=\"old\" data-x=\"1\"></script>";
        let once = with_digests(page, "<script defer src=\"./", "integrity", |name| {
            Ok(format!("of {name}"))
        })
        .unwrap();
        assert_eq!(
            once,
            "<script defer src=\"./a.js\" integrity=\"of a.js\"></script><script defer src=\"./b.js\" integrity=\"of b.js\" data-x=\"1\"></script>"
        );
        let twice = with_digests(&once, "<script defer src=\"./", "integrity", |name| {
            Ok(format!("of {name}"))
        })
        .unwrap();
        assert_eq!(once, twice);
    }
}
