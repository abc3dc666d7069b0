// What was measured of HTTP, as a table for people.
import { cpus } from 'node:os';

import { median } from './median.mjs';

/**
 * `page`, one address, and `pages`, each of another, where there are pages. Memory is that of all processes, before the first request and after the last.
 * @typedef {import('./wrk.mjs').Asked} Asked
 * @typedef {{ counter: Asked, metrics: Asked, page?: Asked, pages?: Asked, restMb: number, loadMb: number }} Measured
 */

/** @param {string[]} cells */
const row = cells => `| ${cells.join(' | ')} |`;
/** @param {number} value */
const grouped = value => Math.round(value).toLocaleString('en-US');
/** @param {number} ms */
const time = ms => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
/** @param {number} mb */
const memory = mb => `${mb.toFixed(0)} MB`;

/** @param {{ ours: Measured, theirs: Measured }[]} rounds */
export function tableOf(rounds) {
  /** @type {(pick: (measured: Measured) => number) => [number, number]} */
  const both = pick => [median(rounds.map(({ ours }) => pick(ours))), median(rounds.map(({ theirs }) => pick(theirs)))];
  /** @type {(name: string, pick: (measured: Measured) => number, text: (value: number) => string, moreIsBetter?: boolean) => string} */
  const compared = (name, pick, text, moreIsBetter = false) => {
    const [ours, theirs] = both(pick);
    const ratio = moreIsBetter ? ours / theirs : theirs / ours;
    return row([name, text(ours), text(theirs), `${ratio.toFixed(ratio < 10 ? 1 : 0)} ×`]);
  };
  /** @type {(name: string, which: 'page' | 'pages', pick: (asked: Asked) => number, text: (value: number) => string) => string} */
  const alone = (name, which, pick, text) =>
    row([name, text(median(rounds.flatMap(({ ours }) => (ours[which] ? [pick(ours[which])] : [])))), '', '']);
  const wrong = rounds
    .flatMap(({ ours, theirs }) => [ours.counter, ours.metrics, ours.page, ours.pages, theirs.counter, theirs.metrics])
    .reduce((sum, asked) => sum + (asked?.wrong ?? 0), 0);
  return [
    `On ${cpus()[0]?.model ?? 'an unknown processor'}, one core for the server, one for wrk.`,
    '',
    'The checkpointed counter beside its first version: Flask 3.1.2 under gunicorn 23.0.0, one process (the counter is in its memory) of four threads, prometheus-client 0.23.1.',
    'HTTP over loopback by wrk, 8 connections, 10 seconds after 2 to warm up; medians of',
    `${rounds.length} rounds of both in turn; ${wrong === 0 ? 'every answer was 200' : `${wrong} answers were not 200`}. Memory is that of all processes, what they share counted once.`,
    '',
    '| | Promcast | Flask | Promcast is better |',
    '|---|---:|---:|---:|',
    compared('`GET /`, JSON: answers a second', ({ counter }) => counter.per_second, grouped, true),
    compared('… 99 of 100 within', ({ counter }) => counter.p99_ms, time),
    compared('`GET /metrics`: answers a second', ({ metrics }) => metrics.per_second, grouped, true),
    compared('… 99 of 100 within', ({ metrics }) => metrics.p99_ms, time),
    alone('`GET /`, the page that many look at: pages a second', 'page', ({ per_second }) => per_second, grouped),
    alone('… 99 of 100 within', 'page', ({ p99_ms }) => p99_ms, time),
    alone('… each of another address, and so rendered: pages a second', 'pages', ({ per_second }) => per_second, grouped),
    alone('… 99 of 100 within', 'pages', ({ p99_ms }) => p99_ms, time),
    compared('Memory at rest', ({ restMb }) => restMb, memory),
    compared('Memory after the load', ({ loadMb }) => loadMb, memory),
    '',
  ].join('\n');
}
