// Without JavaScript the page is a form and a complete answer: what moves is missing, what tells is not.
import { expect, refused, test, testOnPrometheus } from '../fixtures/test.ts';
import { servers } from '../fixtures/servers.ts';
import { linkTo } from '../pages/forecast-page.ts';
import { dense } from '../fixtures/questions.ts';

test.use({ expectedComplaint: refused });

test('the page is complete', async ({ forecast, page }) => {
  await page.goto('/');
  await expect(forecast.answer).toHaveText(/% likely/);
  await forecast.chart.draws({ history: true, forecast: true, 'band-1': true, 'band-2': true });
  await expect(forecast.notices.first()).toContainText('sample data');
  await expect(page).toHaveTitle('Promcast');
});

test('what needs JavaScript is not offered', async ({ forecast, page }) => {
  await page.goto('/');
  await expect(forecast.themeButton).toBeHidden();
  await expect(page.locator('.legend-hint')).toBeHidden();
});

test('the form asks', async ({ forecast, page }) => {
  await page.goto('/');
  await forecast.question.expression.fill('demo_memory_bytes');
  await forecast.question.field('range').fill('2d');
  await forecast.question.field('horizon').fill('12h');
  await forecast.load(() => forecast.question.submit.click());
  await expect(forecast.chart.svg).toHaveAccessibleName(/^demo_memory_bytes\b/);
  await expect(forecast.question.expression).toHaveValue('demo_memory_bytes');
  await expect(forecast.question.field('range')).toHaveValue('2d');
  await expect(page).toHaveTitle('demo_memory_bytes · Promcast');
});

test('the sections open', async ({ forecast, page }) => {
  await page.goto('/');
  for (const heading of ['How this was chosen (backtest)', 'Data quality', 'Table of points']) {
    const section = await forecast.section(heading);
    await expect(section.locator('table, dl').first()).toBeVisible();
  }
});

test('the links of the zoom bar and the legend work', async ({ forecast, page }) => {
  await page.goto(linkTo({ source: 'demo', expr: 'demo_queue_length', range: '2d' }));
  await forecast.load(() => forecast.chart.zoomBar.getByRole('link', { name: 'Zoom in' }).click());
  expect(forecast.param('zoom')).toMatch(/^\d+~\d+$/);
  await forecast.load(() => forecast.chart.entry('forecast').click());
  await forecast.chart.draws({ history: false, forecast: true });
});

test('a series is picked by its link', async ({ forecast, page }) => {
  await page.goto(linkTo({ source: 'demo', expr: 'demo_disk_used_ratio' }));
  await forecast.load(() => forecast.picker.getByRole('link', { name: '/var/log' }).click());
  await expect(forecast.chart.svg).toHaveAccessibleName(/var\/log/);
});

test('a mistake is told, and what was typed stays', async ({ forecast, page }) => {
  await page.goto('/');
  await forecast.question.expression.fill('sum(demo_memory_bytes');
  await forecast.load(() => forecast.question.submit.click());
  await expect(forecast.problem).toBeVisible();
  await expect(page.locator('.place')).toContainText('^');
  await expect(forecast.question.expression).toHaveValue('sum(demo_memory_bytes');
});

testOnPrometheus('a real metric is answered', async ({ forecast, page }) => {
  await page.goto(linkTo({ expr: 'go_goroutines', ...dense }));
  await expect(forecast.chart.svg).toHaveAccessibleName(/^go_goroutines\b/);
  await expect(forecast.proof).not.toBeEmpty();
});

test('a button of the instruments shows its answer', async ({ page }) => {
  await page.goto('/instruments');
  await page.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(page.getByRole('status', { name: 'Answer of the button' })).toContainText('200 {"counter":');
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText('cell_counter');
});

test('the status is complete', async ({ page }) => {
  await page.goto('/status');
  await expect(page.getByRole('region', { name: 'Jobs' })).toContainText('Archive integrity check');
  await expect(page.getByRole('region', { name: 'Effective config' })).toContainText('storage:');
});

test.describe('models', () => {
  test.use({ baseURL: async ({}, use) => use(servers.models) });

  test('a row is predicted', async ({ page }) => {
    await page.goto('/models');
    const answer = page.locator('#answer');
    const before = (await answer.textContent()) ?? '';
    await page.locator('#field-hr').fill('8');
    await page.getByRole('button', { name: 'Predict', exact: true }).click();
    await expect(page).toHaveURL(/x\.hr=8/);
    await expect(answer).not.toHaveText(before);
  });

  test('an evaluation leads to its report', async ({ page }) => {
    await page.goto('/models?tab=evaluations');
    await page.getByRole('region', { name: 'Every evaluation' }).getByRole('link').first().click();
    await expect(page.locator('.models-verdict')).toHaveCount(2);
    await expect(page.locator('main svg').first()).toBeVisible();
  });
});
