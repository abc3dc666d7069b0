// A real metric of a real Prometheus, found by its name and asked where its data are.
import { expect, testOnPrometheus as test } from '../fixtures/test.ts';
import { dense } from '../fixtures/questions.ts';
import { servers } from '../fixtures/servers.ts';

test('without a question there are metrics to begin with', async ({ forecast, page }) => {
  await forecast.open();
  await expect(page.getByText('Enter a metric or PromQL expression')).toBeVisible();
  const first = page.locator('.starts').getByRole('link').first();
  await expect(first.locator('code')).not.toHaveText('');
  await expect(first).toHaveAttribute('href', new RegExp('[?&]expr='));
});

test('a name is completed by the keyboard, and Enter asks', async ({ forecast }) => {
  await forecast.open();
  const { question } = forecast;
  await question.field('end').fill(dense.end);
  await question.field('range').fill(dense.range);
  await question.field('horizon').fill(dense.horizon);
  await question.expression.pressSequentially('go_gorou');
  await expect(question.suggestions.getByRole('option')).toHaveCount(1);
  await expect(question.expression).toHaveAttribute('aria-expanded', 'true');
  await question.expression.press('ArrowDown');
  await expect(question.suggestions.getByRole('option', { selected: true })).toContainText('go_goroutines');
  await question.expression.press('Enter');
  await expect(question.expression).toHaveValue('go_goroutines');
  await expect(question.suggestions).toBeHidden();
  expect(forecast.param('expr')).toBeNull();
  await forecast.follow(() => question.expression.press('Enter'));
  await expect(forecast.answer).toHaveText(/Mon (21 Mar )?|Stays around|Settles at/);
  expect(forecast.param('expr')).toBe('go_goroutines');
  await expect(forecast.question.source).toHaveValue('prometheus');
});

test('Escape closes the suggestions and keeps what was typed', async ({ forecast }) => {
  await forecast.open();
  const { question } = forecast;
  await question.expression.pressSequentially('sum(prometheus_ht');
  await expect(question.suggestions.getByRole('option').first()).toBeVisible();
  await question.expression.press('Escape');
  await expect(question.suggestions).toBeHidden();
  await expect(question.expression).toHaveValue('sum(prometheus_ht');
});

test('a suggestion completes the word, wherever it stands in the expression', async ({ forecast }) => {
  await forecast.open();
  const { question } = forecast;
  await question.expression.fill('sum()');
  await question.expression.press('ArrowLeft');
  await question.expression.pressSequentially('go_thr');
  await question.suggestions.getByRole('option', { name: 'go_threads' }).click();
  await expect(question.expression).toHaveValue('sum(go_threads)');
});

test('labels and their values are offered where they can stand', async ({ forecast }) => {
  await forecast.open();
  const { question } = forecast;
  await question.expression.pressSequentially('prometheus_http_requests_total{han');
  await expect(question.suggestions.getByRole('option').first()).toContainText('handler');
  await question.expression.press('ArrowDown');
  await question.expression.press('Tab');
  await expect(question.expression).toHaveValue('prometheus_http_requests_total{handler');
  await question.expression.fill('');
  await question.expression.pressSequentially('quantile_over');
  await expect(question.suggestions.getByRole('option')).toHaveText([/quantile_over_time/]);
});

test('the result is of the time the data are of', async ({ forecast }) => {
  await forecast.open({ expr: 'go_goroutines', ...dense });
  const points = await forecast.section('Table of points');
  await expect(points.getByRole('rowheader').last()).toHaveText('2022-03-21 18:30:00');
  const quality = await forecast.section('Data quality');
  await expect(quality).toContainText('Mon 21 Mar 16:01 UTC to Mon 21 Mar 18:01 UTC');
  await expect(forecast.notices.filter({ hasText: 'sample' })).toHaveCount(0);
});

test('what the data lack is told', async ({ forecast }) => {
  await forecast.open({ expr: 'go_goroutines', end: '2022-03-22T10:00:00Z', range: '18h', step: '10m', horizon: '2h' });
  const quality = await forecast.section('Data quality');
  await expect(quality.getByRole('listitem').first()).toHaveText(/ to .*: \d+ points/);
});

test('a Prometheus that nobody configured is asked by its URL', async ({ forecast, page }) => {
  await forecast.open();
  await page.locator('.adhoc summary').click();
  const other = servers.prometheus.replace('127.0.0.1', 'localhost');
  await forecast.question.sourceUrl.fill(other);
  await forecast.question.field('end').fill(dense.end);
  await forecast.question.field('range').fill(dense.range);
  await forecast.question.field('horizon').fill(dense.horizon);
  await forecast.follow(() => forecast.question.ask('go_threads'));
  await expect(forecast.answer).toBeVisible();
  expect(forecast.param('source')).toBe(other);
  await expect(forecast.question.sourceUrl).toHaveValue(other);
});
