/** Somebody whom nobody knows registers, chooses a password by mail, and sees what is theirs. */
import type { Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { openHouse, type House } from '../support/house';
import { openMailBox, type MailBox } from '../support/mail';
import { keepScreens } from '../support/screens';
import { expect, people, submitSignIn, test as base } from '../support/test';
import { text, type Language } from '../support/texts';

const role = 'role-families';
const labels = { en: 'Register your family', ar: 'سجّل عائلتك' } as const;

/** A deployment of its own where families may register, and the mails it sends. */
const test = base.extend<object, { house: House; mailBox: MailBox }>({
  mailBox: [
    async ({}, use) => {
      const box = await openMailBox();
      await use(box);
      await box.stop();
    },
    { scope: 'worker' },
  ],
  house: [
    async ({ mailBox }, use) => {
      const house = await openHouse({
        settings: [
          'registration.enabled=true',
          'registration.per_address_minute=0',
          'smtp.host=127.0.0.1',
          `smtp.port=${mailBox.port}`,
          'smtp.security=none',
          'smtp.from=amparo@example.org',
        ],
      });
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test.beforeEach(async ({ request, house }) => {
  const admin = await asPerson(request, house, people.keeper.name);
  const roles = await admin.list('roles?per=100');
  if (roles.some((one) => one['unique_id'] === role)) return;
  await admin.post('roles', {
    unique_id: role,
    name: 'Families',
    user_category: 'identified',
    group_permission: 'identified',
    permissions: { case: ['read', 'create', 'write'] },
    form_section_read_write: { basic_identity: 'rw' },
    module_unique_ids: ['primeromodule-cp'],
  });
  await admin.patch('system_settings', {
    data: {
      system_options: {
        registration_streams: [
          {
            unique_id: 'families',
            role,
            agency: 'AGENCY-1',
            user_groups: ['usergroup-primero-cp'],
          },
        ],
        registration_streams_link_labels_i18n: {
          en: { families: labels.en },
          ar: { families: labels.ar },
        },
        registration_streams_consent_text_i18n: {
          en: { families: 'We keep your name and address to find your family.' },
          ar: { families: 'نحفظ اسمك وعنوانك للبحث عن عائلتك.' },
        },
      },
    },
  });
});

async function fillIn(page: Page, language: Language, name: string, email: string) {
  await page.getByRole('textbox', { name: text(language, 'registering.name') }).fill(name);
  await page.getByRole('textbox', { name: text(language, 'registering.email') }).fill(email);
  await page.getByText(text(language, 'registering.consent')).click();
  await page
    .getByRole('button', { name: text(language, 'registering.action'), exact: true })
    .click();
}

/** The way in of the newest mail to the address. */
async function linkTo(mailBox: MailBox, email: string): Promise<string> {
  const newest = () => mailBox.mails.findLast(({ to }) => to === email)?.text ?? '';
  await expect.poll(newest, { timeout: 20_000 }).toContain('/v2/password_reset?');
  return /\/v2\/password_reset\?\S+/.exec(newest())?.[0] ?? '';
}

for (const language of ['en', 'ar'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: language, viewport: { width: 360, height: 740 } });

    test('registers with a task, chooses a password by mail and is in', async ({
      page,
      house,
      mailBox,
    }) => {
      const email = `amal.${language}@example.org`;
      await page.goto('/');
      await page.getByRole('link', { name: labels[language] }).click();
      await expect(page).toHaveURL(/\/v2\/registration\?registration_stream=families$/);
      const title = page.getByRole('heading', { level: 1 });
      await expect(title).toHaveText(text(language, 'registering.title'));
      await page
        .getByRole('button', { name: text(language, 'registering.action'), exact: true })
        .click();
      await expect(page.getByText(text(language, 'registering.name_missing'))).toBeVisible();
      await expectNoBarriers(page);
      await keepScreens(page, language, 'registering');

      await fillIn(page, language, 'Amal Idris', email);
      await expect(title).toHaveText(text(language, 'registering.done_title'));
      await expect(page).toHaveURL(/\/v2\/registration\/success$/);
      await expectNoBarriers(page);
      await keepScreens(page, language, 'registering-done');

      await page.goto(await linkTo(mailBox, email));
      await expect(title).toHaveText(text(language, 'reset.title'));
      const own = 'seven herons cross the delta';
      const password = page.getByLabel(text(language, 'reset.password'), { exact: true });
      await password.fill('short');
      const words = page.getByRole('status', { name: text(language, 'strength.label') });
      await expect(words).not.toBeEmpty();
      await password.fill(own);
      await expect(words).toHaveText(text(language, 'strength.strong'));
      await expectNoBarriers(page);
      await keepScreens(page, language, 'choose-password');
      await page.getByLabel(text(language, 'reset.repeat'), { exact: true }).fill(own);
      await page.getByRole('button', { name: text(language, 'reset.action') }).click();
      // What somebody sees who has no case yet: the form of their own.
      await expect(page).toHaveURL(/\/cases\/primeromodule-cp\/new$/);

      await page.context().clearCookies();
      await page.evaluate(() => localStorage.clear());
      await page.goto(`${house.url}/v2/login`);
      await submitSignIn(page, { name: email, language }, own);
      await expect(page).toHaveURL(/\/cases\/primeromodule-cp\/new$/);
    });
  });
}

test('a known address is answered alike, and its owner is told', async ({ page, mailBox }) => {
  const email = 'known@example.org';
  for (const name of ['Nadia Known', 'Somebody Else']) {
    await page.goto('/v2/registration?registration_stream=families');
    await fillIn(page, 'en', name, email);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      text('en', 'registering.done_title'),
    );
  }
  const first = await linkTo(mailBox, email);
  await page.goto(first);
  const own = 'four quiet otters swim';
  await page.getByLabel(text('en', 'reset.password'), { exact: true }).fill(own);
  await page.getByLabel(text('en', 'reset.repeat'), { exact: true }).fill(own);
  await page.getByRole('button', { name: text('en', 'reset.action') }).click();
  await expect(page).toHaveURL(/\/cases\/primeromodule-cp\/new$/);
  // Whoever is in does not register, and the link has done its work.
  await page.goto('/v2/registration?registration_stream=families');
  await expect(page).toHaveURL(/\/cases\/primeromodule-cp\/new$/);
  await page.context().clearCookies();
  await page.evaluate(() => localStorage.clear());
  await page.goto(first);
  await page.getByLabel(text('en', 'reset.password'), { exact: true }).fill(own);
  await page.getByLabel(text('en', 'reset.repeat'), { exact: true }).fill(own);
  await page.getByRole('button', { name: text('en', 'reset.action') }).click();
  await expect(page.getByText(text('en', 'reset.link_over'))).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole('button', { name: text('en', 'reset.ask_anew') }).click();
  await page.getByLabel(text('en', 'forgotten.email')).fill(email);
  await page.getByRole('button', { name: text('en', 'forgotten.action') }).click();
  await expect(page.getByText(text('en', 'forgotten.sent'))).toBeVisible();
  await expect.poll(() => linkTo(mailBox, email), { timeout: 20_000 }).not.toBe(first);
});

test('a link to nowhere says so, and leads back to the door', async ({ page }) => {
  await page.goto('/v2/registration?registration_stream=staff');
  await expect(page.getByText(text('en', 'registering.closed'))).toBeVisible();
  await page.getByRole('button', { name: text('en', 'registering.back') }).click();
  await expect(page).toHaveURL(/\/v2\/login$/);
  await page.goBack();
  await expect(page.getByText(text('en', 'registering.closed'))).toBeVisible();
});

test('an administrator sets the ways, and whoever is at the door reads them', async ({
  page,
  signIn,
  browser,
  house,
}) => {
  await signIn(people.keeper);
  await page.goto('/v2/admin/registration');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'streams.title'));
  await expect(page.getByLabel(text('en', 'streams.id'))).toHaveValue('families');
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'registration-streams');
  await page.getByRole('button', { name: text('en', 'streams.add') }).click();
  const second = page.getByRole('group', { name: 'Way 2' });
  await second.getByLabel(text('en', 'streams.id')).fill('helpers');
  await second.getByRole('button', { name: text('en', 'streams.role') }).click();
  await page.getByRole('option', { name: 'Superuser' }).click();
  await second.getByRole('button', { name: text('en', 'streams.agency') }).click();
  await page.getByRole('option').first().click();
  const save = page.getByRole('button', { name: text('en', 'streams.save') });
  await save.click();
  await expect(page.getByText(text('en', 'streams.refused'))).toBeVisible();
  await expect(second.getByText(/Strangers may not get this role/)).toBeVisible();
  await second.getByRole('button', { name: text('en', 'streams.role') }).click();
  await page.getByRole('option', { name: 'Families', exact: true }).click();
  const english = second.getByRole('group', { name: 'English' });
  await english.getByLabel(text('en', 'streams.label')).fill('Help as a neighbour');
  await save.click();
  await expect(page.getByText(text('en', 'streams.saved'))).toBeVisible();

  const context = await browser.newContext({ baseURL: house.url });
  const door = await context.newPage();
  await door.goto('/');
  await expect(door.getByRole('link', { name: 'Help as a neighbour' })).toBeVisible();
  await expect(door.getByRole('link', { name: labels.en })).toBeVisible();
  await context.close();
});
