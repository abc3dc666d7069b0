// The archive that is measured: 90 days of 20 proxies and 3 metrics, a row a minute, written by the real adapter.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const writer = process.env.PROMCAST_WRITE_ARCHIVE ?? join(target, 'release/examples/write_archive');

/** Days, proxies, and seconds between two rows. */
const SHAPE = [90, 20, 60];
/** Kept beside the days of an archive that is used again. No part of it. */
const NOTE = 'written.json';

/**
 * What was written, and how long writing took; 0 seconds where another program wrote it.
 * @typedef {{ rows: number, files: number, bytes: number, seconds: number }} Written
 */

/**
 * The archive: in a folder of its own that goes in the end, or in the one that is named, which stays.
 * @returns {Promise<{ folder: string, written: Written, end: () => Promise<void> }>}
 */
export async function archiveForBench() {
  const kept = process.env.PROMCAST_BENCH_ARCHIVE;
  const folder = kept ? resolve(kept) : await mkdtemp(join(tmpdir(), 'promcast-archive-'));
  const end = async () => {
    if (!kept) {
      await rm(folder, { recursive: true, force: true });
    }
  };
  try {
    await mkdir(folder, { recursive: true });
    return { folder, written: await writtenTo(folder), end };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * @param {string} folder
 * @returns {Promise<Written>}
 */
async function writtenTo(folder) {
  const note = join(folder, NOTE);
  const before = await readFile(note, 'utf8').catch(() => '');
  if (before) {
    return JSON.parse(before);
  }
  if ((await readdir(folder)).length > 0) {
    return byAnother(folder);
  }
  console.log('Writing the archive: this takes some minutes.');
  const { stdout } = await promisify(execFile)(writer, [folder, ...SHAPE.map(String)]);
  await writeFile(note, stdout);
  return JSON.parse(stdout);
}

/**
 * An archive that another program wrote, in this shape.
 * @param {string} folder
 * @returns {Promise<Written>}
 */
async function byAnother(folder) {
  const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.parquet'));
  const sizes = await Promise.all(names.map(async name => (await stat(join(folder, name))).size));
  const rows = names.length * 3 * (86_400 / SHAPE[2]);
  return { rows, files: names.length, bytes: sizes.reduce((sum, size) => sum + size, 0), seconds: 0 };
}
