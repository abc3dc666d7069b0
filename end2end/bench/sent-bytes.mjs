// What goes over the wire for the first page: bytes after compression, as Promcast sends them to a browser.
import http from 'node:http';

/** The code a browser gets must stay below this, in kilobytes of 1,000 bytes. */
export const MOST_WASM_KB = 250;

/** @param {string} url */
export async function sentBytes(url) {
  const [page, wasm, wasmRaw, script, style] = await Promise.all([
    bodyBytes(url),
    bodyBytes(`${url}/pkg/promcast.wasm`),
    bodyBytes(`${url}/pkg/promcast.wasm`, 'identity'),
    bodyBytes(`${url}/pkg/promcast.js`),
    bodyBytes(`${url}/style.css`),
  ]);
  return { page, wasm, wasmRaw, script, style };
}

/**
 * @param {string} url
 * @param {string} encoding
 * @returns {Promise<number>}
 */
function bodyBytes(url, encoding = 'gzip, deflate, br') {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers: { accept: 'text/html,*/*', 'accept-encoding': encoding } }, response => {
      if (response.statusCode !== 200) {
        reject(new Error(`${url} answers ${response.statusCode}`));
      }
      let bytes = 0;
      response
        .on('data', chunk => {
          bytes += chunk.length;
        })
        .on('end', () => resolve(bytes))
        .on('error', reject);
    });
    request.on('error', reject);
  });
}
