"""Promcast and its peers on the same series, in turn, in one run: prints a table and writes it to bench/forecast.md.

usage: forecast_table.py PATH_TO_EXAMPLE
"""

import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile

from forecast_sets import all_sets, data_folder

HERE = os.path.dirname(os.path.abspath(__file__))
# Every so many series: what takes a second a series is measured on fewer of them, and the table says how many.
PEERS = {"SeasonalNaive": 1, "flaircast": 4, "DynamicOptimizedTheta": 8, "MSTL": 8, "prophet": 8, "AutoETS": 16}
MODELS = ["auto", "naive", "recent-median", "seasonal-naive", "seasonal-median"]
ONE_CORE = ["taskset", "-c", "0"]
# What takes longer on a set is not waited for.
LONGEST_S = int(os.environ.get("PROMCAST_BENCH_LONGEST_S", "900"))
HEAD = "| | sMAPE | MASE | MSIS95 | held by 80 % | held by 95 % | series a second | MiB | series |"


def by_peer(name, set_name, every):
    try:
        said = subprocess.run([*ONE_CORE, sys.executable, f"{HERE}/forecast.py", name, set_name, str(every)],
                              capture_output=True, text=True, timeout=LONGEST_S,
                              env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    except subprocess.TimeoutExpired:
        return None
    return json.loads(said.stdout.splitlines()[-1]) if said.returncode == 0 else None


def by_promcast(example, model, found):
    _, step_s, season, horizon, series = found
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        for train, test in series:
            file.write(",".join(map(repr, train)) + ";" + ",".join(map(repr, test)) + "\n")
        file.flush()
        said = subprocess.run([*ONE_CORE, example, file.name, str(step_s), str(season), str(horizon), model],
                              check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


def row(name, scores):
    if scores is None or scores["series"] == 0:
        return f"| {name} | failed, or no answer in {LONGEST_S} s | | | | | | | |"
    mean, pace = scores["mean"], scores["series"] / max(scores["seconds"], 1e-9)
    return (f"| {name} | {mean['smape']:.2f} | {mean['mase']:.3f} | {mean['msis']:.2f} | {mean['held80']:.1%} | "
            f"{mean['held95']:.1%} | {pace:,.1f} | {scores['peak_mib']:.0f} | {scores['series']} |")


def main(example):
    factor = int(os.environ.get("PROMCAST_BENCH_EVERY", "1"))
    lines = ["# Forecasts beside their peers", "", f"On {platform.machine()}, {datetime.date.today()}. Paces are of one core's own time. A slow peer is measured on every n-th "
             "series, as the last column says.", ""]
    for found in all_sets(data_folder()):
        lines += [f"## {found[0]} ({len(found[4])} series)", "", HEAD, "|---|---:|---:|---:|---:|---:|---:|---:|---:|"]
        lines += [row(f"**Promcast**, {model}", by_promcast(example, model, found)) for model in MODELS]
        lines += [row(name, by_peer(name, found[0], every * factor)) for name, every in PEERS.items()]
        lines.append("")
        print("\n".join(lines[-len(MODELS) - len(PEERS) - 5:]), flush=True)
        with open(f"{HERE}/../forecast.md", "w") as file:
            file.write("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
