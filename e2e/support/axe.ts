import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// React Aria speaks through this node. For some seconds it may point to a button that has gone, and
// it empties itself.
const announcer = '[data-live-announcer]';

const heightMax = 12_000;

/** What lies over the page. */
const popups = '.popover, .overlay';

/**
 * No barrier that axe can see: every finding is named with its place. The page is looked at in its
 * full height, since what lies half under a bar that stays in sight would count as too small.
 *
 * While something lies over the page, React Aria hides the page from assistive technology, and axe
 * would see no more of it than that. What lies over it and what is behind are looked at apart.
 */
export async function expectNoBarriers(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([]);
}

/** What axe finds, each finding in words. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(animationsToEnd);
  if ((await page.locator(popups).count()) === 0) return inFullHeight(page);
  const inFront = await findings(page, { include: [popups], exclude: [announcer] });
  await uncover(page);
  // Nothing of a popup is seen from behind, not even where it is put.
  const behind = await findings(page, { exclude: [popups, announcer] });
  await coverAgain(page);
  return [...inFront, ...behind];
}

/** Waits, in the page, for all that moves and comes to an end. */
async function animationsToEnd(): Promise<void> {
  const finite = document
    .getAnimations()
    .filter(({ playState }) => playState === 'running')
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(finite.map(({ finished }) => finished.catch(() => undefined)));
}

async function inFullHeight(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (before !== null && height > before.height) {
    await page.setViewportSize({ width: before.width, height: Math.min(height, heightMax) });
  }
  const found = await findings(page, { exclude: [announcer] });
  if (before !== null) await page.setViewportSize(before);
  return found;
}

// We look at violations only, and no frames are ours: what is fine is not collected. Reading axe
// itself takes as long as looking at a page, so a document that has it keeps it.
async function findings(page: Page, where: Where): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(look, { where, tags });
}

/** Parts of the page, by their selectors. */
interface Where {
  include?: string[];
  exclude: string[];
}

/** Runs in the page. */
async function look(task: { where: Where; tags: string[] }): Promise<string[]> {
  const { violations } = await window.axe.run(task.where, {
    resultTypes: ['violations'],
    runOnly: { type: 'tag', values: task.tags },
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}) ${html}`),
  );
}

/** Always hidden: pictures and signs, and the native twins that React Aria keeps of controls. */
const alwaysHidden = 'svg, span, [data-react-aria-prevent-focus]';

/** Takes the veil from the page. */
async function uncover(page: Page): Promise<void> {
  const except = `${alwaysHidden}, :is(${popups}) *`;
  await page.evaluate((exceptions) => {
    for (const one of document.querySelectorAll('[aria-hidden="true"]')) {
      if (one.matches(exceptions)) continue;
      one.removeAttribute('aria-hidden');
      one.setAttribute('data-covered', 'aria-hidden');
    }
    for (const one of document.querySelectorAll('[inert]')) {
      one.removeAttribute('inert');
      one.setAttribute('data-covered', 'inert');
    }
  }, except);
}

async function coverAgain(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('[data-covered]')) {
      const name = one.getAttribute('data-covered') ?? '';
      one.setAttribute(name, name === 'inert' ? '' : 'true');
      one.removeAttribute('data-covered');
    }
  });
}
