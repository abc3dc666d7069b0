// Pictures for people to look at, in `screenshots/`: every state of the page, light and dark, wide and on a phone.
import { expect, refused, test } from '../fixtures/test.ts';
import { testEachView } from '../fixtures/views.ts';
import type { ForecastPage } from '../pages/forecast-page.ts';

interface View {
  params: Record<string, string>;
  prepare?: (forecast: ForecastPage) => Promise<void>;
}

const views: Record<string, View> = {
  samples: { params: {} },
  threshold: {
    params: {
      source: 'demo',
      expr: 'demo_disk_used_ratio{mountpoint="/var/lib/db"}',
      range: '28d',
      horizon: '28d',
      threshold: '0.95',
    },
  },
  several: { params: { source: 'demo', expr: 'demo_http_requests_total' } },
  error: { params: { source: 'demo', expr: 'sum by (status) (rate(demo_http_requests_total[5m))' } },
  evidence: {
    params: { source: 'demo', expr: 'demo_request_latency_seconds', range: '7d', horizon: '6h', hide: 'band-2' },
    prepare: async ({ page, chart }) => {
      for (const summary of await page.locator('details.evidence summary').all()) {
        await summary.click();
      }
      await chart.cursor.press('ArrowRight');
      await chart.cursor.press('Shift+ArrowRight');
    },
  },
  suggestions: {
    params: {},
    prepare: async ({ question }) => {
      await question.expression.fill('');
      await question.expression.pressSequentially('rate(demo_n');
      await expect(question.suggestions.getByRole('option').first()).toBeVisible();
      await question.expression.press('ArrowDown');
    },
  },
};
const screens = { wide: { width: 1440, height: 900 }, phone: { width: 360, height: 780 } };

test.use({ expectedComplaint: refused });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [screen, viewport] of Object.entries(screens)) {
    test.describe(`${screen} ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      for (const [name, view] of Object.entries(views)) {
        test(name, async ({ forecast, page }) => {
          await forecast.open(view.params);
          await view.prepare?.(forecast);
          const picture = await page.screenshot({
            path: `screenshots/${name}-${screen}-${colorScheme}.png`,
            fullPage: true,
          });
          expect(picture.length).toBeGreaterThan(10_000);
        });
      }

      testEachView('picture', async (page, name) => {
        const path = `screenshots/${name}-${screen}-${colorScheme}.png`;
        const picture = await page.screenshot({ path, fullPage: true });
        expect(picture.length).toBeGreaterThan(10_000);
      });
    });
  }
}
