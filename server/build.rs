//! Tells the binary where to look for DuckDB's library: beside itself, or in `lib` beside its folder.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_BUNDLED").is_none() {
        println!("cargo::rustc-link-arg-bins=-Wl,-rpath,$ORIGIN:$ORIGIN/../lib");
        println!("cargo::rustc-link-arg-tests=-Wl,-rpath,$ORIGIN:$ORIGIN/..");
    }
}
