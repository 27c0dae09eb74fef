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
  await expect(page.getByRole('button', { name: text('en', 'sign_in.action') })).toBeVisible();
});
