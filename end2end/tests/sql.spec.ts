// The SQL console: a statement, its rows, and everything around them.
import { readFile } from 'node:fs/promises';

import { AxeBuilder } from '@axe-core/playwright';

import { Chart } from '../pages/chart.ts';
import { SqlPage } from '../pages/sql-page.ts';
import { expect, refused, test as base } from '../fixtures/test.ts';

const test = base.extend<{ sql: SqlPage }>({
  sql: async ({ page }, use) => use(new SqlPage(page)),
});
test.use({ expectedComplaint: refused });

const hours = "SELECT TIMESTAMP '2023-04-01' + INTERVAL (range) HOUR AS hour, sin(range / 4) AS value FROM range(120) ORDER BY hour";
const lines = "SELECT TIMESTAMP '2023-04-01' + INTERVAL (range) HOUR AS hour, range AS up, -range AS down FROM range(60) ORDER BY hour";
/** Runs until it is ended. */
const endless = 'SELECT count(*) FROM range(1000000000) a, range(1000000) b';

test('a statement is run by its button and its rows are there', async ({ sql, page }) => {
  await sql.open();
  await sql.ask("SELECT 40 + 2 AS answer, NULL AS nothing, '<b>x</b>' AS text");
  await expect(sql.summary).toContainText('1 row');
  await expect(sql.rows).toHaveText([/42\s*NULL\s*<b>x<\/b>/]);
  await expect(page.locator('main b')).toHaveCount(0);
  expect(new URL(page.url()).searchParams.get('q')).toContain('40 + 2');
});

test('the keys run, indent, complete and leave', async ({ sql, page }) => {
  await sql.open();
  await sql.statement.focus();
  await page.keyboard.type('sel');
  await expect(sql.suggestions.first()).toHaveText('SELECT');
  await page.keyboard.press('Tab');
  await page.keyboard.type(' 1 AS n');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(sql.statement).toHaveValue('SELECT 1 AS n\n  ');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sql.summary).toContainText('1 row');
  await sql.isAlive();
  await sql.statement.focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(sql.run).toBeFocused();
});

test('a mistake is marked and what was typed stays', async ({ sql, page }) => {
  await sql.open('SELECT 1 AS a,\n  nowhere\nFROM metrics');
  await expect(sql.problem).toContainText('nowhere');
  await expect(page.locator('.place')).toHaveText(/ {2}nowhere\n {2}\^/);
  await expect(sql.statement).toHaveValue('SELECT 1 AS a,\n  nowhere\nFROM metrics');
  await expect(sql.statement).toHaveAttribute('aria-invalid', 'true');
});

test('pages follow each other', async ({ sql, page }) => {
  await sql.open('SELECT range AS n FROM range(120) ORDER BY n');
  await expect(sql.rows).toHaveCount(50);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(sql.summary).toContainText('Rows 51–100');
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(sql.rows).toHaveCount(20);
  await page.goBack();
  await expect(sql.summary).toContainText('Rows 51–100');
});

test('rows become a chart and a part of it', async ({ sql, page }) => {
  await sql.open(hours);
  await page.getByRole('link', { name: 'Chart' }).click();
  await expect(sql.chart.locator('svg:visible').first()).toBeVisible();
  await sql.isAlive();
  await page.getByRole('link', { name: 'Zoom in' }).click();
  expect(new URL(page.url()).searchParams.get('zoom')).toMatch(/^\d+~\d+$/);
  await page.getByRole('link', { name: 'Rows only' }).click();
  await expect(sql.chart).toHaveCount(0);
});

test('a name of the legend stands alone, and so it is in the link and in the picture', async ({ sql, page }) => {
  await sql.open(lines, { view: 'chart' });
  const chart = new Chart(page);
  await expect(chart.legend).toContainText('last 59 · min 0 · max 59 · mean 29.5');
  await chart.entry('up').click();
  expect(new URL(page.url()).searchParams.getAll('hide')).toEqual(['down']);
  await expect(chart.shape('s2')).toHaveCount(0);
  await expect(chart.entry('up')).toBeFocused();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'SVG' }).click();
  const svg = await readFile(await (await downloading).path(), 'utf8');
  expect([svg.includes('pc-line pc-s1'), svg.includes('pc-line pc-s2')]).toEqual([true, false]);
  await page.reload();
  await expect(chart.shape('s2')).toHaveCount(0);
  await chart.entry('up').click();
  await expect(chart.shape('s2')).toHaveCount(1);
  expect(new URL(page.url()).searchParams.getAll('hide')).toEqual([]);
});

test('a drag looks closer, a double click goes back', async ({ sql, page }) => {
  await sql.open(lines, { view: 'chart' });
  const chart = new Chart(page);
  await chart.drag(0.2, 0.5);
  await expect(page).toHaveURL(/zoom=\d+~\d+/);
  await sql.isAlive();
  await chart.doubleClick(0.5);
  await expect(page).not.toHaveURL(/zoom=/);
});

test('rows are taken away as a file', async ({ sql, page }) => {
  await sql.open('SELECT range AS n FROM range(3)');
  for (const name of ['CSV', 'JSON', 'Parquet']) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name, exact: true }).click();
    expect((await downloading).suggestedFilename()).toBe(`rows.${name.toLowerCase()}`);
  }
});

test('what was run is remembered in this browser, and forgotten on request', async ({ sql }) => {
  await sql.open('SELECT 1 AS first');
  await sql.open('SELECT 2 AS second');
  await sql.history.locator('summary').click();
  await expect(sql.history.getByRole('listitem')).toHaveText(['SELECT 2 AS second', 'SELECT 1 AS first']);
  await sql.history.getByRole('button', { name: 'SELECT 1 AS first' }).click();
  await expect(sql.statement).toHaveValue('SELECT 1 AS first');
  await sql.history.getByRole('button', { name: 'Clear' }).click();
  await sql.open();
  await expect(sql.history).toBeHidden();
});

test('a name beside the statement is put into it', async ({ sql }) => {
  await sql.open();
  await sql.statement.fill('SELECT  FROM metrics');
  await sql.statement.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(7, 7));
  await sql.schema.getByRole('button', { name: 'api_proxy' }).click();
  await expect(sql.statement).toHaveValue('SELECT api_proxy FROM metrics');
  await expect(sql.statement).toBeFocused();
});

test('what takes too long can be cancelled', async ({ sql, page }) => {
  await sql.open();
  await sql.statement.fill(endless);
  await sql.cancelWhenOffered();
  await sql.statement.press('ControlOrMeta+Enter');
  await page.waitForFunction(() => window.cancelled === true);
  await expect(sql.cancel).toBeHidden();
  await expect(sql.statement).toHaveValue(endless);
  expect(new URL(page.url()).search).toBe('');
  await sql.ask('SELECT 7 AS n');
  await expect(sql.rows).toHaveText(['7']);
});

test.describe('from elsewhere', () => {
  test.use({ expectedComplaint: /^request to http:\/\/elsewhere\.test$/ });

  test('a link of another site waits for a click', async ({ sql, page, baseURL }) => {
    const link = `${baseURL}/sql?q=SELECT+40+%2B+3+AS+n`;
    const body = `<!doctype html><link rel="icon" href="data:,"><a href="${link}">go</a>`;
    await page.route('http://elsewhere.test/**', route => route.fulfill({ contentType: 'text/html', body }));
    await page.goto('http://elsewhere.test/');
    await page.getByRole('link', { name: 'go' }).click();
    await expect(page.getByText('was not run yet')).toBeVisible();
    await expect(sql.rows).toHaveCount(0);
    await sql.run.click();
    await expect(sql.rows).toHaveText(['43']);
  });
});

test('a long statement is sent without a link', async ({ sql, page }) => {
  await sql.open();
  const long = `SELECT range AS n FROM range(60) WHERE ${Array(1500).fill('true').join(' AND ')} ORDER BY n`;
  await sql.ask(long);
  await expect(sql.rows).toHaveCount(50);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(sql.rows).toHaveCount(10);
  await expect(sql.statement).toHaveValue(long);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a statement is run and paged', async ({ page }) => {
    await page.goto('/sql');
    await page.locator('#sql-text').fill('SELECT range AS n FROM range(60) ORDER BY n');
    await page.locator('#sql-run').click();
    await expect(page.locator('.sql-rows tbody tr')).toHaveCount(50);
    await page.getByRole('link', { name: 'Next' }).click();
    await expect(page.locator('.sql-rows tbody tr')).toHaveCount(10);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing but the rows scrolls sideways', async ({ sql, page }) => {
    await sql.open(`SELECT ${Array.from({ length: 30 }, (_, index) => `'a wide value' AS column_${index}`).join(', ')}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const [what, statement, view] of [
      ['the beginning', '', ''],
      ['rows and a chart', lines, 'chart'],
      ['a mistake', 'SELECT nowhere FROM metrics', ''],
    ] as const) {
      test(`${what}: no grave violation`, async ({ sql, page }) => {
        await sql.open(statement, view === '' ? {} : { view });
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([]);
      });
    }
  });
}
