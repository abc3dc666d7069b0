// The forecast page as a person finds it: the question, the answer, the chart, what stands below.
import type { Locator, Page } from '@playwright/test';

import { isAlive } from '../fixtures/alive.ts';
import { Chart } from './chart.ts';
import { Question } from './question.ts';

export class ForecastPage {
  readonly question: Question;
  readonly chart: Chart;
  /** What the forecast says. */
  readonly answer: Locator;
  /** How it knows. */
  readonly proof: Locator;
  readonly problem: Locator;
  readonly notices: Locator;
  readonly downloads: Locator;
  readonly picker: Locator;
  readonly themeButton: Locator;
  /** The line that moves while an answer is on its way. */
  readonly progress: Locator;

  constructor(readonly page: Page) {
    this.question = new Question(page);
    this.chart = new Chart(page);
    this.answer = page.locator('#answer');
    this.proof = page.locator('#proof');
    this.problem = page.getByRole('alert');
    this.notices = page.locator('.notice');
    this.downloads = page.getByRole('navigation', { name: 'Downloads' });
    this.picker = page.getByRole('region', { name: 'Series to pick from' });
    this.progress = page.locator('.progress-on');
    this.themeButton = page.getByRole('button', { name: 'light and dark' });
  }

  /** Opens the page with these parameters and waits until it is alive. */
  async open(params: Record<string, string> = {}): Promise<void> {
    await this.page.goto(linkTo(params));
    await this.isAlive();
  }

  /** The page has been answered, and what moves on it does. */
  async isAlive(): Promise<void> {
    await this.page.waitForFunction(isAlive, undefined, { timeout: 8_000 });
  }

  /** Does what leads to another answer, and waits until that is alive. */
  async follow(action: () => Promise<void>): Promise<void> {
    await this.load(action);
    await this.isAlive();
  }

  /** Does what leads to another page, and waits until that is there. */
  async load(action: () => Promise<void>): Promise<void> {
    const before = this.page.url();
    await action();
    await this.page.waitForURL(url => url.href !== before);
  }

  /** The section below the chart with this heading, opened. */
  async section(heading: string): Promise<Locator> {
    const section = this.page
      .locator('details.evidence')
      .filter({ has: this.page.getByText(heading, { exact: true }) });
    if ((await section.getAttribute('open')) === null) {
      await section.locator('summary').click();
    }
    return section;
  }

  /** A parameter of the URL. */
  param(name: string): string | null {
    return new URL(this.page.url()).searchParams.get(name);
  }
}

/** The link that asks with these parameters. */
export function linkTo(params: Record<string, string>): string {
  return `/?${new URLSearchParams(params)}`;
}
