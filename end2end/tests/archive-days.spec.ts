// The days of the archive: which are there, which are not, and the button that collects them.
import { dayBefore, firstDay, foreignFile, missingDays } from '../fixtures/archive.ts';
import { expect, test } from '../fixtures/archive-test.ts';
import type { ArchivePage } from '../pages/archive-page.ts';

// One collection at a time: a second one would be told to wait.
test.describe('days', () => {
  test.describe.configure({ mode: 'serial' });

  const collects = (day: string) => async ({ archive, page }: { archive: ArchivePage; page: ArchivePage['page'] }) => {
    await page.goto('/archive?tab=days');
    const row = archive.table('Incomplete days').getByRole('row').filter({ hasText: day });
    await expect(row).toContainText('missing');
    await expect(archive.calendar.getByTitle(`${day}: missing`)).toBeVisible();
    await archive.load(() => page.getByRole('button', { name: `Collect ${day}` }).click());
    await expect(archive.notices.filter({ hasText: 'The days were collected.' })).toBeVisible();
    await expect(row).toHaveCount(0);
    await expect(archive.calendar.getByTitle(new RegExp(`^${day}: complete, 4 files, 384 rows`))).toBeVisible();
    await page.goto(`/archive?from=${day}&to=${day}`);
    await expect(archive.header).toContainText('Loaded 288 records from 1 day for 3 API proxies.');
  };

  test('a missing day is collected by its button', collects(dayBefore(missingDays.byButton)));

  test('a day with a file that cannot be read says so', async ({ archive, page }) => {
    await page.goto('/archive?tab=days');
    const row = archive.table('Incomplete days').getByRole('row').filter({ hasText: dayBefore(firstDay) });
    await expect(row).toContainText(`left out: ${foreignFile}`);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });
    test('a missing day is collected by a form', collects(dayBefore(missingDays.withoutJavaScript)));
  });
});
