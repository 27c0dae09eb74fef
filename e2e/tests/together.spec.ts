import type { Page } from '@playwright/test';

import { expectNoBarriers } from '../support/axe';
import { field, newSurname, openForm, registerCase, save } from '../support/case';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { worker } = people;

test.use({ serviceWorkers: 'allow' });

async function edit(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/edit`);
  await expect(field(page, 'en', 'name_nickname')).toBeVisible();
}

test('changes of two people to different answers are joined', async ({ page, signIn, context }) => {
  await signIn(worker);
  const child = { firstName: 'Lina', surname: newSurname('bdfgklmnst'), age: 12 };
  const address = await registerCase(page, 'en', child);
  const second = await context.newPage();
  await edit(page, address);
  await edit(second, address);
  await field(page, 'en', 'name_nickname').fill('Lin');
  await field(second, 'en', 'name_middle').fill('Noor');
  await save(page, 'en');
  await expect(page).toHaveURL(address);
  await save(second, 'en');
  await expect(second).toHaveURL(address);
  const full = `${child.firstName} Noor ${child.surname}`;
  await expect(second.getByRole('definition').filter({ hasText: full })).toBeVisible();
  await expect(second.getByText('Lin', { exact: true })).toBeVisible();
});

test('where two people answered the same question differently, one decides', async ({
  page,
  signIn,
  context,
}) => {
  await signIn(worker);
  const child = { firstName: 'Omar', surname: newSurname('bdfgklmnst'), age: 14 };
  const address = await registerCase(page, 'en', child);
  const second = await context.newPage();
  await edit(page, address);
  await edit(second, address);
  await field(page, 'en', 'name_nickname').fill('Theirs');
  await field(second, 'en', 'name_nickname').fill('Mine');
  await save(page, 'en');
  await expect(page).toHaveURL(address);
  await save(second, 'en');

  const dialog = second.getByRole('dialog', { name: text('en', 'record.conflict.title') });
  await expect(dialog).toBeVisible();
  await expectNoBarriers(second);
  const decide = dialog.getByRole('button', { name: text('en', 'record.conflict.save') });
  await expect(decide).toBeDisabled();
  await dialog.getByText(text('en', 'record.conflict.mine').replace('{mine}', 'Mine')).click();
  await decide.click();
  await expect(second).toHaveURL(address);
  await expect(second.getByText('Mine', { exact: true })).toBeVisible();
  await openForm(second, 'en', text('en', 'record.panel.changes'));
  await expect(second.locator('ol.history > li')).toHaveCount(3);
  await expect(second.locator('ol.history > li').first()).toContainText('Theirs');
});

test('on a phone nothing typed is lost when the line or the session goes', async ({
  page,
  signIn,
  context,
  house,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(worker);
  const child = { firstName: 'Sara', surname: newSurname('bdfgklmnst'), age: 10 };
  const address = await registerCase(page, 'en', child);
  await edit(page, address);
  await field(page, 'en', 'name_nickname').fill('Saro');
  await page.route('**/api/v2/cases/**', (route) => route.abort());
  await save(page, 'en');
  // Beside the button that was pressed, wherever the form is scrolled to.
  const kept = page.getByText(text('en', 'record.save.kept'));
  await expect(kept).toBeInViewport();
  await expect(field(page, 'en', 'name_nickname')).toHaveValue('Saro');
  await expectNoBarriers(page);
  await page.unroute('**/api/v2/cases/**');

  await context.clearCookies();
  await save(page, 'en');
  const dialog = page.getByRole('dialog', { name: text('en', 'session_ended.title') });
  await dialog.getByLabel(text('en', 'sign_in.password')).fill(house.password);
  await dialog.getByRole('button', { name: text('en', 'session_ended.continue') }).click();
  // Saving goes on by itself.
  await expect(page).toHaveURL(address);
  await expect(page.getByText('Saro', { exact: true })).toBeVisible();
});
