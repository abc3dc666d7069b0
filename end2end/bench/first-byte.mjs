// Time from a request to the first byte of its answer.
import http from 'node:http';

import { median } from './median.mjs';

const WARM_UP = 5;
const RUNS = 20;

/**
 * Median for the bare page, in milliseconds.
 * @param {string} url
 */
export async function firstByteMs(url) {
  const agent = new http.Agent({ keepAlive: true });
  const times = [];
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    times.push(await once(url, agent));
  }
  agent.destroy();
  return median(times.slice(WARM_UP));
}

/**
 * @param {string} url
 * @param {http.Agent} agent
 * @returns {Promise<number>}
 */
function once(url, agent) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { accept: 'text/html', 'accept-encoding': 'br' } }, response => {
      let firstMs = 0;
      response.once('data', () => {
        firstMs = performance.now() - start;
      });
      response
        .on('data', () => {})
        .on('end', () => resolve(firstMs))
        .on('error', reject);
    });
    request.on('error', reject);
  });
}
