// The counter, the metrics and the page beside Flask and gunicorn: a table, also kept in `bench/`.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { start } from '../fixtures/program.mjs';
import { startPromcast } from '../fixtures/promcast.mjs';
import { tableOf } from './http-table.mjs';
import { memoryMb } from './memory.mjs';
import { underLoad } from './wrk.mjs';

/** The machine is not always as quiet: both are asked in turn. */
const ROUNDS = Number(process.env.PROMCAST_BENCH_ROUNDS ?? 3);
const PEER = '127.0.0.1:18098';
/** The server has one core, wrk another. */
const [SERVER_CORE, WRK_CORE] = ['0', '1'];
const root = resolve(import.meta.dirname, '../..');
const gunicorn = process.env.PROMCAST_GUNICORN ?? 'gunicorn';

const JSON_REQUEST = 'wrk.headers["Accept"] = "*/*"\n';
const PAGE_REQUEST = 'wrk.headers["Accept"] = "text/html"\n';
// No address is asked for twice.
const PAGES_REQUEST = `${PAGE_REQUEST}local asked = 0
request = function()
  asked = asked + 1
  return wrk.format(nil, "/?asked=" .. asked)
end
`;

/** @typedef {import('./http-table.mjs').Measured} Measured */

/**
 * @param {import('../fixtures/program.mjs').Process} program
 * @param {string} url
 * @param {boolean} hasPage
 * @returns {Promise<Measured>}
 */
async function measured(program, url, hasPage) {
  try {
    await promisify(execFile)('taskset', ['-a', '-c', '-p', SERVER_CORE, String(program.pid)]);
    await answered(url);
    const restMb = await memoryMb(program.pid);
    const before = ['taskset', '-c', WRK_CORE];
    const counter = await underLoad(`${url}/`, JSON_REQUEST, before);
    const metrics = await underLoad(`${url}/metrics`, JSON_REQUEST, before);
    const page = hasPage ? await underLoad(`${url}/`, PAGE_REQUEST, before) : undefined;
    const pages = hasPage ? await underLoad(`${url}/`, PAGES_REQUEST, before) : undefined;
    return { counter, metrics, page, pages, restMb, loadMb: await memoryMb(program.pid) };
  } finally {
    await program.end();
  }
}

/** @param {string} url */
async function answered(url) {
  const { counter } = await (await fetch(url, { headers: { accept: '*/*' } })).json();
  if (typeof counter !== 'number') {
    throw new Error(`${url} does not count.`);
  }
}

const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const promcast = await startPromcast();
  const ours = await measured(promcast, promcast.said, true);
  const args = ['-c', SERVER_CORE, gunicorn, '--chdir', join(root, 'bench/peers'), '--bind', PEER];
  const peer = await start('taskset', [...args, '--workers', '1', '--threads', '4', 'counter:app'], {}, /(Booting worker)/);
  const theirs = await measured(peer, `http://${PEER}`, false);
  rounds.push({ ours, theirs });
}
const table = tableOf(rounds);
await writeFile(join(root, 'bench/http.md'), table);
console.log(table);
