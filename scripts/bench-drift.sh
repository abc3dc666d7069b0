#!/bin/sh
# Prints bench/drift.md. Arguments: the folder of the built examples, a Python with Evidently, hour.csv.
set -eu
examples=$1 python=$2 hours=$3

cat <<'TEXT'
# Both drift verdicts, measured

What they are is in [docs/drift.md](../docs/drift.md). `make bench-drift` prints this page. Every model is a forest of 100 trees on the bike data's reference; the default is Evidently's, all
features numerical, drift of the data at a share of 0.5. The honest verdict has its defaults: 5 %, 999 deals.

## Where nothing drifted

Weeks made of the reference's own days, hours kept together, what is predicted of them out-of-bag: whatever is flagged is a false alarm, and 5 % may be.

TEXT
"$examples/placebo" "$hours" false-alarms
cat <<'TEXT'
Seven days in a row are no fair draw, because weather lasts and an autumn cools; the verdict knows days, not weeks. Days that stay in the reference under other dates are held against themselves.

## Weeks that came

Weeks from Monday to Sunday after the reference, to 30 December 2012, severity from the inputs alone. “Bad” is an RMSE over twice the out-of-bag error.

TEXT
"$examples/placebo" "$hours" real-weeks
cat <<'TEXT'
## Time

Medians of one process on one core; Evidently is asked for all columns as numbers, once with everything its users get, once for the bare tests.

TEXT
"$examples/drift_speed"
echo
"$python" "$(dirname "$0")/../bench/peers/drift.py" "$hours"
