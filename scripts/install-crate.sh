#!/bin/sh
# Builds a program of crates.io into the tools' folder, once: install-crate.sh TOOLS CRATE PROGRAM VERSION [FLAGS].
# What runs for a second does not have to be optimised: that takes less than half the time.
set -eu
tools=$1 crate=$2 program=$3 version=$4
shift 4
# Subcommands of cargo say their version behind their own name.
case $program in
  cargo-*) said=$("$tools/bin/$program" "${program#cargo-}" --version 2> /dev/null || "$tools/bin/$program" --version 2> /dev/null || true) ;;
  *) said=$("$tools/bin/$program" --version 2> /dev/null || true) ;;
esac
[ "$(echo "$said" | awk 'NR == 1 { print $NF }')" = "$version" ] && exit
echo "promcast: building $crate $version, once"
mkdir -p "$tools"
CARGO_TARGET_DIR=$tools/build-$crate CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 cargo install "$crate" --version "$version" --root "$tools" "$@"
rm -rf "$tools/build-$crate"
