/** Somebody who registered themselves: one case, their own, and nothing of anybody else's. */
import type { APIRequestContext, Browser, Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { field, fillIdentity, newSurname, openEdit, save, type Child } from '../support/case';
import type { House } from '../support/house';
import { keepScreens } from '../support/screens';
import { expect, people, submitSignIn, test } from '../support/test';
import { option, text, type Language } from '../support/texts';

const role = 'role-registered-alone';
const newForm = /\/cases\/primeromodule-cp\/new$/;
const oneCase = /\/cases\/[0-9a-f-]{36}$/;

interface Person {
  name: string;
  language: Language;
}

/** Gives somebody a name and a password in the role of people who register themselves. */
async function invite(request: APIRequestContext, house: House, language: Language) {
  const admin = await asPerson(request, house, 'admin');
  const roles = await admin.list('roles?per=100');
  if (!roles.some((one) => one['unique_id'] === role)) {
    await admin.post('roles', {
      unique_id: role,
      name: 'Registered alone',
      user_category: 'identified',
      group_permission: 'identified',
      permissions: { case: ['read', 'create', 'write'] },
      form_section_read_write: { basic_identity: 'rw' },
      module_unique_ids: ['primeromodule-cp'],
    });
  }
  const name = `alone_${newSurname('bdfgklmnrst')}`;
  await admin.post('users', {
    full_name: `Amal ${name}`,
    user_name: name,
    email: `${name}@example.org`,
    password: house.password,
    password_confirmation: house.password,
    role_unique_id: role,
    user_group_unique_ids: ['usergroup-primero-cp'],
    agency_id: 1,
    location: 'EX0101',
    locale: language,
  });
  return { name, language };
}

/** Signs in on a phone for the first time, and chooses a password. */
async function arrive(browser: Browser, house: House, person: Person): Promise<Page> {
  const { language } = person;
  const context = await browser.newContext({
    locale: language,
    baseURL: house.url,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await page.goto('/');
  await submitSignIn(page, person, house.password);
  const own = `${house.password}-own`;
  await page.getByLabel(text(language, 'password.new'), { exact: true }).fill(own);
  await page.getByLabel(text(language, 'password.repeat'), { exact: true }).fill(own);
  await page.getByRole('button', { name: text(language, 'password.action') }).click();
  await expect(page).toHaveURL(newForm);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

function child(language: Language): Child {
  const isArabic = language === 'ar';
  const surname = newSurname(isArabic ? 'بتثحدرسعفقلمن' : 'bdfgklmnrst');
  return { firstName: isArabic ? 'أمل' : 'Amal', surname, age: 15 };
}

async function register(page: Page, language: Language, who: Child): Promise<string> {
  await fillIdentity(page, language, who);
  await save(page, language);
  await expect(page).toHaveURL(oneCase);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return new URL(page.url()).pathname;
}

for (const language of ['en', 'ar'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: language });

    test('registers, and every way leads back to the own case', async ({
      browser,
      request,
      house,
    }) => {
      const page = await arrive(browser, house, await invite(request, house, language));
      await expectNoBarriers(page);
      await keepScreens(page, language, 'my-case-new');
      const who = child(language);
      const own = await register(page, language, who);
      await expectNoBarriers(page);
      await keepScreens(page, language, 'my-case');
      for (const address of ['/v2/dashboards', '/v2/cases', '/v2/cases/new', '/v2/my_case']) {
        await page.goto(address);
        await expect(page, address).toHaveURL(`${house.url}${own}`);
      }
      const main = page.getByRole('main');
      await expect(main.getByText(`${who.firstName} ${who.surname}`).first()).toBeVisible();
      // The status of somebody who registered themselves has a name in every language.
      const status = option(language, 'lookup-case-status', 'identified');
      await expect(main.getByText(status, { exact: true }).first()).toBeVisible();

      await page.goto('/v2/my_case/edit');
      await expect(page).toHaveURL(`${house.url}${own}/edit`);
      await field(page, language, 'name_nickname').fill(who.surname);
      await save(page, language);
      await expect(page).toHaveURL(`${house.url}${own}`);
      await openEdit(page, language);
      await expect(field(page, language, 'name_nickname')).toHaveValue(who.surname);
      await page.context().close();
    });
  });
}

test('is refused a second case and the case of somebody else', async ({
  browser,
  request,
  house,
}) => {
  const worker = await asPerson(request, house, people.worker.name);
  const surname = newSurname('bdfgklmnrst');
  const other = await worker.post('cases', {
    module_id: 'primeromodule-cp',
    name_first: 'Lina',
    name_last: surname,
    age: 9,
    sex: 'female',
  });
  const page = await arrive(browser, house, await invite(request, house, 'en'));
  const own = await register(page, 'en', child('en'));

  await page.goto(`/v2/cases/${String(other['id'])}`);
  await expect(page.getByText(text('en', 'record.out_of_reach.title'))).toBeVisible();
  await expect(page.getByText(surname)).toHaveCount(0);
  await expectNoBarriers(page);

  await page.goto('/v2/cases/primeromodule-cp/new');
  await fillIdentity(page, 'en', child('en'));
  await save(page, 'en');
  await expect(page.getByText(/Another case is attributed to this person already/)).toBeVisible();
  await expect(page).toHaveURL(newForm);
  await keepScreens(page, 'en', 'my-case-second');

  await page.goto('/v2/my_case');
  await expect(page).toHaveURL(`${house.url}${own}`);
  await page.context().close();
});
