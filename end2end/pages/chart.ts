// The chart: the drawing that fits the screen, the cursor on it, and what stands around it.
import { expect, type Locator, type Page } from '@playwright/test';

export class Chart {
  readonly plot: Locator;
  /** The drawing that is shown: of the wide one and the narrow one, the style sheet hides one. */
  readonly svg: Locator;
  /** What follows the pointer and the keys. */
  readonly cursor: Locator;
  readonly crosshair: Locator;
  readonly readout: Locator;
  readonly legend: Locator;
  readonly zoomBar: Locator;

  /** Of a page with one chart, or of a part of it with one; the legend may stand elsewhere. */
  constructor(page: Page | Locator, legend: Locator = page.locator('.legend')) {
    this.plot = page.locator('.plot');
    // Both drawings show until the next page's style sheet is there.
    this.svg = this.plot.locator('svg.pc-chart:visible').first();
    this.cursor = this.plot.getByRole('slider', { name: 'Moment on the chart' });
    this.crosshair = this.plot.locator('.crosshair');
    this.readout = this.plot.locator('.readout');
    this.legend = legend;
    this.zoomBar = page.getByRole('navigation', { name: 'Part of time shown' });
  }

  /** An entry of the legend, by the beginning of its name: it shows its line alone. */
  entry(name: string): Locator {
    return this.legend.getByRole('link', { name: new RegExp(`^${name}`) });
  }

  /** What takes an entry away or brings it back. */
  toggle(verb: 'Hide' | 'Show', name: string): Locator {
    return this.legend.getByRole('link', { name: `${verb} ${name}` });
  }

  /** A shape of the drawing by what it means: `history`, `forecast`, `band-1`, … */
  shape(meaning: string): Locator {
    return this.svg.locator(`.pc-${meaning}`).first();
  }

  /** Which meanings are drawn, and which are not. A flat line has no height, so that being visible is not asked. */
  async draws(meanings: Record<string, boolean>): Promise<void> {
    for (const [meaning, isDrawn] of Object.entries(meanings)) {
      const display = expect(this.shape(meaning), meaning);
      await (isDrawn ? display.not : display).toHaveCSS('display', 'none');
    }
  }

  /** How many points the line of a meaning is drawn with. */
  async pointsDrawn(meaning: string): Promise<number> {
    const path = await this.shape(meaning).getAttribute('d');
    return (path ?? '').split(' ').length / 2;
  }

  /** Moves the pointer to a share of the drawing's width, from 0 to 1. */
  async pointAt(share: number): Promise<void> {
    const { x, y } = await this.placeOf(share);
    await this.cursor.page().mouse.move(x, y);
  }

  /** Drags across the drawing, from one share of its width to another. */
  async drag(from: number, to: number): Promise<void> {
    const mouse = this.cursor.page().mouse;
    await this.pointAt(from);
    await mouse.down();
    await this.pointAt((from + to) / 2);
    await this.pointAt(to);
    await mouse.up();
  }

  async doubleClick(share: number): Promise<void> {
    const { x, y } = await this.placeOf(share);
    await this.cursor.page().mouse.dblclick(x, y);
  }

  private async placeOf(share: number): Promise<{ x: number; y: number }> {
    await this.cursor.scrollIntoViewIfNeeded();
    const box = await this.cursor.boundingBox();
    if (box === null) {
      throw new Error('there is no chart to point at');
    }
    return { x: box.x + share * box.width, y: box.y + box.height / 2 };
  }
}
