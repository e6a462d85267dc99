//! Takes out of a compiled module what says where it was compiled, so that it is the same wherever that was.
//!
//! The compiler is told not to write paths down (`--remap-path-prefix`). One crate below Leptos writes down a digest of
//! its own path all the same, for the tool that takes the app apart, which does not ask for it.

/// What stands before the digest.
const MARKER: &[u8] = b"_WASM_SPLIT_MARKER_";

/// How long the digest is, in letters.
const N_HEX: usize = 16;

/// Writes noughts over every such digest.
pub fn without_places(module: &mut [u8]) {
    let whole = MARKER.len() + N_HEX;
    let mut at = 0;
    while at + whole <= module.len() {
        if !module[at..].starts_with(MARKER) {
            at += 1;
            continue;
        }
        let digest = &mut module[at + MARKER.len()..at + whole];
        if digest.iter().all(u8::is_ascii_hexdigit) {
            digest.fill(b'0');
        }
        at += whole;
    }
}

#[cfg(test)]
mod tests {
    use super::without_places;

    #[test]
    fn two_modules_that_differ_in_where_they_were_compiled_become_the_same() {
        let module = |digest: &str| {
            format!("code _WASM_SPLIT_MARKER_{digest}version _WASM_SPLIT_MARKER_").into_bytes()
        };
        let mut made = ["732e786d2a082da8", "cb597c90f60ef446"].map(module);
        for module in &mut made {
            without_places(module);
        }
        assert_eq!(made[0], made[1]);
        assert_eq!(made[0], module("0000000000000000"));
        let mut other = module("no digest at all");
        without_places(&mut other);
        assert_eq!(other, module("no digest at all"));
    }
}
