#!/bin/sh
# Installs what the build needs and is not there yet: the toolchain, cargo-leptos, wasm-bindgen, wasm-opt, DuckDB.
# cargo-leptos would fetch the last two itself, from hosts that a closed network does not reach.
set -eu
tools=$1
cd "$(dirname "$0")/.."

CARGO_LEPTOS=0.3.11
BINARYEN=132.0.0

need() {
  command -v "$1" > /dev/null || { echo "promcast: $1 is missing: install $2 first" >&2; exit 1; }
}
need rustup 'Rust by rustup'
need cc 'a C compiler (Debian: gcc)'
need npm 'Node.js and npm'

if ! rustc --version > /dev/null 2>&1 || [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
  rustup toolchain install
fi

# What runs for a second does not have to be optimised: this takes 4 minutes instead of 10.
install_crate() {
  [ "$("$tools/bin/$2" --version 2> /dev/null | awk '{ print $NF }')" = "$3" ] && return
  echo "promcast: building $1 $3, once"
  # The lock file of wasm-bindgen-cli may name a crate that a mirror does not have; cargo-leptos' one holds.
  CARGO_TARGET_DIR=$tools/build CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 cargo install "$1" --version "$3" --root "$tools" $4
}
mkdir -p "$tools"
wasm_bindgen=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, ""); print $3 }' Cargo.lock)
install_crate cargo-leptos cargo-leptos "$CARGO_LEPTOS" --locked
install_crate wasm-bindgen-cli wasm-bindgen "$wasm_bindgen" ''
rm -rf "$tools/build"

if [ "$(cat "$tools/binaryen" 2> /dev/null)" != "$BINARYEN" ]; then
  npm install --silent --no-audit --no-fund --prefix "$tools" "binaryen@$BINARYEN"
  echo "$BINARYEN" > "$tools/binaryen"
fi

scripts/install-duckdb.sh "$tools/duckdb"
