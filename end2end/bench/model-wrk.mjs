// `/predict` under wrk: how many answers a second, and how long the slowest of a hundred takes.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const RECORD = {
  temp: 0.24,
  atemp: 0.2879,
  hum: 0.81,
  windspeed: 0.0,
  mnth: 1,
  hr: 0,
  weekday: 6,
  season: 1,
  holiday: 0,
  workingday: 0,
  weathersit: 1,
  dteday: '2011-01-01',
};
const [THREADS, CONNECTIONS, WARM_SECONDS, SECONDS] = [1, 8, 2, 10];

/** @typedef {{ per_second: number, p50_ms: number, p99_ms: number, wrong: number }} Asked */

/**
 * @param {string} url
 * @returns {Promise<Asked>}
 */
export async function asked(url) {
  const place = await mkdtemp(join(tmpdir(), 'promcast-wrk-'));
  try {
    const lua = join(place, 'predict.lua');
    await writeFile(lua, script());
    await untilItAnswers(url);
    await wrk(lua, url, WARM_SECONDS);
    return JSON.parse((await wrk(lua, url, SECONDS)).split('RESULT ')[1]);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/**
 * A program may say that it starts before it listens.
 * @param {string} url
 */
async function untilItAnswers(url) {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(RECORD) };
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(`${url}/predict`, request).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not predict.`);
}

/** @type {(lua: string, url: string, seconds: number) => Promise<string>} */
async function wrk(lua, url, seconds) {
  const load = [`-t${THREADS}`, `-c${CONNECTIONS}`, `-d${seconds}s`];
  return (await promisify(execFile)('wrk', [...load, '-s', lua, `${url}/predict`])).stdout;
}

function script() {
  return `
wrk.method = "POST"
wrk.body = [[${JSON.stringify(RECORD)}]]
wrk.headers["Content-Type"] = "application/json"
done = function(summary, latency, requests)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('RESULT {"per_second":%f,"p50_ms":%f,"p99_ms":%f,"wrong":%d}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, wrong))
end
`;
}
