// A bare page asks the first sample question by itself; everything that answers it is there to read.
import { expect, test } from '../fixtures/test.ts';

test.beforeEach(({ forecast }) => forecast.open());

test('the samples are named as samples', async ({ forecast }) => {
  await expect(forecast.notices.first()).toContainText('sample data');
  await expect(forecast.question.source).toHaveValue('demo');
  await expect(forecast.question.expression).toHaveValue('demo_orders_per_minute');
});

test('the answer is a sentence, and says how it knows', async ({ forecast }) => {
  await expect(forecast.answer).toHaveText(/\d.*\(\d+% likely: \d.* to \d.*\.$/);
  await expect(forecast.proof).toHaveText(
    /repeating the last .* band covered \d+% of \d+ points\.$/,
  );
});

test('the chart has a past, a future, bands, and a line between', async ({ forecast: { chart } }) => {
  for (const meaning of ['history', 'forecast', 'band-1', 'band-2', 'now']) {
    await expect(chart.shape(meaning)).toBeAttached();
  }
  expect(await chart.pointsDrawn('history')).toBeGreaterThan(500);
  await expect(chart.svg).toHaveRole('img');
  await expect(chart.svg).toHaveAccessibleName(/^demo_orders_per_minute\b.*\d+% likely/);
});

test('the backtest shows every candidate beside seasonal naive', async ({ forecast }) => {
  const backtest = await forecast.section('How this was chosen (backtest)');
  const rows = backtest.getByRole('row');
  expect(await rows.count()).toBeGreaterThan(3);
  await expect(rows.filter({ hasText: /chosen/ })).toHaveCount(1);
  await expect(rows.filter({ hasText: /baseline/ })).toHaveCount(1);
  await expect(backtest.getByRole('columnheader')).toHaveText([
    'Model',
    'MASE',
    'sMAPE',
    'held by 80%',
    'held by 95%',
  ]);
  await expect(
    rows
      .filter({ hasText: /chosen/ })
      .getByRole('cell')
      .first(),
  ).toHaveText(/^\d+(\.\d+)?$/);
});

test('the quality of the data is told', async ({ forecast }) => {
  const quality = await forecast.section('Data quality');
  await expect(quality).toContainText(/Points with a value\s*\d+ of \d+ \(\d+(\.\d)?%\)/);
  await expect(quality).toContainText(/Step\s*30 minutes/);
});

test('the points are a table', async ({ forecast }) => {
  const points = await forecast.section('Table of points');
  await expect(points.getByRole('columnheader').first()).toHaveText('Time');
  const last = points.getByRole('row').last();
  await expect(last.getByRole('rowheader')).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d:00$/);
  const [measured, ...predicted] = await last.getByRole('cell').allTextContents();
  expect(measured.trim()).toBe('');
  const [yhat, lower80, upper80, lower95, upper95] = predicted.map(Number);
  expect([lower95, lower80, yhat, upper80, upper95]).toEqual(
    [lower95, lower80, yhat, upper80, upper95].sort((a, b) => a - b),
  );
});

test('what is chosen in the form is what is answered', async ({ forecast }) => {
  await forecast.question.field('range').fill('14d');
  await forecast.question.field('horizon').fill('6h');
  await forecast.question.field('level').fill('90');
  await forecast.question.model.selectOption('seasonal-naive');
  await forecast.question.field('threshold').fill('1000');
  await forecast.follow(() => forecast.question.submit.click());
  await expect(forecast.answer).toHaveText(/(Stays|May stay) below 1000 for the next 6 hours/);
  await expect(forecast.proof).toContainText('Shown: the last day, repeated.');
  await expect(forecast.chart.entry('90% band')).toBeVisible();
  expect(['range', 'horizon', 'level', 'model', 'threshold'].map(name => forecast.param(name))).toEqual([
    '14d',
    '6h',
    '90',
    'seasonal-naive',
    '1000',
  ]);
});

test('a counter is shown as its rate, and the raw counter is one click away', async ({ forecast }) => {
  await forecast.follow(() => forecast.question.ask('demo_http_requests_total'));
  const note = forecast.notices.filter({ hasText: 'Counter: showing its rate per second.' });
  await note.getByRole('link').click();
  const hint = forecast.notices.filter({ hasText: 'is a counter' });
  await expect(note).toBeHidden();
  await hint.getByRole('link').click();
  await expect(forecast.question.expression).toHaveValue(/^rate\(demo_http_requests_total\[\d+[mh]\]\)$/);
  await expect(hint).toBeHidden();
  await expect(forecast.chart.svg).toBeVisible();
});
