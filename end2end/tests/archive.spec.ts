// The archive's page: what was collected, chosen, and read in its views.
import { dayBefore, firstDay, foreignFile, proxies } from '../fixtures/archive.ts';
import { expect, test, week } from '../fixtures/archive-test.ts';

test('the newest days of the first three API proxies are there at once', async ({ archive, page }) => {
  await archive.open();
  await expect(archive.header).toContainText(/Loaded [\d,]+ records from \d+ days? for 3 API proxies\. Data to .+ ago\./);
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
  await expect(archive.header).toContainText('from 1 day ');
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
  await expect(tile('Total requests')).toContainText('+100% more (before: 34');
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

test('the statement of a view runs in the console', async ({ archive, page }) => {
  await archive.open({ ...week, tab: 'totals' });
  await archive.sql.locator('summary').click();
  await expect(archive.sql.locator('pre').first()).toContainText('FROM');
  await archive.load(() => archive.sql.getByRole('link', { name: 'Open in the SQL console' }).first().click());
  expect(new URL(page.url()).pathname).toBe('/sql');
  await expect(page.locator('#sql-summary')).toContainText('9 rows');
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
    await archive.load(() => archive.chart('request_count').zoomBar.getByRole('link', { name: 'Zoom in' }).click());
    expect(archive.params('zoom')[0]).toMatch(/^\d+~\d+$/);
    await archive.tab('Raw data');
    await archive.load(() => archive.pager.getByRole('link', { name: 'Last' }).click());
    await expect(archive.rows).toHaveCount(16);
    await page.goto('/archive?from=never');
    await expect(archive.problem).toContainText('never is not a day.');
  });
});
