// A server under wrk: how many answers a second, and how long the slowest of a hundred takes.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const [THREADS, CONNECTIONS, WARM_SECONDS, SECONDS] = [1, 8, 2, 10];

/** @typedef {{ per_second: number, p50_ms: number, p99_ms: number, wrong: number }} Asked */

/**
 * Warms up and measures.
 * @param {string} url
 * @param {string} request what wrk sends, in Lua
 * @param {string[]} before what wrk is started by, such as `taskset`
 * @returns {Promise<Asked>}
 */
export async function underLoad(url, request, before = []) {
  const place = await mkdtemp(join(tmpdir(), 'promcast-wrk-'));
  try {
    const lua = join(place, 'request.lua');
    await writeFile(lua, request + REPORT);
    const [command = '', ...args] = [...before, 'wrk', `-t${THREADS}`, `-c${CONNECTIONS}`, '-s', lua, url];
    /** @param {number} seconds */
    const run = async seconds => (await promisify(execFile)(command, [...args, `-d${seconds}s`])).stdout;
    await run(WARM_SECONDS);
    return JSON.parse((await run(SECONDS)).split('RESULT ')[1] ?? '');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

const REPORT = `
done = function(summary, latency, requests)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('RESULT {"per_second":%f,"p50_ms":%f,"p99_ms":%f,"wrong":%d}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, wrong))
end
`;
