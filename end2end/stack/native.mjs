// The stack as `make all` starts it without Docker, on free ports, with a run folder of its own.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { binary, siteRoot } from '../fixtures/promcast.mjs';
import { root } from './deployed.mjs';

const run = promisify(execFile);
const PARTS = ['PROMCAST', 'PROMETHEUS', 'ALERTMANAGER', 'NODE_EXPORTER'];

/**
 * `urls` by name of the program, `script` runs one of `scripts/` beside it and gives what it printed, `end` ends all.
 * @typedef {{ urls: Record<string, string>, env: Record<string, string>, script: Script, end: () => Promise<void> }} Stack
 * @typedef {(name: string, ...args: string[]) => Promise<string>} Script
 */

/**
 * Starts one.
 * @returns {Promise<Stack>}
 */
export async function startStack() {
  const folder = await mkdtemp(join(tmpdir(), 'promcast-stack-'));
  const ports = await freePorts();
  const env = {
    ...ports,
    PROMCAST: binary,
    PROMCAST_RUN: folder,
    LEPTOS_SITE_ROOT: siteRoot,
    SCRAPE_INTERVAL: '1s',
    TRAFFIC_FOR: '2s',
  };
  const script = scriptsWith(env);
  const end = async () => {
    await script('native-stack.sh', 'stop');
    await rm(folder, { recursive: true });
  };
  await script('native-stack.sh', 'start');
  const urls = Object.fromEntries(PARTS.map(part => [part, `http://127.0.0.1:${ports[`${part}_PORT`]}`]));
  return { urls, env, script, end };
}

/**
 * @param {Record<string, string>} env
 * @returns {Script}
 */
export function scriptsWith(env) {
  return async (name, ...args) => {
    const ran = await run(join(root, 'scripts', name), args, { env: { ...process.env, ...env } });
    return ran.stdout + ran.stderr;
  };
}

/**
 * A port for each part, under the name of its variable. Free a moment ago, and most likely still: all are held until each is known.
 * @returns {Promise<Record<string, string>>}
 */
export async function freePorts() {
  const held = await Promise.all(PARTS.map(hold));
  const ports = held.map(server => /** @type {import('node:net').AddressInfo} */ (server.address()).port);
  await Promise.all(held.map(server => new Promise(resolve => server.close(resolve))));
  return Object.fromEntries(PARTS.map((part, index) => [`${part}_PORT`, String(ports[index])]));
}

/** @returns {Promise<import('node:net').Server>} */
function hold() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  });
}
