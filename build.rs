//! Has the linker write down what the app is taken apart by (`xtask/site/src/split.rs`), where it will be.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=mhtr-forms=--emit-relocs");
    }
}
