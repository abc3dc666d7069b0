// How fast the page is, how much of it is sent, and how long many forecasts take: a table, also kept in `bench/`.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';

import { startPromcast } from '../fixtures/promcast.mjs';
import { secondsForManySeries } from './many-series.mjs';
import { firstByteMs } from './first-byte.mjs';
import { drawnChart } from './drawn-chart.mjs';
import { MOST_WASM_KB, sentBytes } from './sent-bytes.mjs';

const results = resolve(import.meta.dirname, '../../bench');

/** @param {number} bytes */
const kb = bytes => `${(bytes / 1000).toFixed(1)} KB`;
/** @param {number} ms */
const inMs = ms => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

const promcast = await startPromcast();
try {
  const firstByte = await firstByteMs(promcast.said);
  const chart = await drawnChart(promcast.said);
  const sent = await sentBytes(promcast.said);
  const seconds = await secondsForManySeries();
  const rows = [
    ['Time to first byte of `/`, median of 20', inMs(firstByte)],
    ['Chart drawn in Chromium, median of 5 cold starts', inMs(chart.drawnMs)],
    ['Chart alive (it follows the pointer)', inMs(chart.aliveMs)],
    ['Page as sent', kb(sent.page)],
    [`WebAssembly as sent (of ${kb(sent.wasmRaw)}; at most ${MOST_WASM_KB} KB)`, kb(sent.wasm)],
    ['JavaScript as sent', kb(sent.script)],
    ['Style sheet as sent', kb(sent.style)],
    ['1,000 series of 1,000 hourly points, 48 hours ahead', `${seconds.toFixed(1)} s`],
  ];
  const lines = [
    `On ${cpus()[0]?.model ?? 'an unknown processor'}, ${cpus().length} cores.`,
    '',
    '| What | Measured |',
    '|---|---:|',
  ];
  const table = [...lines, ...rows.map(row => `| ${row.join(' | ')} |`), ''].join('\n');
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'results.md'), table);
  console.log(table);
  if (sent.wasm > MOST_WASM_KB * 1000) {
    console.error(
      `The WebAssembly is ${kb(sent.wasm)} as sent, more than ${MOST_WASM_KB} KB: see what was added to the islands.`,
    );
    process.exitCode = 1;
  }
} finally {
  await promcast.end();
}
