// A crowd before a server: requests come at a rate, whether or not the ones before were answered, while a thread of its own asks for
// health and metrics, of this server and of one beside it that has nothing to do.
import { Agent, get } from 'node:http';
import { Worker } from 'node:worker_threads';

import { percentile } from './median.mjs';

/** So long a rate is held. */
const SECONDS = Number(process.env.PROMCAST_BENCH_CROWD_SECONDS ?? 20);
/** So many ask in turn to find the rate that the server can take. */
const CLIENTS = 8;
const DAY_MINUTES = 1440;

/**
 * What came of a request: its status, 0 where the connection broke, and how long it took.
 * @typedef {{ status: number, ms: number }} Answer
 * @typedef {{ asked: number, admitted: number, admittedP99: number, refused: number, refusedP99: number, broken: number }} Rate
 * @typedef {Rate & { health: number, metrics: number, idle: number, peakMb: number }} Crowd
 */

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/**
 * @param {string} url
 * @returns {Promise<Answer>}
 */
export function answered(url) {
  const since = performance.now();
  return new Promise(resolve => {
    /** @param {number} status */
    const end = status => resolve({ status, ms: performance.now() - since });
    get(url, { agent, headers: { accept: 'text/html' } }, response => {
      response.on('end', () => end(response.statusCode ?? 0)).on('error', () => end(0)).resume();
    }).on('error', () => end(0));
  });
}

/**
 * The n-th of a mix: half of it pages, a fifth statements, a fifth forecasts, the rest files. None is asked for twice within the time
 * that answers are remembered.
 * @param {string} server
 * @param {number} n
 */
function question(server, n) {
  const range = `${7 * DAY_MINUTES + (n % 3000)}m`;
  switch (n % 10) {
    case 0:
    case 5:
      return `${server}/api/v1/sql?q=${encodeURIComponent(`SELECT count(*) AS n FROM range(${100000 + n})`)}`;
    case 2:
    case 7:
      return `${server}/api/v1/forecast?expr=demo_memory_bytes&range=${range}&horizon=6h`;
    case 9:
      return `${server}/style.css`;
    default:
      return `${server}/?expr=demo_cpu_usage_ratio&range=${range}&horizon=6h`;
  }
}

/**
 * How many such requests a second the server answers to few who ask in turn.
 * @param {string} server
 */
export async function capacity(server) {
  const since = performance.now();
  let [next, good] = [0, 0];
  const client = async () => {
    while (performance.now() - since < SECONDS * 500) {
      const { status } = await answered(question(server, next++));
      good += status === 200 ? 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (good / (performance.now() - since)) * 1000;
}

/**
 * Asks at a rate.
 * @param {string} server
 * @param {number} perSecond
 * @returns {Promise<Rate>}
 */
async function rate(server, perSecond) {
  /** @type {Promise<Answer>[]} */
  const asked = [];
  const since = performance.now();
  while (performance.now() - since < SECONDS * 1000) {
    const due = ((performance.now() - since) / 1000) * perSecond;
    while (asked.length < due) {
      asked.push(answered(question(server, 5000 + asked.length)));
    }
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  const answers = await Promise.all(asked);
  /** @param {number} status */
  const of = status => answers.filter(answer => answer.status === status).map(({ ms }) => ms);
  const [good, refused] = [of(200), of(503)];
  return {
    asked: asked.length / SECONDS,
    admitted: good.length / SECONDS,
    admittedP99: percentile(good, 99),
    refused: refused.length / SECONDS,
    refusedP99: percentile(refused, 99),
    broken: answers.length - good.length - refused.length,
  };
}

/**
 * Asks at a rate, and for health and metrics beside it.
 * @param {{ said: string, pid: number }} server
 * @param {string} idle another server, which has nothing to do
 * @param {number} perSecond
 * @param {() => Promise<number>} peakMb
 * @returns {Promise<Crowd>}
 */
export async function crowd(server, idle, perSecond, peakMb) {
  const urls = [`${server.said}/-/healthy`, `${server.said}/metrics`, `${idle}/-/healthy`];
  const worker = new Worker(new URL('./probes.mjs', import.meta.url), { workerData: urls });
  const asked = await rate(server.said, perSecond);
  worker.postMessage('end');
  /** @type {number[][]} */
  const probes = await new Promise(resolve => worker.once('message', resolve));
  const [health = 0, metrics = 0, beside = 0] = probes.map(ms => percentile(ms, 99));
  return { ...asked, health, metrics, idle: beside, peakMb: await peakMb() };
}
