// The page of the status: whether all is well in a sentence, and what is not by its name.
import { expect, test } from '../fixtures/test.ts';
import { servers } from '../fixtures/servers.ts';

test('the page is in the header, and says whether all is well', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Status' }).click();
  await expect(page).toHaveTitle('Status · Promcast');
  await expect(page.locator('#answer')).toHaveText(/^(All systems OK|\d+ problems?)$/);
  for (const heading of ['Server', 'Sources', 'Checks', 'Jobs', 'Archive', 'Models', 'Effective config']) {
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'Sources' })).toContainText('built-in samples');
  await expect(page.getByRole('region', { name: 'Effective config' })).toContainText('listen_address: 127.0.0.1:');
});

test.describe('with an archive', () => {
  test.use({ baseURL: async ({}, use) => use(servers.archive) });

  test('the collector and what it kept are there', async ({ page }) => {
    await page.goto('/status');
    await expect(page.getByRole('region', { name: 'Jobs' })).toContainText('Collecting metrics');
    await expect(page.locator('dl.facts').nth(2)).toContainText('Newest row');
  });
});
