// Everything works below a path of a host, whether Promcast has it as its route prefix or a proxy takes it away.
import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/below-test.ts';
import { queue } from '../fixtures/questions.ts';
import { ArchivePage } from '../pages/archive-page.ts';
import { InstrumentsPage } from '../pages/instruments-page.ts';
import { ModelsPage } from '../pages/models-page.ts';
import { SqlPage } from '../pages/sql-page.ts';

/** Goes to a page by its name at the top. */
async function to(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true });
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'page');
}

/** The first bytes of a file that a link gives. */
async function fetched(page: Page, group: string, name: string): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('navigation', { name: group }).getByRole('link', { name, exact: true }).first().click();
  const bytes = await readFile(await (await waiting).path());
  return bytes.subarray(0, 60).toString('latin1');
}

for (const way of ['prefixed', 'proxied'] as const) {
  test.describe(way, () => {
    test.use({ way });

    test('a forecast is asked for, looked at closely, and taken away', async ({ forecast, page, context, root }) => {
      await page.goto('./?source=demo');
      await forecast.isAlive();
      await forecast.question.expression.fill('demo_qu');
      await expect(forecast.question.suggestions.getByRole('option').first()).toContainText('demo_queue_length');
      await forecast.follow(() => forecast.question.ask('demo_queue_length'));
      expect(page.url(), 'the address is short').not.toContain('threshold=');
      await forecast.follow(() => forecast.chart.drag(0.3, 0.6));
      const close = forecast.param('zoom');
      await forecast.follow(() => forecast.chart.cursor.press('+', { noWaitAfter: true }));
      await expect(forecast.chart.cursor).toBeFocused();
      await forecast.follow(() => forecast.chart.doubleClick(0.5));
      expect(forecast.param('zoom')).toBe(close);
      await forecast.follow(() => forecast.chart.zoomBar.getByRole('link', { name: 'Reset zoom' }).click());
      await forecast.follow(() => forecast.chart.toggle('Hide', '80%').click());
      expect(await fetched(page, 'Downloads', 'CSV')).toMatch(/^unique_id,ds,yhat,/);
      expect(await fetched(page, 'Downloads', 'PNG')).toMatch(/^.PNG/);
      await forecast.themeButton.click();
      const [cookie] = await context.cookies();
      expect(cookie).toMatchObject({ name: 'theme', path: '/promcast/' });
      await page.reload();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await page.goto(`${root}/?${new URLSearchParams({ ...queue, range: 'x' })}`);
      await forecast.problem.getByRole('link', { name: 'Edit history' }).click();
      await expect(page).toHaveURL(/#field-range$/);
    });

    test('the archive is looked at, and answers SQL', async ({ page }) => {
      await page.goto('.');
      await to(page, 'Archive');
      const archive = new ArchivePage(page);
      await archive.isAlive();
      await archive.load(() => archive.chart('request_count').drag(0.3, 0.6));
      await archive.isAlive();
      await archive.tab('Raw data');
      await archive.load(() => archive.search.fill('login').then(() => archive.search.press('Enter')));
      expect(await fetched(page, 'Downloads', 'CSV')).toContain('metric_name');
      const sql = new SqlPage(page);
      await to(page, 'SQL');
      await sql.isAlive();
      if ((await page.locator('#sql-text').count()) === 0) {
        return; // this kernel cannot confine a statement
      }
      await sql.ask('SELECT timestamp, value FROM metrics ORDER BY timestamp LIMIT 200');
      await expect(sql.summary).toContainText('Rows 1–50');
      expect(await fetched(page, 'Chart and downloads', 'CSV')).toMatch(/^timestamp,value/);
      await page.getByRole('link', { name: 'Next' }).click();
      await expect(page).toHaveURL(/page=2/);
      await page.locator('#sql-chart').click();
      await expect(sql.chart).toBeVisible();
    });

    test('a model predicts, and its drift is simulated', async ({ page }) => {
      await page.goto('.');
      await to(page, 'Models');
      const models = new ModelsPage(page);
      await expect(page.getByRole('region', { name: 'Command' })).toContainText(`curl ${page.url().replace('models', 'predict')}`);
      await models.load(() => models.predict.click());
      await expect(models.answer).toContainText('bikes an hour');
      await models.tab('Evaluations');
      await models.load(() => models.simulate.click());
      await expect(models.verdicts.first()).toBeVisible();
      expect(await fetched(page, 'Downloads', 'HTML')).toMatch(/^<!DOCTYPE html>/);
      await models.tab('Compare');
    });

    test('buttons are pressed, and the status is there', async ({ page, root }) => {
      await page.goto('.');
      await to(page, 'Instruments');
      const instruments = new InstrumentsPage(page);
      await instruments.press('Count');
      await expect(instruments.came).toContainText('GET /promcast/ was answered');
      await to(page, 'Status');
      await page.locator('main').getByRole('link', { name: '/metrics' }).click();
      await expect(page.locator('body')).toContainText('promcast_build_info');
      await page.goto(`${root}/no/such/page`);
      await page.getByRole('link', { name: 'Go to the forecast' }).click();
      await expect(page).toHaveURL(/\/promcast\/$/);
    });
  });
}
