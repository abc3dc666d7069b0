// Light and dark: as the system has it, or as the button says, from the first byte on.
import { expect, test } from '../fixtures/test.ts';

const ground = { light: 'rgb(250, 250, 248)', dark: 'rgb(16, 19, 22)' };

for (const scheme of ['light', 'dark'] as const) {
  const other = scheme === 'light' ? 'dark' : 'light';
  test.describe(`a system that prefers ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test('is followed', async ({ forecast, page }) => {
      await forecast.open();
      await expect(page.locator('html')).toHaveCSS('background-color', ground[scheme]);
    });

    test(`gives way to ${other} by the button, also on the next page`, async ({ forecast, page }) => {
      await forecast.open();
      await forecast.themeButton.click();
      await expect(page.locator('html')).toHaveCSS('background-color', ground[other]);
      const served = await page.request.get('/', { headers: { accept: 'text/html' } });
      expect(await served.text()).toContain(`data-theme="${other}"`);
      await page.reload();
      await expect(page.locator('html')).toHaveCSS('background-color', ground[other]);
      await forecast.isAlive();
      await forecast.themeButton.click();
      await expect(page.locator('html')).toHaveCSS('background-color', ground[scheme]);
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await forecast.themeButton.click();
      await expect(page.locator('html')).toHaveAttribute('data-theme', '');
      await expect(page.locator('html')).toHaveCSS('background-color', ground[scheme]);
      const asSystem = await page.request.get('/', { headers: { accept: 'text/html' } });
      expect(await asSystem.text()).toContain('data-theme=""');
    });
  });
}

test('a cookie from a stranger is no theme', async ({ page }) => {
  const headers = { accept: 'text/html', cookie: 'theme="><script>alert(1)</script>' };
  const served = await (await page.request.get('/', { headers })).text();
  expect(served).toContain('data-theme=""');
  expect(served).not.toContain('alert(1)');
});

test('the lines of the chart follow the theme', async ({ forecast }) => {
  await forecast.open();
  await expect(forecast.chart.shape('history')).toHaveCSS('stroke', 'rgb(0, 99, 178)');
  await forecast.themeButton.click();
  await expect(forecast.chart.shape('history')).toHaveCSS('stroke', 'rgb(90, 169, 240)');
});
