"""Promcast and its peers on the same series, in turn, in one run: prints a table and writes it to bench/forecast.md.

usage: forecast_table.py PATH_TO_EXAMPLE
"""

import datetime
import json
import math
import os
import platform
import subprocess
import sys
import tempfile

from forecast_sets import all_sets, data_folder, spread

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = ["SeasonalNaive", "flaircast", "DynamicOptimizedTheta", "MSTL", "prophet", "AutoETS"]
MODELS = ["auto", "naive", "recent-median", "seasonal-naive", "seasonal-median"]
ONE_CORE = ["taskset", "-c", "0"]
# How long a peer is given for a set: a slow one gets to fewer of its series, and the table says to how many.
BUDGET_S = int(os.environ.get("PROMCAST_BENCH_BUDGET_S", "120"))
# Who is that long over one series is not waited for.
LONGEST_S = 240
HEAD = ("| | sMAPE | MASE | by naive | MSIS95 | held by 80 % | held by 95 % | series a second | MiB | series | MASE of auto on them |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
INTRODUCTION = f"""# Forecasts beside their peers

On {platform.machine()}, {datetime.date.today()}, in one run of `make bench-forecast`. Paces are of one core's own time. A peer is given {BUDGET_S} s a set, so that a slow one is measured
on fewer series, spread evenly over all; the last columns say on how many, and the MASE of Promcast's `auto` on the very same. `by naive` is the geometric mean of the error by that of seasonal naive
(naive for the gauges), each between a hundredth and a hundred: where one step's change is next to nothing, as of gauges, MASE and MSIS are large and of few series.
"""


def by_peer(name, set_name):
    try:
        said = subprocess.run([*ONE_CORE, sys.executable, f"{HERE}/forecast.py", name, set_name, str(BUDGET_S)],
                              capture_output=True, text=True, timeout=LONGEST_S,
                              env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    except subprocess.TimeoutExpired:
        return None
    return json.loads(said.stdout.splitlines()[-1]) if said.returncode == 0 else None


def by_promcast(example, model, found, indices):
    _, step_s, season, horizon, series = found
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        for train, test in (series[index] for index in indices):
            file.write(",".join(map(repr, train)) + ";" + ",".join(map(repr, test)) + "\n")
        file.flush()
        said = subprocess.run([*ONE_CORE, example, file.name, str(step_s), str(season), str(horizon), model],
                              check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


def row(name, scores, auto=""):
    if scores is None or scores["series"] == 0:
        return f"| {name} | failed, or no answer in {LONGEST_S} s | | | | | | | | | |"
    mean, pace = scores["mean"], scores["series"] / max(scores["seconds"], 1e-9)
    return (f"| {name} | {mean['smape']:.2f} | {mean['mase']:.3f} | {math.exp(mean['by_naive']):.3f} | {mean['msis']:.2f} | "
            f"{mean['held80']:.1%} | {mean['held95']:.1%} | {pace:,.1f} | {scores['peak_mib']:.0f} | {scores['series']} | {auto} |")


def row_of_peer(name, example, found):
    scores = by_peer(name, found[0])
    if scores is None:
        return row(name, scores)
    ours = by_promcast(example, "auto", found, spread(len(found[4]))[:scores["tried"]])
    return row(name, scores, f"{ours['mean']['mase']:.3f}")


def main(example):
    lines = [INTRODUCTION]
    for found in all_sets(data_folder()):
        section = [f"## {found[0]} ({len(found[4])} series)", "", HEAD]
        section += [row(f"**Promcast**, {model}", by_promcast(example, model, found, range(len(found[4])))) for model in MODELS]
        section += [row_of_peer(name, example, found) for name in PEERS]
        lines += [*section, ""]
        print("\n".join([*section, ""]), flush=True)
        with open(f"{HERE}/../forecast.md", "w") as file:
            file.write("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
