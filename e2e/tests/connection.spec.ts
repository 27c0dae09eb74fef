/** The line: lost, answered by somebody else, slow, or left alone on purpose. */
import type { Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { field, newSurname, openEdit, registerCase } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text, type Language } from '../support/texts';

/** The sign of the line in the frame, by its name. */
function chip(page: Page, language: Language, state: string) {
  const name = text(language, 'line.chip').replace('{name}', text(language, `line.${state}`));
  return page.getByRole('button', { name });
}

/** Goes there by the menu, where a number may follow the name. */
async function go(page: Page, id: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: text('en', 'nav.main'), exact: true });
  await menu.getByRole('link', { name: new RegExp(`^${text('en', id)}`) }).click();
}

const everything = /\/(api|health)\//;

test('a line that breaks, a page of a café, and the way back', async ({ page, signIn }) => {
  await page.clock.install();
  await signIn(people.worker);
  await expect(chip(page, 'en', 'online')).toBeVisible();

  await page.route(everything, (route) => route.abort());
  await go(page, 'nav.support');
  await go(page, 'cases.title');
  await expect(chip(page, 'en', 'offline')).toBeVisible();
  await expect(page.getByText(text('en', 'shell.offline'))).toBeVisible();
  await expectNoBarriers(page);

  await page.unroute(everything);
  const welcome = '<!doctype html><h1>Welcome to our café</h1>';
  await page.route(everything, (route) =>
    route.fulfill({ contentType: 'text/html', body: welcome }),
  );
  await page.clock.fastForward('00:12');
  await expect(chip(page, 'en', 'stranger')).toBeVisible();
  await expect(page.getByText(text('en', 'failure.stranger')).first()).toBeVisible();
  await keepScreens(page, 'en', 'line-stranger');

  await page.unroute(everything);
  await chip(page, 'en', 'stranger').click();
  const dialog = page.getByRole('dialog', { name: text('en', 'line.title') });
  await dialog.getByRole('button', { name: text('en', 'action.retry') }).click();
  await expect(dialog.getByText(text('en', 'line.online'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid').or(page.getByRole('table')).first()).toBeVisible();
});

test('on a slow line lists are shorter and photos wait', async ({ page, signIn }) => {
  await signIn(people.worker);
  await page.route(/\/api\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1700));
    await route.continue();
  });
  for (const [place, answer] of [
    ['nav.tasks', '/tasks'],
    ['cases.title', '/cases'],
    ['nav.notifications', '/notifications'],
  ] as const) {
    const answered = page.waitForResponse((one) => one.url().includes(`/api/v2${answer}?`));
    await go(page, place);
    await answered;
  }
  await expect(page.getByText(text('en', 'lite.notice'))).toBeVisible({ timeout: 20_000 });
  await expectNoBarriers(page);
  const small = page.waitForRequest((request) => /\/cases\?.*per=10/.test(request.url()));
  await go(page, 'cases.title');
  await small;
  await page.unroute(/\/api\//);
  await page.getByRole('button', { name: text('en', 'lite.everything') }).click();
  await expect(page.getByText(text('en', 'lite.notice'))).toHaveCount(0);
});

for (const person of [people.worker, people.arabicWorker]) {
  const { language } = person;
  test.describe(`in ${language}`, () => {
    test.use({ locale: language });

    test('field mode sends nothing, keeps what is typed and is left again', async ({
      page,
      request,
      house,
      signIn,
    }) => {
      const keeper = await asPerson(request, house, people.keeper.name);
      await keeper.patch('system_settings', { data: { system_options: { field_mode: true } } });
      await signIn(person);
      const child = { firstName: 'Hana', surname: newSurname('bdfgklmnst'), age: 5 };
      await registerCase(page, language, child);
      await openEdit(page, language);
      const nickname = field(page, language, 'name_nickname');
      await nickname.fill('Typed in the field');

      const sent: string[] = [];
      await page.getByRole('checkbox', { name: text(language, 'line.field_switch') }).focus();
      await page.keyboard.press('Space');
      await expect(chip(page, language, 'field')).toBeVisible();
      page.on('request', (one) => {
        if (everything.test(new URL(one.url()).pathname)) sent.push(one.url());
      });
      await page
        .getByRole('button', { name: text(language, 'record.save.action'), exact: true })
        .click();
      await expect(
        page.locator('.record-problems').getByText(text(language, 'failure.field_mode')),
      ).toBeVisible();
      await expectNoBarriers(page);
      await keepScreens(page, language, 'field-mode');
      await expect(nickname).toHaveValue('Typed in the field');
      expect(sent).toEqual([]);

      const leave = page.getByRole('button', { name: text(language, 'line.leave_field') }).first();
      await leave.click();
      await expect(chip(page, language, 'online')).toBeVisible();
      await page
        .getByRole('button', { name: text(language, 'record.save.action'), exact: true })
        .click();
      await expect(nickname).toHaveCount(0);
      await expect(page.getByText('Typed in the field')).toBeVisible();
    });
  });
}
