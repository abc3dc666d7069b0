// DuckDB and pandas in Python, each in a process of its own.
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const cache = process.env.PROMCAST_CACHE ?? join(homedir(), '.cache/promcast');
const python = process.env.PROMCAST_BENCH_PYTHON ?? join(cache, 'bench-venv/bin/python');
const script = resolve(import.meta.dirname, '../../bench/peers/archive.py');

/**
 * @typedef {{ first_ms: number, warm_ms: number }} PeerTimes
 * @typedef {{ version: string, answers: Record<string, PeerTimes>, peak_mib: number }} Peer
 */

/**
 * @param {'duckdb' | 'pandas'} engine
 * @param {string} folder
 * @param {Record<string, string>} statements by the name of their tab
 * @returns {Promise<Peer>}
 */
export async function askPeer(engine, folder, statements) {
  const asking = promisify(execFile)(python, [script, engine, folder]);
  asking.child.stdin?.end(JSON.stringify(statements));
  return JSON.parse((await asking).stdout);
}
