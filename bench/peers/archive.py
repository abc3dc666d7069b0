"""The archive's questions as the dashboard that Promcast replaces asked them: DuckDB in process, and pandas over all rows.

usage: archive.py (duckdb|pandas) FOLDER   with {"name": "sql", ...} on standard input; prints JSON.
Each engine runs in a process of its own, so that the memory is its own too.
"""

import glob
import json
import resource
import statistics
import sys
import time

import duckdb

RUNS = 7
# Each takes seconds.
PANDAS_RUNS = 3


def timed(ask):
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def measured(ask, runs=RUNS):
    first = timed(ask)
    return {"first_ms": first, "warm_ms": statistics.median(timed(ask) for _ in range(runs))}


def in_duckdb(files, statements):
    """The same statements as Promcast's child runs, over the same files, in this process."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute(f"CREATE VIEW metrics AS SELECT * FROM read_parquet({files!r})")
    return {name: measured(lambda: connection.execute(sql).to_arrow_table()) for name, sql in statements.items()}


def in_pandas(files, statements):
    """As the old dashboard did: every row into memory, then pandas."""
    def read():
        return duckdb.connect().execute("SELECT * FROM read_parquet(?)", [files]).df()

    start = time.perf_counter()
    rows = read()
    loaded_ms = (time.perf_counter() - start) * 1000

    def series():
        keys = [rows.metric_name, rows.api_proxy, rows.timestamp.dt.floor("2h")]
        return rows.value.groupby(keys).mean()

    def totals():
        return rows.groupby(["metric_name", "api_proxy"]).value.agg(["count", "sum", "mean", "min", "max"])

    def raw():
        return rows.sort_values("timestamp", ascending=False).head(25)

    answers = {"load": {"first_ms": loaded_ms, "warm_ms": loaded_ms}}
    answers.update({ask.__name__: measured(ask, PANDAS_RUNS) for ask in (series, totals, raw) if ask.__name__ in statements})
    return answers


def main():
    engine, folder = sys.argv[1:3]
    files = sorted(glob.glob(f"{folder}/*/*.parquet"))
    answers = {"duckdb": in_duckdb, "pandas": in_pandas}[engine](files, json.load(sys.stdin))
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"version": duckdb.__version__, "answers": answers, "peak_mib": peak_mib}))


if __name__ == "__main__":
    main()
