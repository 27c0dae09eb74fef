import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// React Aria speaks through this node. For some seconds it may point to a button that has gone, and
// it empties itself.
const announcer = '[data-live-announcer]';

const heightMax = 12_000;

/**
 * No barrier that axe can see: every finding is named with its place. The page is looked at in its
 * full height, since what lies half under a bar that stays in sight would count as too small.
 */
export async function expectNoBarriers(page: Page): Promise<void> {
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (before !== null && height > before.height) {
    await page.setViewportSize({ width: before.width, height: Math.min(height, heightMax) });
  }
  const { violations } = await new AxeBuilder({ page }).withTags(tags).exclude(announcer).analyze();
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}) ${html}`),
  );
  if (before !== null) await page.setViewportSize(before);
  expect(findings).toEqual([]);
}
