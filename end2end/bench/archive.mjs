// How fast the archive is written and asked, beside DuckDB and pandas in Python: a table, also kept in `bench/`.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { archiveForBench } from './archive-data.mjs';
import { downloads } from './archive-downloads.mjs';
import { askPeer } from './archive-peers.mjs';
import { askPromcast, TABS } from './archive-questions.mjs';
import { startOver } from './archive-server.mjs';
import { tableOf } from './archive-table.mjs';

/** The machine is not always as quiet: everything is asked in rounds, Promcast and its peers in turn. */
const ROUNDS = Number(process.env.PROMCAST_BENCH_ROUNDS ?? 3);
const results = resolve(import.meta.dirname, '../../bench');

const archive = await archiveForBench();
try {
  /** @type {import('./archive-table.mjs').Round[]} */
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const promcast = await startOver(archive.folder);
    try {
      const asked = await askPromcast(promcast.url);
      const duckdb = await askPeer('duckdb', archive.folder, asked.sql);
      rounds.push({ asked, memory: await promcast.memory(), duckdb });
    } finally {
      await promcast.end();
    }
  }
  const pandas = await askPeer('pandas', archive.folder, Object.fromEntries(TABS.map(tab => [tab, ''])));
  const table = tableOf(archive, rounds, pandas, await downloads(archive.folder));
  await writeFile(join(results, 'archive.md'), table);
  console.log(table);
} finally {
  await archive.end();
}
