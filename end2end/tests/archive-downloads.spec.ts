// What the archive's page gives away: the rows behind a view, and its charts.
import { readFile } from 'node:fs/promises';

import { expect, test, week } from '../fixtures/archive-test.ts';

test.describe('downloads', () => {
  for (const [name, tab] of [
    ['raw data', 'raw'],
    ['time series', 'series'],
    ['totals', 'totals'],
  ] as const) {
    test(`${name} in three formats`, async ({ archive }) => {
      await archive.open({ ...week, tab, metric: 'request_count' });
      const fetched = async (format: string) => {
        const waiting = archive.page.waitForEvent('download');
        await archive.downloads.getByRole('link', { name: format, exact: true }).click();
        const download = await waiting;
        expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
        return readFile(await download.path());
      };
      const [head = '', ...rows] = (await fetched('CSV')).toString('utf8').trim().split(/\r?\n/);
      expect(head).toContain('api_proxy');
      // Every row, not a page of them.
      expect(rows).toHaveLength(tab === 'raw' ? 504 : tab === 'totals' ? 3 : 504);
      const json = JSON.parse((await fetched('JSON')).toString('utf8'));
      expect(JSON.stringify(json)).toContain('checkout');
      const parquet = await fetched('Parquet');
      expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
    });
  }
});

for (const tab of ['series', 'totals', 'heatmap']) {
  test(`each chart of ${tab} is a picture`, async ({ archive, page }) => {
    await archive.open({ ...week, tab });
    const pictures = page.getByRole('navigation', { name: 'Pictures of response_time' });
    for (const format of ['SVG', 'PNG']) {
      const waiting = page.waitForEvent('download');
      await pictures.getByRole('link', { name: format }).click();
      const download = await waiting;
      const { from, to } = week;
      expect(download.suggestedFilename()).toBe(`archive-${tab}-response_time-${from}-${to}.${format.toLowerCase()}`);
      const bytes = await readFile(await download.path());
      expect(bytes.subarray(0, 4).toString('latin1')).toBe(format === 'SVG' ? '<svg' : '\x89PNG');
    }
  });
}
