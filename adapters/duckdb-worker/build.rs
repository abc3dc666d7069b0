//! Puts DuckDB's library beside the binary, where the binary looks for it.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const LIBRARY: &str = "libduckdb.so";

fn main() {
    println!("cargo::rerun-if-env-changed=DUCKDB_LIB_DIR");
    if env::var_os("CARGO_FEATURE_BUNDLED").is_some() {
        return;
    }
    // Test binaries lie one folder below the binary.
    println!("cargo::rustc-link-arg=-Wl,-rpath,$ORIGIN:$ORIGIN/..");
    let Some(folder) = env::var_os("DUCKDB_LIB_DIR").map(PathBuf::from) else {
        println!(
            "cargo::error=DUCKDB_LIB_DIR is not set: build by `make build`, or name the folder with {LIBRARY} that \
             scripts/install-duckdb.sh fetches, or build DuckDB from source with --features bundled"
        );
        return;
    };
    let library = folder.join(LIBRARY);
    println!("cargo::rerun-if-changed={}", library.display());
    if let Err(error) = put_beside(&library) {
        println!("cargo::error={} cannot be put beside the binary: {error}", library.display());
    }
}

/// Links or copies the library into `target/release`, four folders above what cargo gives a build script.
fn put_beside(library: &Path) -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let Some(profile) = out.ancestors().nth(3) else { return Ok(()) };
    let beside = profile.join(LIBRARY);
    if let Err(error) = fs::remove_file(&beside)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    fs::hard_link(library, &beside).or_else(|_| fs::copy(library, &beside).map(drop))
}
