//! Prints what a visitor downloads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::assemble::files_below;

/// Prints each file of the first page, and all files together.
pub fn print(site: &Path) -> Result<()> {
    let mut files = Vec::new();
    files_below(site, &mut files)?;
    println!("{:>10} {:>10} {:>10}  file", "bytes", "gzip", "brotli");
    let (top, below): (Vec<PathBuf>, Vec<PathBuf>) = files
        .into_iter()
        .partition(|file| file.parent() == Some(site));
    let mut all = Sizes::default();
    for file in &top {
        let sizes = Sizes::of(&fs::read(file)?)?;
        row(&sizes, &file.strip_prefix(site)?.display().to_string());
        all.add(&sizes);
    }
    row(&all, "together, before any form is opened");
    for file in &below {
        all.add(&Sizes::of(&fs::read(file)?)?);
    }
    row(
        &all,
        &format!("the whole site, {} files", top.len() + below.len()),
    );
    Ok(())
}

/// Bytes as they are, and as a server sends them.
#[derive(Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn add(&mut self, other: &Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }

    #[cfg(feature = "compressed-sizes")]
    fn of(bytes: &[u8]) -> Result<Self> {
        use std::io::Write as _;

        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let best = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut std::io::Cursor::new(bytes), &mut brotli, &best)?;
        Ok(Self {
            raw: bytes.len(),
            gzip: gzip.finish()?.len(),
            brotli: brotli.len(),
        })
    }

    #[cfg(not(feature = "compressed-sizes"))]
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature with the feature on"
    )]
    fn of(bytes: &[u8]) -> Result<Self> {
        Ok(Self {
            raw: bytes.len(),
            ..Self::default()
        })
    }
}

fn row(sizes: &Sizes, name: &str) {
    println!(
        "{:>10} {:>10} {:>10}  {name}",
        sizes.raw, sizes.gzip, sizes.brotli
    );
}
