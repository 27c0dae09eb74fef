import { asPerson, dayFromNow } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, newHouse, people, test as base } from '../support/test';
import { text } from '../support/texts';
import type { House } from '../support/house';

// What is set here is seen by everybody of the house.
const test = base.extend<object, { house: House }>({ house: newHouse() });

const say = (key: string) => text('en', key);

test('an administrator arranges the page of a role, and names the app', async ({
  page,
  signIn,
  request,
  house,
  browser,
}) => {
  const surname = newSurname('abdehilmnorst');
  const worker = await asPerson(request, house, people.worker.name);
  await worker.post('cases', {
    module_id: 'primeromodule-cp',
    name_first: 'Imani',
    name_last: surname,
    age: 9,
    sex: 'female',
    consent_valid_until: dayFromNow(3),
  });
  await signIn(people.keeper);
  await page.getByRole('button', { name: say('arrange.title') }).click();
  await page.getByRole('button', { name: say('arrange.preset') }).click();
  const dialog = page.getByRole('dialog', { name: say('arrange.preset') });
  const steps = dialog.getByRole('checkbox', { name: say('section.workflow') });
  await expect(steps).toBeChecked();
  await steps.uncheck({ force: true });
  await keepScreens(page, 'en', 'home-preset');
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: say('preset.save') }).click();
  await expect(dialog).toHaveCount(0);
  const keeper = await asPerson(request, house, people.keeper.name);
  await keeper.patch('system_settings', { data: { discreet_name: 'Notebook' } });

  const context = await browser.newContext({ locale: 'en', baseURL: house.url });
  const other = await context.newPage();
  await signIn(people.worker, other);
  await expect(other).toHaveTitle(/Notebook/);
  const row = other.getByRole('link').filter({ hasText: surname }).first();
  await expect(row).toContainText(say('day.consent'));
  await expect(other.getByRole('heading', { name: say('section.action') })).toBeVisible();
  await expect(other.getByRole('heading', { name: say('section.workflow') })).toHaveCount(0);
  await other.goto('/v2/support');
  await expect(other.getByText('About Notebook')).toBeVisible();
  await expect(other.locator('body')).not.toContainText('Amparo');
  await context.close();
});
