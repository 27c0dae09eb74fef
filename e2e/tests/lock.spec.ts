/** Nobody at the screen: the app locks itself and keeps what was typed. */
import { expectNoBarriers } from '../support/axe';
import { field, newSurname, openEdit, registerCase } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

for (const person of [people.worker, people.arabicWorker]) {
  const { language } = person;
  test.describe(`in ${language}`, () => {
    test.use({ locale: language });

    test('the app locks itself, shows nothing and loses nothing', async ({
      page,
      signIn,
      house,
    }) => {
      await page.clock.install();
      await signIn(person);
      const child = { firstName: 'Hana', surname: newSurname('bdfgklmnst'), age: 5 };
      await registerCase(page, language, child);
      await openEdit(page, language);
      const nickname = field(page, language, 'name_nickname');
      await nickname.fill('Typed and not saved');

      await page.clock.fastForward('04:35');
      const question = page.getByRole('alertdialog', { name: text(language, 'idle.title') });
      await expect(question).toBeVisible();
      await expectNoBarriers(page);
      await keepScreens(page, language, 'idle-question');
      await page.keyboard.press('Shift');
      await expect(question).toHaveCount(0);

      await page.clock.fastForward('05:05');
      await expect(page.getByRole('heading', { name: text(language, 'lock.title') })).toBeVisible();
      expect(await page.title()).toBe(text(language, 'lock.page_title'));
      const seen = await page.locator('body').innerText();
      expect(seen).not.toContain(child.surname);
      await expect(nickname).toBeHidden();
      await expectNoBarriers(page);
      await keepScreens(page, language, 'lock');
      expect((await page.request.get(`${house.url}/api/v2/cases`)).status()).toBe(401);

      const password = page.getByLabel(text(language, 'sign_in.password'), { exact: true });
      await expect(password).toBeFocused();
      await password.fill('not the password');
      await page.getByRole('button', { name: text(language, 'lock.unlock') }).click();
      await expect(page.getByText(text(language, 'session_ended.refused'))).toBeVisible();
      await password.fill(house.password);
      await page.keyboard.press('Enter');
      await expect(nickname).toBeVisible();
      await expect(nickname).toHaveValue('Typed and not saved');
    });
  });
}

test('a locked page that is loaded anew asks who is there', async ({ page, signIn }) => {
  await page.clock.install();
  await signIn(people.worker);
  await page.clock.fastForward('05:05');
  await expect(page.getByRole('heading', { name: text('en', 'lock.title') })).toBeVisible();
  await page.reload();
  const action = page.getByRole('button', { name: text('en', 'sign_in.action'), exact: true });
  await expect(action).toBeVisible();
});

test('without a line the password and the PIN open what was typed', async ({
  page,
  house,
  signIn,
}) => {
  const say = (id: string) => text('en', id);
  await signIn(people.worker);
  const child = { firstName: 'Hana', surname: newSurname('bdfgklmnst'), age: 5 };
  await registerCase(page, 'en', child);
  await page.locator('a[href*="/account/"]').first().click();
  await page.getByRole('button', { name: say('account.pin.set') }).click();
  const dialog = page.getByRole('dialog', { name: say('account.pin.set') });
  await dialog.getByLabel(say('password.current')).fill(house.password);
  await dialog.getByLabel(say('account.pin.new')).fill('402957');
  await dialog.getByLabel(say('account.pin.repeat')).fill('402957');
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'lock-pin-set');
  await dialog.getByRole('button', { name: say('account.pin.keep') }).click();
  await expect(page.getByText(say('account.pin.done'))).toBeVisible();
  await page.goBack();

  await openEdit(page, 'en');
  const nickname = field(page, 'en', 'name_nickname');
  await nickname.fill('Typed without a line');
  await page.clock.install();
  await page.route(/\/(api|health)\//, (route) => route.abort());

  await page.clock.fastForward('05:05');
  await expect(page.getByRole('heading', { name: say('lock.title') })).toBeVisible();
  await expect(page.getByText(say('lock.unsaved').replace('{count}', '1'))).toBeVisible();
  await expect(nickname).toHaveCount(0);
  await expect(page.locator('.shell')).toHaveCount(0);
  expect(await page.content()).not.toContain(child.surname);
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'lock-pin');
  const pin = page.getByLabel(say('lock.pin'), { exact: true });
  await expect(pin).toBeFocused();
  await pin.fill('402958');
  await page.keyboard.press('Enter');
  await expect(page.getByText(say('lock.pin_refused'))).toBeVisible();
  await pin.fill('402957');
  await page.keyboard.press('Enter');
  await expect(nickname).toHaveValue('Typed without a line');

  await page.clock.fastForward('05:05');
  await page.getByRole('button', { name: say('lock.use_password') }).click();
  await page.getByLabel(say('sign_in.password'), { exact: true }).fill(house.password);
  await page.getByRole('button', { name: say('lock.unlock') }).click();
  await expect(nickname).toHaveValue('Typed without a line');
});
