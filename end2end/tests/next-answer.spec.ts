// From one answer to the next nothing jumps: the old picture stays, and so does what was opened.
import { expect, test } from '../fixtures/test.ts';
import { queue } from '../fixtures/questions.ts';

test.beforeEach(({ forecast }) => forecast.open(queue));

test('what was opened stays open in the next answer', async ({ forecast }) => {
  const backtest = await forecast.section('How this was chosen (backtest)');
  await expect(backtest.getByRole('table')).toBeVisible();
  await forecast.follow(() => forecast.chart.zoomBar.getByRole('link', { name: 'Zoom in' }).click());
  await expect(backtest.getByRole('table')).toBeVisible();
});

test('the old chart stays while the new one is read', async ({ forecast, page }) => {
  const { chart } = forecast;
  await page.route(/expr=demo_memory_bytes/, async route => {
    await new Promise(resolve => {
      setTimeout(resolve, 300);
    });
    await route.continue();
  });
  // The page notes by itself what it shows while the line moves: Playwright would wait for the new page.
  await page.evaluate(() => {
    const note = () =>
      sessionStorage.setItem('shown', document.querySelector('svg.pc-chart:not([hidden]) title')?.textContent ?? '');
    new MutationObserver(() => document.querySelector('.progress-on') && note()).observe(document.body, {
      attributes: true,
      subtree: true,
    });
  });
  await forecast.follow(() => forecast.question.ask('demo_memory_bytes'));
  expect(await page.evaluate(() => sessionStorage.getItem('shown'))).toMatch(/^demo_queue_length\b/);
  await expect(chart.svg).toHaveAccessibleName(/^demo_memory_bytes\b/);
  await expect(forecast.progress).not.toBeAttached();
});
