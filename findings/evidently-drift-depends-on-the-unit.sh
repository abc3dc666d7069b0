#!/usr/bin/env bash
# Evidently's default drift test misses a shift of ten standard deviations where the column is in seconds, and finds it in microseconds.
#
# Versions: evidently 0.7.23, scipy 1.17.1, pandas 2.3.3, Python 3.11. Seen on 2026-12-01.
#
# Behaviour: with more than 1,000 reference rows a numerical column is tested by the Wasserstein distance over the reference's
# standard deviation, "normed". The deviation is not let below 0.001 (stattests/wasserstein_distance_norm.py). Latencies of
# 50 microseconds that double are 0.05 "deviations" apart when they are kept in seconds, as Prometheus keeps them: below the
# threshold of 0.1, so no drift. The same numbers in microseconds score 10.0. Every column with a deviation below 0.001 is judged by its unit:
# latencies in seconds, error ratios, prices of tokens.
#
# Output seen:
#   seconds:      score 0.0500, threshold 0.1, drift False
#   microseconds: score 10.0, threshold 0.1, drift True
#
# Ends with 0 while this is so, with 1 where the verdicts agree.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet evidently==0.7.23 scipy==1.17.1 pandas==2.3.3

"$folder/venv/bin/python" - <<'PYTHON'
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy
import pandas
from evidently import DataDefinition, Dataset, Report
from evidently.metrics import ValueDrift


def score(reference, current):
    definition = DataDefinition(numerical_columns=["latency"])
    dataset = lambda values: Dataset.from_pandas(pandas.DataFrame({"latency": values}), data_definition=definition)
    report = Report([ValueDrift(column="latency")]).run(dataset(current), dataset(reference))
    metric = report.dict()["metrics"][0]
    assert "Wasserstein" in str(metric), metric
    return float(metric["value"])


# Quantiles of a normal distribution: the same numbers in every run, a deviation of 5 microseconds.
from scipy.stats import norm

spread = norm.ppf((numpy.arange(2000) + 0.5) / 2000) * 5e-6
before, after = 50e-6 + spread, 100e-6 + spread
seconds, micros = score(before, after), score(before * 1e6, after * 1e6)
print(f"seconds:      score {seconds:.4f}, threshold 0.1, drift {seconds >= 0.1}")
print(f"microseconds: score {micros:.1f}, threshold 0.1, drift {micros >= 0.1}")
sys.exit(0 if seconds < 0.1 <= micros else 1)
PYTHON
