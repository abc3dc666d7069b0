"""The bike-sharing model as the service that Promcast replaces had it: scikit-learn, FastAPI under uvicorn, and Evidently.

usage: model.py measure HOUR_CSV    prints JSON: fit, one row, many rows, and the drift report on two sizes
       model.py serve HOUR_CSV PORT answers POST /predict
Each part imports only what it needs, as importing takes seconds.
"""

import datetime
import json
import statistics
import sys
import time

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor

FEATURES = ["temp", "atemp", "hum", "windspeed", "mnth", "hr", "weekday", "season", "holiday", "workingday", "weathersit"]
LARGE_ROWS, LARGE_COLUMNS = 1_000_000, 20


def hours(path, first, last):
    rows = pd.read_csv(path)
    return rows[(rows.dteday >= first) & (rows.dteday <= last)]


def fitted(january):
    return RandomForestRegressor(n_estimators=100, random_state=0).fit(january[FEATURES], january.cnt)


def seconds(work, runs):
    """The median of many runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def drift_report(reference, current):
    """The report of the old service: drift of the data, of columns declared as numbers. Bare figures, no page."""
    from evidently import DataDefinition, Dataset, Report
    from evidently.presets import DataDriftPreset

    definition = DataDefinition(numerical_columns=list(reference.columns))
    datasets = [Dataset.from_pandas(frame, data_definition=definition) for frame in (current, reference)]
    return Report([DataDriftPreset()]).run(*datasets).dict()


def large(shift):
    """Columns of normal numbers; half of them moved."""
    random = np.random.default_rng(int(shift * 100))
    moved = np.arange(LARGE_COLUMNS) % 2 * shift
    return pd.DataFrame(random.normal(size=(LARGE_ROWS, LARGE_COLUMNS)) + moved, columns=[f"x{i}" for i in range(LARGE_COLUMNS)])


def measure(path):
    january, week = hours(path, "2011-01-01", "2011-01-31"), hours(path, "2011-02-15", "2011-02-21")
    every = pd.read_csv(path)[FEATURES]
    model, one = fitted(january), week[FEATURES].iloc[:1]
    record = one.iloc[0].to_dict()
    bare = RandomForestRegressor(n_estimators=100, random_state=0).fit(january[FEATURES].to_numpy(), january.cnt)
    row, matrix = one.to_numpy(), every.to_numpy()
    answer = {
        "fit_s": seconds(lambda: fitted(january), 7),
        "one_row_s": seconds(lambda: bare.predict(row), 100),
        "one_record_s": seconds(lambda: model.predict(pd.DataFrame([record])[FEATURES]), 100),
        "rows_per_s": len(matrix) / seconds(lambda: bare.predict(matrix), 7),
    }
    reference, current = january[FEATURES].astype(float), week[FEATURES].astype(float)
    drift_report(reference, current)
    answer["drift_small_s"] = seconds(lambda: drift_report(reference, current), 7)
    reference, current = large(0.0), large(0.2)
    answer["drift_large_s"] = seconds(lambda: drift_report(reference, current), 1)
    print(json.dumps(answer))


def serve(path, port):
    import uvicorn
    from fastapi import FastAPI
    from pydantic import BaseModel

    class BikeSharingInput(BaseModel):
        temp: float
        atemp: float
        hum: float
        windspeed: float
        mnth: int
        hr: int
        weekday: int
        season: int
        holiday: int
        workingday: int
        weathersit: int
        dteday: datetime.date

    model, app = fitted(hours(path, "2011-01-01", "2011-01-31")), FastAPI()

    @app.post("/predict")
    def predict(asked: BikeSharingInput):
        frame = pd.DataFrame([asked.model_dump()])[FEATURES]
        return {"predicted_count": float(model.predict(frame)[0])}

    print("listening", flush=True)
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="error")


if __name__ == "__main__":
    {"measure": measure, "serve": serve}[sys.argv[1]](*sys.argv[2:])
