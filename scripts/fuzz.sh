#!/bin/sh
# Runs each parser of bytes from outside under libFuzzer, which changes the corpus wherever a change reaches new code.
# fuzz.sh [NAME…] runs these alone, each for PROMCAST_FUZZ_SECONDS (60). What reached new code is kept in target/fuzz/corpus and begun with
# the next time; an input that a parser cannot take is in target/fuzz/found.
set -eu
cd "$(dirname "$0")/.."
target=$(rustc -vV | sed -n 's/^host: //p')
# Coverage alone: it needs no nightly toolchain, and there is no unsafe code that a sanitizer would watch.
cargo fuzz build --sanitizer none --target-dir target/fuzz/build parse > target/fuzz.log 2>&1 || { tail -n 20 target/fuzz.log >&2; exit 1; }
parse=target/fuzz/build/$target/release/parse
[ $# -gt 0 ] || set -- $(ls fuzz/corpus)
mkdir -p target/fuzz/found
status=0
for name in "$@"; do
  kept=target/fuzz/corpus/$name
  mkdir -p "$kept"
  log=target/fuzz/$name.log
  RUST_BACKTRACE=0 PROMCAST_FUZZ=$name "$parse" -artifact_prefix="target/fuzz/found/$name-" -max_total_time="${PROMCAST_FUZZ_SECONDS:-60}" -timeout=10 \
    -rss_limit_mb=2048 -print_final_stats=1 "$kept" "fuzz/corpus/$name" > "$log" 2>&1 || status=$?
  reached=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
  cases=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "$name: ${cases:-?} cases, $(ls "$kept" | wc -l) kept, ${reached:-?} edges reached"
done
[ "$status" = 0 ] || { echo "promcast: a parser failed: see target/fuzz/found and target/fuzz/*.log" >&2; exit "$status"; }
