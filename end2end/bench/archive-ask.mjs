// One question over HTTP, from the request to the last byte of its answer.
import http from 'node:http';

const agent = new http.Agent({ keepAlive: true });

/**
 * @param {string} url
 * @returns {Promise<{ ms: number, bytes: number, text: string }>}
 */
export async function asked(url) {
  const start = performance.now();
  const parts = await new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, response => {
      /** @type {Buffer[]} */
      const parts = [];
      response
        .on('data', part => parts.push(part))
        .on('end', () => {
          if (response.statusCode === 200) {
            resolve(parts);
          } else {
            reject(new Error(`${url} answers ${response.statusCode}: ${Buffer.concat(parts)}`));
          }
        })
        .on('error', reject);
    });
    request.on('error', reject);
  });
  const ms = performance.now() - start;
  const body = Buffer.concat(parts);
  return { ms, bytes: body.length, text: body.length < 10_000_000 ? body.toString() : '' };
}

/**
 * Counts what comes and keeps nothing of it.
 * @param {string} url
 * @returns {Promise<{ ms: number, bytes: number, lines: number }>}
 */
export function drained(url) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, response => {
      let [bytes, lines] = [0, 0];
      response
        .on('data', part => {
          bytes += part.length;
          lines += newLines(part);
        })
        .on('end', () => resolve({ ms: performance.now() - start, bytes, lines }))
        .on('error', reject);
      if (response.statusCode !== 200) {
        reject(new Error(`${url} answers ${response.statusCode}`));
      }
    });
    request.on('error', reject);
  });
}

/** @param {Buffer} part */
function newLines(part) {
  let count = 0;
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) {
    count += 1;
  }
  return count;
}
