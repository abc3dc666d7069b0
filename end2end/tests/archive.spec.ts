// The archive's page: what was collected, chosen, read in six views, taken away, and collected again.
import { readFile } from 'node:fs/promises';

import { AxeBuilder } from '@axe-core/playwright';

import { dayBefore, firstDay, foreignFile, missingDays, proxies } from '../fixtures/archive.ts';
import { servers } from '../fixtures/servers.ts';
import { expect, refused, test as base } from '../fixtures/test.ts';
import { ArchivePage } from '../pages/archive-page.ts';

const test = base.extend<{ archive: ArchivePage }>({
  baseURL: async ({}, use) => use(servers.archive),
  archive: async ({ page }, use) => use(new ArchivePage(page)),
});
test.use({ expectedComplaint: refused });

/** Seven whole days, each with 24 points of four series of each API proxy. */
const week = { from: dayBefore(7), to: dayBefore(1) };

test('the newest days of the first three API proxies are there at once', async ({ archive, page }) => {
  await archive.open();
  await expect(archive.header).toContainText(/Loaded [\d,]+ records from \d+ days for 3 API proxies\. Data to .+ ago\./);
  await expect(page).toHaveTitle('Archive · Promcast');
  for (const proxy of proxies) {
    await expect(archive.box(proxy)).toBeChecked({ checked: proxy !== 'search' });
  }
  for (const metric of ['request_count', 'response_time', 'error_count']) {
    await expect(archive.box(metric)).toBeChecked();
    await expect(archive.chart(metric).svg).toBeVisible();
  }
  await expect(page.getByText('left out', { exact: false }).first()).toHaveText('1 file is left out');
  await page.locator('#left-out summary').click();
  await expect(page.locator('#left-out li')).toContainText(foreignFile);
});

test('the form chooses, and the address keeps it', async ({ archive, page }) => {
  await archive.open();
  await archive.filters.locator('#field-from').fill(week.from);
  await archive.filters.locator('#field-to').fill(week.to);
  await archive.box('login').uncheck();
  await archive.box('search').check();
  await archive.box('error_count').uncheck();
  await archive.filters.getByRole('combobox').selectOption('day');
  await archive.load(() => archive.show.click());
  await expect(archive.header).toContainText('Loaded 1,008 records from 7 days for 3 API proxies.');
  expect(archive.params('proxy').filter(Boolean)).toEqual(['checkout', 'orders', 'search']);
  expect(archive.params('metric').filter(Boolean).sort()).toEqual(['request_count', 'response_time']);
  await expect(archive.chart('request_count').svg).toBeVisible();
  await expect(page.getByRole('figure', { name: 'error_count' })).toHaveCount(0);
  await expect(page.getByText('Each point is the mean of the rows in 1 day.').first()).toBeVisible();
  await page.reload();
  await expect(archive.box('login')).not.toBeChecked();
  await expect(archive.filters.locator('#field-from')).toHaveValue(week.from);
  await archive.load(() => archive.filters.getByRole('link', { name: 'Select all' }).first().click());
  await expect(archive.header).toContainText('for 4 API proxies.');
});

test('presets are one click', async ({ archive }) => {
  await archive.open();
  await archive.load(() => archive.presets.getByRole('link', { name: '7 d' }).click());
  expect([archive.params('from'), archive.params('to')]).toEqual([[dayBefore(6)], [dayBefore(0)]]);
  await expect(archive.header).toContainText('from 7 days');
  await expect(archive.presets.getByRole('link', { name: '7 d' })).toHaveAttribute('aria-current', 'true');
  await archive.load(() => archive.presets.getByRole('link', { name: 'Today' }).click());
  await expect(archive.header).toContainText('from 1 days');
  await archive.load(() => archive.presets.getByRole('link', { name: 'All' }).click());
  expect(archive.params('from')).toEqual([dayBefore(firstDay)]);
});

test('each view is a link that keeps the choice', async ({ archive, page }) => {
  await archive.open(week);
  for (const [name, tab] of [
    ['Totals', 'totals'],
    ['Heat map', 'heatmap'],
    ['Percentiles', 'percentiles'],
    ['Raw data', 'raw'],
    ['Days', 'days'],
  ] as const) {
    await archive.tab(name);
    expect([archive.params('tab'), archive.params('from')]).toEqual([[tab], [week.from]]);
    await expect(archive.tabs.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
    await expect(archive.header).toContainText('Loaded 2,016 records from 7 days for 3 API proxies.');
  }
  await page.goBack();
  await expect(archive.rows).toHaveCount(25);
});

test('totals say how they changed', async ({ archive }) => {
  await archive.open({ ...week, tab: 'totals' });
  const tile = (label: string) => archive.tiles.filter({ hasText: label });
  // 2 × 7 × ((100 + 50 + 20) × 24 + 3 × (0 + 1 + … + 23)).
  await expect(tile('Total requests')).toContainText(/68[.,]?7/);
  await expect(tile('Total requests')).toContainText('+100 % more (before: 34');
  await expect(tile('Average response time')).toContainText(' ms');
  await expect(tile('Average response time')).toContainText('the same as before');
  await expect(tile('Errors')).toContainText('5712');
  await expect(archive.page.getByText(`as many days before: ${dayBefore(14)} to ${dayBefore(8)}.`)).toBeVisible();
  const bars = archive.page.getByRole('table', { name: 'Total requests by API proxy' }).getByRole('rowheader');
  await expect(bars).toHaveText(['checkout', 'login', 'orders']);
  await expect(archive.table('Errors by API proxy and error type').locator('tbody tr')).toHaveCount(6);
  await expect(archive.table('All figures').locator('tbody tr')).toHaveCount(9);
});

test('the heat map has the table behind it', async ({ archive, page }) => {
  await archive.open({ ...week, tab: 'heatmap', metric: 'request_count' });
  await expect(page.locator('svg.pc-heat')).toHaveCount(1);
  await page.getByText('Table', { exact: true }).click();
  const rows = archive.table('Means of request_count by hour and weekday').locator('tbody tr');
  await expect(rows).toHaveCount(24);
  // 2 × (100 + 50 + 20 + 3 × hour) / 3.
  await expect(rows.first().getByRole('cell')).toHaveText(Array(7).fill(/^113\.3/));
  await expect(rows.last().getByRole('cell')).toHaveText(Array(7).fill(/^159\.3/));
});

test('percentiles are in order', async ({ archive }) => {
  await archive.open({ ...week, tab: 'percentiles', metric: 'request_count' });
  const rows = archive.table('Percentiles').locator('tbody tr');
  await expect(rows).toHaveCount(3);
  const cells = await rows.first().getByRole('cell').allTextContents();
  const values = cells.slice(2).map(Number);
  expect(cells[1]).toBe('168');
  expect(values.length).toBeGreaterThan(2);
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(values[0]).toBeGreaterThanOrEqual(200);
  expect(values.at(-1)).toBeLessThanOrEqual(246);
});

test.describe('raw data', () => {
  test.beforeEach(({ archive }) => archive.open({ ...week, tab: 'raw' }));

  test('heads sort', async ({ archive, page }) => {
    const value = page.locator('#sort-value');
    await archive.load(() => value.click());
    await expect(page.getByRole('columnheader', { name: 'value' })).toHaveAttribute('aria-sort', 'descending');
    expect((await archive.column(2)).map(Number)[0]).toBe(246);
    await archive.load(() => value.click());
    await expect(page.getByRole('columnheader', { name: 'value' })).toHaveAttribute('aria-sort', 'ascending');
    expect((await archive.column(2)).map(Number)[0]).toBe(2);
  });

  test('a search finds labels, and says when it finds nothing', async ({ archive, page }) => {
    await archive.search.fill('timeout');
    await archive.load(() => page.getByRole('button', { name: 'Find' }).click());
    await expect(archive.pager).toContainText('Rows 1 to 25 of 504, page 1 of 21');
    await expect(archive.rows).toContainText(Array(25).fill('timeout'));
    await archive.search.fill("%' OR 1=1 --");
    await archive.load(() => page.getByRole('button', { name: 'Find' }).click());
    await expect(page.getByText("No row holds “%' OR 1=1 --”.")).toBeVisible();
    await expect(archive.pager).toContainText('No rows');
  });

  test('pages have four sizes', async ({ archive }) => {
    for (const size of ['10', '50', '100', '25']) {
      await archive.load(() => archive.pager.getByRole('link', { name: size, exact: true }).click());
      await expect(archive.rows).toHaveCount(Number(size));
    }
  });

  test('first, previous, next, last', async ({ archive }) => {
    const step = (name: string) => archive.pager.getByRole('link', { name });
    await expect(step('First')).toHaveCount(0);
    await archive.load(() => step('Next').click());
    await expect(archive.pager).toContainText('Rows 26 to 50 of 2,016, page 2 of 81');
    await archive.load(() => step('Last').click());
    await expect(archive.pager).toContainText('Rows 2,001 to 2,016 of 2,016, page 81 of 81');
    await expect(archive.rows).toHaveCount(16);
    await expect(step('Next')).toHaveCount(0);
    await archive.load(() => step('Previous').click());
    await expect(archive.pager).toContainText('page 80 of 81');
    await archive.load(() => step('First').click());
    await expect(archive.pager).toContainText('page 1 of 81');
  });

  test('columns are chosen', async ({ archive, page }) => {
    await page.getByText('Columns', { exact: true }).click();
    for (const name of ['labels', 'date']) {
      await page.getByRole('checkbox', { name, exact: true }).uncheck();
    }
    await archive.load(() => page.getByRole('button', { name: 'Find' }).click());
    await expect(page.getByRole('columnheader')).toHaveText([/timestamp/, /metric_name/, /value/, /api_proxy/]);
  });
});

// One collection at a time: a second one would be told to wait.
test.describe('days', () => {
  test.describe.configure({ mode: 'serial' });

  const collects = (day: string) => async ({ archive, page }: { archive: ArchivePage; page: ArchivePage['page'] }) => {
    await page.goto('/archive?tab=days');
    const row = archive.table('Days that are not whole').getByRole('row').filter({ hasText: day });
    await expect(row).toContainText('missing');
    await expect(archive.calendar.getByTitle(`${day}: missing`)).toBeVisible();
    await archive.load(() => page.getByRole('button', { name: `Collect ${day}` }).click());
    await expect(archive.notices.filter({ hasText: 'The days were collected.' })).toBeVisible();
    await expect(row).toHaveCount(0);
    await expect(archive.calendar.getByTitle(new RegExp(`^${day}: whole, 4 files, 384 rows`))).toBeVisible();
    await page.goto(`/archive?from=${day}&to=${day}`);
    await expect(archive.header).toContainText('Loaded 288 records from 1 days for 3 API proxies.');
  };

  test('a missing day is collected by its button', collects(dayBefore(missingDays.byButton)));

  test('a day with a file that cannot be read says so', async ({ archive, page }) => {
    await page.goto('/archive?tab=days');
    const row = archive.table('Days that are not whole').getByRole('row').filter({ hasText: dayBefore(firstDay) });
    await expect(row).toContainText(`left out: ${foreignFile}`);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });
    test('a missing day is collected by a form', collects(dayBefore(missingDays.withoutJavaScript)));
  });
});

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
    await archive.load(() => chart.zoomBar.getByRole('link', { name: 'closer' }).click());
    await archive.load(() => chart.zoomBar.getByRole('link', { name: 'Show all' }).click());
    expect(archive.params('zoom')).toEqual([]);
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

  test('a line leads to its forecast', async ({ archive, page }) => {
    const figure = page.getByRole('figure', { name: 'response_time' });
    await figure.getByText('Figures').click();
    await archive.load(() => figure.getByRole('row', { name: /login/ }).getByRole('link', { name: 'Forecast' }).click());
    expect(archive.params('source')).toEqual(['archive']);
    expect(archive.params('expr')).toEqual(['response_time{api_proxy="login"}']);
    await expect(page.locator('#answer')).toContainText('80 % likely');
  });
});

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

test('the statement of a view runs in the console', async ({ archive, page }) => {
  await archive.open({ ...week, tab: 'totals' });
  await archive.sql.locator('summary').click();
  await expect(archive.sql.locator('pre').first()).toContainText('FROM');
  await archive.load(() => archive.sql.getByRole('link', { name: 'Open in the SQL console' }).first().click());
  expect(new URL(page.url()).pathname).toBe('/sql');
  await expect(page.locator('#sql-summary')).toContainText('9 rows');
});

const questions: [string, [string, string][], RegExp][] = [
  ['no API proxy', [['proxy', '']], /No API proxy is chosen\. *Choose at least one API proxy\./],
  ['no metric', [['metric', '']], /No metric is chosen\. *Choose at least one metric\./],
  ['nothing there', [['from', '2001-01-01'], ['to', '2001-01-02']], /No data found from 2001-01-01 to 2001-01-02/],
];
for (const [what, params, words] of questions) {
  test(`${what}: it says so`, async ({ archive }) => {
    await archive.open(params);
    await expect(archive.nothing).toHaveText(words);
    await expect(archive.header).toContainText('Loaded 0 records from');
  });
}

const faults: [string, Record<string, string>, string, string][] = [
  ['a day that is none', { from: '2026-02-30' }, '2026-02-30 is not a day.', '#field-from'],
  ['words', { to: 'yesterday' }, 'yesterday is not a day.', '#field-to'],
  ['the wrong way round', { from: '2026-03-02', to: '2026-03-01' }, '2026-03-02 is after 2026-03-01.', '#field-from'],
];
for (const [what, params, words, field] of faults) {
  test(`${what}: it is told at its field, and stays`, async ({ archive, page }) => {
    await archive.open(params);
    await expect(archive.problem).toContainText(words);
    await expect(page.locator(field)).toHaveAttribute('aria-invalid', 'true');
    for (const [name, typed] of Object.entries(params)) {
      await expect(page.locator(`#field-${name}`)).toHaveValue(typed);
    }
    await archive.problem.getByRole('link').click();
    await expect(page.locator(field)).toBeFocused();
  });
}

test('an API proxy nobody knows is text, and there is a way back', async ({ archive, page }) => {
  await archive.open({ proxy: '<b>x</b>' });
  await expect(archive.problem).toContainText('There is no API proxy <b>x</b> in the archive.');
  await expect(page.locator('main b')).toHaveCount(0);
  await archive.load(() => archive.problem.getByRole('link', { name: 'Show the usual API proxies' }).click());
  await expect(archive.header).toContainText('for 3 API proxies.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('filters, views, charts and pages work', async ({ archive, page }) => {
    await page.goto('/archive');
    await archive.filters.locator('#field-from').fill(week.from);
    await archive.filters.locator('#field-to').fill(week.to);
    await archive.load(() => archive.show.click());
    await expect(archive.header).toContainText('Loaded 2,016 records from 7 days for 3 API proxies.');
    await expect(archive.chart('request_count').svg).toBeVisible();
    await archive.load(() => archive.chart('request_count').zoomBar.getByRole('link', { name: 'closer' }).click());
    expect(archive.params('zoom')[0]).toMatch(/^\d+~\d+$/);
    await archive.tab('Raw data');
    await archive.load(() => archive.pager.getByRole('link', { name: 'Last' }).click());
    await expect(archive.rows).toHaveCount(16);
    await page.goto('/archive?from=never');
    await expect(archive.problem).toContainText('never is not a day.');
  });
});

const tabs = ['series', 'totals', 'heatmap', 'percentiles', 'raw', 'days'];
test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 800 } });

  for (const tab of tabs) {
    test(`${tab}: nothing scrolls sideways`, async ({ archive, page }) => {
      await archive.open({ tab });
      for (const summary of await page.locator('main details summary').all()) {
        await summary.click();
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    const views: Record<string, string>[] = [{ tab: 'raw', page: '0' }, { tab: 'totals', proxy: '' }];
    for (const params of [...tabs.map(tab => ({ tab })), ...views]) {
      test(`${Object.values(params).join(' ')}: no grave violation`, async ({ archive, page }) => {
        await archive.open(params);
        for (const summary of await page.locator('main details summary').all()) {
          await summary.click();
        }
        const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']);
        const { violations } = await axe.analyze();
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).slice(0, 3).join(' ')}`)).toEqual([]);
      });
    }
  });
}
