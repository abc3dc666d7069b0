"""How long Evidently takes for what `cargo run --example drift_speed` measures: a whole report, and its bare tests.

Usage: drift.py hour.csv [rows of the large case]
"""

import statistics
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")

from evidently import DataDefinition, Dataset, Report  # noqa: E402
from evidently.legacy.calculations.stattests import get_stattest  # noqa: E402
from evidently.legacy.core import ColumnType  # noqa: E402
from evidently.presets import DataDriftPreset  # noqa: E402

FEATURES = "temp atemp hum windspeed mnth hr weekday season holiday workingday weathersit".split()


def median_ms(runs, run):
    """The median time of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def report(reference, current):
    """The whole report, as its users run it."""
    definition = DataDefinition(numerical_columns=list(reference.columns))
    datasets = [Dataset.from_pandas(frame, data_definition=definition) for frame in (current, reference)]
    Report([DataDriftPreset()]).run(*datasets).dict()


def bare_tests(reference, current):
    """The default test of every column and nothing else."""
    for column in reference.columns:
        pair = reference[column].dropna(), current[column].dropna()
        get_stattest(*pair, ColumnType.Numerical, None)(*pair, ColumnType.Numerical, None)


def line(reference, current, runs):
    tests = median_ms(runs, lambda: bare_tests(reference, current))
    whole = median_ms(runs, lambda: report(reference, current))
    print(f"| {len(reference)} × {len(current)} | {reference.shape[1]} | {tests:.1f} ms | {whole:.1f} ms |", flush=True)


def main():
    hours = pd.read_csv(sys.argv[1])
    january = hours[hours.dteday < "2011-02-01"][FEATURES].astype(float)
    week = hours[(hours.dteday >= "2011-02-15") & (hours.dteday <= "2011-02-21")][FEATURES].astype(float)
    print("| Rows | Columns | Evidently: bare tests | Evidently: report |\n|---|---:|---:|---:|")
    line(january, week, 5)
    random = np.random.default_rng(0)
    for rows in [100_000] + [int(rows) for rows in sys.argv[2:]]:
        frames = [pd.DataFrame(random.random((rows, 20)), columns=[f"c{i}" for i in range(20)]) for _ in range(2)]
        line(*frames, 1)


if __name__ == "__main__":
    main()
