import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// React Aria speaks through this node. For some seconds it may point to a button that has gone, and
// it empties itself.
const announcer = '[data-live-announcer]';

/** No barrier that axe can see: every finding is named with its place. */
export async function expectNoBarriers(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).exclude(announcer).analyze();
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}) ${html}`),
  );
  expect(findings).toEqual([]);
}
