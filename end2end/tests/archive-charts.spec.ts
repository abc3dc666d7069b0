// The charts of the archive: closer and back, read by pointer and by key, alone and together, and as pictures.
import { expect, test, week } from '../fixtures/archive-test.ts';

test.describe('charts', () => {
  test.beforeEach(({ archive }) => archive.open(week));

  test('a drag looks closer at all charts, a double click goes back', async ({ archive }) => {
    const chart = archive.chart('request_count');
    await archive.load(() => chart.drag(0.3, 0.6));
    expect(archive.params('zoom')[0]).toMatch(/^\d+~\d+$/);
    const [start = 0, end = 0] = (archive.params('zoom')[0] ?? '').split('~').map(Number);
    const [from, to] = [Date.parse(week.from) / 1000, Date.parse(week.to) / 1000 + 86_400];
    expect((start - from) / (to - from)).toBeCloseTo(0.3, 1);
    expect((end - from) / (to - from)).toBeCloseTo(0.6, 1);
    await expect(archive.chart('response_time').svg).toBeVisible();
    await archive.isAlive();
    await archive.load(() => chart.doubleClick(0.5));
    expect(archive.params('zoom')).toEqual([]);
    await archive.load(() => chart.zoomBar.getByRole('link', { name: 'Zoom in' }).click());
    await archive.load(() => chart.zoomBar.getByRole('link', { name: 'Reset zoom' }).click());
    expect(archive.params('zoom')).toEqual([]);
  });

  test('a double click on a chart that was reached from elsewhere shows all of it', async ({ archive }) => {
    const chart = archive.chart('request_count');
    await archive.load(() => chart.drag(0.3, 0.6));
    await archive.load(() => chart.toggle('Hide', 'login').click());
    await archive.isAlive();
    await archive.load(() => chart.doubleClick(0.5));
    // Not one step back, where the line is not hidden.
    expect([archive.params('zoom'), archive.params('hide')]).toEqual([[], ['login']]);
  });

  test('the pointer reads values', async ({ archive }) => {
    const chart = archive.chart('request_count');
    await chart.pointAt(0.5);
    await expect(chart.readout).toContainText('checkout');
    await expect(chart.readout).toContainText('orders');
    await chart.cursor.press('ArrowLeft');
    await expect(chart.readout).toBeVisible();
  });

  test('a name of the legend stands alone, and all come back', async ({ archive }) => {
    const chart = archive.chart('request_count');
    const lines = () => chart.svg.locator('path[class*="pc-s"]').evaluateAll(paths => {
      const names = paths.map(path => /pc-s\d+/.exec(path.getAttribute('class') ?? '')?.[0]);
      return new Set(names).size;
    });
    await expect.poll(lines).toBe(3);
    await archive.load(() => chart.entry('login').click());
    expect(archive.params('hide')).toEqual(['checkout', 'orders']);
    await expect.poll(lines).toBe(1);
    await archive.load(() => chart.entry('login').click());
    await expect.poll(lines).toBe(3);
    await archive.load(() => chart.toggle('Hide', 'login').click());
    expect(archive.params('hide')).toEqual(['login']);
    await expect.poll(lines).toBe(2);
  });

  test('its points are a table, the newest first', async ({ archive, page }) => {
    const figure = page.getByRole('figure', { name: 'request_count' });
    await figure.getByText('Table of points').click();
    const rows = archive.table('Points of request_count').locator('tbody tr');
    await expect(rows).toHaveCount(50);
    await expect(rows.first().getByRole('rowheader')).toHaveText(`${week.to} 23:00:00`);
    await archive.load(() => archive.chart('request_count').toggle('Hide', 'login').click());
    const heads = archive.table('Points of request_count').locator('thead th');
    await expect(heads).toHaveText(['Time', 'checkout', 'orders']);
  });

  test('a line leads to its forecast', async ({ archive, page }) => {
    const figure = page.getByRole('figure', { name: 'response_time' });
    await figure.getByText('Figures').click();
    await archive.load(() => figure.getByRole('row', { name: /login/ }).getByRole('link', { name: 'Forecast' }).click());
    expect(archive.params('source')).toEqual(['archive']);
    expect(archive.params('expr')).toEqual(['response_time{api_proxy="login"}']);
    await expect(page.locator('#answer')).toContainText(/^(Peaks near|Stays around|Settles at|Rises to|Falls to)/);
  });
});
