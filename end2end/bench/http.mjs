// The counter, the metrics and the page beside Flask and gunicorn, and a crowd beside the build that PROMCAST_BEFORE names: tables, also
// kept in `bench/`.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { start } from '../fixtures/program.mjs';
import { binary, startBuild, startPromcast } from '../fixtures/promcast.mjs';
import { crowdTable } from './crowd-table.mjs';
import { capacity, crowd } from './crowd.mjs';
import { tableOf } from './http-table.mjs';
import { largeAnswers, peakMb } from './large-answers.mjs';
import { memoryMb } from './memory.mjs';
import { underLoad } from './wrk.mjs';

/** The machine is not always as quiet: both are asked in turn. */
const ROUNDS = Number(process.env.PROMCAST_BENCH_ROUNDS ?? 3);
const PEER = '127.0.0.1:18098';
/** The server has one core, wrk another. */
const [SERVER_CORE, WRK_CORE] = ['0', '1'];
/** Rates of a crowd, in what the server can take. */
const TIMES = [1, 5, 10];
/** A crowd leaves some work behind. */
const QUIET_MS = 3000;
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

/**
 * A crowd before one build, at the rates that another one can take where they are given.
 * @param {string} build
 * @param {number} [known]
 * @returns {Promise<import('./crowd-table.mjs').Build>}
 */
async function crowded(build, known) {
  const [server, idle] = [await startBuild(build), await startBuild(build)];
  try {
    const found = await capacity(server.said);
    const crowds = [];
    for (const many of TIMES) {
      crowds.push(await crowd(server, idle.said, (known ?? found) * many, () => peakMb(server.pid)));
      await new Promise(resolve => setTimeout(resolve, QUIET_MS));
    }
    const [dense, honest] = [await largeAnswers(build, 'dense'), await largeAnswers(build, 'honest')];
    return { capacity: found, crowds, dense, honest };
  } finally {
    await server.end();
    await idle.end();
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
const now = await crowded(binary);
const before = process.env.PROMCAST_BEFORE === undefined ? undefined : await crowded(process.env.PROMCAST_BEFORE, now.capacity);
const table = tableOf(rounds) + crowdTable(TIMES, now, before);
await writeFile(join(root, 'bench/http.md'), table);
console.log(table);
