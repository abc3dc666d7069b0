#!/usr/bin/env bash
# Two things in a CSV that RFC 4180 allows and that common readers take for something else, without a word: a record whose only cell is empty, and `+Inf`, as Prometheus writes
# infinity.
#
# Versions: duckdb 1.5.6, pandas 3.1.1, polars 2.1.0, pyarrow 26.0.1, Python 3.11. Seen on 2026-12-01.
#
# 1. `x` over 'a', NULL, 'b', NULL, as DuckDB's own COPY writes it (an empty line a NULL): rows that are read of 4
#      duckdb 4, polars 4, pandas 2, pyarrow 2        with "" in place of the empty line: 4 everywhere
# 2. A column 1.5, +Inf, 2: whether it is read as numbers
#      pandas and pyarrow yes, duckdb and polars no: all three values become text      with `inf`: yes everywhere
#    A column 1.5, nan, 2: polars reads text, with `NaN` numbers.
#
# Exits with 0 while this is so, with 1 when a reader behaves differently.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.6 pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import sys
import duckdb, pandas, polars, pyarrow.csv

readers = {
    'duckdb': lambda: [row[0] for row in duckdb.sql("SELECT COLUMNS(*) FROM read_csv('t.csv', header = true)").project('x').fetchall()],
    'pandas': lambda: pandas.read_csv('t.csv')['x'].tolist(),
    'polars': lambda: polars.read_csv('t.csv')['x'].to_list(),
    'pyarrow': lambda: pyarrow.csv.read_csv('t.csv')['x'].to_pylist(),
}

def read(lines):
    open('t.csv', 'w').write('\n'.join(lines) + '\n')
    return {name: reader() for name, reader in readers.items()}

def counts(lines):
    return {name: len(values) for name, values in read(lines).items()}

def are_numbers(word):
    texts = read(['t,x', 'a,1.5', f'b,{word}', 'c,2'])
    return {name: not any(isinstance(value, str) for value in values) for name, values in texts.items()}

duckdb.sql("COPY (SELECT unnest(['a', NULL, 'b', NULL]) AS x) TO 't.csv' (HEADER)")
lines = open('t.csv').read().splitlines()
seen = [lines, counts(lines), counts(['x', 'a', '""', 'b', '""']), are_numbers('+Inf'), are_numbers('inf'), are_numbers('nan'), are_numbers('NaN')]
print(*seen, sep='\n')
all_read, numbers = dict.fromkeys(readers, 4), dict.fromkeys(readers, True)
expected = [
    ['x', 'a', '', 'b', ''],
    {**all_read, 'pandas': 2, 'pyarrow': 2},
    all_read,
    {**numbers, 'duckdb': False, 'polars': False},
    numbers,
    {**numbers, 'polars': False},
    numbers,
]
sys.exit(0 if seen == expected else 1)
PY
