"""The series that forecasts are measured on: (name, step_s, season, horizon, [(train, test)]); a gap is NaN.

M4 as the competition splits it; NAB and Prometheus at five origins in turn, each knowing nothing later. Where Prometheus did
not run there is no origin: the first value after a pause of a week is not a quarter of an hour ahead.
"""

import csv
import datetime
import glob
import itertools
import math
import os
import subprocess
import tarfile
import tempfile

ORIGINS = 5
NAB_STEP_S = 300
PROMETHEUS_STEP_S = 30
GOLDEN = (math.sqrt(5) - 1) / 2
# The share of a stretch that was reported where it counts as without a break.
WHOLE = 0.9


def m4(data):
    def rows(part):
        with open(f"{data}/m4/hourly-{part}.csv") as file:
            return [[float(field) for field in row[1:] if field] for row in list(csv.reader(file))[1:]]

    return ("M4 hourly, 48 h", 3600, 24, 48, list(zip(rows("train"), rows("test"))))


def on_grid(samples, step_s):
    """The mean of the samples of every step, NaN where there is none."""
    first = samples[0][0] // step_s
    sums = {}
    for seconds, value in samples:
        place = sums.setdefault(seconds // step_s - first, [0.0, 0])
        place[0] += value
        place[1] += 1
    last = max(sums)
    return [sums[index][0] / sums[index][1] if index in sums else math.nan for index in range(last + 1)]


def split(series, horizon):
    """The last origins of every series, each a horizon before the next, with something to foresee."""
    parts = [(values[: len(values) - horizon * (back + 1)], values[len(values) - horizon * (back + 1):][:horizon])
             for values in series for back in range(ORIGINS)]
    known = lambda values: sum(not math.isnan(value) for value in values)
    return [(train, test) for train, test in parts if known(test) > 0 and known(train) >= 2 * horizon]


def nab(data, horizon, name):
    def samples(path):
        with open(path) as file:
            for stamp, value in list(csv.reader(file))[1:]:
                moment = datetime.datetime.fromisoformat(stamp).replace(tzinfo=datetime.timezone.utc)
                yield int(moment.timestamp()), float(value)

    # The taxis are counted every half hour.
    paths = [path for path in sorted(glob.glob(f"{data}/nab/*.csv")) if "nyc_taxi" not in path]
    series = [on_grid(list(samples(path)), NAB_STEP_S)[-4_032 - ORIGINS * horizon:] for path in paths]
    return (name, NAB_STEP_S, 86_400 // NAB_STEP_S, horizon, split(series, horizon))


def prometheus(data):
    """Every gauge of a Prometheus that changes, a quarter of an hour ahead."""
    with tempfile.TemporaryDirectory() as folder:
        tarfile.open(f"{data}/prometheus/tsdb/prometheus-data.tar.gz").extractall(folder, filter="data")
        match = '{__name__!~".*_(total|bucket|sum|count)|go_info|up"}'
        dump = subprocess.run(["promtool", "tsdb", "dump", f"--match={match}", f"{folder}/data"], check=True,
                              capture_output=True, text=True).stdout
    series = {}
    for line in dump.splitlines():
        labels, value, stamp = line.rsplit(" ", 2)
        series.setdefault(labels, []).append((int(stamp) // 1000, float(value)))
    grids = [on_grid(sorted(samples), PROMETHEUS_STEP_S) for _, samples in sorted(series.items())]
    changing = [grid for grid in grids if len({value for value in grid if not math.isnan(value)}) > 5]
    return ("Prometheus gauges, 15 min", PROMETHEUS_STEP_S, 1, 30, [part for grid in changing for part in unbroken(grid, 30)])


def unbroken(values, horizon):
    """The last origins of a series that was reported all but without a break for a horizon before and after each of them."""
    reported = [0, *itertools.accumulate(not math.isnan(value) for value in values)]
    is_whole = lambda start: reported[start + horizon] - reported[start] >= WHOLE * horizon
    parts, origin = [], len(values) - horizon
    while origin >= 2 * horizon and len(parts) < ORIGINS:
        if is_whole(origin) and is_whole(origin - horizon) and reported[origin] >= 2 * horizon:
            parts.append((values[:origin], values[origin:origin + horizon]))
            origin -= horizon
        else:
            origin -= 1
    return parts


def all_sets(data):
    hour = 3600 // NAB_STEP_S
    return [m4(data), nab(data, hour, "NAB, 1 h"), nab(data, 4 * hour, "NAB, 4 h"), nab(data, 24 * hour, "NAB, 24 h"),
            prometheus(data)]


def spread(count):
    """All of so many, in an order of which every beginning is spread evenly over the whole: steps of the golden section."""
    return sorted(range(count), key=lambda index: index * GOLDEN % 1)


def data_folder():
    return os.environ.get("PROMCAST_DATA", os.path.join(os.path.dirname(__file__), "../../../shared/data"))
