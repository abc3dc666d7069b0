// The SQL console as a person finds it: the statement, what there is to ask about, the rows.
import type { Locator, Page } from '@playwright/test';

import { isAlive } from '../fixtures/alive.ts';

declare global {
  interface Window {
    cancelled?: boolean;
  }
}

export class SqlPage {
  readonly statement: Locator;
  readonly run: Locator;
  readonly summary: Locator;
  readonly rows: Locator;
  readonly problem: Locator;
  readonly schema: Locator;
  readonly history: Locator;
  readonly suggestions: Locator;
  readonly cancel: Locator;
  readonly chart: Locator;

  constructor(readonly page: Page) {
    this.statement = page.locator('#sql-text');
    this.run = page.getByRole('button', { name: 'Run', exact: true });
    this.summary = page.locator('#sql-summary');
    this.rows = page.getByRole('region', { name: 'Rows' }).locator('tbody tr');
    this.problem = page.getByRole('alert');
    this.schema = page.getByRole('complementary', { name: 'Tables and columns' });
    this.history = page.locator('#sql-history');
    this.suggestions = page.locator('#sql-suggestions').getByRole('option');
    this.cancel = page.getByRole('button', { name: 'Cancel' });
    this.chart = page.locator('figure#chart');
  }

  /** Opens the console, with a statement where one is given. */
  async open(sql = '', more: Record<string, string> = {}): Promise<void> {
    const params = new URLSearchParams(sql === '' ? more : { ...more, q: sql });
    await this.page.goto(`/sql?${params}`);
    await this.isAlive();
  }

  /** The page has been answered, and what moves on it does. */
  async isAlive(): Promise<void> {
    await this.page.waitForFunction(isAlive, undefined, { timeout: 8_000 });
  }

  /** Clicks on Cancel as soon as it is there. The page does it itself: a browser that waits for an answer lets no test look in. */
  async cancelWhenOffered(): Promise<void> {
    await this.page.evaluate(() => {
      const timer = setInterval(() => {
        const button = document.querySelector<HTMLElement>('#sql-cancel');
        if (button?.checkVisibility()) {
          clearInterval(timer);
          button.click();
          window.cancelled = true;
        }
      }, 50);
    });
  }

  /** Types a statement and runs it by its button. */
  async ask(sql: string): Promise<void> {
    await this.statement.fill(sql);
    await this.run.click();
    await this.page.waitForLoadState('load');
  }
}
