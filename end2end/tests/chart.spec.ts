// What moves on the chart: the crosshair, the keys, looking closer and back, the legend.
import { expect, test } from '../fixtures/test.ts';

const question = { source: 'demo', expr: 'demo_queue_length', range: '2d', horizon: '6h', end: '2026-03-10T12:00:00Z' };

test.beforeEach(({ forecast }) => forecast.open(question));

test('the crosshair reads the past', async ({ forecast: { chart } }) => {
  await expect(chart.readout).toBeHidden();
  await chart.pointAt(0.4);
  await expect(chart.crosshair).toBeVisible();
  await expect(chart.readout).toHaveText(/^(Sun|Mon|Tue) \d+ Mar \d\d:\d\d UTC\s*measured\s*[\d.]+$/);
});

test('the crosshair reads the future with its bands', async ({ forecast: { chart } }) => {
  await chart.pointAt(0.97);
  const interval = String.raw`-?[\d.]+m? to -?[\d.]+m?`;
  await expect(chart.readout).toHaveText(new RegExp(`UTC\\s*forecast\\s*[\\d.]+\\s*80 % band\\s*${interval}\\s*95 % band\\s*${interval}$`));
  const [box, line] = [await chart.readout.boundingBox(), await chart.crosshair.boundingBox()];
  expect((box?.x ?? 0) + (box?.width ?? 0), 'the box stands beside the line').toBeLessThanOrEqual(line?.x ?? 0);
});

test('the readout is what the table says', async ({ forecast }) => {
  await forecast.chart.cursor.press('End');
  const spoken = (await forecast.chart.cursor.getAttribute('aria-valuetext')) ?? '';
  const points = await forecast.section('Table of points');
  const cells = await points.getByRole('row').last().getByRole('cell').allTextContents();
  expect(spoken).toMatch(/^Tue 10 Mar 18:\d\d UTC: forecast /);
  expect(spoken).toContain(`forecast ${cells[1]}, 80 % band ${cells[2]} to ${cells[3]}, 95 % band ${cells[4]} to ${cells[5]}`);
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

test('plus and minus look closer and wider, and the focus stays', async ({ forecast }) => {
  const { cursor } = forecast.chart;
  await forecast.follow(() => cursor.press('+', { noWaitAfter: true }));
  expect(forecast.param('zoom')).toMatch(/^\d+~\d+$/);
  await expect(cursor).toBeFocused();
  await forecast.follow(() => cursor.press('-', { noWaitAfter: true }));
  expect(forecast.param('zoom')).toBeNull();
});

test('dragging asks for finer data', async ({ forecast }) => {
  const { chart } = forecast;
  const coarse = await chart.pointsDrawn('history');
  await forecast.follow(() => chart.drag(0.3, 0.4));
  const [start, end] = (forecast.param('zoom') ?? '').split('~').map(Number);
  expect(end - start).toBeGreaterThan(4 * 3600);
  expect(end - start).toBeLessThan(9 * 3600);
  expect(await chart.pointsDrawn('history'), 'a tenth of the time is drawn with more than a third of the points').toBeGreaterThan(coarse / 3);
});

test('double click goes back one step after the other', async ({ forecast }) => {
  const { chart } = forecast;
  await forecast.follow(() => chart.drag(0.2, 0.7));
  const once = forecast.param('zoom');
  await forecast.follow(() => chart.drag(0.3, 0.6));
  expect(forecast.param('zoom')).not.toBe(once);
  await forecast.follow(() => chart.doubleClick(0.5));
  expect(forecast.param('zoom')).toBe(once);
  await forecast.follow(() => chart.doubleClick(0.5));
  expect(forecast.param('zoom')).toBeNull();
});

test('double click on a link that came from elsewhere shows all', async ({ forecast }) => {
  await forecast.open({ ...question, zoom: '1773000000~1773050000' });
  await forecast.follow(() => forecast.chart.doubleClick(0.5));
  expect(forecast.param('zoom')).toBeNull();
});

test('a click is no drag', async ({ forecast: { chart }, page }) => {
  const before = page.url();
  await chart.pointAt(0.5);
  await page.mouse.down();
  await page.mouse.up();
  await chart.pointAt(0.6);
  await expect(chart.plot.locator('.drag-box')).toBeHidden();
  expect(page.url()).toBe(before);
});

test('a drag that ends beside the chart counts up to its edge', async ({ forecast, page }) => {
  await forecast.chart.pointAt(0.8);
  await page.mouse.down();
  await forecast.follow(async () => {
    await page.mouse.move(1279, 10, { steps: 4 });
    await page.mouse.up();
  });
  const [, end] = (forecast.param('zoom') ?? '').split('~').map(Number);
  expect(end).toBeGreaterThan(Date.UTC(2026, 2, 10, 17, 30) / 1000);
});

test('the buttons do what dragging does', async ({ forecast }) => {
  const click = async (name: string) => {
    await forecast.follow(() => forecast.chart.zoomBar.getByRole('link', { name }).click());
    return (forecast.param('zoom') ?? '').split('~').map(Number);
  };
  const [start, end] = await click('closer');
  const [later] = await click('Later');
  expect(later).toBeGreaterThan(start);
  const [earlier] = await click('Earlier');
  expect(earlier).toBe(start);
  const [, closer] = await click('closer');
  expect(closer).toBeLessThan(end);
  await click('Show all');
  expect(forecast.param('zoom')).toBeNull();
});

test('a name in the legend shows its line alone, and all again', async ({ forecast }) => {
  const { chart } = forecast;
  await forecast.follow(() => chart.entry('forecast').click());
  await chart.draws({ history: false, forecast: true, 'band-1': false, 'band-2': false, 'band-edge': false });
  await forecast.follow(() => chart.entry('forecast').click());
  await chart.draws({ history: true, forecast: true, 'band-1': true });
  expect(forecast.param('hide')).toBeNull();
});

test('the sign beside a name takes it away, and brings it back', async ({ forecast }) => {
  const { chart } = forecast;
  await forecast.follow(() => chart.toggle('Hide', 'measured').click());
  await chart.draws({ history: false, forecast: true });
  expect(forecast.param('hide')).toBe('history');
  await forecast.follow(() => chart.toggle('Show', 'measured').click());
  await chart.draws({ history: true, forecast: true });
});

test('a band that is taken away leaves no edge behind', async ({ forecast }) => {
  const { chart } = forecast;
  await forecast.follow(() => chart.toggle('Hide', '80 % band').click());
  await chart.draws({ 'band-1': false, 'band-1 + .pc-band-edge': false, 'band-2': true, 'band-2 + .pc-band-edge': true });
});

test('what was opened stays open in the next answer', async ({ forecast }) => {
  const backtest = await forecast.section('How this was chosen (backtest)');
  await expect(backtest.getByRole('table')).toBeVisible();
  await forecast.follow(() => forecast.chart.zoomBar.getByRole('link', { name: 'closer' }).click());
  await expect(backtest.getByRole('table')).toBeVisible();
});

test('the old chart stays while the new one is read', async ({ forecast, page }) => {
  const { chart } = forecast;
  await page.route(/expr=demo_memory_bytes/, async route => {
    await new Promise(resolve => { setTimeout(resolve, 300); });
    await route.continue();
  });
  // The page notes by itself what it shows while the line moves: Playwright would wait for the new page.
  await page.evaluate(() => {
    const note = () => sessionStorage.setItem('shown', document.querySelector('svg.pc-chart:not([hidden]) title')?.textContent ?? '');
    new MutationObserver(() => document.querySelector('.progress-on') && note()).observe(document.body, { attributes: true, subtree: true });
  });
  await forecast.follow(() => forecast.question.ask('demo_memory_bytes'));
  expect(await page.evaluate(() => sessionStorage.getItem('shown'))).toMatch(/^demo_queue_length\b/);
  await expect(chart.svg).toHaveAccessibleName(/^demo_memory_bytes\b/);
  await expect(forecast.progress).not.toBeAttached();
});
