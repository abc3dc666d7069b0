// Time from the start of a navigation to a chart that is drawn, and to one that follows the pointer; nothing cached.
import { chromium } from '@playwright/test';

import { launchOptions } from '../fixtures/browser.mjs';
import { median } from './median.mjs';

const WARM_UP = 1;
const RUNS = 5;

/**
 * Medians in milliseconds since the navigation started.
 * @param {string} url
 */
export async function drawnChart(url) {
  const browser = await chromium.launch(launchOptions);
  const runs = [];
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(noteMoments);
    await page.goto(url);
    await page.waitForFunction(() => 'drawn' in window && 'alive' in window);
    runs.push(
      await page.evaluate(() => ({ drawn: Reflect.get(window, 'drawn'), alive: Reflect.get(window, 'alive') })),
    );
    await context.close();
  }
  await browser.close();
  const measured = runs.slice(WARM_UP);
  return { drawnMs: median(measured.map(run => run.drawn)), aliveMs: median(measured.map(run => run.alive)) };
}

/** Runs in the page: notes when the chart has been painted, and when its overlay first listens. */
function noteMoments() {
  const note = (/** @type {string} */ name) => {
    if (!(name in window)) Reflect.set(window, name, performance.now());
  };
  const look = () => {
    const chart = document.querySelector('svg.pc-chart');
    // The frame after the one that found it is the first that shows it.
    requestAnimationFrame(chart !== null && chart.getBoundingClientRect().height > 0 ? () => note('drawn') : look);
  };
  requestAnimationFrame(look);
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (/** @type {Parameters<typeof listen>} */ ...args) {
    if (this instanceof Element && this.getAttribute('role') === 'slider') note('alive');
    listen.apply(this, args);
  };
}
