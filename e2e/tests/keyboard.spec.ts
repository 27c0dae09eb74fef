/** What every release must pass without a mouse: register a child, refer the case, close it. */
import type { Page } from '@playwright/test';

import { newSurname } from '../support/case';
import { expect, people, test } from '../support/test';
import { formName, label, option, text } from '../support/texts';

test.use({ actionTimeout: 15_000 });

const { worker, supervisor, frenchWorker: recipient } = people;

/** Enough to cross a page with a long menu and a long form. */
const steps_most = 160;

/** What has the focus, as its name is read out. */
async function focusedName(page: Page): Promise<string> {
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

/** Tabs on until something of that name has the focus; fails when it cannot be reached. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const fits = (found: string) =>
    typeof name === 'string' ? found.includes(name) : name.test(found);
  const seen: string[] = [];
  for (let step = 0; step < steps_most; step += 1) {
    await page.keyboard.press('Tab');
    const found = await focusedName(page);
    if (fits(found)) {
      await expectVisibleFocus(page);
      return;
    }
    seen.push(found.slice(0, 40));
  }
  throw new Error(`no way by Tab to ${String(name)}; passed: ${seen.join(' | ')}`);
}

/** Whoever has the focus sees where it is. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const isSeen = await page.evaluate(() => {
    const marked = (element: Element | null): boolean => {
      if (element === null || element === document.body) return false;
      const style = getComputedStyle(element);
      const hasRing = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
      return hasRing || style.boxShadow !== 'none' || marked(element.parentElement);
    };
    return marked(document.activeElement);
  });
  expect(isSeen, `the focus on "${await focusedName(page)}" can be seen`).toBe(true);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** As tabTo(), the other way. */
async function backTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < steps_most; step += 1) {
    await page.keyboard.press('Shift+Tab');
    if ((await focusedName(page)) === name) return;
  }
  throw new Error(`no way back to ${name}`);
}

/** Opens a list that has the focus and takes the option that begins so. */
async function chooseTyping(page: Page, beginning: string): Promise<void> {
  await press(page, 'Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.type(beginning);
  await press(page, 'Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

/** From the menu of the record to the dialog of one of its actions. */
async function openAction(page: Page, language: 'en' | 'es', action: string): Promise<void> {
  await tabTo(page, text(language, 'record.actions.menu'));
  await press(page, 'Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.type(action);
  await press(page, 'Enter');
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible();
}

test('a child is registered, referred and the case closed by keyboard alone', async ({
  page,
  signIn,
  browser,
  house,
}) => {
  test.setTimeout(180_000);
  await signIn(worker);
  const required = text('en', 'field.required');

  await test.step('register', async () => {
    await tabTo(page, text('en', 'cases.new'));
    await press(page, 'Enter');
    await expect(page.getByRole('searchbox')).toBeVisible();
    await tabTo(page, text('en', 'intake.search_label'));
    await page.keyboard.type(`Salma ${newSurname('bdfgklmnst')}`);
    await press(page, 'Enter');
    const none = page.getByRole('button', { name: text('en', 'intake.continue'), exact: true });
    const other = page.getByRole('button', { name: text('en', 'intake.none_of_these') });
    await expect(none.or(other)).toBeVisible();
    await tabTo(page, /register a new case/i);
    await press(page, 'Enter');
    await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
    await tabTo(page, `${label('en', 'basic_identity', 'sex')} ${required}`);
    await chooseTyping(page, option('en', 'lookup-gender', 'female'));
    await tabTo(page, `${label('en', 'basic_identity', 'age')} ${required}`);
    await page.keyboard.type('8');
    await backTo(page, formName('en', 'consent'));
    await press(page, 'Enter');
    for (const consent of ['consent_for_services', 'disclosure_other_orgs']) {
      await tabTo(page, label('en', 'consent', consent));
      await press(page, 'Space');
    }
    await press(page, 'Control+s');
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
  });
  const address = page.url();

  await test.step('refer', async () => {
    await openAction(page, 'en', text('en', 'record.work.refer'));
    await tabTo(page, text('en', 'record.work.recipient'));
    await page.keyboard.type(recipient.name);
    await expect(page.getByRole('option').first()).toBeVisible();
    await press(page, 'ArrowDown', 'Enter');
    await expect(page.getByRole('region', { name: /will see$/ })).toContainText(/answers? in/);
    await tabTo(page, new RegExp(`^${text('en', 'record.work.refer')}$`));
    await press(page, 'Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expectVisibleFocus(page);
  });

  await test.step('close', async () => {
    const context = await browser.newContext({ locale: 'es', baseURL: house.url });
    const other = await context.newPage();
    await signIn(supervisor, other);
    await other.goto(address);
    const name = text('es', 'record.action.close');
    await openAction(other, 'es', name);
    await tabTo(other, name);
    await press(other, 'Enter');
    await expect(other.locator('.record-chips').first()).toContainText(/cerrad/i);
    await context.close();
  });
});
