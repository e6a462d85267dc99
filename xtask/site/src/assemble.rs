//! Puts the site together: the same site that Trunk makes of the same `index.html` and `Trunk.toml`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail, ensure};

use crate::bind::{self, How};
use crate::page::{self, Link, Rel};
use crate::{embed, finish, glue, names, word};

/// What the name of the app's second part begins with.
pub const REST: &str = "rest";

/// What to build, from what, and where to.
pub struct Order {
    pub wasm: PathBuf,
    /// The program that writes Word documents.
    pub word: PathBuf,
    /// The program that draws a form into another page.
    pub embed: PathBuf,
    pub out: PathBuf,
    pub is_release: bool,
    pub wasm_opt: Option<PathBuf>,
}

impl Order {
    /// How its programs are made ready, as the page's link to the app asks for it.
    fn how(&self, link: &Link) -> How {
        how(link, self.is_release, self.wasm_opt.clone())
    }
}

fn how(link: &Link, is_release: bool, wasm_opt: Option<PathBuf>) -> How {
    let attribute = |name: &str| link.attributes.get(name).cloned();
    How {
        is_release,
        wasm_opt,
        level: attribute("data-wasm-opt").unwrap_or_else(|| "z".to_owned()),
        parameters: attribute("data-wasm-opt-params").unwrap_or_default(),
    }
}

/// How a program beside the app is made ready: as the app is.
#[cfg(feature = "packing")]
pub fn how_of_the_page(is_release: bool, wasm_opt: Option<PathBuf>) -> Result<How> {
    let settings = Settings::read(Path::new("Trunk.toml"))?;
    let page = fs::read_to_string(&settings.page)
        .with_context(|| format!("no {}", settings.page.display()))?;
    let links = page::links(&page)?;
    let app = links.iter().find(|link| link.rel == Rel::Rust);
    let app = app.context("the page has no link to the app")?;
    Ok(how(app, is_release, wasm_opt))
}

/// What Trunk's own settings file says about the page.
struct Settings {
    page: PathBuf,
    public_url: String,
    pattern_script: String,
    pattern_preload: String,
}

/// Builds the site into a folder, if anything it is made of has changed.
pub fn build(order: &Order) -> Result<()> {
    let settings = Settings::read(Path::new("Trunk.toml"))?;
    let page_folder = settings.page.parent().unwrap_or(Path::new(""));
    let page = fs::read_to_string(&settings.page)
        .with_context(|| format!("no {}", settings.page.display()))?;
    let links = page::links(&page)?;

    let stamp = order.out.with_extension("stamp");
    let made_of = made_of(order, &settings, page_folder, &links)?;
    if order.out.is_dir() && fs::read_to_string(&stamp).is_ok_and(|was| was == made_of) {
        println!("  the site is up to date");
        return Ok(());
    }

    let staging = order.out.with_extension("staging");
    remove_folder(&staging)?;
    fs::create_dir_all(&staging)?;
    let mut made = String::with_capacity(page.len());
    let mut preload = String::new();
    let mut at = 0;
    for link in &links {
        made.push_str(&page[at..link.place.start]);
        at = link.place.end;
        let from = page_folder.join(link.href()?);
        match link.rel {
            Rel::Css => made.push_str(&stylesheet(&from, &staging, &settings)?),
            Rel::CopyFile => copy_file(&from, &staging.join(file_name(&from)?))?,
            Rel::CopyDir => copy_folder(&from, &staging.join(file_name(&from)?))?,
            Rel::Rust => {
                let app = app(order, link, &staging)?;
                let script = settings.fill(&settings.pattern_script, &app);
                made.push_str(&app.naming_the_rest(script, &settings.public_url)?);
                preload = settings.fill(&settings.pattern_preload, &app);
            }
        }
    }
    made.push_str(&page[at..]);
    let made = made.replacen("</head>", &format!("{preload}\n  </head>"), 1);
    fs::write(staging.join("index.html"), made)?;
    let how = links
        .iter()
        .find(|link| link.rel == Rel::Rust)
        .map_or_else(How::default, |link| order.how(link));
    let word = word::Order {
        wasm: &order.word,
        work: &order.out.with_extension("word"),
        how: how.clone(),
    };
    let embed = embed::Order {
        wasm: &order.embed,
        work: &order.out.with_extension("embed"),
        how,
    };
    finish::finish(&staging, &word, &embed)?;

    remove_folder(&order.out)?;
    fs::rename(&staging, &order.out)?;
    fs::write(stamp, made_of)?;
    Ok(())
}

impl Settings {
    fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("no {}", path.display()))?;
        let table: toml::Table = text.parse()?;
        let build = table.get("build").and_then(toml::Value::as_table);
        let word = |key: &str| {
            build
                .and_then(|build| build.get(key)?.as_str().map(str::to_owned))
                .with_context(|| format!("{} has no build.{key}", path.display()))
        };
        Ok(Self {
            page: word("target")?.into(),
            public_url: word("public_url")?,
            pattern_script: word("pattern_script")?,
            pattern_preload: word("pattern_preload")?,
        })
    }

    fn fill(&self, pattern: &str, app: &App) -> String {
        pattern
            .replace("{base}", &self.public_url)
            .replace("{js}", &app.js)
            .replace("{wasm}", &app.wasm)
    }
}

/// The names of the app's files in the site.
struct App {
    js: String,
    wasm: String,
    rest: Option<String>,
}

impl App {
    /// The script of the page that starts the app, with the part that arrives behind it. Trunk knows of none.
    fn naming_the_rest(&self, script: String, base: &str) -> Result<String> {
        let Some(rest) = &self.rest else {
            return Ok(script);
        };
        let before = " data-wasm=";
        ensure!(
            script.contains(before),
            "build.pattern_script has no{before}"
        );
        Ok(script.replacen(before, &format!(" data-rest=\"{base}{rest}\"{before}"), 1))
    }
}

/// Makes the app's JavaScript and WebAssembly out of what the compiler wrote.
fn app(order: &Order, link: &Link, staging: &Path) -> Result<App> {
    let stem = order
        .wasm
        .file_stem()
        .and_then(|stem| stem.to_str())
        .context("the compiled app has no name")?;
    let work = order.out.with_extension("bindgen");
    let bound = bind::bind(&order.wasm, &work, &order.how(link))?;
    let (mut js, wasm) = (glue::restartable(&bound.js)?, bound.wasm);
    if bound.rest.is_some() {
        js = glue::awaiting_the_rest(&js)?;
    }
    // One name for all, as they only fit together.
    let rest = bound.rest.as_deref();
    let all = [js.as_bytes(), &wasm, rest.unwrap_or_default()].concat();
    let app = App {
        js: names::hashed_name(stem, ".js", &all),
        wasm: names::hashed_name(stem, "_bg.wasm", &all),
        rest: rest.map(|_| names::hashed_name(REST, ".wasm", &all)),
    };
    fs::write(staging.join(&app.js), js)?;
    fs::write(staging.join(&app.wasm), wasm)?;
    if let (Some(name), Some(rest)) = (&app.rest, rest) {
        fs::write(staging.join(name), rest)?;
    }
    let snippets = work.join("snippets");
    if snippets.is_dir() {
        copy_folder(&snippets, &staging.join("snippets"))?;
    }
    remove_folder(&work)?;
    Ok(app)
}

/// Copies a stylesheet under a hashed name and gives the link to it.
fn stylesheet(from: &Path, staging: &Path, settings: &Settings) -> Result<String> {
    let bytes = fs::read(from).with_context(|| format!("no {}", from.display()))?;
    let full_name = file_name(from)?;
    let (stem, ending) = full_name.rsplit_once('.').context("a file has no ending")?;
    let name = names::hashed_name(stem, &format!(".{ending}"), &bytes);
    fs::write(staging.join(&name), &bytes)?;
    let base = &settings.public_url;
    let integrity = names::integrity(&bytes);
    Ok(format!(
        r#"<link rel="stylesheet" href="{base}{name}" integrity="{integrity}">"#
    ))
}

/// Everything the site is made of, with when it was last changed.
fn made_of(order: &Order, settings: &Settings, folder: &Path, links: &[Link]) -> Result<String> {
    let mut paths = vec![
        std::env::current_exe()?,
        PathBuf::from("Trunk.toml"),
        settings.page.clone(),
        order.wasm.clone(),
        order.word.clone(),
        order.embed.clone(),
    ];
    files_below(Path::new(embed::SOURCE), &mut paths)?;
    for link in links {
        let path = folder.join(link.href()?);
        match link.rel {
            Rel::CopyDir => files_below(&path, &mut paths)?,
            Rel::Css | Rel::CopyFile | Rel::Rust => paths.push(path),
        }
    }
    let mut made_of = format!("{} {:?}\n", order.is_release, order.wasm_opt);
    for path in paths {
        let about = fs::metadata(&path).with_context(|| format!("no {}", path.display()))?;
        let changed = about.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
        made_of.push_str(&format!("{} {} {changed}\n", path.display(), about.len()));
    }
    Ok(made_of)
}

/// Every file below a folder, in order.
pub fn files_below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files_below(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    let mut files = Vec::new();
    files_below(from, &mut files)?;
    fs::create_dir_all(to)?;
    for file in files {
        copy_file(&file, &to.join(file.strip_prefix(from)?))?;
    }
    Ok(())
}

pub fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

pub fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

fn file_name(path: &Path) -> Result<&str> {
    match path.file_name().and_then(|name| name.to_str()) {
        Some(name) => Ok(name),
        None => bail!("{} is not a plain name", path.display()),
    }
}
