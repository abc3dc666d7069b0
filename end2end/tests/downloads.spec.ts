// The forecast to take away: what is in the files is what is on the page.
import { readFile } from 'node:fs/promises';

import { expect, test } from '../fixtures/test.ts';
import type { ForecastPage } from '../pages/forecast-page.ts';

const question = {
  source: 'demo',
  expr: 'demo_disk_used_ratio{mountpoint="/"}',
  range: '2d',
  horizon: '6h',
  step: '1h',
};

test.beforeEach(({ forecast }) => forecast.open(question));

async function fetched(forecast: ForecastPage, name: string): Promise<{ file: string; bytes: Buffer }> {
  const waiting = forecast.page.waitForEvent('download');
  await forecast.downloads.getByRole('link', { name, exact: true }).click();
  const download = await waiting;
  return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('CSV has a row a step', async ({ forecast }) => {
  const { file, bytes } = await fetched(forecast, 'CSV');
  expect(file).toMatch(/\.csv$/);
  const [head, ...rows] = bytes.toString('utf8').trim().split(/\r?\n/);
  expect(head).toBe('unique_id,ds,yhat,yhat_lower_80,yhat_upper_80,yhat_lower_95,yhat_upper_95');
  expect(rows).toHaveLength(6);
  const points = await forecast.section('Table of points');
  const time = (await points.getByRole('rowheader').last().textContent()) ?? '';
  const row = rows.at(-1) ?? '';
  expect(row).toContain(time);
  // The table has the unit of the metric, the file its own number.
  const shown = Number(await points.getByRole('row').last().getByRole('cell').nth(1).textContent());
  const kept = Number(row.split(',').at(-5));
  expect(100 * kept).toBeCloseTo(shown, 1);
});

test('JSON says what CSV says', async ({ forecast }) => {
  const { file, bytes } = await fetched(forecast, 'JSON');
  expect(file).toMatch(/\.json$/);
  const answer = JSON.parse(bytes.toString('utf8'));
  expect(answer.status).toBe('success');
  expect(answer.data.series).toHaveLength(1);
  const [{ labels, timestamps, yhat, bands }] = answer.data.series;
  expect(labels.mountpoint).toBe('/');
  const rows = (await fetched(forecast, 'CSV')).bytes.toString('utf8').trim().split(/\r?\n/).slice(1);
  const columns = rows.map(row => row.split(',').slice(-6));
  expect(timestamps.map((time: number) => new Date(time * 1000).toISOString().slice(0, 19).replace('T', ' '))).toEqual(
    columns.map(([ds]) => ds),
  );
  for (const [index, values] of [
    yhat,
    bands['80'].lower,
    bands['80'].upper,
    bands['95'].lower,
    bands['95'].upper,
  ].entries()) {
    const kept = columns.map(cells => Number(cells[index + 1]));
    expect(values.map((value: number, row: number) => Math.abs(value - kept[row]) < 1e-9)).not.toContain(false);
  }
});

test('SVG is a picture by itself, and runs nothing', async ({ forecast, page }) => {
  const { file, bytes } = await fetched(forecast, 'SVG');
  expect(file).toMatch(/\.svg$/);
  const svg = bytes.toString('utf8');
  await page.goto('about:blank');
  const root = await page.evaluate(text => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      name: parsed.documentElement.nodeName,
      broken: parsed.querySelectorAll('parsererror').length,
      scripts: parsed.querySelectorAll('script').length,
    };
  }, svg);
  expect(root).toEqual({ name: 'svg', broken: 0, scripts: 0 });
  expect(svg).toContain('#0063b2');
  expect(svg).not.toContain('var(');
});

test('PNG is twice as dense as the chart', async ({ forecast }) => {
  const { file, bytes } = await fetched(forecast, 'PNG');
  expect(file).toMatch(/\.png$/);
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2200, 936]);
});
