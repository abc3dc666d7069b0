// The memory of a running program and its children, what they share counted once.
import { readFile } from 'node:fs/promises';

/**
 * In MB.
 * @param {number} pid
 * @returns {Promise<number>}
 */
export async function memoryMb(pid) {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim();
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const own = Number(/^Pss: +(\d+) kB/m.exec(rollup)?.[1]) * 1024 * 1e-6;
  const below = await Promise.all(children.split(' ').filter(Boolean).map(child => memoryMb(Number(child))));
  return below.reduce((sum, mb) => sum + mb, own);
}
