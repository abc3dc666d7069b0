"""How long Prophet in Python takes on a series: its own fit and its prediction of a year ahead with bands.

usage: prophet_speed.py example_wp_log_peyton_manning.csv   with prophet from PyPI; prints one line, as
core/forecast/examples/prophet_speed.rs does for the same file.
"""

import logging
import statistics
import sys
import time

import pandas as pd
from prophet import Prophet

RUNS = 5
DAYS_AHEAD = 365


def timed(ask):
    start = time.perf_counter()
    answer = ask()
    return answer, (time.perf_counter() - start) * 1000


def main():
    logging.getLogger("cmdstanpy").disabled = True
    history = pd.read_csv(sys.argv[1])
    fits, predictions = [], []
    for _ in range(RUNS):
        fitted, fit_ms = timed(lambda: Prophet().fit(history))
        future = fitted.make_future_dataframe(DAYS_AHEAD)
        _, predict_ms = timed(lambda: fitted.predict(future))
        fits.append(fit_ms)
        predictions.append(predict_ms)
    fit, predict = statistics.median(fits), statistics.median(predictions)
    print(f"{len(history)} rows: fit {fit:.2f} ms, prediction with bands {predict:.2f} ms")


main()
