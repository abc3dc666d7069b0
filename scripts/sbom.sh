#!/bin/sh
# Writes what the server and the page are built of, as CycloneDX: target/sbom/{server,frontend}.cdx.json.
set -eu
cd "$(dirname "$0")/.."
mkdir -p target/sbom
cargo cyclonedx --format json --spec-version 1.5 --target x86_64-unknown-linux-gnu --manifest-path server/Cargo.toml --quiet
mv server/server.cdx.json target/sbom/server.cdx.json
cargo cyclonedx --format json --spec-version 1.5 --target wasm32-unknown-unknown --manifest-path frontend/Cargo.toml --quiet
mv frontend/frontend.cdx.json target/sbom/frontend.cdx.json
# It writes one beside each member on the way.
find core adapters app server frontend -name '*.cdx.json' -delete
for part in server frontend; do
  node -e 'const sbom = JSON.parse(require("fs").readFileSync(process.argv[1])); console.log(`${process.argv[1]}: ${sbom.components.length} components`)' "target/sbom/$part.cdx.json"
done
