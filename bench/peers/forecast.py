"""One forecaster on one set of series, in a process of its own so that its memory is its own too.

usage: forecast.py ENGINE SET BUDGET_S   prints {"mean": {...}, "tried": n, "series": n, "seconds": s, "peak_mib": m} as JSON
The series are taken in the order of `spread` until that many seconds are over since the start, or there are no more.
Gaps are what each engine takes: Prophet drops the rows, the others are given the value before.
"""

import json
import logging
import math
import resource
import sys
import time
import warnings

import numpy as np

from forecast_scores import sums_of
from forecast_sets import all_sets, data_folder, spread

warnings.filterwarnings("ignore")
for name in ("prophet", "cmdstanpy"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


def computed_seconds():
    """Of this process and those it started: what else runs on the machine is no part of it."""
    return sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
               for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def filled(values):
    values = np.array(values, dtype=float)
    known = np.maximum.accumulate(np.where(np.isnan(values), 0, np.arange(len(values))))
    return np.nan_to_num(values[known])


def prophet(values, step_s, _season, horizon):
    import pandas as pd
    from prophet import Prophet

    def forecast(level):
        model = Prophet(interval_width=level)
        stamps = pd.date_range("2024-01-01", periods=len(values) + horizon, freq=f"{step_s}s")
        model.fit(pd.DataFrame({"ds": stamps[: len(values)], "y": values}))
        return model.predict(pd.DataFrame({"ds": stamps[len(values):]}))

    narrow, wide = forecast(0.8), forecast(0.95)
    limits = lambda frame: (frame.yhat_lower.to_numpy(), frame.yhat_upper.to_numpy())
    return wide.yhat.to_numpy(), limits(narrow), limits(wide)


def statsforecast(model):
    def forecast(values, _step_s, _season, horizon):
        said = model.forecast(y=filled(values), h=horizon, level=[80, 95])
        return said["mean"], (said["lo-80"], said["hi-80"]), (said["lo-95"], said["hi-95"])

    return forecast


def flair(values, step_s, _season, horizon):
    from flaircast import forecast

    freq = {3600: "H", 300: "5T", 30: "30S"}[step_s]
    paths = np.asarray(forecast(filled(values), horizon=horizon, freq=freq, n_samples=200, seed=0))
    limits = lambda level: tuple(np.quantile(paths, [0.5 - level / 2, 0.5 + level / 2], axis=0))
    return paths.mean(0), limits(0.8), limits(0.95)


def engine(name, step_s, season):
    if name == "prophet":
        return prophet
    if name == "flaircast":
        return flair
    from statsforecast import models

    weekly = [season, season * 7] if season > 1 else [2]
    made = {
        "SeasonalNaive": lambda: models.SeasonalNaive(season),
        "AutoETS": lambda: models.AutoETS(season),
        "MSTL": lambda: models.MSTL(weekly),
        "DynamicOptimizedTheta": lambda: models.DynamicOptimizedTheta(season),
    }
    return statsforecast(made[name]())


def main(name, set_name, budget_s):
    _, step_s, season, horizon, series = next(found for found in all_sets(data_folder()) if found[0] == set_name)
    began = time.monotonic()
    forecast = engine(name, step_s, season)
    # What is compiled or imported at the first call is no part of the time.
    forecast(series[0][0], step_s, season, horizon)
    sums, seconds, failed = [], 0.0, 0
    for train, test in (series[index] for index in spread(len(series))):
        if time.monotonic() - began > budget_s:
            break
        start = computed_seconds()
        try:
            said = forecast(train, step_s, season, horizon)
        except Exception:
            failed += 1
            continue
        finally:
            seconds += computed_seconds() - start
        sums.append(sums_of(train, test, season, *said))
    mean = {key: float(np.nanmean([row[key] for row in sums])) if sums else math.nan for key in (sums or [{}])[0]}
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"mean": mean, "tried": len(sums) + failed, "series": len(sums), "seconds": seconds, "peak_mib": peak_mib}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
