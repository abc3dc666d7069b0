// Looking closer, wider, sideways and back: by dragging, by keys, by buttons.
import { expect, test } from '../fixtures/test.ts';
import { queue } from '../fixtures/questions.ts';

test.beforeEach(({ forecast }) => forecast.open(queue));

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
  expect(
    await chart.pointsDrawn('history'),
    'a tenth of the time is drawn with more than a third of the points',
  ).toBeGreaterThan(coarse / 3);
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
  await forecast.open({ ...queue, zoom: '1773000000~1773050000' });
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
  const [start, end] = await click('Zoom in');
  const [later] = await click('Later');
  expect(later).toBeGreaterThan(start);
  const [earlier] = await click('Earlier');
  expect(earlier).toBe(start);
  const [, closer] = await click('Zoom in');
  expect(closer).toBeLessThan(end);
  await click('Reset zoom');
  expect(forecast.param('zoom')).toBeNull();
});
