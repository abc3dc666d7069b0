// The model beside scikit-learn, FastAPI and Evidently: a table, also kept in `bench/`.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { start } from '../fixtures/program.mjs';
import { startPromcast } from '../fixtures/promcast.mjs';
import { tableOf } from './model-table.mjs';
import { asked } from './model-wrk.mjs';

/** The machine is not always as quiet: both are asked in turn. */
const ROUNDS = Number(process.env.PROMCAST_BENCH_ROUNDS ?? 3);
const root = resolve(import.meta.dirname, '../..');
const [python, script, data, speed] = [
  process.env.PROMCAST_PYTHON ?? 'python3',
  join(root, 'bench/peers/model.py'),
  process.env.DATA ?? '',
  process.env.PROMCAST_MODEL_SPEED ?? '',
];
const PEER_PORT = '18099';

/** @type {(command: string, args: string[]) => Promise<any>} */
const measured = async (command, args) =>
  JSON.parse((await promisify(execFile)(command, args, { maxBuffer: 1 << 26 })).stdout.trim().split('\n').at(-1) ?? '');

const ours = await measured(speed, [data]);
const theirs = await measured(python, [script, 'measure', data]);
const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const promcast = await startPromcast();
  const ourAnswers = await asked(promcast.said).finally(promcast.end);
  const peer = await start(python, [script, 'serve', data, PEER_PORT], {}, /(listening)/);
  const theirAnswers = await asked(`http://127.0.0.1:${PEER_PORT}`).finally(peer.end);
  rounds.push({ ours: ourAnswers, theirs: theirAnswers });
}
const table = tableOf(ours, theirs, rounds);
await writeFile(join(root, 'bench/model.md'), table);
console.log(table);
