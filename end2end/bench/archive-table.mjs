// What was measured of the archive, as a table for people.
import { cpus } from 'node:os';

import { TABS } from './archive-questions.mjs';
import { median } from './median.mjs';

/**
 * @typedef {import('./archive-questions.mjs').Asked} Asked
 * @typedef {import('./archive-questions.mjs').Times} Times
 * @typedef {import('./archive-peers.mjs').Peer} Peer
 * @typedef {import('./archive-server.mjs').Memory} Memory
 * @typedef {{ asked: Asked, memory: Memory, duckdb: Peer }} Round
 * @typedef {(tab: string) => Times | undefined} Of by the name of a tab
 */

/** @param {number} ms */
const inMs = ms => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
/** @param {number} ratio */
const times = ratio => `${ratio.toFixed(2)} ×`;
/** @param {number} count */
const grouped = count => Math.round(count).toLocaleString('en-US');
/** @param {string[]} cells */
const row = cells => `| ${cells.join(' | ')} |`;

/**
 * @param {{ written: import('./archive-data.mjs').Written }} archive
 * @param {Round[]} rounds
 * @param {Peer} pandas
 * @param {import('./archive-downloads.mjs').Download[]} downloads
 */
export function tableOf({ written }, rounds, pandas, downloads) {
  const { rows, files } = written;
  const usual = medianOf(rounds, round => round.asked.usual);
  return [
    `On ${cpus()[0]?.model ?? 'an unknown processor'}, ${cpus().length} cores.`,
    '',
    `${grouped(rows)} rows in ${grouped(files)} files: 90 days of 20 API proxies and 3 metrics, a row a minute.`,
    `Medians of ${rounds.length} rounds, Promcast and DuckDB ${rounds[0].duckdb.version} in Python in turn.`,
    '“First” is the first such question after a start, “again” the median of 7. Answers are whole, over HTTP.',
    '',
    ...writing(written),
    ...questions(rounds, pandas),
    row(['`/archive` as a visitor meets it, first', inMs(usual.first), '', '']),
    row(['`/archive` again', inMs(usual.again), '', '']),
    '',
    ...memory(rounds, pandas),
    ...taken(downloads),
  ].join('\n');
}

/** @param {import('./archive-data.mjs').Written} written */
function writing({ rows, bytes, seconds }) {
  const size = row(['Size', `${(bytes / 1e6).toFixed(1)} MB, ${(bytes / rows).toFixed(1)} bytes a row`]);
  const speed = row(['Written, read back and flushed', `${grouped(rows / seconds)} rows a second`]);
  return ['| The files | |', '|---|---:|', ...(seconds > 0 ? [speed] : []), size, ''];
}

/**
 * @param {Round[]} rounds
 * @param {Peer} pandas
 */
function questions(rounds, pandas) {
  /** @param {string} tab */
  const duckdb = tab => medianOf(rounds, ({ duckdb }) => ofPeer(duckdb, tab));
  /** @type {(part: 'page' | 'own' | 'console') => (tab: string) => Times | undefined} */
  const promcast = part => tab =>
    rounds[0].asked[part][tab] ? medianOf(rounds, ({ asked }) => asked[part][tab]) : undefined;
  /** @type {(name: string, of: Of, has: (times: Times, tab: string) => string) => string} */
  const line = (name, of, has) => row([name, ...TABS.map(tab => cell(of(tab), times => has(times, tab)))]);
  /** @type {(name: string, of: Of) => string[]} */
  const beside = (name, of) => [
    line(`${name}, first`, of, ({ first }) => inMs(first)),
    line(`${name}, again`, of, ({ again }) => inMs(again)),
    line('… beside DuckDB, first', of, ({ first }, tab) => times(first / duckdb(tab).first)),
    line('… beside DuckDB, again', of, ({ again }, tab) => times(again / duckdb(tab).again)),
  ];
  const load = inMs(pandas.answers.load.first_ms);
  return [
    '| The question | Time series | Totals | Raw data, 25 rows |',
    '|---|---:|---:|---:|',
    line('DuckDB in process, first', duckdb, ({ first }) => inMs(first)),
    line('DuckDB in process, again', duckdb, ({ again }) => inMs(again)),
    line(`pandas, when ${load} of loading are over`, tab => ofPeer(pandas, tab), ({ again }) => inMs(again)),
    ...beside("Promcast's own process, as JSON", promcast('own')),
    ...beside('The SQL console, a new process each, as JSON', promcast('console')),
    line('The page, first', promcast('page'), ({ first }) => inMs(first)),
    line('The page, another question each time', promcast('page'), ({ again }) => inMs(again)),
  ];
}

/**
 * @param {Round[]} rounds
 * @param {Peer} pandas
 */
function memory(rounds, pandas) {
  /** @param {(round: Round) => number} of */
  const most = of => `${grouped(Math.max(...rounds.map(of)))} MiB`;
  return [
    '| Memory at most, for all of these | |',
    '|---|---:|',
    row(["Promcast's server", most(({ memory }) => memory.server)]),
    row(['The largest of its processes for SQL', most(({ memory }) => memory.child)]),
    row(['Python with DuckDB', most(({ duckdb }) => duckdb.peak_mib)]),
    row(['Python with pandas', `${grouped(pandas.peak_mib)} MiB`]),
    '',
  ];
}

/** @param {import('./archive-downloads.mjs').Download[]} downloads */
function taken(downloads) {
  const lines = downloads.map(({ name, rows, ms, bytes, server, child, together }) => {
    const memory = [server, child, together].map(mib => `${grouped(mib)} MiB`);
    return row([name, grouped(rows), `${(ms / 1000).toFixed(1)} s`, `${(bytes / 1e6).toFixed(0)} MB`, ...memory]);
  });
  const head = row(['A download', 'Rows', 'Time', 'Sent', 'Server', 'Its process', 'All together, shared pages once']);
  return [head, '|---|---:|---:|---:|---:|---:|---:|', ...lines, ''];
}

/**
 * @param {Peer} peer
 * @param {string} tab
 * @returns {Times}
 */
function ofPeer(peer, tab) {
  return { first: peer.answers[tab].first_ms, again: peer.answers[tab].warm_ms };
}

/**
 * @param {Round[]} rounds
 * @param {(round: Round) => Times} of
 * @returns {Times}
 */
function medianOf(rounds, of) {
  const all = rounds.map(of);
  return { first: median(all.map(({ first }) => first)), again: median(all.map(({ again }) => again)) };
}

/**
 * @param {Times | undefined} times
 * @param {(times: Times) => string} has
 */
function cell(times, has) {
  return times ? has(times) : '–';
}
