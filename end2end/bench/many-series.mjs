// How long the command line takes for a thousand series: each with a day, a week, a trend and noise of its own.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { binary } from '../fixtures/promcast.mjs';

const SERIES = 1_000;
const POINTS = 1_000;
const HORIZON = 48;
const FIRST_MS = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;

/** Seconds from start to end of one run; it fails where a forecast is missing. */
export async function secondsForManySeries() {
  const folder = await mkdtemp(join(tmpdir(), 'promcast-bench-'));
  try {
    const [input, output] = [join(folder, 'input.csv'), join(folder, 'output.csv')];
    await writeFile(input, table());
    const start = performance.now();
    const flags = ['--input', input, '--output', output, '--horizon', String(HORIZON), '--step', '1h'];
    await promisify(execFile)(binary, ['forecast', ...flags], { cwd: folder });
    const seconds = (performance.now() - start) / 1000;
    const rows = (await readFile(output, 'utf8')).trim().split('\n').length - 1;
    if (rows !== SERIES * HORIZON) {
      throw new Error(`${rows} rows instead of ${SERIES * HORIZON}`);
    }
    return seconds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function table() {
  const lines = ['unique_id,ds,y'];
  const noise = noiseOf(42);
  for (let series = 0; series < SERIES; series += 1) {
    const [base, daily, weekly, trend] = [50 + 200 * noise(), 20 * noise(), 10 * noise(), 0.02 * (noise() - 0.5)];
    for (let point = 0; point < POINTS; point += 1) {
      const days = (2 * Math.PI * point) / 24;
      const y = base + daily * Math.sin(days) + weekly * Math.sin(days / 7) + trend * point + 4 * (noise() - 0.5);
      const ds = new Date(FIRST_MS + point * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
      lines.push(`series-${series},${ds},${y.toFixed(4)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Numbers from 0 to 1, the same for the same seed (mulberry32).
 * @param {number} seed
 */
function noiseOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
