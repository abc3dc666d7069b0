// The form that asks.
import type { Locator, Page } from '@playwright/test';

export class Question {
  readonly expression: Locator;
  readonly source: Locator;
  readonly sourceUrl: Locator;
  readonly model: Locator;
  readonly suggestions: Locator;
  readonly submit: Locator;

  constructor(private readonly page: Page) {
    this.expression = page.getByRole('combobox', { name: 'PromQL expression' });
    this.source = page.getByRole('combobox', { name: 'Source' });
    this.sourceUrl = page.locator('#field-source-url');
    this.model = page.getByRole('combobox', { name: 'Model' });
    this.suggestions = page.getByRole('listbox', { name: 'Suggestions' });
    this.submit = page.getByRole('button', { name: 'Forecast' });
  }

  /** One of the short fields, by the name it has in a link. */
  field(name: 'range' | 'horizon' | 'step' | 'level' | 'threshold' | 'end'): Locator {
    return this.page.locator(`#field-${name}`);
  }

  /** Replaces the expression and asks. */
  async ask(expr: string): Promise<void> {
    await this.expression.fill(expr);
    await this.expression.press('Enter');
  }
}
