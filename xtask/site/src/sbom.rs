//! The list of what a site is made of (a software bill of materials, CycloneDX 1.5): every crate in its programs, with
//! version, licence, digest, and who asked for it.
//!
//! What only helped to build them (macros, build scripts) is listed as "excluded". The same lock file gives the same bytes:
//! no time stands in it, and its number is made of its content.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use cyclonedx_bom::external_models::normalized_string::NormalizedString;
use cyclonedx_bom::external_models::spdx::SpdxExpression;
use cyclonedx_bom::external_models::uri::Purl;
use cyclonedx_bom::models::bom::{Bom, UrnUuid};
use cyclonedx_bom::models::component::{Classification, Component, Components, Scope};
use cyclonedx_bom::models::dependency::{Dependencies, Dependency};
use cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use cyclonedx_bom::models::license::{LicenseChoice, Licenses};
use cyclonedx_bom::models::metadata::Metadata;
use cyclonedx_bom::models::property::{Properties, Property};
use cyclonedx_bom::validation::Validate;

use crate::crates::{API, Package, ROOT, Said};
use crate::manifest::{self, Edition};
use crate::names;

/// Writes the list into a site: `said` is what `cargo metadata` says, `compiler` what `rustc --version` says.
pub fn write(site: &Path, said: &Said, compiler: &str, edition: &Edition) -> Result<()> {
    let lock = fs::read_to_string("Cargo.lock").context("no Cargo.lock")?;
    fs::write(
        site.join(manifest::SBOM),
        list(said, &lock, compiler, edition)?,
    )?;
    Ok(())
}

fn list(said: &Said, lock: &str, compiler: &str, edition: &Edition) -> Result<Vec<u8>> {
    let root = said.ours(ROOT)?;
    let api = said.ours(API)?;
    let linked = said.linked(&[root, api])?;
    let mut scopes: BTreeMap<&str, Scope> = BTreeMap::new();
    let mut dependencies = BTreeMap::new();
    let mut next = VecDeque::from([root.id.as_str(), api.id.as_str()]);
    while let Some(id) = next.pop_front() {
        if scopes.contains_key(id) {
            continue;
        }
        // What is there for a program and for what helped to build it is there for the program.
        let scope = if linked.contains(id) {
            Scope::Required
        } else {
            Scope::Excluded
        };
        scopes.insert(id, scope);
        let mut names = BTreeSet::new();
        for other in said.built_with(id) {
            names.insert(reference(said.package(other)?));
            next.push_back(other);
        }
        dependencies.insert(reference(said.package(id)?), names);
    }

    let digests = digests(lock)?;
    let mut components = Vec::new();
    for (id, scope) in &scopes {
        let package = said.package(id)?;
        if package.id != root.id {
            components.push(component(package, scope.clone(), &digests)?);
        }
    }
    let mut library = Component::new(
        Classification::Library,
        "std",
        compiler,
        Some("std".to_owned()),
    );
    library.scope = Some(Scope::Required);
    library.description = Some(NormalizedString::new(
        "Rust's standard library, of the compiler that is named as its version",
    ));
    library.licenses = Some(Licenses(vec![licence("MIT OR Apache-2.0")?]));
    components.push(library);
    components.sort_by(|one, other| one.bom_ref.cmp(&other.bom_ref));
    if let Some(names) = dependencies.get_mut(&reference(root)) {
        names.insert("std".to_owned());
        names.insert(reference(api));
    }

    let mut application = component(root, Scope::Required, &digests)?;
    application.component_type = Classification::Application;
    application.properties = edition.commit.as_ref().map(|commit| {
        Properties(vec![Property {
            name: "commit".to_owned(),
            value: NormalizedString::new(commit),
        }])
    });
    let mut bom = Bom {
        // Left alone it is drawn at random.
        serial_number: None,
        metadata: Some(Metadata {
            component: Some(application),
            ..Metadata::default()
        }),
        components: Some(Components(components)),
        dependencies: Some(Dependencies(
            dependencies
                .into_iter()
                .map(|(dependency_ref, names)| Dependency {
                    dependency_ref,
                    dependencies: names.into_iter().collect(),
                })
                .collect(),
        )),
        ..Bom::default()
    };
    bom.serial_number = Some(number(&written(&bom)?)?);
    let checked = bom.validate();
    if !checked.passed() {
        bail!("the list of what the site is made of is not valid: {checked:?}");
    }
    let mut bytes = written(&bom)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The name of a package in the list. Cargo's own holds the folder that somebody has the project in.
fn reference(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

fn component(
    package: &Package,
    scope: Scope,
    digests: &BTreeMap<(String, String), String>,
) -> Result<Component> {
    let reference = reference(package);
    let mut component = Component::new(
        Classification::Library,
        &package.name,
        &package.version,
        Some(reference),
    );
    component.scope = Some(scope);
    component.purl = Some(Purl::new("cargo", &package.name, &package.version)?);
    component.description = package
        .description
        .as_deref()
        .map(|words| NormalizedString::new(words.trim()));
    component.licenses = Some(Licenses(vec![licence(package.terms()?)?]));
    let digest = digests.get(&(package.name.clone(), package.version.clone()));
    ensure!(
        digest.is_some() || package.source.is_none(),
        "Cargo.lock has no digest of {}",
        package.name
    );
    component.hashes = digest.map(|digest| {
        Hashes(vec![Hash {
            alg: HashAlgorithm::SHA_256,
            content: HashValue(digest.clone()),
        }])
    });
    Ok(component)
}

fn licence(expression: &str) -> Result<LicenseChoice> {
    let expression = SpdxExpression::parse_lax(expression.to_owned())
        .map_err(|error| anyhow::anyhow!("{expression}: {error}"))?;
    Ok(LicenseChoice::Expression(expression))
}

/// The digest of each package, by name and version.
fn digests(lock: &str) -> Result<BTreeMap<(String, String), String>> {
    let table: toml::Table = lock.parse()?;
    let packages = table.get("package").and_then(toml::Value::as_array);
    let packages = packages.context("Cargo.lock lists no packages")?;
    let word =
        |of: &toml::Value, key: &str| of.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let digest = |of: &toml::Value| {
        Some((
            (word(of, "name")?, word(of, "version")?),
            word(of, "checksum")?,
        ))
    };
    Ok(packages.iter().filter_map(digest).collect())
}

fn written(bom: &Bom) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bom.clone().output_as_json_v1_5(&mut bytes)?;
    Ok(bytes)
}

/// A number out of the content, in the form of a UUID of one's own making (RFC 9562, version 8).
fn number(content: &[u8]) -> Result<UrnUuid> {
    let hex = names::sha256(content);
    let number = format!(
        "urn:uuid:{}-{}-8{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..32]
    );
    UrnUuid::new(number).map_err(|error| anyhow::anyhow!("{error:?}"))
}

#[cfg(test)]
mod tests {
    use super::list;
    use crate::manifest::Edition;
    use serde_json::{Value, json};

    fn package(name: &str, kind: &str, source: Option<&str>) -> Value {
        json!({ "id": format!("path of {name}"), "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0",
            "description": "what it is", "source": source, "manifest_path": "", "targets": [{ "kind": [kind] }] })
    }

    fn edge(name: &str, kind: Option<&str>) -> Value {
        json!({ "pkg": format!("path of {name}"), "dep_kinds": [{ "kind": kind }] })
    }

    fn listed() -> (Value, String) {
        let from = Some("registry");
        let said = json!({
            "packages": [package("mhtr-forms", "bin", None), package("in-it", "lib", from), package("macro", "proc-macro", from),
                package("of-both", "lib", from), package("only-of-macro", "lib", from), package("of-tests", "lib", from),
                package("api", "bin", None), package("of-api", "lib", from)],
            "resolve": { "nodes": [
                { "id": "path of mhtr-forms", "deps": [edge("macro", None), edge("in-it", None), edge("of-tests", Some("dev"))] },
                { "id": "path of api", "deps": [edge("of-api", None)] },
                { "id": "path of in-it", "deps": [edge("of-both", None)] },
                { "id": "path of macro", "deps": [edge("of-both", None), edge("only-of-macro", None)] },
            ] },
        });
        let lock: String = ["in-it", "macro", "of-both", "only-of-macro", "of-api"]
            .map(|name| {
                format!(
                    "[[package]]\nname = \"{name}\"\nversion = \"1.0.0\"\nchecksum = \"{}\"\n",
                    "0".repeat(64)
                )
            })
            .concat();
        let edition = Edition {
            version: "1.0.0".to_owned(),
            commit: Some("0123abc".to_owned()),
        };
        let made = list(
            &serde_json::from_value(said).unwrap(),
            &lock,
            "rustc 1",
            &edition,
        )
        .unwrap();
        let text = String::from_utf8(made).unwrap();
        (serde_json::from_str(&text).unwrap(), text)
    }

    #[test]
    fn what_is_in_the_programs_is_told_from_what_helped_to_build_them() {
        let (list, _) = listed();
        let scopes: Vec<_> = list["components"]
            .as_array()
            .unwrap()
            .iter()
            .map(|of| (of["name"].as_str().unwrap(), of["scope"].as_str().unwrap()))
            .collect();
        assert_eq!(
            scopes,
            [
                ("api", "required"),
                ("in-it", "required"),
                ("macro", "excluded"),
                ("of-api", "required"),
                ("of-both", "required"),
                ("only-of-macro", "excluded"),
                ("std", "required")
            ]
        );
        assert_eq!(
            list["components"][0]["licenses"][0]["expression"],
            "MIT OR Apache-2.0"
        );
        assert_eq!(list["metadata"]["component"]["type"], "application");
    }

    #[test]
    fn it_is_the_same_every_time_and_names_no_folder() {
        let (_, once) = listed();
        let (_, twice) = listed();
        assert_eq!(once, twice);
        assert!(
            !once.contains("path of") && !once.contains("timestamp"),
            "{once}"
        );
    }
}
