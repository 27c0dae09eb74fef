import type { Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { chooseTyped } from '../support/forms';
import { keepScreens } from '../support/screens';
import { expect, people, submitSignIn, test } from '../support/test';
import { text } from '../support/texts';

// Whom no other test plays: for the rest of the house the password is another one.
const manager = { name: 'agency_manager', language: 'en' } as const;
const ownPassword = 'four words of my own';
const deputy = 'worker';

async function typeNewPassword(page: Page, password: string, repeated = password): Promise<void> {
  await page.getByLabel(text('en', 'password.new'), { exact: true }).fill(password);
  await page.getByLabel(text('en', 'password.repeat'), { exact: true }).fill(repeated);
  await page.getByRole('button', { name: text('en', 'password.action') }).click();
}

test('a new password needs the current one, and then is the only one', async ({
  page,
  signIn,
  house,
}) => {
  await signIn(manager);
  await page.locator('a[href*="/account/"]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'account.title'));
  await expectNoBarriers(page);
  const current = page.getByLabel(text('en', 'password.current'), { exact: true });
  await current.fill('not my password');
  await typeNewPassword(page, ownPassword);
  await expect(page.getByText(text('en', 'password.wrong'))).toBeVisible();
  await current.fill(house.password);
  await typeNewPassword(page, ownPassword, 'something else');
  await expect(page.getByText(text('en', 'password.not_repeated'))).toBeVisible();
  await typeNewPassword(page, ownPassword);
  await expect(page.getByText(text('en', 'account.password_changed'))).toBeVisible();

  await page.getByRole('button', { name: text('en', 'nav.sign_out') }).click();
  await submitSignIn(page, manager, house.password);
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await submitSignIn(page, manager, ownPassword);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'home.title'));
});

test('whoever was given a password chooses one of their own before all else', async ({
  page,
  request,
  house,
}) => {
  const name = `new_worker_${Date.now()}`;
  const given = 'given by somebody else';
  await (
    await asPerson(request, house, 'admin')
  ).post('users', {
    full_name: 'Rana Aziz',
    user_name: name,
    email: `${name}@example.org`,
    password: given,
    password_confirmation: given,
    role_unique_id: 'role-cp-case-worker',
    user_group_unique_ids: ['usergroup-primero-cp'],
    agency_id: 1,
    location: 'EX0101',
    locale: 'en',
  });
  await page.goto('/v2/cases');
  await submitSignIn(page, { name, language: 'en' }, given);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText(text('en', 'password.own.title'));
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'new-password');
  await page.goto('/v2/dashboards');
  await expect(title).toHaveText(text('en', 'password.own.title'));
  await typeNewPassword(page, ownPassword);
  await expect(title).toHaveText(text('en', 'home.title'));
  await page.reload();
  await expect(title).toHaveText(text('en', 'home.title'));
});

test.describe('in Spanish', () => {
  test.use({ locale: 'es' });

  test('a deputy is named and, later, taken away again', async ({ page, signIn }) => {
    await signIn(people.supervisor);
    await page.locator('a[href*="/account/"]').click();
    const panel = page.getByRole('region', { name: text('es', 'account.deputies') });
    const field = panel.getByRole('combobox', { name: text('es', 'account.user_name') });
    const save = panel.getByRole('button', { name: text('es', 'account.edit.save') });
    const named = panel.getByRole('listitem').filter({ hasText: deputy });
    await expect(save).toBeDisabled();
    const colleague = page.getByRole('option', { name: new RegExp(`^${deputy} ·`) });
    await chooseTyped(field, deputy, colleague);
    await expect(save).toBeEnabled();
    await save.click();
    await expect(named).toHaveCount(1);
    await expectNoBarriers(page);
    await keepScreens(page, 'es', 'deputies');
    await page.reload();
    await named.getByRole('button').click();
    await save.click();
    await expect(named).toHaveCount(0);
    await page.reload();
    await expect(panel).toBeVisible();
    await expect(named).toHaveCount(0);
  });

  test('one’s data and what one is told of are kept', async ({ page, signIn }) => {
    await signIn(people.recipient);
    await page.getByRole('link', { name: text('es', 'nav.support') }).click();
    await page.locator('a[href*="/account/"]').click();
    await page.getByRole('button', { name: text('es', 'account.edit.action') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(text('es', 'account.position')).fill('Responsable de remisiones');
    await expectNoBarriers(page);
    await dialog.getByRole('button', { name: text('es', 'account.edit.save') }).click();
    await expect(dialog).toHaveCount(0);
    const mail = page.getByRole('group', { name: text('es', 'account.news_mail') });
    const event = mail.getByRole('checkbox', { name: text('es', 'account.event.transition') });
    const wasOn = await event.isChecked();
    await mail.getByText(text('es', 'account.event.transition')).click();
    await expect(event).toBeChecked({ checked: !wasOn });
    await page.reload();
    await expect(page.getByText('Responsable de remisiones')).toBeVisible();
    await expect(event).toBeChecked({ checked: !wasOn });
    await keepScreens(page, 'es', 'account');
  });
});

for (const person of [people.worker, people.arabicWorker]) {
  const { language } = person;
  test.describe(`the account in ${language}`, () => {
    test.use({ locale: language });

    test('has no barrier at any width', async ({ page, signIn }) => {
      await signIn(person);
      await page.locator('a[href*="/account/"]').click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        text(language, 'account.title'),
      );
      await page.waitForLoadState('networkidle');
      await expectNoBarriers(page);
      await keepScreens(page, language, 'account');
    });
  });
}
