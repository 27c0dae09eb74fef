import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, type Locator, type Page } from '@playwright/test';

import { barriers } from './axe';
import { widths } from './screens';
import type { Language } from './texts';

const folder = join(import.meta.dirname, '../output/walk');

/** A way through the screens in one language: pictures of each stop, and what axe sees there. */
export class Walk {
  readonly #page: Page;
  readonly #language: Language;
  readonly #found: string[] = [];
  #stops = 0;

  constructor(page: Page, language: Language) {
    this.#page = page;
    this.#language = language;
    mkdirSync(folder, { recursive: true });
  }

  /**
   * Keeps the screen as it is now, from `at` on. Axe looks at each once in either direction: what
   * is read from the right on a phone, what is read from the left at a desk.
   */
  async stop(name: string, at?: Locator): Promise<void> {
    this.#stops += 1;
    const before = this.#page.viewportSize();
    for (const width of widths) {
      await this.#page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      // What is lazy has come, and nothing moves any more.
      await expect(this.#page.locator('.skeleton')).toHaveCount(0);
      await at?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      const path = join(folder, `${name}-${this.#language}-${width}.png`);
      await this.#page.screenshot({ path, animations: 'disabled' });
      await this.#expectNothingBeside(name, width);
      if (width === (this.#language === 'ar' ? 360 : 1280)) {
        const seen = await barriers(this.#page);
        this.#found.push(...seen.map((one) => `${name}, ${width}: ${one}`));
      }
    }
    if (before !== null) await this.#page.setViewportSize(before);
  }

  /** Nothing but tables, which have a box of their own, is wider than the screen. */
  async #expectNothingBeside(name: string, width: number): Promise<void> {
    const wide = await this.#page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) this.#found.push(`${name}, ${width}: the page is ${wide} wide`);
  }

  /** Writes the page to leaf through, and says every barrier at once. */
  finish(): void {
    writeAlbum();
    expect(this.#stops).toBeGreaterThan(0);
    expect(this.#found).toEqual([]);
  }
}

/** output/walk/index.html: each stop with its pictures, both languages one below the other. */
function writeAlbum(): void {
  const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));
  const stops = [...new Set(pictures.map((name) => name.replace(/-(en|ar)-\d+\.png$/, '')))];
  const image = (name: string) =>
    `<figure><img loading="lazy" src="${name}" alt=""><figcaption>${name}</figcaption></figure>`;
  const sections = stops.sort().map((stop) => {
    const rows = ['en', 'ar'].map((language) => {
      const names = widths.map((width) => `${stop}-${language}-${width}.png`);
      return `<div>${names
        .filter((name) => pictures.includes(name))
        .map(image)
        .join('')}</div>`;
    });
    return `<section id="${stop}"><h2>${stop}</h2>${rows.join('')}</section>`;
  });
  const style =
    'body{font-family:sans-serif;margin:1rem}div{display:flex;gap:1rem;align-items:start}' +
    'figure{margin:0 0 1rem}img{max-height:26rem;border:1px solid #999}' +
    'figcaption{font-size:.75rem}';
  const links = stops.map((stop) => `<a href="#${stop}">${stop}</a>`).join(' · ');
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style>` +
      `<nav>${links}</nav>${sections.join('')}`,
  );
}
