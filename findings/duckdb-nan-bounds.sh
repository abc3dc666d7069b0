#!/usr/bin/env bash
# What DuckDB 1.5.6 and 2.0.1 say of NaN in a Parquet file depends on what else is asked: the bounds that the footer gives leave NaN out,
# as the Parquet format asks, and DuckDB answers by them, while it takes NaN for the greatest number everywhere else.
#
# Versions: duckdb 1.5.6 and 2.0.1, pyarrow 26.0.1, Python 3.11. Seen on 2026-12-01.
# Input: 3,000 rows in one file as pyarrow writes it, three of them NaN, the others 0 to 2999.
#
#   SELECT max(value)                        2999.0, from the footer     (NaN is the greatest number: nan is right)
#   SELECT max(value) WHERE value > 1        nan, from the rows
#   SELECT count(*) WHERE value = 'NaN'      0, passed over by the bounds
#   SELECT count(*) WHERE isnan(value)       3 with 1.5.6, 0 with 2.0.1
#   the same over value * 1                  nan, nan, 3, 3 with 1.5.6, nan, nan, 0, 0 with 2.0.1, which follows bounds through a product
#   the same over CASE WHEN isnan(value) THEN 'NaN'::DOUBLE ELSE value END       nan, nan, 3, 3 with both
#
# Way out: write no bounds for a column that may hold NaN, or ask for that CASE.
# Exits with 0 while this is so, with 1 when a version behaves differently.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
for version in 1.5.6 2.0.1; do
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check "duckdb==$version" pyarrow==26.0.1 numpy
  (cd "$folder" && "$folder/venv/bin/python" - <<'PY'
import sys
import duckdb, numpy, pyarrow, pyarrow.parquet

values = numpy.arange(3000, dtype=float)
values[7::1000] = numpy.nan
pyarrow.parquet.write_table(pyarrow.table({'value': values}), 'nan.parquet')
questions = ["max(value) FROM v", "max(value) FROM v WHERE value > 1", "count(*) FROM v WHERE value = 'NaN'", "count(*) FROM v WHERE isnan(value)"]

def answers(column):
    duckdb.sql(f"CREATE OR REPLACE VIEW v AS SELECT {column} AS value FROM 'nan.parquet'")
    return [str(duckdb.sql('SELECT ' + question).fetchall()[0][0]) for question in questions]

found = '3' if duckdb.__version__ == '1.5.6' else '0'
case = "CASE WHEN isnan(value) THEN 'NaN'::DOUBLE ELSE value END"
seen = [answers('value'), answers('value * 1'), answers(case)]
print('duckdb', duckdb.__version__, *seen)
sys.exit(0 if seen == [['2999.0', 'nan', '0', found], ['nan', 'nan', found, found], ['nan', 'nan', '3', '3']] else 1)
PY
  )
done
