#!/usr/bin/env bash
# DuckDB 1.5.6 with `allowed_directories` and without external access resolves the whole path of each file anew, several times while it reads it: every file
# costs about fifteen `readlink` calls below a folder of five parts. With external access there is none. Over 1,200 small files this is a tenth of a query.
#
# Versions: duckdb 1.5.6, Python 3.11, Linux with strace. Seen on 2026-12-01.
# Input: 100 Parquet files of 10 rows, SELECT sum(n) FROM read_parquet([...]) in one thread
#
#   external access, as it is by default           5 readlink calls, all of the virtual environment
#   allowed_directories, no external access    1,509, growing with the depth of the folder
#
# Way out: let the kernel confine the process (Landlock) where statements need not be fenced by DuckDB as well.
# Exits with 0 while this is so, with 1 when it behaves differently, with 2 without strace.
set -euo pipefail
command -v strace > /dev/null || exit 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.6
mkdir -p "$folder/a/b/c"
cat > "$folder/read.py" <<'PY'
import sys
import duckdb

data, fenced = sys.argv[1], sys.argv[2] == 'fenced'
connection = duckdb.connect(config={'threads': 1})
files = [f'{data}/{n}.parquet' for n in range(100)]
if fenced:
    connection.execute(f"SET allowed_directories = ['{data}']; SET enable_external_access = false")
print(duckdb.__version__, connection.execute(f'SELECT sum(n) FROM read_parquet({files})').fetchone()[0])
PY
"$folder/venv/bin/python" - "$folder/a/b/c" <<'PY'
import sys
import duckdb

for n in range(100):
    duckdb.sql(f"COPY (SELECT range AS n FROM range(10)) TO '{sys.argv[1]}/{n}.parquet' (FORMAT parquet)")
PY
calls() {
  strace -f -e trace=readlink,readlinkat -o "$folder/trace" "$folder/venv/bin/python" "$folder/read.py" "$folder/a/b/c" "$1" > "$folder/said"
  grep -c "\"$folder" "$folder/trace" || true
}
open=$(calls open)
fenced=$(calls fenced)
echo "duckdb $(cat "$folder/said"): $open readlink calls below the folder with external access, $fenced with allowed_directories"
[ "$((fenced - open))" -ge 1000 ]
