//! Reads the `data-trunk` links of `index.html`: the one list of what goes into the site.
//!
//! Understands what this project's page uses of Trunk's links and refuses the rest by name, so that
//! the two can never make different sites silently.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};

/// One `<link data-trunk …>` and where it stands in the page.
pub struct Link {
    pub place: Range<usize>,
    pub rel: Rel,
    pub attributes: BTreeMap<String, String>,
}

/// What a link asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rel {
    /// A stylesheet, under a hashed name, with its integrity.
    Css,
    /// A file as it is.
    CopyFile,
    /// A folder as it is.
    CopyDir,
    /// The app.
    Rust,
}

impl Link {
    /// The file or folder it names, relative to the page.
    pub fn href(&self) -> Result<&str> {
        self.attributes
            .get("href")
            .map(String::as_str)
            .context("a data-trunk link has no href")
    }
}

/// The links of a page, in order.
pub fn links(page: &str) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(found) = page[at..].find('<').map(|i| at + i) {
        let rest = &page[found..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->").context("a comment has no end")?;
            at = found + end + 3;
            continue;
        }
        let (attributes, length) = tag(rest)?;
        at = found + length;
        let is_link = rest
            .get(1..5)
            .is_some_and(|name| name.eq_ignore_ascii_case("link"));
        if !attributes.contains_key("data-trunk") {
            continue;
        }
        if !is_link {
            bail!("only <link> may carry data-trunk here: {}", &rest[..length]);
        }
        let rel = match attributes.get("rel").map(String::as_str) {
            Some("css") => Rel::Css,
            Some("copy-file") => Rel::CopyFile,
            Some("copy-dir") => Rel::CopyDir,
            Some("rust") => Rel::Rust,
            other => bail!("Trunk may know rel={other:?}; xtask/site/src/page.rs does not yet"),
        };
        if attributes.contains_key("data-target-path") {
            bail!("data-target-path is not known to xtask/site/src/page.rs");
        }
        links.push(Link {
            place: found..at,
            rel,
            attributes,
        });
    }
    Ok(links)
}

/// The attributes of the tag that the text starts with, and its length.
fn tag(text: &str) -> Result<(BTreeMap<String, String>, usize)> {
    let mut attributes = BTreeMap::new();
    let mut rest = text[1..].trim_start_matches(|c: char| !c.is_whitespace() && c != '>');
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Ok((attributes, text.len() - after.len()));
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
            .with_context(|| {
                format!(
                    "a tag has no end: {}",
                    text.chars().take(60).collect::<String>()
                )
            })?;
        let (name, after) = rest.split_at(end);
        rest = after.trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..]
                    .split_once(quote)
                    .context("an attribute's quote has no end")?,
                _ => after.split_at(
                    after
                        .find(|c: char| c.is_whitespace() || c == '>')
                        .unwrap_or(after.len()),
                ),
            };
        }
        attributes.insert(name.to_ascii_lowercase(), value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::{Rel, links};

    #[test]
    fn links_are_found_with_their_place() {
        let page = "<!-- <link data-trunk rel=css href=no> -->\n<head><meta charset=\"utf-8\">\
                    <link rel='icon' href='data:,'><link data-trunk rel=\"css\" href='a>b.css' />x";
        let found = links(page).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].rel, Rel::Css);
        assert_eq!(found[0].href().unwrap(), "a>b.css");
        assert!(page[found[0].place.clone()].ends_with("/>"));
        assert_eq!(&page[found[0].place.end..], "x");
    }

    #[test]
    fn what_only_trunk_knows_is_refused() {
        assert!(links("<link data-trunk rel=sass href=a.scss>").is_err());
        assert!(links("<script data-trunk src=a.js></script>").is_err());
    }
}
