// A million rows to take away: how long it takes, and the memory of the server and its process for SQL meanwhile.
import { drained } from './archive-ask.mjs';
import { startOver } from './archive-server.mjs';

const ROWS = 1_000_000;
const VIEW = 'tab=raw&from=2026-08-01&to=2026-10-29&proxy=api-proxy-1&proxy=api-proxy-2&proxy=api-proxy-3';

/**
 * @typedef {{ name: string, rows: number, ms: number, bytes: number }} Sent
 * @typedef {Sent & import('./archive-server.mjs').Memory & { together: number }} Download
 */

/**
 * @param {string} folder
 * @returns {Promise<Download[]>}
 */
export async function downloads(folder) {
  const every = encodeURIComponent(`SELECT * FROM metrics LIMIT ${ROWS}`);
  return [
    await download(folder, 'The raw data of 3 proxies, in order, as CSV', `/api/v1/archive?${VIEW}&format=csv`),
    await download(folder, '`SELECT * … LIMIT 1000000`, as CSV', `/api/v1/sql?format=csv&q=${every}`),
  ];
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} path
 * @returns {Promise<Download>}
 */
async function download(folder, name, path) {
  const promcast = await startOver(folder);
  try {
    const stop = promcast.sampling();
    const sent = await drained(`${promcast.url}${path}`).finally(stop);
    if (sent.lines - 1 < ROWS) {
      throw new Error(`${path} sends ${sent.lines - 1} rows`);
    }
    return { name, rows: sent.lines - 1, ms: sent.ms, bytes: sent.bytes, ...(await stop()) };
  } finally {
    await promcast.end();
  }
}
