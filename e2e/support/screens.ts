import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { Language } from './texts';

const folder = join(import.meta.dirname, '../output/screens');

/** A small phone, a tablet, a desk. */
export const widths = [360, 768, 1280] as const;

/** Keeps a picture of the page at each width: output/screens/<language>-<width>-<name>.png */
export async function keepScreens(page: Page, language: Language, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.screenshot({ path: join(folder, `${language}-${width}-${name}.png`) });
  }
  if (before !== null) await page.setViewportSize(before);
}
