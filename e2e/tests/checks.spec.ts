/** What a record says of itself while somebody reads or changes it, and who else is there. */
import type { Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { field, newSurname, save } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { formName, label, text, type Language } from '../support/texts';

const { worker, arabicWorker, supervisor, keeper } = people;
const identity = 'basic_identity';

/** Separated and registered before the birth. */
function unlikelyCase() {
  return {
    module_id: 'primeromodule-cp',
    name_first: 'Lina',
    name_last: newSurname('bdfgklmnst'),
    sex: 'female',
    date_of_birth: '2018-05-01',
    registration_date: '2018-04-30',
  };
}

/** A text of the catalogue up to where something is put in. */
const upTo = (language: Language, id: string) => (text(language, id).split(/[<{]/)[0] ?? '').trim();

async function openEdit(page: Page, language: Language, id: string): Promise<void> {
  await page.goto(`/v2/cases/${id}/edit`);
  await expect(field(page, language, 'name_nickname')).toBeVisible();
}

for (const person of [worker, arabicWorker]) {
  const { language } = person;
  test.describe(() => {
    test.use({ locale: language });
    test(`an unlikely answer is named and hinders nothing (${language})`, async ({
      page,
      signIn,
      request,
      house,
    }) => {
      const made = await (
        await asPerson(request, house, person.name)
      ).post('cases', unlikelyCase());
      await signIn(person);
      await openEdit(page, language, String(made['id']));
      const registered = label(language, identity, 'registration_date');
      const doubts = page.locator('.record-doubts');
      await expect(doubts).toContainText(label(language, identity, 'date_of_birth'));
      await expectNoBarriers(page);
      await keepScreens(page, language, 'unlikely');

      await doubts.getByRole('button', { name: registered }).click();
      const group = page.getByRole('group', { name: new RegExp(registered) });
      await expect(group.locator(':focus')).toHaveCount(1);

      const form = page.getByRole('button', { name: formName(language, identity), exact: true });
      await expect(form).toHaveAccessibleDescription(/[0-9٠-٩]/);
      await field(page, language, 'name_nickname').fill('Lin');
      await save(page, language);
      await expect(page).toHaveURL(new RegExp(`/cases/${String(made['id'])}(\\?|$)`));
      await expect(page.locator('.record-doubts')).toBeVisible();
    });
  });
}

test('people see who else has a record open, and who is changing it', async ({
  page,
  signIn,
  browser,
  request,
  house,
}) => {
  const made = await (await asPerson(request, house, worker.name)).post('cases', unlikelyCase());
  const id = String(made['id']);
  const context = await browser.newContext({ baseURL: house.url, locale: supervisor.language });
  const desk = await context.newPage();
  await signIn(worker);
  await signIn(supervisor, desk);
  await page.goto(`/v2/cases/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await desk.goto(`/v2/cases/${id}`);
  const quiet = upTo(supervisor.language, 'presence.viewing');
  await expect(desk.getByText(quiet)).toContainText(worker.name);
  await expectNoBarriers(desk);

  await openEdit(page, worker.language, id);
  await expect(page.getByText(upTo(worker.language, 'presence.viewing'))).toContainText(
    supervisor.name,
  );
  await desk.reload();
  const warning = desk.locator('.record-presence[data-editing]');
  await expect(warning).toContainText(worker.name);
  await expectNoBarriers(desk);
  await keepScreens(desk, supervisor.language, 'presence');

  await page.goto('/v2/cases');
  await desk.reload();
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(warning).toHaveCount(0);
  await context.close();
});

test('the calendar of one’s own is that of every screen', async ({
  page,
  signIn,
  request,
  house,
}) => {
  const made = await (await asPerson(request, house, worker.name)).post('cases', unlikelyCase());
  await signIn(keeper);
  await page.locator('a[href*="/account/"]').click();
  const language = keeper.language;
  const section = page.getByRole('region', { name: text(language, 'account.language') });
  const choice = section.getByRole('button', {
    name: new RegExp(text(language, 'account.calendar')),
  });
  const choose = async (option: RegExp) => {
    await choice.click();
    const answered = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    await page.getByRole('option', { name: option }).click();
    await answered;
  };
  await choose(/Buddhist/);
  await expectNoBarriers(page);
  await page.goto(`/v2/cases/${String(made['id'])}`);
  await expect(page.getByText(/2561 \(.*2018\)/).first()).toBeVisible();
  await page.locator('a[href*="/account/"]').click();
  await choose(new RegExp(`^${upTo(language, 'account.calendar.usual')}`));
  await page.goto(`/v2/cases/${String(made['id'])}`);
  await expect(page.getByText(/2018/).first()).toBeVisible();
  await expect(page.getByText(/2561/)).toHaveCount(0);
});
