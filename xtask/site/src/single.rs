//! The edition in one file: a page that holds the whole site, and starts from a folder of files by a double click.
//!
//! Browsers run no script and fetch no file from beside a page that was opened from a folder. So the styles and the
//! scripts stand in the page, each allowed by its digest, and the programs and texts behind them, packed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use lzma_rust2::{LzipOptions, LzipWriter};
use serde_json::Value;

use crate::assemble::files_below;
use crate::bind::{self, How};
use crate::{assemble, names, word};

/// What to make it of.
pub struct Order<'a> {
    /// A site that is complete.
    pub site: &'a Path,
    /// The program that unpacks, as the compiler wrote it.
    pub unpack: &'a Path,
    /// The file to make.
    pub out: &'a Path,
    pub how: How,
}

/// The memory that unpacking takes, and the distance over which what repeats is found, in bytes.
const DICTIONARY: u32 = 8 << 20;

/// What the page may do: run what it holds, and ask nobody for anything. A digest a script goes in front.
const POLICY: &str = "default-src 'none'; connect-src 'none'; img-src blob: data:; media-src blob: data:; \
    base-uri 'none'; form-action 'none'; object-src 'none'";

/// The folders whose texts are packed, and the one whose texts stay as they are, for whoever changes them.
const PACKED: [&str; 3] = ["forms", "pictures", "wording"];
const IN_CLEAR: &str = "agency";

/// The endings of texts. Recordings are left out: the voice of the device reads aloud instead.
const TEXTS: [&str; 4] = ["json", "svg", "toml", "txt"];

/// Makes the file.
pub fn make(order: &Order<'_>) -> Result<()> {
    let page = fs::read_to_string(order.site.join("index.html")).context("no index.html")?;
    let work = order.out.with_extension("bindgen");
    let unpack = bind::bind(order.unpack, &work, &order.how)?;
    assemble::remove_folder(&work)?;
    let mut parts = Parts::of(order.site, &page)?;
    let packed = pack(&[
        &parts.app_wasm,
        &parts.app_rest,
        &parts.word_wasm,
        &parts.texts()?,
    ])?;
    let modules = [
        // Modules of one page share nothing but the page: they meet here, and boot.js takes this away again.
        "self.mhtrModules = { given: {} };".to_owned(),
        parts.app_js.clone()
            + "\nself.mhtrModules.app = { default: __wbg_init, __wbg_reset_state, endInstance, giveRest };\n",
        format!(
            "const given = self.mhtrModules.given;\n{}\nself.mhtrModules.word = {{ documentOf }};\n",
            parts.word_js
        ),
        unpack.js + "\nself.mhtrModules.unpack = { default: __wbg_init, unpack };\n",
    ];
    let mut page = Page::of(&page);
    page.take_out("<link rel=\"stylesheet\"", ">");
    page.take_out("<link rel=\"modulepreload\"", ">");
    page.take_out("<link rel=\"preload\"", ">");
    page.take_out("<link rel=\"manifest\"", ">");
    page.take_out("<meta name=\"word-program\"", ">");
    page.take_out("<script defer", "</script>");
    page.take_out("<span data-hosted>", "</span>");
    let mut body = String::new();
    for (path, text) in &parts.in_clear {
        ensure!(
            !text.contains("</"),
            "{path} holds a tag, and cannot stand in a page"
        );
        body.push_str(&format!(
            "<script type=\"application/json\" data-path=\"{path}\">\n{text}</script>\n"
        ));
    }
    body.push_str(&format!(
        "<script type=\"text/plain\" id=\"unpack\">{}</script>\n<script type=\"text/plain\" id=\"packed\" data-lengths=\"{}\">{}</script>\n",
        names::in_base64(&unpack.wasm),
        packed.lengths,
        names::in_base64(&packed.bytes)
    ));
    for module in &modules {
        page.add_script(&mut body, " type=\"module\"", module)?;
    }
    for script in [&parts.stopped, &parts.boot] {
        page.add_script(&mut body, "", script)?;
    }
    let mut head = String::new();
    for style in std::mem::take(&mut parts.styles) {
        page.add_style(&mut head, &style)?;
    }
    fs::write(order.out, page.complete(&head, &body)?)
        .with_context(|| format!("cannot write {}", order.out.display()))
}

/// What a site is made of, as far as it goes into the page.
struct Parts {
    app_js: String,
    app_wasm: Vec<u8>,
    app_rest: Vec<u8>,
    word_js: String,
    word_wasm: Vec<u8>,
    stopped: String,
    boot: String,
    styles: Vec<String>,
    packed: BTreeMap<String, String>,
    in_clear: BTreeMap<String, String>,
}

impl Parts {
    fn of(site: &Path, page: &str) -> Result<Self> {
        let text =
            |name: &str| fs::read_to_string(site.join(name)).with_context(|| format!("no {name}"));
        let named = |before: &str| {
            let name = page
                .split_once(before)
                .and_then(|(_, rest)| rest.split_once('"'));
            let (name, _) = name.with_context(|| format!("the page has no {before}"))?;
            Ok::<_, anyhow::Error>(name.to_owned())
        };
        let bytes = |name: String| fs::read(site.join(&name)).with_context(|| format!("no {name}"));
        let word = text(&named("<meta name=\"word-program\" content=\"./")?)?;
        let (word_js, word_wasm) = word::taken_apart(&word, "() => given.word")?;
        let styles = page
            .split("<link rel=\"stylesheet\" href=\"./")
            .skip(1)
            .filter_map(|rest| rest.split_once('"'))
            .map(|(name, _)| text(name));
        let mut parts = Self {
            app_js: text(&named("data-js=\"./")?)?,
            app_wasm: bytes(named("data-wasm=\"./")?)?,
            app_rest: bytes(named("data-rest=\"./")?)?,
            word_js,
            word_wasm,
            stopped: text("stopped.js")?,
            boot: text("boot.js")?,
            styles: styles.collect::<Result<_>>()?,
            packed: BTreeMap::new(),
            in_clear: texts_in(site, IN_CLEAR)?,
        };
        for folder in PACKED {
            parts.packed.append(&mut texts_in(site, folder)?);
        }
        if let Some(index) = parts.packed.get_mut("forms/index.json") {
            *index = without_recordings(index)?;
        }
        Ok(parts)
    }

    /// The texts that are packed, as one.
    fn texts(&self) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(&self.packed)?)
    }
}

/// The texts of a folder of the site, by their paths.
fn texts_in(site: &Path, folder: &str) -> Result<BTreeMap<String, String>> {
    let mut files: Vec<PathBuf> = Vec::new();
    files_below(&site.join(folder), &mut files)?;
    let is_text = |file: &PathBuf| {
        let ending = file.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| TEXTS.contains(&ending))
    };
    let mut texts = BTreeMap::new();
    for file in files.into_iter().filter(is_text) {
        let path = file
            .strip_prefix(site)?
            .to_str()
            .context("a name is not plain")?;
        let text = fs::read_to_string(&file).with_context(|| format!("{path} is no text"))?;
        texts.insert(path.replace('\\', "/"), text);
    }
    Ok(texts)
}

/// The list of forms with those files only that are in the page.
fn without_recordings(index: &str) -> Result<String> {
    let mut index: Value = serde_json::from_str(index)?;
    let forms = index["forms"]
        .as_array_mut()
        .context("forms/index.json lists no forms")?;
    for form in forms {
        if let Some(files) = form["files"].as_array_mut() {
            files.retain(|file| {
                let ending = file.as_str().and_then(|file| file.rsplit_once('.'));
                ending.is_some_and(|(_, ending)| TEXTS.contains(&ending))
            });
        }
    }
    Ok(index.to_string())
}

/// Several things packed as one, with the length of each.
struct Packed {
    bytes: Vec<u8>,
    lengths: String,
}

/// Packs in the format of lzip, whose checksum tells a copy that was cut short.
fn pack(parts: &[&[u8]]) -> Result<Packed> {
    let mut options = LzipOptions::with_preset(9);
    options.lzma_options.dict_size = DICTIONARY;
    let mut writer = LzipWriter::new(Vec::new(), options);
    for part in parts {
        writer.write_all(part)?;
    }
    let lengths: Vec<String> = parts.iter().map(|part| part.len().to_string()).collect();
    Ok(Packed {
        bytes: writer.finish()?,
        lengths: lengths.join(" "),
    })
}

/// The page while it is made, and the digests of what may run in it.
struct Page {
    text: String,
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Page {
    fn of(page: &str) -> Self {
        let mut page = Self {
            text: page.to_owned(),
            scripts: Vec::new(),
            styles: Vec::new(),
        };
        page.take_out("<meta http-equiv=\"Content-Security-Policy\"", ">");
        page
    }

    /// Removes everything that begins and ends so.
    fn take_out(&mut self, begins: &str, ends: &str) {
        while let Some(at) = self.text.find(begins) {
            let Some(length) = self.text[at..].find(ends) else {
                return;
            };
            self.text.replace_range(at..at + length + ends.len(), "");
        }
    }

    fn add_script(&mut self, to: &mut String, attributes: &str, script: &str) -> Result<()> {
        ensure!(
            !script.contains("</script") && !script.contains("<!--"),
            "a script cannot stand in a page as it is"
        );
        self.scripts
            .push(format!("'{}'", names::integrity(script.as_bytes())));
        to.push_str(&format!("<script{attributes}>{script}</script>\n"));
        Ok(())
    }

    fn add_style(&mut self, to: &mut String, style: &str) -> Result<()> {
        ensure!(
            !style.contains("</"),
            "a stylesheet cannot stand in a page as it is"
        );
        self.styles
            .push(format!("'{}'", names::integrity(style.as_bytes())));
        to.push_str(&format!("<style>{style}</style>\n"));
        Ok(())
    }

    /// The whole page, with what belongs at the end of its head and of its body.
    fn complete(self, head: &str, body: &str) -> Result<String> {
        let policy = format!(
            "script-src 'wasm-unsafe-eval' {}; style-src {}; {POLICY}",
            self.scripts.join(" "),
            self.styles.join(" ")
        );
        let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        let charset = "<meta charset=\"utf-8\">";
        ensure!(self.text.contains(charset), "the page has no {charset}");
        // Line ends are one character in a page, whatever they were, and a digest is of what the browser has read.
        ensure!(
            !head.contains('\r') && !body.contains('\r'),
            "a file has line ends of two characters"
        );
        Ok(self
            .text
            .replacen(charset, &format!("{charset}\n    {policy}"), 1)
            .replacen("</head>", &format!("{head}</head>"), 1)
            .replacen("</body>", &format!("{body}</body>"), 1))
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, pack, without_recordings};
    use crate::names;
    use lzma_rust2::LzipReader;
    use std::io::Read as _;

    #[test]
    fn what_is_packed_comes_out_again_the_same_every_time_and_damage_is_told() {
        let text = "the same words again and again, ".repeat(2000);
        let packed = pack(&[text.as_bytes(), b"", b"end"]).unwrap();
        assert_eq!(packed.lengths, format!("{} 0 3", text.len()));
        assert!(packed.bytes.len() < text.len() / 50);
        assert_eq!(
            packed.bytes,
            pack(&[text.as_bytes(), b"", b"end"]).unwrap().bytes
        );
        let unpack = |bytes: &[u8]| {
            let mut unpacked = String::new();
            LzipReader::new(bytes)
                .read_to_string(&mut unpacked)
                .map(|_| unpacked)
        };
        assert_eq!(unpack(&packed.bytes).unwrap(), format!("{text}end"));
        for at in 0..packed.bytes.len() {
            let mut damaged = packed.bytes.clone();
            damaged[at] ^= 1;
            // A few bits say nothing of what comes out.
            let whole = format!("{text}end");
            assert!(
                !unpack(&damaged).is_ok_and(|made| made != whole),
                "byte {at}"
            );
            assert!(
                unpack(&packed.bytes[..at]).is_err() || at == 0,
                "cut at {at}"
            );
        }
    }

    #[test]
    fn only_what_stands_in_the_page_may_run_in_it() {
        let mut page = Page::of(
            "<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"old\"></head><body><script defer src=\"./a.js\"></script></body>",
        );
        page.take_out("<script defer", "</script>");
        let (mut head, mut body) = (String::new(), String::new());
        page.add_style(&mut head, "a { }").unwrap();
        page.add_script(&mut body, " type=\"module\"", "let a = 1")
            .unwrap();
        let made = page.complete(&head, &body).unwrap();
        assert!(!made.contains("old") && !made.contains("a.js"), "{made}");
        assert!(made.contains(&format!(
            "script-src 'wasm-unsafe-eval' '{}'",
            names::integrity(b"let a = 1")
        )));
        assert!(made.contains(&format!("style-src '{}'", names::integrity(b"a { }"))));
        assert!(
            made.ends_with("<script type=\"module\">let a = 1</script>\n</body>"),
            "{made}"
        );
        let mut page = Page::of("");
        assert!(page.add_script(&mut body, "", "'</script>'").is_err());
    }

    #[test]
    fn recordings_are_not_listed_where_they_are_not() {
        let index = r#"{"forms":[{"id":"a","files":["questionnaire.json","idea.mp3"]}]}"#;
        let made = without_recordings(index).unwrap();
        assert!(made.contains("questionnaire.json") && !made.contains("mp3"));
    }
}
