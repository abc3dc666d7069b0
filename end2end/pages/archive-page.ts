// The archive's page as a person finds it: the filters, the views, the charts and tables in them.
import type { Locator, Page } from '@playwright/test';

import { isAlive } from '../fixtures/alive.ts';
import { Chart } from './chart.ts';

export class ArchivePage {
  /** How much was read. */
  readonly header: Locator;
  readonly filters: Locator;
  readonly show: Locator;
  readonly presets: Locator;
  readonly tabs: Locator;
  readonly legend: Locator;
  readonly problem: Locator;
  readonly nothing: Locator;
  readonly notices: Locator;
  readonly downloads: Locator;
  readonly sql: Locator;
  readonly tiles: Locator;
  /** The rows of the raw data. */
  readonly rows: Locator;
  readonly pager: Locator;
  readonly search: Locator;
  readonly calendar: Locator;

  constructor(readonly page: Page) {
    this.header = page.locator('.archive-header');
    this.filters = page.getByRole('form', { name: 'Filters' });
    this.show = this.filters.getByRole('button', { name: 'Show' });
    this.presets = page.getByRole('navigation', { name: 'Usual days' });
    this.tabs = page.getByRole('navigation', { name: 'Views' });
    this.legend = page.locator('.archive-view > .legend');
    this.problem = page.getByRole('alert');
    this.nothing = page.locator('.archive-nothing');
    this.notices = page.locator('.notice');
    this.downloads = page.getByRole('navigation', { name: 'Downloads' });
    this.sql = page.locator('#sql');
    this.tiles = page.locator('.archive-tile');
    this.rows = this.table('Rows of the archive').locator('tbody tr');
    this.pager = page.getByRole('navigation', { name: 'Pages, top' });
    this.search = page.getByRole('searchbox', { name: 'search' });
    this.calendar = page.locator('.archive-months');
  }

  /** Opens the page with these parameters and waits until it is alive. */
  async open(params: Record<string, string> | [string, string][] = {}): Promise<void> {
    await this.page.goto(`/archive?${new URLSearchParams(params)}`);
    await this.isAlive();
  }

  /** The page has been answered, and what moves on it does. */
  async isAlive(): Promise<void> {
    await this.page.waitForFunction(isAlive, undefined, { timeout: 8_000 });
  }

  /** Does what leads to another answer, and waits until that is there. */
  async load(action: () => Promise<void>): Promise<void> {
    const before = this.page.url();
    await action();
    await this.page.waitForURL(url => url.href !== before);
  }

  /** The chart of a metric. */
  chart(metric: string): Chart {
    return new Chart(this.page.getByRole('figure', { name: metric, exact: true }), this.legend);
  }

  /** A table in its box. */
  table(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true }).getByRole('table');
  }

  /** A box of the filters. */
  box(name: string): Locator {
    return this.filters.getByRole('checkbox', { name: new RegExp(`^${name}\\b`) });
  }

  /** Goes to a view. */
  async tab(name: string): Promise<void> {
    await this.load(() => this.tabs.getByRole('link', { name, exact: true }).click());
  }

  /** A column of the raw data shown, by its place from 0. */
  async column(index: number): Promise<string[]> {
    return this.rows.locator(`td:nth-child(${index + 1})`).allTextContents();
  }

  /** All values of a parameter of the URL. */
  params(name: string): string[] {
    return new URL(this.page.url()).searchParams.getAll(name);
  }
}
