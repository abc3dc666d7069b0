// The models' page: a row is predicted, weeks are evaluated, a report says what happened, two are compared.
import { readFile } from 'node:fs/promises';

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { periods } from '../fixtures/models.ts';
import { servers } from '../fixtures/servers.ts';
import { expect, refused, test as base } from '../fixtures/test.ts';
import { ModelsPage } from '../pages/models-page.ts';

const test = base.extend<{ models: ModelsPage }>({
  baseURL: async ({}, use) => use(servers.models),
  models: async ({ page }, use) => use(new ModelsPage(page)),
});
test.use({ expectedComplaint: refused });

/** Goes to the report of a period. */
async function openReport(models: ModelsPage, period: string): Promise<void> {
  await models.open({ tab: 'evaluations' });
  await models.load(() => models.table('Every evaluation').getByRole('link', { name: period, exact: true }).first().click());
}

test('the page is in the header, and answers at once', async ({ models, page }) => {
  await page.goto('/');
  await models.load(() => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Models' }).click());
  await expect(page).toHaveTitle('Models · Promcast');
  await expect(models.answer).toHaveText(/^About \d+ bikes an hour \(likely [\d.]+ to \d+\)\.$/);
  await expect(models.field('temp')).toHaveValue('0.24');
  await expect(models.field('weekday').locator('option:checked')).toHaveText('Saturday');
  await expect(models.parts).toHaveCount(11);
});

test('another row has another answer, and its link keeps it', async ({ models, page }) => {
  await models.open();
  const before = await models.answer.textContent();
  await models.field('hr').fill('8');
  await models.field('weekday').selectOption('Tuesday');
  await models.field('workingday').selectOption('yes');
  await models.load(() => models.predict.click());
  await expect(models.answer).not.toHaveText(before ?? '');
  await expect(models.parts.first().getByRole('rowheader')).toHaveText('Hour');
  await expect(models.parts.first()).toContainText('+');
  const answer = (await models.answer.textContent()) ?? '';
  await page.reload();
  await expect(models.answer).toHaveText(answer);
  await expect(models.field('hr')).toHaveValue('8');
});

test('a mistake is told at its field, and what was typed stays', async ({ models }) => {
  await models.open();
  await models.field('temp').fill('warm');
  await models.field('hr').fill('');
  await models.load(() => models.predict.click());
  await expect(models.problem).toContainText('2 values make no sense.');
  await expect(models.field('temp')).toHaveValue('warm');
  await expect(models.field('temp')).toHaveAttribute('aria-invalid', 'true');
  await expect(models.field('temp')).toHaveAccessibleDescription(/warm is not a number/);
  await expect(models.field('hr')).toHaveAccessibleDescription(/A value is missing here/);
  await models.load(() => models.form.getByRole('link', { name: 'Fill in the example' }).click());
  await expect(models.answer).toBeVisible();
});

test('what the model does not know is said, and hostile values stay text', async ({ models, page }) => {
  await models.open({ 'x.mnth': '7', 'x.temp': '1.5' });
  await expect(models.notices.filter({ hasText: 'trained on January, not on July' })).toHaveCount(1);
  await expect(models.notices.filter({ hasText: 'is outside' })).toHaveCount(1);
  await models.open({ 'x.temp': '"><b>x</b>', 'x.weekday': '<i>9' });
  await expect(models.field('temp')).toHaveValue('"><b>x</b>');
  await expect(page.locator('main b, main i')).toHaveCount(0);
});

test('the evaluations: the newest in a sentence, the errors drawn, each with its report', async ({ models }) => {
  await models.open({ tab: 'evaluations' });
  await expect(models.answer).toContainText('(RMSE)');
  await expect(models.drawing('history')).toHaveAccessibleName(/^Error of each evaluation/);
  await expect(models.drawing('history').locator('.pc-guide')).not.toHaveCount(0);
  const rows = models.table('Every evaluation').locator('tbody tr');
  for (const period of periods) {
    await expect(rows.filter({ hasText: period })).toHaveCount(1);
  }
  await models.load(() => rows.filter({ hasText: 'week_hot' }).getByRole('link', { name: 'week_hot', exact: true }).click());
  expect(models.param('tab')).toBe('report');
  await expect(models.answer).toHaveText(/^Off by [\d.]+ bikes an hour \(RMSE\), .+ the out-of-bag error of [\d.]+\.$/);
});

test('a report has scores, both verdicts, and every column', async ({ models, page }) => {
  await openReport(models, 'week_hot');
  await expect(models.table('Scores').locator('tbody tr')).toHaveCount(5);
  await expect(models.verdicts).toHaveCount(2);
  await expect(models.verdicts.filter({ hasText: 'Evidently' })).toContainText('Drift');
  await expect(models.table('Drift of the columns').locator('tbody tr')).toHaveCount(11);
  await expect(models.drawing('scatter').locator('.pc-cloud')).toHaveCount(168);
  for (const figure of ['in-time', 'error', 'distribution-0', 'error-by']) {
    await expect(models.drawing(figure)).toBeVisible();
  }
  await expect(page.getByRole('img', { name: 'Error over time' }).first()).toBeVisible();
});

test('a column is picked by its link', async ({ models, page }) => {
  await openReport(models, 'week_hot');
  await models.load(() => models.columns.getByRole('link', { name: 'hum', exact: true }).click());
  await expect(page.locator('#distribution-0 h3')).toHaveText('Humidity, of 100 %');
  await page.locator('#distribution-0 summary').click();
  await expect(models.table('Shares of Humidity, of 100 %').locator('tbody tr').first()).toBeVisible();
  await models.load(() => models.table('Drift of the columns').getByRole('link', { name: 'temp', exact: true }).click());
  await expect(page.locator('#distribution-0 h3')).toHaveText('Temperature, of 41 °C');
});

test('a part of the time is shown by a link', async ({ models }) => {
  await openReport(models, 'week_alike');
  await models.load(() => models.zoomBar.getByRole('link', { name: 'Zoom in' }).click());
  expect(models.param('zoom')).toMatch(/^\d+~\d+$/);
  await models.load(() => models.zoomBar.getByRole('link', { name: 'Reset zoom' }).click());
  expect(models.param('zoom')).toBeNull();
});

test('two weeks are compared', async ({ models }) => {
  await openReport(models, 'week_hot');
  await models.load(() => models.page.getByRole('link', { name: 'Compare with the reference' }).click());
  await expect(models.answer).toContainText('that of the reference, out of bag');
  await models.page.locator('#field-against').selectOption({ label: 'week_alike (168 rows)' });
  await models.load(() => models.page.getByRole('button', { name: 'Compare' }).click());
  await expect(models.answer).toContainText('that of week_alike');
  await expect(models.table('Columns').locator('tbody tr')).toHaveCount(13);
  await expect(models.drawing('distribution')).toBeVisible();
});

test('the model says what it is', async ({ models }) => {
  await models.open();
  await models.tab('About the model');
  await expect(models.answer).toHaveText('Predicts bikes an hour from 11 features of a row.');
  await expect(models.page.locator('.facts')).toContainText('random forest of 100 trees');
  await expect(models.page.locator('.facts')).toContainText('688 rows');
  await expect(models.table('Input columns').locator('tbody tr')).toHaveCount(11);
});

test('drift is simulated by one click', async ({ models }) => {
  await models.open({ tab: 'evaluations' });
  await models.load(() => models.simulate.click());
  await models.page.waitForURL(/tab=report/);
  await expect(models.notices.first()).toContainText('made up');
  await expect(models.verdicts.filter({ hasText: 'Promcast' })).toContainText('Drift');
});

test('a file of rows is evaluated, and its report follows', async ({ models, page }) => {
  const rows =
    'temp,atemp,hum,windspeed,mnth,hr,weekday,season,holiday,workingday,weathersit,dteday,cnt\n' +
    '0.24,0.2879,0.81,0,1,0,6,1,0,0,1,2011-01-01,16\n';
  await models.open({ tab: 'evaluations' });
  const form = page.getByRole('form', { name: 'Rows to evaluate' });
  await form.getByLabel('File').setInputFiles({ name: 'one_hour.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await models.load(() => form.getByRole('button', { name: 'Evaluate rows' }).click());
  await page.waitForURL(/tab=report/);
  await expect(models.answer).toContainText('Off by');
});

test('a page of another site cannot simulate', async ({ request }) => {
  const headers = { Origin: 'http://elsewhere.example' };
  const answer = await request.post('/models/simulate-drift', { form: { model: '' }, headers, maxRedirects: 0 });
  expect(answer.status()).toBe(403);
});

test('a report is taken away as a document of its own', async ({ models, page, context }) => {
  await openReport(models, 'week_hot');
  const started = page.waitForEvent('download');
  await models.downloads.getByRole('link', { name: 'HTML' }).click();
  const file = await (await started).path();
  const html = await readFile(file, 'utf8');
  expect(html).not.toMatch(/<script|<link|href="\/|src=/);
  const report = await context.newPage();
  await report.setContent(html);
  await expect(report.getByRole('heading', { level: 1 })).toHaveText('Evaluation of bike-sharing: week_hot');
  await expect(report.locator('figure[id^=distribution-]')).toHaveCount(13);
  await expect(report.locator('#scatter .svg-wide svg')).toBeVisible();
  expect(await grave(report)).toEqual([]);
  for (const format of ['JSON', 'CSV']) {
    const url = await models.downloads.getByRole('link', { name: format }).getAttribute('href');
    expect((await page.request.get(url ?? '')).ok(), format).toBe(true);
  }
});

const faults: [string, Record<string, string>, RegExp, string][] = [
  ['no such view', { tab: 'nonsense' }, /There is no view nonsense/, 'Go to the prediction'],
  ['no such model', { model: 'nobody' }, /nobody/, 'Show the first model'],
  ['no such evaluation', { tab: 'report', id: 'nothing' }, /nothing/, 'Show all evaluations'],
  ['no such column', { tab: 'report', column: '<b>' }, /There is no column/, 'Show the column that matters most'],
];
for (const [what, params, words, way] of faults) {
  test(`${what}: it is told, and there is a way on`, async ({ models, page }) => {
    await models.open(params);
    await expect(models.problem).toContainText(words);
    await expect(page.locator('main b')).toHaveCount(0);
    await models.load(() => models.problem.getByRole('link', { name: way }).click());
    await expect(models.answer).toBeVisible();
  });
}

test.describe('where nothing was evaluated', () => {
  test.use({ baseURL: async ({}, use) => use(servers.bare) });

  test('the page says how', async ({ models, page }) => {
    await models.open({ tab: 'evaluations' });
    await expect(models.answer).toHaveText('No evaluations yet.');
    await expect(page.getByRole('region', { name: 'Command' })).toContainText(`${new URL(page.url()).host}/evaluate`);
    await models.tab('Report');
    await expect(models.nothing).toContainText('No evaluations yet.');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a row, a report, a column, a comparison and a simulation', async ({ models, page }) => {
    await page.goto('/models');
    await models.field('hr').fill('17');
    await models.load(() => models.predict.click());
    await expect(models.answer).toHaveText(/^About \d+ bikes an hour \(likely [\d.]+ to \d+\)\.$/);
    await models.tab('Evaluations');
    await models.load(() => models.table('Every evaluation').getByRole('link', { name: 'week_warm', exact: true }).first().click());
    await models.load(() => models.columns.getByRole('link', { name: 'hr', exact: true }).click());
    await expect(page.locator('#distribution-0 h3')).toHaveText("Hour, o'clock");
    await models.tab('Compare');
    await expect(models.answer).toContainText('that of the reference');
    await models.tab('Evaluations');
    await models.load(() => models.simulate.click());
    await expect(page.getByRole('heading', { name: 'Whether the rows drifted' })).toBeVisible();
  });
});

/** What a machine finds grave. */
async function grave(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']);
  // The shapes of a drawing are hidden from whoever hears the page, and there are hundreds.
  const { violations } = await axe.exclude('svg g').analyze();
  const found = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).slice(0, 3).join(' ')}`);
}

async function openAll(page: Page): Promise<void> {
  for (const summary of await page.locator('main details summary').all()) {
    await summary.click();
  }
}

const views: Record<string, string>[] = [
  {},
  { 'x.temp': 'warm' },
  { tab: 'evaluations' },
  { tab: 'report', column: 'weathersit' },
  { tab: 'compare' },
  { tab: 'about' },
];
for (const params of views) {
  const what = Object.values(params).join(' ') || 'predict';
  for (const width of [320, 390]) {
    test.describe(`${width} px`, () => {
      test.use({ viewport: { width, height: 800 } });

      test(`${what}: nothing scrolls sideways`, async ({ models, page }) => {
        await models.open(params);
        await openAll(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      test(`${what}: no grave violation`, async ({ models, page }) => {
        await models.open(params);
        await openAll(page);
        expect(await grave(page)).toEqual([]);
        await page.screenshot({ path: `screenshots/models-${what.replace(' ', '-')}-${colorScheme}.png`, fullPage: true });
      });
    });
  }
}
