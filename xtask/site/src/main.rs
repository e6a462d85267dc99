//! Makes the site out of the compiled app and the files beside it, and serves it on this machine.
//!
//! `cargo xtask` starts this program; it is a crate of its own so that `cargo xtask` itself starts
//! before anything has been downloaded. What goes into the site stands in `public/index.html` (the
//! `data-trunk` links) and in `Trunk.toml` (the patterns), so that Trunk makes the same site.

mod api;
mod assemble;
mod bind;
mod browser_tests;
mod check;
mod crates;
mod embed;
mod embed_styles;
mod finish;
mod glue;
mod headers;
mod hosting;
mod integrity;
mod manifest;
mod names;
mod notices;
mod offline;
#[cfg(feature = "packing")]
mod pack;
mod page;
mod places;
#[cfg(feature = "packing")]
mod sbom;
mod server;
#[cfg(feature = "packing")]
mod single;
mod sizes;
mod split;
mod strip;
mod tarball;
mod word;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

#[cfg(feature = "packing")]
use crate::manifest::Edition;

const USAGE: &str =
    "site build --wasm FILE --word FILE --embed FILE --out FOLDER [--release] [--wasm-opt PROGRAM]
site api --wasm FILE --metadata FILE --out FOLDER [--release] [--wasm-opt PROGRAM]
site finish FOLDER --word FILE --embed FILE [--release]
site pack FOLDER --metadata FILE --compiler WORDS [--commit COMMIT]
site single FOLDER --unpack FILE --out FILE [--release] [--wasm-opt PROGRAM]
site serve FOLDER [--port N] [--at /sub/folder/]
site sizes FOLDER
site run-tests FILE [words of a test's name]
site headers nginx|apache|htaccess|iis|plain|write";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let command = words.next().context(USAGE)?;
    if command == "run-tests" {
        // Flags are meant for cargo's own test programs.
        let words: Vec<String> = words.filter(|word| !word.starts_with('-')).collect();
        let (file, words) = words.split_first().context(USAGE)?;
        return browser_tests::run(file.as_ref(), words);
    }
    let mut options = Options::read(words)?;
    match command.as_str() {
        "build" => assemble::build(&assemble::Order {
            wasm: options.wasm.take().context(USAGE)?,
            word: options.word.take().context(USAGE)?,
            embed: options.embed.take().context(USAGE)?,
            out: options.out.take().context(USAGE)?,
            is_release: options.is_release,
            wasm_opt: options.wasm_opt.take(),
        }),
        "api" => api::build(&api::Order {
            wasm: options.wasm.take().context(USAGE)?,
            metadata: options.metadata.take().context(USAGE)?,
            out: options.out.take().context(USAGE)?,
            is_release: options.is_release,
            wasm_opt: options.wasm_opt.take(),
        }),
        "finish" => {
            let folder = options.folder()?;
            let how = bind::How {
                is_release: options.is_release,
                ..bind::How::default()
            };
            let word = word::Order {
                wasm: &options.word.take().context(USAGE)?,
                work: &folder.join("word.bindgen"),
                how: how.clone(),
            };
            let embed = embed::Order {
                wasm: &options.embed.take().context(USAGE)?,
                work: &folder.join("embed.bindgen"),
                how,
            };
            finish::finish(&folder, &word, &embed)
        }
        #[cfg(feature = "packing")]
        "pack" => pack::pack(&pack::Order {
            site: &options.folder()?,
            metadata: &options.metadata.take().context(USAGE)?,
            compiler: &options.compiler.take().context(USAGE)?,
            edition: Edition::of_the_project(options.commit.take())?,
        }),
        #[cfg(feature = "packing")]
        "single" => single::make(&single::Order {
            site: &options.folder()?,
            unpack: &options.unpack.take().context(USAGE)?,
            out: &options.out.take().context(USAGE)?,
            how: assemble::how_of_the_page(options.is_release, options.wasm_opt.take())?,
        }),
        "serve" => server::serve(
            &options.folder()?,
            options.port.unwrap_or(8080),
            options.at.as_deref().unwrap_or("/"),
        ),
        "sizes" => sizes::print(&options.folder()?),
        "headers" => match options.first.as_deref().unwrap_or("plain") {
            "write" => hosting::write(hosting::FOLDER.as_ref()),
            server => hosting::print(server),
        },
        _ => bail!(USAGE),
    }
}

/// What may stand behind the command.
#[derive(Default)]
struct Options {
    first: Option<String>,
    wasm: Option<PathBuf>,
    word: Option<PathBuf>,
    unpack: Option<PathBuf>,
    embed: Option<PathBuf>,
    out: Option<PathBuf>,
    wasm_opt: Option<PathBuf>,
    is_release: bool,
    port: Option<u16>,
    at: Option<String>,
    commit: Option<String>,
    metadata: Option<PathBuf>,
    compiler: Option<String>,
}

impl Options {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self::default();
        while let Some(word) = words.next() {
            let mut value = || words.next().context(USAGE);
            match word.as_str() {
                "--wasm" => options.wasm = Some(value()?.into()),
                "--word" => options.word = Some(value()?.into()),
                "--unpack" => options.unpack = Some(value()?.into()),
                "--embed" => options.embed = Some(value()?.into()),
                "--out" => options.out = Some(value()?.into()),
                "--wasm-opt" => options.wasm_opt = Some(value()?.into()),
                "--release" => options.is_release = true,
                "--port" => options.port = Some(value()?.parse().context("--port is a number")?),
                "--at" => options.at = Some(value()?),
                "--metadata" => options.metadata = Some(value()?.into()),
                "--compiler" => options.compiler = Some(value()?),
                "--commit" => options.commit = Some(value()?),
                _ if options.first.is_none() && !word.starts_with('-') => {
                    options.first = Some(word);
                }
                _ => bail!("{word} is not known.\n{USAGE}"),
            }
        }
        Ok(options)
    }

    fn folder(&self) -> Result<PathBuf> {
        Ok(self.first.as_deref().context(USAGE)?.into())
    }
}
