// Pictures for people to look at, in `screenshots/`: every state of the page, light and dark, wide and on a phone.
import { expect, refused, test } from '../fixtures/test.ts';

const views: Record<string, Record<string, string>> = {
  samples: {},
  threshold: { source: 'demo', expr: 'demo_disk_used_ratio{mountpoint="/var/lib/db"}', range: '28d', horizon: '28d', threshold: '0.95' },
  several: { source: 'demo', expr: 'demo_http_requests_total' },
  error: { source: 'demo', expr: 'sum by (status) (rate(demo_http_requests_total[5m))' },
};
const screens = { wide: { width: 1440, height: 900 }, phone: { width: 360, height: 780 } };

test.use({ expectedComplaint: refused });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [screen, viewport] of Object.entries(screens)) {
    test.describe(`${screen} ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      for (const [name, params] of Object.entries(views)) {
        test(name, async ({ forecast, page }) => {
          await forecast.open(params);
          const picture = await page.screenshot({ path: `screenshots/${name}-${screen}-${colorScheme}.png`, fullPage: true });
          expect(picture.length).toBeGreaterThan(10_000);
        });
      }
    });
  }
}
