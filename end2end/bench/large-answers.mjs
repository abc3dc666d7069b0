// Many large answers of a source at once: one series of eight million samples where a day was asked for, and an honest thousand series
// of a day by the minute. The peak of the memory, and how long health waits meanwhile.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';

import { startBuild } from '../fixtures/promcast.mjs';
import { answered } from './crowd.mjs';
import { percentile } from './median.mjs';

const AT_ONCE = 24;
const [SAMPLES, SERIES] = [8_000_000, 1_000];

/** @typedef {{ peakMb: number, health: number, seconds: number, good: number, refused: number }} Large */

/** @param {string} series */
const matrix = series => gzipSync(`{"status":"success","data":{"resultType":"matrix","result":[${series}]}}`, { level: 1 });

const dense = matrix(`{"metric":{"__name__":"dense"},"values":[${'[1,"1"],'.repeat(SAMPLES)}[2,"1"]]}`);

/**
 * @param {number} start
 * @param {number} end
 * @param {number} step
 */
function honest(start, end, step) {
  const series = Array.from({ length: SERIES }, (_, index) => {
    const samples = [];
    for (let time = start; time <= end; time += step) {
      samples.push(`[${time},"${(50 + 30 * Math.sin(time / 13750 + index) + ((time * 7919 + index) % 1000) / 200).toFixed(12)}"]`);
    }
    return `{"metric":{"__name__":"honest","instance":"host-${index}"},"values":[${samples.join(',')}]}`;
  });
  return matrix(series.join(','));
}

/** The source, on a free port of this machine. */
async function source() {
  /** @type {Map<string, Buffer>} */
  const made = new Map();
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const pieces = [];
    request.on('data', piece => pieces.push(piece)).on('end', () => {
      const form = new URLSearchParams(Buffer.concat(pieces).toString());
      const query = form.get('query') ?? '';
      /** @param {Buffer} body */
      const send = body => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
      if (query.includes('dense')) {
        send(dense);
      } else if (query.includes('honest') && request.url?.endsWith('query_range')) {
        const [start = 0, end = 0, step = 60] = ['start', 'end', 'step'].map(name => Number(form.get(name)));
        const key = `${start} ${end} ${step}`;
        const body = made.get(key) ?? honest(start, end, step);
        made.clear();
        made.set(key, body);
        send(body);
      } else {
        send(gzipSync('{"status":"success","data":{"resultType":"vector","result":[]}}'));
      }
    });
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, end: () => server.close() };
}

/**
 * The peak of a process' own memory.
 * @param {number} pid
 */
export async function peakMb(pid) {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024 * 1e-6;
}

/**
 * Asks one build for one of the two metrics, many times at once.
 * @param {string} build
 * @param {'dense' | 'honest'} metric
 * @returns {Promise<Large>}
 */
export async function largeAnswers(build, metric) {
  const config = join(tmpdir(), `promcast-large-${process.pid}.yml`);
  const stub = await source();
  await writeFile(config, `sources: [{name: stub, url: '${stub.url}'}]\n`);
  const server = await startBuild(build, '--config.file', config);
  try {
    const worker = new Worker(new URL('./probes.mjs', import.meta.url), { workerData: [`${server.said}/-/healthy`] });
    const since = performance.now();
    const question = `${server.said}/api/v1/forecast?source=stub&expr=${metric}&range=1d&step=1m&horizon=1h`;
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => answered(question)));
    const seconds = (performance.now() - since) / 1000;
    worker.postMessage('end');
    /** @type {number[][]} */
    const [health = []] = await new Promise(resolve => worker.once('message', resolve));
    /** @param {number} status */
    const count = status => answers.filter(answer => answer.status === status).length;
    return { peakMb: await peakMb(server.pid), health: percentile(health, 100), seconds, good: count(200), refused: AT_ONCE - count(200) };
  } finally {
    await server.end();
    stub.end();
    await rm(config);
  }
}
