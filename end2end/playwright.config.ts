// How the browser tests run: Debian's Chromium, two at a time, once with JavaScript and once without.
import { defineConfig, devices } from '@playwright/test';

import { launchOptions } from './fixtures/browser.mjs';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './fixtures/servers.ts',
  reporter: [['list']],
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 20_000,
  expect: { timeout: 8_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    timezoneId: 'America/New_York', // the page speaks UTC, wherever its reader is
    locale: 'en-GB',
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions,
  },
  projects: [
    { name: 'with-javascript', testIgnore: /without-javascript/ },
    { name: 'without-javascript', testMatch: /without-javascript/, use: { javaScriptEnabled: false } },
  ],
});
