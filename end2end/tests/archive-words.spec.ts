// What the archive's page says where there is nothing to show, or nothing that makes sense.
import { expect, test } from '../fixtures/archive-test.ts';

const questions: [string, [string, string][], RegExp][] = [
  ['no API proxy', [['proxy', '']], /No API proxy is chosen\. *Choose at least one API proxy\./],
  ['no metric', [['metric', '']], /No metric is chosen\. *Choose at least one metric\./],
  ['nothing there', [['from', '2001-01-01'], ['to', '2001-01-02']], /No data found from 2001-01-01 to 2001-01-02/],
];
for (const [what, params, words] of questions) {
  test(`${what}: it says so`, async ({ archive }) => {
    await archive.open(params);
    await expect(archive.nothing).toHaveText(words);
    await expect(archive.header).toContainText('Loaded 0 records from ');
  });
}

const faults: [string, Record<string, string>, string, string][] = [
  ['a day that is none', { from: '2026-02-30' }, '2026-02-30 is not a day.', '#field-from'],
  ['words', { to: 'yesterday' }, 'yesterday is not a day.', '#field-to'],
  ['the wrong way round', { from: '2026-03-02', to: '2026-03-01' }, '2026-03-02 is after 2026-03-01.', '#field-from'],
];
for (const [what, params, words, field] of faults) {
  test(`${what}: it is told at its field, and stays`, async ({ archive, page }) => {
    await archive.open(params);
    await expect(archive.problem).toContainText(words);
    await expect(page.locator(field)).toHaveAttribute('aria-invalid', 'true');
    for (const [name, typed] of Object.entries(params)) {
      await expect(page.locator(`#field-${name}`)).toHaveValue(typed);
    }
    await archive.problem.getByRole('link').click();
    await expect(page.locator(field)).toBeFocused();
  });
}

test('an API proxy nobody knows is text, and there is a way back', async ({ archive, page }) => {
  await archive.open({ proxy: '<b>x</b>' });
  await expect(archive.problem).toContainText('There is no API proxy <b>x</b> in the archive.');
  await expect(page.locator('main b')).toHaveCount(0);
  await archive.load(() => archive.problem.getByRole('link', { name: 'Show the usual API proxies' }).click());
  await expect(archive.header).toContainText('for 3 API proxies.');
});
