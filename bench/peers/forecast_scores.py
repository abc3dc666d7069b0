"""The scores of one forecast; the conventions are M4's. A point nobody reported is not scored."""

import numpy as np


def sums_of(train, test, season, yhat, limits80, limits95):
    train, test, yhat = (np.asarray(values, dtype=float) for values in (train, test, yhat))
    scale = np.nanmean(np.abs(train[season:] - train[:-season]))
    scale = scale if scale > 0 else np.nan
    size = np.abs(test) + np.abs(yhat)
    known = ~np.isnan(test)
    return {
        "smape": np.nanmean(np.where(size > 0, 200 * np.abs(test - yhat) / np.where(size > 0, size, 1), 0)[known]),
        "mase": np.nanmean(np.abs(test - yhat)) / scale,
        "msis": np.nanmean(interval_score(test, limits95, 0.05)) / scale,
        "held80": held(test, limits80, known),
        "held95": held(test, limits95, known),
    }


def interval_score(test, limits, alpha):
    lower, upper = (np.asarray(limit, dtype=float) for limit in limits)
    below, above = np.maximum(lower - test, 0), np.maximum(test - upper, 0)
    return upper - lower + 2 / alpha * (below + above)


def held(test, limits, known):
    lower, upper = (np.asarray(limit, dtype=float) for limit in limits)
    return np.mean(((test >= lower) & (test <= upper))[known])
