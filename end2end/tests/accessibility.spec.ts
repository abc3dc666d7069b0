// What a machine can tell of the page's accessibility, in every state and both themes; and the keyboard's way.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, refused, test } from '../fixtures/test.ts';
import { testEachView } from '../fixtures/views.ts';

test.use({ expectedComplaint: refused });

const views: [string, Record<string, string>][] = [
  ['the samples', {}],
  ['several series', { source: 'demo', expr: 'demo_disk_used_ratio', threshold: '0.8', hide: 'band-1' }],
  ['an error', { source: 'demo', expr: 'rate(demo_http_requests_total[5m)' }],
];

async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22aa',
    'best-practice',
  ]);
  // Hundreds of rows are like the first ten; the shapes of a drawing are hidden from whoever hears the page.
  const { violations: found } = await axe.exclude('#points tr:nth-child(n+10)').exclude('svg g').analyze();
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.html).join(' ')}`);
}

// axe looks at every element of a page.
test.slow();

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const [what, params] of views) {
      test(`${what}: no grave violation`, async ({ forecast, page }) => {
        await forecast.open(params);
        for (const summary of await page.locator('details.evidence summary').all()) {
          await summary.click();
        }
        expect(await violations(page)).toEqual([]);
      });
    }

    testEachView('no grave violation', async page => {
      for (const summary of await page.locator('main details summary').all()) {
        await summary.click();
      }
      expect(await violations(page)).toEqual([]);
    });
  });
}

test('suggestions: no grave violation', async ({ forecast, page }) => {
  await forecast.open();
  await forecast.question.expression.fill('');
  await forecast.question.expression.pressSequentially('demo');
  await expect(forecast.question.suggestions.getByRole('option').first()).toBeVisible();
  await forecast.question.expression.press('ArrowDown');
  expect(await violations(page)).toEqual([]);
});

test('the keyboard reaches the answer at once', async ({ forecast, page }) => {
  await forecast.open();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the answer' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  // Of the samples the way to another source comes first: its field and its button.
  for (let stop = 0; stop < 3; stop++) {
    await page.keyboard.press('Tab');
  }
  await expect(forecast.chart.cursor).toBeFocused();
});

test('less motion is respected', async ({ forecast, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await forecast.open();
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});
