//! What the programs are made of, as cargo has it (`cargo metadata`): which crates are in them, and which only helped to
//! build them.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

/// The package whose programs the site holds.
#[cfg(feature = "packing")]
pub const ROOT: &str = "mhtr-forms";

/// The package of the program for developers (`api/`), which the site holds too.
pub const API: &str = "api";

/// What cargo says of the project, as far as it is wanted here.
#[derive(Deserialize)]
pub struct Said {
    packages: Vec<Package>,
    resolve: Resolve,
}

/// A package.
#[derive(Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    /// A file of its folder with its terms, where its author names one.
    pub license_file: Option<String>,
    #[serde(default)]
    pub authors: Vec<String>,
    #[cfg(feature = "packing")]
    pub description: Option<String>,
    /// Where it is from; nothing for one of our own.
    pub source: Option<String>,
    pub manifest_path: PathBuf,
    targets: Vec<Target>,
}

impl Package {
    /// Its terms, as an expression of SPDX.
    pub fn terms(&self) -> Result<&str> {
        let terms = self.license.as_deref();
        terms.with_context(|| format!("{} names no licence", self.name))
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

impl Edge {
    fn has(&self, kind: Option<&str>) -> bool {
        self.dep_kinds.iter().any(|of| of.kind.as_deref() == kind)
    }
}

#[derive(Deserialize)]
struct EdgeKind {
    /// `dev` and `build` are told; nothing is told of what is linked.
    kind: Option<String>,
}

impl Said {
    /// Reads what cargo has said.
    pub fn read(path: &Path) -> Result<Self> {
        let said = fs::read(path).with_context(|| format!("no {}", path.display()))?;
        Ok(serde_json::from_slice(&said)?)
    }

    /// The package of an id.
    pub fn package(&self, id: &str) -> Result<&Package> {
        let found = self.packages.iter().find(|of| of.id == id);
        found.with_context(|| format!("no package {id}"))
    }

    /// A package of our own.
    pub fn ours(&self, name: &str) -> Result<&Package> {
        let mut ours = self.packages.iter().filter(|of| of.source.is_none());
        let found = ours.find(|of| of.name == name);
        found.with_context(|| format!("no package {name}"))
    }

    /// What a package is built with: what is linked, and what helps. Tests are no part of it.
    #[cfg(feature = "packing")]
    pub fn built_with<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a str> {
        let edges = self.edges(id).iter();
        let edges = edges.filter(|edge| edge.has(None) || edge.has(Some("build")));
        edges.map(|edge| edge.pkg.as_str())
    }

    /// Everything that is in the programs of these packages, they among it. What a macro uses is in none.
    pub fn linked<'a>(&'a self, packages: &[&'a Package]) -> Result<BTreeSet<&'a str>> {
        let mut linked = BTreeSet::new();
        let mut next: VecDeque<&str> = packages.iter().map(|of| of.id.as_str()).collect();
        while let Some(id) = next.pop_front() {
            if !linked.insert(id) {
                continue;
            }
            for edge in self.edges(id).iter().filter(|edge| edge.has(None)) {
                if !self.package(&edge.pkg)?.is_macro() {
                    next.push_back(&edge.pkg);
                }
            }
        }
        Ok(linked)
    }

    fn edges(&self, id: &str) -> &[Edge] {
        let node = self.resolve.nodes.iter().find(|node| node.id == id);
        node.map_or(&[], |node| &node.deps)
    }
}
