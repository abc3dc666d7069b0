#!/bin/sh
# The long forms of the suites, which PROMCAST_SOAK=1 asks for: far more kills, seeds, rows, cases and requests than `make unit`, and a quarter
# of an hour of mixed load with a fault every ten seconds. Prints what each counted; all of it is in target/soak.log.
# soak.sh [NAME…] runs the tests with these names alone. PROMCAST_SEED gives the seed of an earlier run again.
set -eu
cd "$(dirname "$0")/.."
log=target/soak.log
export PROMCAST_SOAK=1
mkdir -p target
status=0
# In one thread, so that no suite measures another one's load.
cargo test --release --locked --workspace --exclude frontend --no-fail-fast -- --nocapture --test-threads 1 "$@" > "$log" 2>&1 || status=$?
grep -E '[0-9][0-9,]* (kills?|errors?|seeds?|rows|cases|requests|faults?|attacks|statements|files|days|flips|points)\b|seed [0-9]|^held: ' "$log" | grep -v '^test ' || true
grep -E '^test .* FAILED$|^test result: ' "$log" | sort | uniq -c
[ "$status" = 0 ] || { echo "promcast: a long form failed: see $log" >&2; exit "$status"; }
