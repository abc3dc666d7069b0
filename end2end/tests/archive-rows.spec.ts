// The raw data of the archive: sorted, searched and paged.
import { expect, test, week } from '../fixtures/archive-test.ts';

test.describe('raw data', () => {
  test.beforeEach(({ archive }) => archive.open({ ...week, tab: 'raw' }));

  test('heads sort', async ({ archive, page }) => {
    const value = page.locator('#sort-value');
    await archive.load(() => value.click());
    await expect(page.getByRole('columnheader', { name: 'value' })).toHaveAttribute('aria-sort', 'descending');
    expect((await archive.column(2)).map(Number)[0]).toBe(246);
    await archive.load(() => value.click());
    await expect(page.getByRole('columnheader', { name: 'value' })).toHaveAttribute('aria-sort', 'ascending');
    expect((await archive.column(2)).map(Number)[0]).toBe(2);
  });

  test('a search finds labels, and says when it finds nothing', async ({ archive, page }) => {
    await archive.search.fill('timeout');
    await archive.load(() => page.getByRole('button', { name: 'Find' }).click());
    await expect(archive.pager).toContainText('Rows 1 to 25 of 504, page 1 of 21');
    await expect(archive.rows).toContainText(Array(25).fill('timeout'));
    await archive.search.fill("%' OR 1=1 --");
    await archive.load(() => page.getByRole('button', { name: 'Find' }).click());
    await expect(page.getByText("No row holds “%' OR 1=1 --”.")).toBeVisible();
    await expect(archive.pager).toContainText('No rows');
  });

  test('pages have four sizes', async ({ archive }) => {
    for (const size of ['10', '50', '100', '25']) {
      await archive.load(() => archive.pager.getByRole('link', { name: size, exact: true }).click());
      await expect(archive.rows).toHaveCount(Number(size));
    }
  });

  test('first, previous, next, last', async ({ archive }) => {
    const step = (name: string) => archive.pager.getByRole('link', { name });
    await expect(step('First')).toHaveCount(0);
    await archive.load(() => step('Next').click());
    await expect(archive.pager).toContainText('Rows 26 to 50 of 2,016, page 2 of 81');
    await archive.load(() => step('Last').click());
    await expect(archive.pager).toContainText('Rows 2,001 to 2,016 of 2,016, page 81 of 81');
    await expect(archive.rows).toHaveCount(16);
    await expect(step('Next')).toHaveCount(0);
    await archive.load(() => step('Previous').click());
    await expect(archive.pager).toContainText('page 80 of 81');
    await archive.load(() => step('First').click());
    await expect(archive.pager).toContainText('page 1 of 81');
  });

  test('columns are chosen', async ({ archive, page }) => {
    await page.getByText('Columns', { exact: true }).click();
    for (const name of ['labels', 'date']) {
      await page.getByRole('checkbox', { name, exact: true }).uncheck();
    }
    await archive.load(() => page.getByRole('button', { name: 'Find' }).click());
    await expect(page.getByRole('columnheader')).toHaveText([/timestamp/, /metric_name/, /value/, /api_proxy/]);
  });
});
