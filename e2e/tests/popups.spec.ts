import type { Locator, Page } from '@playwright/test';

import { barriers, expectNoBarriers } from '../support/axe';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

/** Opens something that lies over the page, looks at it and at the page behind, and closes it. */
async function lookOver(page: Page, opener: Locator): Promise<void> {
  const isTypedInto = (await opener.getAttribute('role')) === 'combobox';
  const popup = page.locator('.popover, .overlay');
  // Whatever lay over the page before gives the focus back when it is gone, and a slow machine does
  // so after the click: what opens with the focus then closes again.
  await expect(async () => {
    if ((await popup.count()) === 0) await opener.click();
    if (isTypedInto) await opener.fill('a');
    await expect(popup).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expectNoBarriers(page);
  await page.keyboard.press('Escape');
  await expect(popup).toHaveCount(0);
}

test.describe('what lies over the page', () => {
  test('is without barriers in the list', async ({ page, signIn }) => {
    await signIn(people.worker);
    await page.goto('/v2/cases');
    const main = page.getByRole('main');
    const button = (id: string) => main.getByRole('button', { name: text('en', id) });
    await lookOver(page, button('cases.filters'));
    await lookOver(page, button('columns.title'));
    await lookOver(page, button('pager.per'));
  });

  test('is without barriers in a form', async ({ page, signIn }) => {
    await signIn(people.worker);
    await page.goto('/v2/cases');
    await page.locator('tbody a').first().click();
    const main = page.getByRole('main');
    await lookOver(page, main.getByRole('button', { name: text('en', 'record.actions.menu') }));
    await page.getByRole('link', { name: text('en', 'record.edit.action') }).click();
    await expect(main.getByRole('textbox').first()).toBeVisible();
    await lookOver(page, main.locator('button[aria-haspopup="listbox"]').first());
    await lookOver(page, main.locator('button[aria-haspopup="dialog"]').first());
    await lookOver(page, main.getByRole('combobox').first());
  });

  test('hides no barrier, in front of the page or behind', async ({ page, signIn }) => {
    await signIn(people.worker);
    await page.goto('/v2/cases');
    await page.getByRole('button', { name: text('en', 'pager.per') }).click();
    await page.locator('.popover').evaluate((popup) => {
      popup.append(Object.assign(document.createElement('img'), { className: 'in-front' }));
    });
    await page.locator('main').evaluate((main) => {
      main.append(Object.assign(document.createElement('img'), { className: 'behind' }));
    });
    const found = await barriers(page);
    expect(found.filter((finding) => /image-alt.*in-front/.test(finding))).toHaveLength(1);
    expect(found.filter((finding) => /image-alt.*behind/.test(finding))).toHaveLength(1);
  });
});
