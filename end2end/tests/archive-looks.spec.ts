// The archive's page on a phone, in light and dark, and for those who do not see it.
import { AxeBuilder } from '@axe-core/playwright';

import { expect, tabs, test } from '../fixtures/archive-test.ts';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 800 } });

  for (const tab of tabs) {
    test(`${tab}: nothing scrolls sideways`, async ({ archive, page }) => {
      await archive.open({ tab });
      for (const summary of await page.locator('main details summary').all()) {
        await summary.click();
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    const views: Record<string, string>[] = [{ tab: 'raw', page: '0' }, { tab: 'totals', proxy: '' }];
    for (const params of [...tabs.map(tab => ({ tab })), ...views]) {
      test(`${Object.values(params).join(' ')}: no grave violation`, async ({ archive, page }) => {
        // axe looks at every mark of a chart.
        test.slow();
        await archive.open(params);
        for (const summary of await page.locator('main details summary').all()) {
          await summary.click();
        }
        const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']);
        // The shapes of a drawing are hidden from whoever hears the page.
        const { violations } = await axe.exclude('svg g').analyze();
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).slice(0, 3).join(' ')}`)).toEqual([]);
      });
    }
  });
}
