// The page of the instruments: a button is pressed, its answer is there, and the metrics say what it did.
import { InstrumentsPage } from '../pages/instruments-page.ts';
import { expect, test as base } from '../fixtures/test.ts';
import { startPromcast } from '../fixtures/promcast.mjs';

/** A Promcast of its own: others count and upload on the common one. */
const test = base.extend<{ instruments: InstrumentsPage }>({
  baseURL: async ({}, use) => {
    const promcast = await startPromcast();
    await use(promcast.said);
    await promcast.end();
  },
  instruments: async ({ page }, use) => use(new InstrumentsPage(page)),
});

test('the page is in the header, with one metric of each kind', async ({ instruments, page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Instruments' }).click();
  await expect(page).toHaveTitle('Instruments · Promcast');
  for (const kind of ['Counter', 'Gauge', 'Histogram', 'Summary']) {
    await expect(page.getByRole('heading', { name: kind })).toBeVisible();
    await expect(instruments.exposition(kind)).toContainText(`# TYPE`);
    await expect(instruments.exposition(kind)).toContainText(` ${kind.toLowerCase()}\n`);
  }
});

test('the counter counts, is written down, and goes back', async ({ instruments }) => {
  await instruments.open();
  await instruments.press('Count');
  await instruments.press('Count');
  await expect(instruments.came).toContainText('200 {"counter":2}');
  await expect(instruments.changes).toHaveText(/cell_counter.*12/);
  await instruments.press('Checkpoint');
  await expect(instruments.came).toContainText('"status":"checkpoint saved"');
  await instruments.press('Count');
  await instruments.press('Restore');
  await expect(instruments.came).toContainText('200 {"counter":2,"status":"restored"}');
  await expect(instruments.sentence).toContainText('The counter says 2;');
  await expect(instruments.exposition('Gauge')).toContainText('cell_counter{environment="dev"} 2');
});

test('an upload is in the histogram and in the summary', async ({ instruments }) => {
  await instruments.open();
  await instruments.seconds.fill('0.2');
  await instruments.press('Upload');
  await expect(instruments.came).toContainText(/File upload took 0\.\d\d seconds!/);
  await expect(instruments.exposition('Histogram')).toContainText('file_upload_duration_seconds_count 1');
  await expect(instruments.exposition('Summary')).toContainText('promcast_file_upload_duration_seconds_count 1');
  await expect(instruments.sentence).toContainText('one upload was simulated');
});

test('the place and the focus stay where they were', async ({ instruments, page }) => {
  await instruments.open();
  await instruments.press('Count');
  await expect(page.getByRole('button', { name: 'Count', exact: true })).toBeFocused();
});
