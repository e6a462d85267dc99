//! A folder as a package that npm installs: the same files give the same bytes, whenever and wherever it is packed.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The size of everything in a tar archive is a multiple of this.
const BLOCK: usize = 512;
/// The folder within the archive that npm looks in.
const WITHIN: &str = "package";
/// 26 October 1985, 08:15, the time npm itself gives to every file: no time would be 1970, which some tools refuse.
const TIME: u64 = 499_162_500;

/// The name npm gives to a package's archive: `@a/b` of version 1.0.0 is `a-b-1.0.0.tgz`.
pub fn name(package: &str) -> Result<String> {
    let package: serde_json::Value = serde_json::from_str(package)?;
    let word = |key: &str| {
        let word = package.get(key).and_then(serde_json::Value::as_str);
        word.with_context(|| format!("package.json has no {key}"))
    };
    let name = word("name")?.trim_start_matches('@').replace('/', "-");
    Ok(format!("{name}-{}.tgz", word("version")?))
}

/// The files of a folder, which holds no other, packed and compressed.
pub fn of_package(folder: &Path) -> Result<Vec<u8>> {
    let mut names = fs::read_dir(folder)
        .with_context(|| format!("no {}", folder.display()))?
        .map(|entry| {
            let name = entry?.file_name();
            let name = name.to_str().context("a file has no plain name")?;
            Ok(name.to_owned())
        })
        .collect::<Result<Vec<_>>>()?;
    names.sort();
    let mut archive = Vec::new();
    for name in names {
        let bytes = fs::read(folder.join(&name))?;
        archive.extend(header(&format!("{WITHIN}/{name}"), bytes.len())?);
        archive.extend(&bytes);
        archive.resize(archive.len().next_multiple_of(BLOCK), 0);
    }
    // The end: two empty blocks.
    archive.resize(archive.len() + 2 * BLOCK, 0);
    // Without a name and a time in it, so that it does not depend on either.
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&archive)?;
    Ok(gzip.finish()?)
}

/// The block before a file (POSIX ustar).
fn header(name: &str, length: usize) -> Result<[u8; BLOCK]> {
    ensure!(
        name.len() < 100,
        "{name} is too long a name for a tar archive"
    );
    let mut header = [0; BLOCK];
    let mut put = |at: usize, text: &str| {
        if let Some(field) = header.get_mut(at..at + text.len()) {
            field.copy_from_slice(text.as_bytes());
        }
    };
    put(0, name);
    put(100, "0000644\0");
    // Nobody's: owner and group are nought.
    put(108, "0000000\0");
    put(116, "0000000\0");
    put(124, &format!("{length:011o}\0"));
    put(136, &format!("{TIME:011o}\0"));
    // While the sum is computed, spaces stand in its place.
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\x0000");
    let sum: u32 = header.iter().copied().map(u32::from).sum();
    if let Some(field) = header.get_mut(148..156) {
        field.copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::{name, of_package};
    use std::fs;
    use std::process::Command;

    #[test]
    fn a_package_is_packed_to_the_same_bytes_and_unpacked_to_the_same_files() {
        let folder = std::env::temp_dir().join(format!("tarball-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        fs::create_dir_all(&from).unwrap();
        fs::create_dir_all(&to).unwrap();
        let files = [
            ("a.js", vec![b'a'; 512]),
            ("b.wasm", vec![0, 1, 2]),
            ("c", vec![]),
        ];
        for (name, bytes) in &files {
            fs::write(from.join(name), bytes).unwrap();
        }
        let packed = of_package(&from).unwrap();
        assert_eq!(packed, of_package(&from).unwrap());
        fs::write(folder.join("it.tgz"), packed).unwrap();
        let mut tar = Command::new("tar");
        let status = tar
            .arg("-xzf")
            .arg(folder.join("it.tgz"))
            .arg("-C")
            .arg(&to)
            .status();
        assert!(status.unwrap().success());
        for (name, bytes) in &files {
            assert_eq!(
                &fs::read(to.join("package").join(name)).unwrap(),
                bytes,
                "{name}"
            );
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_archive_is_called_as_npm_calls_it() {
        let package = r#"{ "name": "@mhtr-forms/api", "version": "0.1.0" }"#;
        assert_eq!(name(package).unwrap(), "mhtr-forms-api-0.1.0.tgz");
        assert!(name(r#"{ "name": "a" }"#).is_err());
    }
}
