// The crosshair and the keyboard's cursor: what the chart says at a moment.
import { expect, test } from '../fixtures/test.ts';
import { queue } from '../fixtures/questions.ts';

test.beforeEach(({ forecast }) => forecast.open(queue));

test('the crosshair reads the past', async ({ forecast: { chart } }) => {
  await expect(chart.readout).toBeHidden();
  await chart.pointAt(0.4);
  await expect(chart.crosshair).toBeVisible();
  await expect(chart.readout).toHaveText(/^(Sun|Mon|Tue) \d+ Mar \d\d:\d\d UTC\s*measured\s*[\d.]+$/);
});

test('the crosshair reads the future with its bands', async ({ forecast: { chart } }) => {
  await chart.pointAt(0.97);
  const interval = String.raw`-?[\d.]+ to -?[\d.]+`;
  await expect(chart.readout).toHaveText(
    new RegExp(`UTC\\s*forecast\\s*[\\d.]+\\s*80% band\\s*${interval}\\s*95% band\\s*${interval}$`),
  );
  const [box, line] = [await chart.readout.boundingBox(), await chart.crosshair.boundingBox()];
  expect((box?.x ?? 0) + (box?.width ?? 0), 'the box stands beside the line').toBeLessThanOrEqual(line?.x ?? 0);
});

test('the readout is what the table says', async ({ forecast }) => {
  await forecast.chart.cursor.press('End');
  const spoken = (await forecast.chart.cursor.getAttribute('aria-valuetext')) ?? '';
  const points = await forecast.section('Table of points');
  const cells = await points.getByRole('row').last().getByRole('cell').allTextContents();
  expect(spoken).toMatch(/^Tue 10 Mar 18:\d\d UTC: forecast /);
  expect(spoken).toContain(
    `forecast ${cells[1]}, 80% band ${cells[2]} to ${cells[3]}, 95% band ${cells[4]} to ${cells[5]}`,
  );
});

test('the keys move the cursor, and it speaks', async ({ forecast: { chart } }) => {
  const says = (text: RegExp) => expect(chart.cursor).toHaveAttribute('aria-valuetext', text);
  const at = async () => Number(await chart.cursor.getAttribute('aria-valuenow'));
  await says(/^No moment chosen/);
  await chart.cursor.press('Home');
  await says(/^Sun 8 Mar 12:\d\d UTC: measured /);
  const first = await at();
  await chart.cursor.press('ArrowRight');
  const step = (await at()) - first;
  expect(step).toBeGreaterThan(0);
  await chart.cursor.press('Shift+ArrowRight');
  expect((await at()) - first).toBe(11 * step);
  await chart.cursor.press('ArrowLeft');
  expect((await at()) - first).toBe(10 * step);
  await chart.cursor.press('Escape');
  await says(/^No moment chosen/);
  await expect(chart.crosshair).toBeHidden();
});
