#!/usr/bin/env bash
# DuckDB 1.5.6 hands an interval of more than about 292 years of hours to Arrow with another value, often a negative one, and without an error: DuckDB counts
# microseconds, Arrow nanoseconds, and the product overflows.
#
# Versions: duckdb 1.5.6, pyarrow 26.0.1, Python 3.11. Seen on 2026-12-01.
# Input: SELECT to_hours(2500000), to_hours(3000000)
#
#   as text                 2500000:00:00, 3000000:00:00
#   as Arrow, nanoseconds   9000000000000000000 (right), -7646744073709551616 (10800000000000000000 is right)
#
# Way out: cast to VARCHAR, or count hours as a number.
# Exits with 0 while this is so, with 1 when it behaves differently.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.6 pyarrow==26.0.1
"$folder/venv/bin/python" - <<'PY'
import sys
import duckdb

seen = []
for hours in (2_500_000, 3_000_000):
    text = duckdb.sql(f"SELECT to_hours({hours})::VARCHAR").fetchone()[0]
    value = duckdb.sql(f"SELECT to_hours({hours}) AS x").to_arrow_table().column(0)[0].as_py()
    seen.append((text, value.nanoseconds))
print('duckdb', duckdb.__version__, seen)
sys.exit(0 if seen == [('2500000:00:00', 9_000_000_000_000_000_000), ('3000000:00:00', -7_646_744_073_709_551_616)] else 1)
PY
