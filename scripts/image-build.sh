#!/bin/bash
# Runs the Dockerfile's build stages where no Docker engine runs: its lines as they stand there, in a clean Debian root. What the
# image gets is in FOLDER/build/image/app afterwards; image-run.sh tries it. Needs root's rights, debootstrap, and the network.
# usage: image-build.sh FOLDER    (some 10 GB)
set -euo pipefail
folder=$1
cd "$(dirname "$0")/.."
mkdir -p "$folder"
build=$(realpath "$folder")/build
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

say() { echo "promcast: $*" >&2; }
# Mounts that are left when this ends, however it ends, would be followed by whoever removes the folder.
trap 'umount -q "$build/proc" && umount -ql "$build/dev" || true' EXIT

# The images that the first stages begin with, made of the same distribution's packages; Node.js is Debian's own there.
if [ ! -e "$build/made" ]; then
  say 'a clean Debian root'
  debootstrap --variant=minbase bookworm "$build" "$mirror" > "$folder/debootstrap.log"
  cp /etc/resolv.conf "$build/etc/resolv.conf"
  chroot "$build" apt-get install -qq --no-install-recommends ca-certificates curl g++ gcc git libc6-dev make nodejs npm \
    pkg-config xz-utils > "$folder/packages.log"
  touch "$build/made"
fi
# What this machine trusts, such as the certificate of a proxy.
trusted=/etc/ssl/certs/ca-certificates.crt
cp "$trusted" "$build$trusted"
mount -t proc proc "$build/proc"
mount --rbind /dev "$build/dev"

in_build() {
  chroot "$build" /usr/bin/env -i HOME=/root CARGO_HOME=/usr/local/cargo RUSTUP_HOME=/usr/local/rustup \
    SSL_CERT_FILE=$trusted NODE_EXTRA_CA_CERTS=$trusted DUCKDB_LIB_DIR=/tools/duckdb PATH=/tools/bin:/tools/node_modules/.bin:/usr/local/cargo/bin:/usr/bin:/bin \
    sh -euc "cd /src && $1"
}
mkdir -p "$build/src"
if [ ! -e "$build/usr/local/cargo/bin/rustup" ]; then
  curl -sSf --output "$build/tmp/rustup-init" https://static.rust-lang.org/rustup/dist/x86_64-unknown-linux-gnu/rustup-init
  chmod +x "$build/tmp/rustup-init"
  in_build '/tmp/rustup-init -y --no-modify-path --profile minimal --default-toolchain none'
fi
# One root serves the stages one after the other: each begins with an empty /src, and what is copied is what is committed.
commit=$(git rev-parse HEAD)
copied() { git archive "$commit" "$@" | tar -x -C "$build/src"; }
tools_alone() {
  rm -rf "$build/src" && mkdir "$build/src"
  copied rust-toolchain.toml Cargo.lock scripts/install-tools.sh scripts/install-duckdb.sh
}
lines=$(awk '/^#/ { next } /\\$/ { sub(/\\$/, ""); printf "%s", $0; next } { print }' Dockerfile)
while IFS= read -r line <&3; do
  case $line in
    'FROM tools AS build') cp "$build/src/recipe.json" "$build/recipe.json" && tools_alone ;;
    'FROM '*' AS '*) tools_alone ;;
    'FROM '*) break ;;
    'COPY --from=node '*) ;;
    'COPY --from=plan '*) cp "$build/recipe.json" "$build/src/" ;;
    'COPY . .') copied ;;
    # What `tools_alone` copies.
    'COPY rust-toolchain.toml Cargo.lock ./' | 'COPY scripts/install-tools.sh scripts/install-duckdb.sh scripts/') ;;
    'RUN '*) say "$line" && in_build "${line#RUN }" ;;
    WORKDIR*|ENV*|'') ;;
    *) say "no step of this script: $line" && exit 1 ;;
  esac
done 3<<< "$lines"

say "built: $build/image/app"
