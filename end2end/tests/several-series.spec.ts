// An expression of several series: one forecast each, and a list to pick from.
import { expect, test } from '../fixtures/test.ts';

test.beforeEach(({ forecast }) => forecast.open({ source: 'demo', expr: 'demo_disk_used_ratio' }));

test('all of them are listed, and one is shown', async ({ forecast, page }) => {
  await expect(page.getByRole('heading', { name: '3 series' })).toBeVisible();
  await expect(forecast.picker.getByRole('link')).toHaveText([/mountpoint="\/"/, /\/var\/lib\/db/, /\/var\/log/]);
  await expect(forecast.picker.locator('[aria-current=true]')).toHaveCount(1);
  await expect(forecast.chart.svg).toHaveAccessibleName(/mountpoint="\/"/);
});

test('a click shows another, and the link keeps it', async ({ forecast, page }) => {
  const before = await forecast.answer.textContent();
  await forecast.picker.getByRole('link', { name: '/var/lib/db' }).click();
  await expect(forecast.chart.svg).toHaveAccessibleName(/var\/lib\/db/);
  await expect(forecast.answer).not.toHaveText(before ?? '');
  await expect(forecast.picker.locator('[aria-current=true]')).toContainText('/var/lib/db');
  const after = await forecast.answer.textContent();
  await page.reload();
  await expect(forecast.answer).toHaveText(after ?? '');
  expect(forecast.param('series')).toContain('mountpoint="/var/lib/db"');
});

test('one series has no list', async ({ forecast }) => {
  await forecast.question.ask('demo_disk_used_ratio{mountpoint="/"}');
  await expect(forecast.chart.svg).toHaveAccessibleName(/^demo_disk_used_ratio\{mountpoint="\/"\} /);
  await expect(forecast.picker).toBeHidden();
});
