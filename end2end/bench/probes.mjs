// A thread that asks for some URLs, one after the other, until it is told to end; then it tells how long each answer took.
import { parentPort, workerData } from 'node:worker_threads';

import { answered } from './crowd.mjs';

const EVERY_MS = 20;
const PATIENCE_MS = 30_000;

let ends = false;
parentPort?.once('message', () => {
  ends = true;
});

/**
 * @param {string} url
 * @returns {Promise<number[]>}
 */
async function probed(url) {
  const took = [];
  while (!ends) {
    const { status, ms } = await answered(url);
    took.push(status === 200 ? ms : PATIENCE_MS);
    await new Promise(resolve => setTimeout(resolve, EVERY_MS));
  }
  return took;
}

parentPort?.postMessage(await Promise.all(workerData.map(probed)));
parentPort?.close();
