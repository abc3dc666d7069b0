// On a phone nothing scrolls sideways but a table in its own box, and everything can be touched.
import type { Page } from '@playwright/test';

import { expect, refused, test } from '../fixtures/test.ts';
import { testEachView } from '../fixtures/views.ts';

const views: [string, Record<string, string>][] = [
  ['the samples', {}],
  ['several series', { source: 'demo', expr: 'demo_http_requests_total' }],
  ['an error', { source: 'demo', expr: `rate(${'a_very_long_metric_name_'.repeat(6)}[5m)` }],
];

async function openAll(page: Page): Promise<void> {
  // What floats above the form comes last: it covers what is below.
  for (const details of ['details:not(.adhoc)', 'details.adhoc']) {
    for (const summary of await page.locator(`${details} > summary`).all()) {
      // One that is open already would be closed.
      if (!(await summary.evaluate(element => (element.parentElement as HTMLDetailsElement).open))) {
        await summary.click();
      }
    }
  }
}

/** Elements that reach out of the screen and are not in a box that scrolls by itself. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const screenPx = document.documentElement.clientWidth;
    const reachesOut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -0.5 || right > screenPx + 0.5);
    };
    const hasOwnBox = (element: Element) =>
      element.closest('.table-box, .place, .visually-hidden, .skip, svg') !== null;
    const shown = [...document.querySelectorAll('body *')].filter(element => element.checkVisibility());
    const wide = shown.filter(element => reachesOut(element) && !hasOwnBox(element));
    return wide.map(element => `${element.tagName} ${element.className}`);
  });
}

/** Controls too small for a finger: WCAG 2.2 asks for 24 pixels. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = 'main :is(button, input, select, summary, .button, .legend-item, .legend-toggle, [role=slider])';
    const shown = [...document.querySelectorAll(controls)].filter(control => control.checkVisibility());
    const small = shown.filter(control => {
      const { width, height } = control.getBoundingClientRect();
      return width < 24 || height < 24;
    });
    return small.map(control => control.outerHTML.slice(0, 80));
  });
}

for (const width of [320, 360]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 780 }, hasTouch: true, expectedComplaint: refused });

    for (const [what, params] of views) {
      test(`${what}: nothing scrolls sideways`, async ({ forecast, page }) => {
        await forecast.open(params);
        await openAll(page);
        expect(await tooWide(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
    }

    testEachView('nothing scrolls sideways, and what can be touched is large enough', async page => {
      await openAll(page);
      expect(await tooWide(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await tooSmall(page)).toEqual([]);
    });

    test('what can be touched is large enough', async ({ forecast, page }) => {
      await forecast.open();
      expect(await tooSmall(page)).toEqual([]);
    });

    test('a tap reads the chart, and the values stay', async ({ forecast }) => {
      await forecast.open();
      const { cursor, readout } = forecast.chart;
      await cursor.tap({ position: { x: 150, y: 100 } });
      await expect(readout).toContainText('measured');
      const box = await readout.boundingBox();
      expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    });
  });
}
