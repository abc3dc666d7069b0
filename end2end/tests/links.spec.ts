// All state is in the URL: a link shows the same thing to whoever opens it.
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/test.ts';
import { ForecastPage } from '../pages/forecast-page.ts';

/** What a reader sees of an answer. */
async function seen(page: Page) {
  const forecast = new ForecastPage(page);
  return {
    answer: await forecast.answer.textContent(),
    proof: await forecast.proof.textContent(),
    drawing: await forecast.chart.svg.innerHTML(),
    levels: await forecast.question.field('level').inputValue(),
  };
}

test('the link of an answer shows the same in another browser', async ({ forecast, page, browser, baseURL }) => {
  await forecast.open({
    source: 'demo',
    expr: 'demo_queue_length',
    range: '2d',
    horizon: '6h',
    level: '50 90',
    hide: 'band-2',
  });
  const link = forecast.downloads.getByRole('link', { name: 'Copy link' });
  const address = (await link.getAttribute('href')) ?? '';
  await link.click();
  await expect(forecast.downloads).toContainText('Copied');
  await page.goto(address);
  expect(forecast.param('end')).toMatch(/^\d{4}-\d\d-\d\dT/);
  const mine = await seen(page);
  const other = await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 } });
  try {
    const theirs = await other.newPage();
    await theirs.goto(page.url());
    expect(await seen(theirs)).toEqual(mine);
    await expect(new ForecastPage(theirs).chart.toggle('Show', '90% band')).toBeVisible();
  } finally {
    await other.close();
  }
});

test('back and forward go through the questions', async ({ forecast, page }) => {
  await forecast.open({ source: 'demo', expr: 'demo_queue_length' });
  const first = await forecast.answer.textContent();
  await forecast.follow(() => forecast.question.ask('demo_memory_bytes'));
  await expect(forecast.chart.svg).toHaveAccessibleName(/^demo_memory_bytes\b/);
  const second = await forecast.answer.textContent();
  expect(second).not.toBe(first);
  await page.goBack();
  await expect(forecast.chart.svg).toHaveAccessibleName(/^demo_queue_length\b/);
  await expect(forecast.question.expression).toHaveValue('demo_queue_length');
  await expect(forecast.answer).toHaveText(first ?? '');
  await page.goForward();
  await expect(forecast.answer).toHaveText(second ?? '');
});

test('what is the default is not in the link, and the title names the question', async ({ forecast, page }) => {
  await forecast.open();
  await forecast.follow(() => forecast.question.ask('demo_cpu_usage_ratio'));
  await expect(page).toHaveTitle('demo_cpu_usage_ratio · Promcast');
  for (const name of ['end', 'step', 'level', 'model', 'threshold', 'zoom', 'hide', 'series']) {
    expect(forecast.param(name), name).toBeNull();
  }
});
