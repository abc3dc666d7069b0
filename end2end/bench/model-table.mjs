// What was measured of the model, as a table for people.
import { cpus } from 'node:os';

import { median } from './median.mjs';

/**
 * @typedef {import('./wrk.mjs').Asked} Asked
 * @typedef {{ fit_s: number, one_row_s: number, rows_per_s: number, drift_small_s: number, drift_large_s: number }} Speeds
 */

/** @param {string[]} cells */
const row = cells => `| ${cells.join(' | ')} |`;
/** @param {number} value */
const grouped = value => Math.round(value).toLocaleString('en-US');

/** @param {number} seconds */
function time(seconds) {
  if (seconds < 1e-3) {
    return `${(seconds * 1e6).toFixed(seconds < 1e-5 ? 1 : 0)} µs`;
  }
  return seconds < 1 ? `${(seconds * 1e3).toFixed(seconds < 0.01 ? 2 : 0)} ms` : `${seconds.toFixed(1)} s`;
}

/** @param {number} ratio */
const times = ratio => `${ratio < 10 ? ratio.toFixed(1) : grouped(ratio)} ×`;

/**
 * @param {Speeds & { evaluation_s: number }} ours
 * @param {Speeds & { one_record_s: number }} theirs
 * @param {{ ours: Asked, theirs: Asked }[]} rounds
 */
export function tableOf(ours, theirs, rounds) {
  /** @type {(who: 'ours' | 'theirs', what: keyof Asked) => number} */
  const asked = (who, what) => median(rounds.map(round => round[who][what]));
  /** @type {(name: string, ours: number, theirs: number) => string} */
  const faster = (name, ours, theirs) => row([name, time(ours), time(theirs), times(theirs / ours)]);
  /** @type {(name: string, ours: number, theirs: number) => string} */
  const more = (name, ours, theirs) => row([name, grouped(ours), grouped(theirs), times(ours / theirs)]);
  const wrong = rounds.reduce((sum, round) => sum + round.ours.wrong + round.theirs.wrong, 0);
  return [
    `On ${cpus()[0]?.model ?? 'an unknown processor'}, ${cpus().length} cores.`,
    '',
    'Bike sharing: a forest of 100 trees on the 688 hours of January 2011. scikit-learn 1.9.1, FastAPI with uvicorn (one worker),',
    'Evidently 0.7.23. Medians of several runs; HTTP over loopback by wrk, 8 connections, 10 seconds,',
    `${rounds.length} rounds of both in turn; ${wrong === 0 ? 'every answer was 200' : `${wrong} answers were not 200`}.`,
    '',
    '| In process | Promcast | Python | Promcast is faster |',
    '|---|---:|---:|---:|',
    faster('Fit', ours.fit_s, theirs.fit_s),
    faster('One row, beside `predict` of an array', ours.one_row_s, theirs.one_row_s),
    faster('One row, beside a record as a service gets it', ours.one_row_s, theirs.one_record_s),
    more('Rows a second, many at once', ours.rows_per_s, theirs.rows_per_s),
    faster('Drift as Evidently finds it, 688 × 165 rows, 11 columns', ours.drift_small_s, theirs.drift_small_s),
    faster('… with scores, and drift as it can be believed', ours.evaluation_s, theirs.drift_small_s),
    faster('Drift as Evidently finds it, 1 M × 1 M rows, 20 columns', ours.drift_large_s, theirs.drift_large_s),
    '',
    '| `POST /predict`, one record | Promcast | FastAPI | Promcast |',
    '|---|---:|---:|---:|',
    more('Answers a second', asked('ours', 'per_second'), asked('theirs', 'per_second')),
    faster('Half of the answers within', asked('ours', 'p50_ms') / 1000, asked('theirs', 'p50_ms') / 1000),
    faster('99 of 100 within', asked('ours', 'p99_ms') / 1000, asked('theirs', 'p99_ms') / 1000),
    '',
  ].join('\n');
}
