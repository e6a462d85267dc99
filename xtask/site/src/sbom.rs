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
use serde::Deserialize;

use crate::manifest::{self, Edition};
use crate::names;

/// The package whose programs the site holds.
const ROOT: &str = "mhtr-forms";

/// The package of the program for developers (`api/`), which the site holds too.
const API: &str = "api";

/// What cargo says of the project (`cargo metadata`), as far as it is wanted here.
#[derive(Deserialize)]
struct Said {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    description: Option<String>,
    source: Option<String>,
    targets: Vec<Target>,
}

impl Package {
    /// Its name in the list. Cargo's own holds the folder that somebody has the project in.
    fn reference(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version)
    }

    fn is_macro(&self) -> bool {
        let mut kinds = self.targets.iter().flat_map(|target| &target.kind);
        kinds.any(|kind| kind == "proc-macro")
    }
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    /// `dev` and `build` are told; nothing is told of what is linked.
    kind: Option<String>,
}

/// Writes the list into a site: `said` is what `cargo metadata` says, `compiler` what `rustc --version` says.
pub fn write(site: &Path, said: &Path, compiler: &str, edition: &Edition) -> Result<()> {
    let said = fs::read(said).with_context(|| format!("no {}", said.display()))?;
    let lock = fs::read_to_string("Cargo.lock").context("no Cargo.lock")?;
    let list = list(&serde_json::from_slice(&said)?, &lock, compiler, edition)?;
    fs::write(site.join(manifest::SBOM), list)?;
    Ok(())
}

fn list(said: &Said, lock: &str, compiler: &str, edition: &Edition) -> Result<Vec<u8>> {
    let packages: BTreeMap<&str, &Package> = said
        .packages
        .iter()
        .map(|of| (of.id.as_str(), of))
        .collect();
    let edges: BTreeMap<&str, &[Edge]> = said
        .resolve
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node.deps.as_slice()))
        .collect();
    let of = |id: &str| {
        packages
            .get(id)
            .copied()
            .with_context(|| format!("no package {id}"))
    };
    let root = said
        .packages
        .iter()
        .find(|of| of.name == ROOT && of.source.is_none());
    let root = root.with_context(|| format!("no package {ROOT}"))?;

    // What is in the programs is found first, so that what is there for both is there for them.
    let mut scopes: BTreeMap<&str, Scope> = BTreeMap::new();
    let mut dependencies = BTreeMap::new();
    let mut linked = VecDeque::from([root.id.as_str()]);
    let mut ours = said.packages.iter().filter(|of| of.source.is_none());
    let api = ours.find(|of| of.name == API);
    linked.extend(api.map(|api| api.id.as_str()));
    let mut helping = VecDeque::new();
    while let Some((id, scope)) = linked
        .pop_front()
        .map(|id| (id, Scope::Required))
        .or_else(|| helping.pop_front().map(|id| (id, Scope::Excluded)))
    {
        if scopes.contains_key(id) {
            continue;
        }
        let is_linked = matches!(scope, Scope::Required);
        scopes.insert(id, scope);
        let mut names = BTreeSet::new();
        for edge in edges.get(id).copied().unwrap_or_default() {
            let has =
                |kind: Option<&str>| edge.dep_kinds.iter().any(|of| of.kind.as_deref() == kind);
            if !has(None) && !has(Some("build")) {
                continue;
            }
            let package = of(&edge.pkg)?;
            names.insert(package.reference());
            if is_linked && has(None) && !package.is_macro() {
                linked.push_back(&edge.pkg);
            } else {
                helping.push_back(&edge.pkg);
            }
        }
        dependencies.insert(of(id)?.reference(), names);
    }

    let digests = digests(lock)?;
    let mut components = Vec::new();
    for (id, scope) in &scopes {
        let package = of(id)?;
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
    if let Some(names) = dependencies.get_mut(&root.reference()) {
        names.insert("std".to_owned());
        names.extend(api.map(Package::reference));
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

fn component(
    package: &Package,
    scope: Scope,
    digests: &BTreeMap<(String, String), String>,
) -> Result<Component> {
    let reference = package.reference();
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
    let expression = package.license.as_deref();
    let expression = expression.with_context(|| format!("{} names no licence", package.name))?;
    component.licenses = Some(Licenses(vec![licence(expression)?]));
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
            "description": "what it is", "source": source, "targets": [{ "kind": [kind] }] })
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
