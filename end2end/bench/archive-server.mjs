// Promcast over an archive, and the memory that it and its processes for SQL take.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPromcast } from '../fixtures/promcast.mjs';

/**
 * Memory in MiB: the most that the server, and the largest of its processes for SQL, ever had.
 * @typedef {{ server: number, child: number }} Memory
 */

/**
 * Starts a server that has answered nobody yet.
 * @param {string} folder
 */
export async function startOver(folder) {
  const place = await mkdtemp(join(tmpdir(), 'promcast-config-'));
  const config = join(place, 'promcast.yml');
  // JSON is YAML. A scrub would read the disk meanwhile.
  await writeFile(config, JSON.stringify({ storage: { outputDir: folder, scrubEvery: 0 } }));
  const before = new Set(await childrenOf(process.pid));
  const program = await startPromcast('--config.file', config);
  const pid = (await childrenOf(process.pid)).find(child => !before.has(child)) ?? 0;
  const end = async () => {
    await program.end();
    await rm(place, { recursive: true, force: true });
  };
  return { url: program.said, memory: () => memoryOf(pid), sampling: () => sampling(pid), end };
}

/**
 * Looks at the memory until it is told to stop, as a process for SQL may end with its answer. `together` is the most
 * that the server and all its processes had at a moment; pages that they share, as those of the program and of its
 * libraries, count once.
 * @param {number} pid
 * @returns {() => Promise<Memory & { together: number }>}
 */
function sampling(pid) {
  const most = { server: 0, child: 0, together: 0 };
  let goesOn = true;
  const ended = (async () => {
    while (goesOn) {
      const [now, all] = [await memoryOf(pid), await Promise.all([pid, ...(await childrenOf(pid))].map(shareOf))];
      const together = all.reduce((sum, one) => sum + one, 0);
      most.server = Math.max(most.server, now.server);
      most.child = Math.max(most.child, now.child);
      most.together = Math.max(most.together, together);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  })();
  return async () => {
    goesOn = false;
    await ended;
    return most;
  };
}

/**
 * @param {number} pid
 * @returns {Promise<Memory>}
 */
async function memoryOf(pid) {
  const children = await Promise.all((await childrenOf(pid)).map(child => statusMib(child, 'VmHWM')));
  return { server: await statusMib(pid, 'VmHWM'), child: Math.max(0, ...children) };
}

/** @param {number} pid */
const shareOf = pid => mibOf(`/proc/${pid}/smaps_rollup`, 'Pss');

/**
 * @param {number} pid
 * @param {string} field
 */
const statusMib = (pid, field) => mibOf(`/proc/${pid}/status`, field);

/**
 * @param {string} path
 * @param {string} field
 */
async function mibOf(path, field) {
  // A process that has ended has none.
  const text = await readFile(path, 'utf8').catch(() => '');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

/**
 * @param {number} pid
 * @returns {Promise<number[]>}
 */
async function childrenOf(pid) {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = threads.map(thread => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => ''));
  return (await Promise.all(lists)).flatMap(list => list.split(' ').filter(Boolean).map(Number));
}
