#!/bin/sh
# Fetches DuckDB's official library, which the npm package of its Node.js bindings carries, into FOLDER/libduckdb.so.
# npm compares what it fetched with the hash the registry has for it.
set -eu
folder=$1

# DuckDB 1.5.6, as the crate duckdb 1.10506.1 wants it.
VERSION=1.5.6-r.1
case $(uname -m) in
  x86_64) package=@duckdb/node-bindings-linux-x64 ;;
  aarch64) package=@duckdb/node-bindings-linux-arm64 ;;
  *) echo "promcast: DuckDB has no library for $(uname -m): build with --features bundled" >&2; exit 1 ;;
esac

[ "$(cat "$folder/version" 2> /dev/null)" = "$VERSION" ] && [ -f "$folder/libduckdb.so" ] && exit 0
echo "promcast: fetching DuckDB $VERSION, once"
mkdir -p "$folder"
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
npm install --silent --no-audit --no-fund --force --prefix "$unpacked" "$package@$VERSION"
# A library that is in use is replaced whole, never written over.
cp "$unpacked/node_modules/$package/libduckdb.so" "$folder/libduckdb.so.new"
mv "$folder/libduckdb.so.new" "$folder/libduckdb.so"
echo "$VERSION" > "$folder/version"
