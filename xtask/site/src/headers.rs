//! What a server says with every file: the one place where the page's policy stands.
//!
//! The same policy is written into the page as a `<meta>` (`finish.rs`), for hosts whose
//! administrator forgets the header.

use std::path::Path;

use crate::names;

/// What the page may load, and from where: itself.
///
/// `'wasm-unsafe-eval'` allows WebAssembly and nothing else; `connect-src` is needed to fetch the app
/// and the forms, and the page takes it back once it has them (`boot.js`). Nothing inline runs.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'";

/// The parts of the policy that browsers heed in a header only.
///
/// The sandbox stops what the rest cannot: windows that are opened to carry something away. It allows
/// files to be saved, and dialogues, which printing is one of.
const POLICY_IN_HEADER: &str = "; frame-ancestors 'none'; \
    sandbox allow-scripts allow-same-origin allow-downloads allow-modals allow-forms";

/// Keeps browsers to https once they have been there. For hosts with https only: over plain http
/// browsers pass over it.
pub const STRICT_TRANSPORT: (&str, &str) = (
    "Strict-Transport-Security",
    "max-age=31536000; includeSubDomains",
);

/// The policy for the page's own `<meta>`.
pub const fn policy_for_meta() -> &'static str {
    POLICY
}

/// The headers that go with every file.
///
/// Only names that browsers know stand in the `Permissions-Policy`: of any other they complain, as
/// Chromium does of `bluetooth`.
pub fn headers() -> Vec<(&'static str, String)> {
    vec![
        (
            "Content-Security-Policy",
            format!("{POLICY}{POLICY_IN_HEADER}"),
        ),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Embedder-Policy", "require-corp".to_owned()),
        ("X-DNS-Prefetch-Control", "off".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), \
             hid=(), payment=(), clipboard-read=(), local-fonts=(), \
             idle-detection=(), browsing-topics=(), fullscreen=(self), screen-wake-lock=(self), \
             clipboard-write=(self)"
                .to_owned(),
        ),
    ]
}

/// How long a browser may keep a file: for ever if its name changes with its content, else it asks.
pub fn cache_control(name: &str) -> &'static str {
    if names::is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Every kind of file the site may hold, and what a server has to call it.
pub const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("webp", "image/webp"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("woff2", "font/woff2"),
    ("webmanifest", "application/manifest+json"),
    ("toml", "application/toml; charset=utf-8"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("conf", "text/plain; charset=utf-8"),
    ("ts", "text/plain; charset=utf-8"),
];

/// The type of a file by its name.
pub fn content_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str());
    TYPES
        .iter()
        .find(|(of, _)| Some(*of) == ending)
        .map_or("application/octet-stream", |(_, name)| name)
}
