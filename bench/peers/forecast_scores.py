"""The scores of one forecast; the conventions are M4's. A point nobody reported is not scored."""

import numpy as np

MOST = 100


def sums_of(train, test, season, yhat, limits80, limits95):
    train, test, yhat = (np.asarray(values, dtype=float) for values in (train, test, yhat))
    before = repeated(train, season, len(test))
    scale = np.nanmean(np.abs(train[season:] - train[:-season]))
    scale = scale if scale > 0 else np.nan
    size = np.abs(test) + np.abs(yhat)
    known = ~np.isnan(test)
    return {
        "smape": np.nanmean(np.where(size > 0, 200 * np.abs(test - yhat) / np.where(size > 0, size, 1), 0)[known]),
        "mase": np.nanmean(np.abs(test - yhat)) / scale,
        "by_naive": np.log(by_naive(np.nanmean(np.abs(test - yhat)), np.nanmean(np.abs(test - before)))),
        "msis": np.nanmean(interval_score(test, limits95, 0.05)) / scale,
        "held80": held(test, limits80, known),
        "held95": held(test, limits95, known),
    }


def repeated(train, season, horizon):
    """Seasonal naive through gaps: the last value at the same phase; NaN where there never was one."""
    phases = [train[len(train) - season + phase::-season] for phase in range(season)]
    last = [next((value for value in values if not np.isnan(value)), np.nan) for values in phases]
    return np.array([last[step % season] for step in range(horizon)])


def by_naive(error, naive):
    """The error by that of seasonal naive; no ratio counts for more than a hundred."""
    if error == naive:
        return 1.0
    return float(np.clip(np.inf if naive == 0 else error / naive, 1 / MOST, MOST))


def interval_score(test, limits, alpha):
    lower, upper = (np.asarray(limit, dtype=float) for limit in limits)
    below, above = np.maximum(lower - test, 0), np.maximum(test - upper, 0)
    return upper - lower + 2 / alpha * (below + above)


def held(test, limits, known):
    lower, upper = (np.asarray(limit, dtype=float) for limit in limits)
    return np.mean(((test >= lower) & (test <= upper))[known])
