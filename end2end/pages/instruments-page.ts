// The page of the instruments as a person finds it: buttons, what came back of one, a card a kind of metric.
import type { Locator, Page } from '@playwright/test';

import { isAlive } from '../fixtures/alive.ts';

export class InstrumentsPage {
  /** The sentence above all. */
  readonly sentence: Locator;
  /** What came of the button that was pressed. */
  readonly came: Locator;
  /** The series that changed. */
  readonly changes: Locator;
  readonly seconds: Locator;

  constructor(readonly page: Page) {
    this.sentence = page.locator('#answer');
    this.came = page.getByRole('status', { name: 'Answer of the button' });
    this.changes = page.getByRole('region', { name: 'What changed' }).locator('tbody tr');
    this.seconds = page.getByLabel('seconds');
  }

  /** Opens the page and waits until it is alive. */
  async open(): Promise<void> {
    await this.page.goto('/instruments');
    await this.page.waitForFunction(isAlive, undefined, { timeout: 8_000 });
  }

  /** Presses a button and waits for the page that comes of it. */
  async press(name: string): Promise<void> {
    const next = this.page.waitForEvent('domcontentloaded');
    await this.page.getByRole('button', { name, exact: true }).click();
    await next;
    await this.came.waitFor();
  }

  /** The text of a metric of a kind. */
  exposition(kind: string): Locator {
    return this.page.getByRole('region', { name: `${kind} as Prometheus reads it` });
  }
}
