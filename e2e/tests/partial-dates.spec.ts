/** Dates of which only a year, or a month and a year, are known. */
import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { field, newSurname, openForm, save } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { formName, label, text } from '../support/texts';

const identity = 'basic_identity';

for (const [person, typed] of [
  [people.worker, '2014'],
  [people.arabicWorker, '٢٠١٤'],
] as const) {
  const { language } = person;
  test.describe(() => {
    test.use({ locale: language });
    test(`a year of birth is kept as a year (${language})`, async ({
      page,
      signIn,
      request,
      house,
    }) => {
      const api = await asPerson(request, house, person.name);
      const made = await api.post('cases', {
        module_id: 'primeromodule-cp',
        name_first: 'Lina',
        name_last: newSurname('bdfgklmnst'),
        sex: 'female',
      });
      const id = String(made['id']);
      await signIn(person);
      await page.goto(`/v2/cases/${id}/edit`);
      await expect(field(page, language, 'name_nickname')).toBeVisible();

      const birth = page
        .locator('.field-slot')
        .filter({ hasText: label(language, identity, 'date_of_birth') });
      await birth.getByRole('button', { name: text(language, 'form.date.partial') }).click();
      const year = birth.getByRole('textbox', { name: text(language, 'form.date.year') });
      await expect(year).toBeFocused();
      await page.keyboard.type(typed);
      await expect(field(page, language, 'age')).not.toHaveValue('');
      await expectNoBarriers(page);
      await keepScreens(page, language, 'partial-date');
      await save(page, language);

      await expect(page).toHaveURL(new RegExp(`/cases/${id}(\\?|$)`));
      await openForm(page, language, formName(language, identity));
      const answer = page
        .locator('.answer')
        .filter({ hasText: label(language, identity, 'date_of_birth') });
      await expect(answer.locator('dd')).toHaveText(/^(2014|٢٠١٤)$/);
      const found = await api.list('cases?date_of_birth=2014-12-01..2014-12-31&per=100');
      const stored = found.find((record) => record['id'] === id);
      expect(stored?.['date_of_birth']).toBe('2014-01-01');
      expect(stored?.['date_of_birth_precision']).toBe('year');
    });
  });
}
