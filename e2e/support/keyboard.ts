import { expect, type Page } from '@playwright/test';

import { hearFocus } from './spoken';
import { text, type Language } from './texts';

/** Enough to cross a page with a long menu and a long form. */
const steps_most = 160;

/** What has the focus, as its name is read out. */
export async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at === null) return '';
    const labelled = (at.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
    const labels =
      at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement
        ? [...(at.labels ?? [])].map((one) => one.textContent ?? '').join(' ')
        : '';
    const own = at.getAttribute('aria-label') ?? '';
    // What only describes, or is for the eye alone, is no part of the name.
    const copy = at.cloneNode(true);
    if (!(copy instanceof Element)) return '';
    for (const part of copy.querySelectorAll('[hidden], [aria-hidden="true"]')) part.remove();
    return [own, labelled, labels, copy.textContent ?? ''].join(' ').replace(/\s+/g, ' ').trim();
  });
}

/**
 * Tabs on until something of that name has the focus; fails when it cannot be reached, or when
 * something on the way has no name to be read out.
 */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const fits = (found: string) =>
    typeof name === 'string' ? found.includes(name) : name.test(found);
  const seen: string[] = [];
  for (let step = 0; step < steps_most; step += 1) {
    await page.keyboard.press('Tab');
    await hearFocus(page);
    const found = await focusedName(page);
    if (fits(found)) {
      await expectVisibleFocus(page);
      return;
    }
    seen.push(found.slice(0, 40));
  }
  throw new Error(`no way by Tab to ${String(name)}; passed: ${seen.join(' | ')}`);
}

/** Whoever has the focus sees where it is, once a dialog that closes has given it back. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const message = `the focus on "${await focusedName(page)}" can be seen`;
  await expect.poll(() => isFocusSeen(page), { message, timeout: 1000 }).toBe(true);
}

function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const marked = (element: Element | null): boolean => {
      if (element === null || element === document.body) return false;
      const style = getComputedStyle(element);
      const hasRing = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
      return hasRing || style.boxShadow !== 'none' || marked(element.parentElement);
    };
    return marked(document.activeElement);
  });
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** As tabTo(), the other way. */
export async function backTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < steps_most; step += 1) {
    await page.keyboard.press('Shift+Tab');
    if ((await focusedName(page)) === name) return;
  }
  throw new Error(`no way back to ${name}`);
}

/** Opens a list that has the focus and takes the option that begins so. */
export async function chooseTyping(page: Page, beginning: string): Promise<void> {
  await press(page, 'Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.type(beginning);
  await press(page, 'Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

/** From the menu of the record to the dialog of one of its actions. */
export async function openAction(page: Page, language: Language, action: string): Promise<void> {
  await tabTo(page, text(language, 'record.actions.menu'));
  await press(page, 'Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.type(action);
  await press(page, 'Enter');
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible();
}
