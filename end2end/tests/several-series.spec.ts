// An expression of several series: one forecast each, and a list to pick from.
import { expect, test } from '../fixtures/test.ts';

test.beforeEach(({ forecast }) => forecast.open({ source: 'demo', expr: 'demo_disk_used_ratio' }));

test('all of them are listed, and one is shown', async ({ forecast, page }) => {
  await expect(page.getByRole('heading', { name: '3 series' })).toBeVisible();
  for (const mountpoint of ['mountpoint="/"', '/var/lib/db', '/var/log']) {
    await expect(forecast.picker.locator('tbody').getByRole('link', { name: mountpoint })).toHaveCount(1);
  }
  await expect(forecast.picker.locator('[aria-current=true]')).toHaveCount(1);
  await expect(forecast.answer).toHaveText(/, \d of 3: /);
  await expect(forecast.chart.svg).toHaveAccessibleName(/mountpoint="/);
});

test('the list is ordered by a head, filtered, and the address keeps both', async ({ forecast, page }) => {
  await forecast.follow(() => forecast.picker.getByRole('link', { name: 'Now' }).click());
  expect(forecast.param('sort')).toBe('-now');
  await expect(forecast.picker.getByRole('columnheader', { name: 'Now' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByLabel('Filter').fill('var');
  await forecast.follow(() => page.getByRole('button', { name: 'Apply' }).click());
  expect(forecast.param('filter')).toBe('var');
  await expect(forecast.picker.locator('tbody tr')).toHaveCount(2);
});

test('a click shows another, and the link keeps it', async ({ forecast, page }) => {
  const before = await forecast.answer.textContent();
  // The first is shown; which one that is depends on the hour.
  const last = forecast.picker.locator('tbody').getByRole('link').last();
  const mountpoint = /mountpoint="[^"]+"/.exec((await last.textContent()) ?? '')?.[0] ?? 'none';
  await last.click();
  await expect(forecast.chart.svg).toHaveAccessibleName(new RegExp(mountpoint));
  await expect(forecast.answer).not.toHaveText(before ?? '');
  await expect(forecast.picker.locator('[aria-current=true]')).toContainText(mountpoint);
  const after = await forecast.answer.textContent();
  await page.reload();
  await expect(forecast.answer).toHaveText(after ?? '');
  expect(forecast.param('series')).toContain(mountpoint);
});

test('one series has no list', async ({ forecast }) => {
  await forecast.question.ask('demo_disk_used_ratio{mountpoint="/"}');
  await expect(forecast.chart.svg).toHaveAccessibleName(/^demo_disk_used_ratio\{mountpoint="\/"\} /);
  await expect(forecast.picker).toBeHidden();
});
