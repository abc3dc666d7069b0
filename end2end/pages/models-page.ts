// The models' page as a person finds it: the answer, the form, the evaluations, a report, two side by side.
import type { Locator, Page } from '@playwright/test';

import { isAlive } from '../fixtures/alive.ts';

export class ModelsPage {
  /** The sentence above all. */
  readonly answer: Locator;
  readonly proof: Locator;
  readonly tabs: Locator;
  readonly form: Locator;
  readonly predict: Locator;
  readonly problem: Locator;
  readonly nothing: Locator;
  readonly notices: Locator;
  readonly simulate: Locator;
  readonly verdicts: Locator;
  readonly columns: Locator;
  readonly downloads: Locator;
  readonly zoomBar: Locator;
  /** What moved a prediction. */
  readonly parts: Locator;

  constructor(readonly page: Page) {
    this.answer = page.locator('#answer');
    this.proof = page.locator('.proof');
    this.tabs = page.getByRole('navigation', { name: 'Views' });
    this.form = page.getByRole('form', { name: 'Row to predict' });
    this.predict = this.form.getByRole('button', { name: 'Predict' });
    this.problem = page.getByRole('alert');
    this.nothing = page.locator('.models-nothing');
    this.notices = page.locator('.notice');
    this.simulate = page.getByRole('button', { name: 'Simulate drift' });
    this.verdicts = page.locator('.models-verdict');
    this.columns = page.getByRole('navigation', { name: 'Columns' });
    this.downloads = page.getByRole('navigation', { name: 'Downloads' });
    this.zoomBar = page.getByRole('navigation', { name: 'Part of time shown' });
    this.parts = page.getByRole('table', { name: 'What moved this prediction' }).locator('tbody tr');
  }

  /** Opens the page with these parameters and waits until it is alive. */
  async open(params: Record<string, string> = {}): Promise<void> {
    await this.page.goto(`/models?${new URLSearchParams(params)}`);
    await this.page.waitForFunction(isAlive, undefined, { timeout: 8_000 });
  }

  /** Does what leads to another answer, and waits until that is there. */
  async load(action: () => Promise<void>): Promise<void> {
    const before = this.page.url();
    await action();
    await this.page.waitForURL(url => url.href !== before);
  }

  /** Goes to a view. */
  async tab(name: string): Promise<void> {
    await this.load(() => this.tabs.getByRole('link', { name, exact: true }).click());
  }

  /** The field of a feature. */
  field(name: string): Locator {
    return this.form.locator(`#field-${name}`);
  }

  /** A table in its box. */
  table(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true }).getByRole('table');
  }

  /** A drawing that can be seen. */
  drawing(figure: string): Locator {
    return this.page.locator(`#${figure} .svg:visible svg`).first();
  }

  /** The value of a parameter of the URL. */
  param(name: string): string | null {
    return new URL(this.page.url()).searchParams.get(name);
  }
}
