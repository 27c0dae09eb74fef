import { expectNoBarriers } from '../support/axe';
import {
  beginCase,
  field,
  fillIdentity,
  newSurname,
  openEdit,
  openForm,
  registerCase,
  save,
  searchCases,
  type Child,
} from '../support/case';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { worker, arabicWorker, frenchWorker } = people;

test.describe('on a phone, in Arabic', () => {
  test.use({ locale: 'ar', viewport: { width: 360, height: 740 }, hasTouch: true });

  test('a case is registered, found by name, changed, and shows what happened to it', async ({
    page,
    signIn,
  }) => {
    const child: Child = { firstName: 'ياسمين', surname: newSurname('بتثجحخدر'), age: 9 };
    const full = `${child.firstName} ${child.surname}`;
    await signIn(arabicWorker);
    await expectNoBarriers(page);
    const address = await registerCase(page, 'ar', child);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expectNoBarriers(page);

    await searchCases(page, 'ar', child.surname);
    await expectNoBarriers(page);
    const card = page.getByRole('listitem').filter({ hasText: full });
    await card.getByRole('link').first().click();
    await expect(page).toHaveURL(address);

    await openEdit(page, 'ar');
    const nickname = 'ياسمينة';
    await field(page, 'ar', 'name_nickname').fill(nickname);
    await expectNoBarriers(page);
    await save(page, 'ar');
    await expect(page).toHaveURL(address);
    await expect(page.getByText(nickname, { exact: true })).toBeVisible();

    await openForm(page, 'ar', text('ar', 'record.panel.changes'));
    const entries = page.locator('ol.history > li');
    await expect(entries).toHaveCount(2);
    await expect(entries.first()).toContainText(nickname);
    await expect(entries.first()).toContainText(arabicWorker.name);
    await expectNoBarriers(page);
  });
});

test('a case begins with a template of its programme', async ({ page, signIn }) => {
  // As an administrator would configure it.
  await page.route('**/api/v2/system_settings**', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const one of body.data.modules ?? []) {
      one.module_options = {
        ...one.module_options,
        case_templates: [
          {
            id: 'alone',
            name_i18n: { en: 'Child alone' },
            values: { name_nickname: 'Not yet known', created_by: 'somebody' },
          },
        ],
      };
    }
    await route.fulfill({ response: answer, json: body });
  });
  const child: Child = { firstName: 'Samir', surname: newSurname('bdfgklmnst'), age: 9 };
  await signIn(worker);
  await page.goto('/v2/cases/new');
  const box = page.getByRole('searchbox', { name: text('en', 'intake.search_label') });
  await box.fill(`${child.firstName} ${child.surname}`);
  await box.press('Enter');
  const none = page.getByRole('button', { name: text('en', 'intake.continue'), exact: true });
  await none.or(page.getByRole('button', { name: text('en', 'intake.none_of_these') })).click();
  const template = page.getByRole('button', { name: 'Child alone' });
  await expect(template).toBeVisible();
  await expectNoBarriers(page);
  await template.click();
  await expect(field(page, 'en', 'name_nickname')).toHaveValue('Not yet known');
  await expect(field(page, 'en', 'name_first')).toHaveValue(child.firstName);
  await fillIdentity(page, 'en', child);
  await save(page, 'en');
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
  await expect(page.getByText('Not yet known', { exact: true })).toBeVisible();
});

test('another worker sees the case in no list and cannot open its address', async ({
  page,
  signIn,
  browser,
  house,
}) => {
  const child: Child = { firstName: 'Mariam', surname: newSurname('bdfgklmnst'), age: 11 };
  await signIn(worker);
  const address = await registerCase(page, 'en', child);

  const context = await browser.newContext({ locale: 'fr', baseURL: house.url });
  const other = await context.newPage();
  await signIn(frenchWorker, other);
  await other.goto('/v2/cases');
  await expect(other.getByRole('heading', { level: 1 })).toContainText(text('fr', 'cases.title'));
  await expect(other.getByText(child.surname)).toHaveCount(0);

  // A search before registering may say that the child is known, and to whom; it opens nothing.
  await searchCases(other, 'fr', child.surname);
  const row = other.getByRole('row').filter({ hasText: child.surname });
  await expect(row.getByRole('link')).toHaveCount(0);
  await expect(row).toContainText(text('fr', 'cases.out_of_scope'));

  const answers: number[] = [];
  other.on('response', (response) => {
    if (/\/api\/v2\/cases\/[0-9a-f-]{36}$/.test(response.url())) answers.push(response.status());
  });
  await other.goto(address);
  await expect(other.getByRole('alert')).toContainText(text('fr', 'record.out_of_reach.title'));
  await expect.poll(() => answers.length).toBeGreaterThan(0);
  expect(answers.every((status) => status === 403 || status === 404)).toBe(true);
  await expect(other.getByText(child.firstName)).toHaveCount(0);
  await context.close();
});

test('what is missing is listed, leads to its field, and nothing is stored', async ({
  page,
  signIn,
}) => {
  const child: Child = { firstName: 'Sami', surname: newSurname('bdfgklmnst'), age: 7 };
  await signIn(worker);
  await beginCase(page, 'en', child);
  await field(page, 'en', 'name_first').fill('');
  const writes: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/cases$/.test(request.url())) writes.push(request.url());
  });
  await save(page, 'en');
  const problems = page.getByRole('alert').filter({ has: page.getByRole('heading') });
  await expect(problems).toBeFocused();
  await expectNoBarriers(page);
  expect(writes).toEqual([]);
  await problems.getByRole('button').first().click();
  await expect(field(page, 'en', 'name_first')).toBeFocused();

  await fillIdentity(page, 'en', child);
  await save(page, 'en');
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
});

for (const person of [worker, arabicWorker]) {
  const { language } = person;
  test.describe(`registering in ${language}`, () => {
    test.use({ locale: language });

    test('is without barriers in list, search before registering, form and case', async ({
      page,
      signIn,
    }) => {
      test.slow();
      await signIn(person);
      await page.goto('/v2/cases');
      await expect(page.getByRole('table').or(page.locator('.cards'))).toBeVisible();
      await expectNoBarriers(page);
      await page.goto('/v2/cases/new');
      await expect(page.getByRole('searchbox')).toBeVisible();
      await expectNoBarriers(page);
      const child: Child = { firstName: 'Noor', surname: newSurname('bdfgklmnst'), age: 6 };
      await beginCase(page, language, child);
      await fillIdentity(page, language, child);
      await expectNoBarriers(page);
      await save(page, language);
      await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
      await expectNoBarriers(page);
    });
  });
}
