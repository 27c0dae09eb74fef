import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';
import type { Page } from '@playwright/test';

const module_id = 'primeromodule-cp';
const say = (key: string) => text('en', key);

const openDrawer = async (page: Page, key: string) => {
  await page.getByRole('button', { name: say(key), exact: true }).click();
  return page.getByRole('dialog', { name: say(key) });
};

test('a case finds its family by name and its registry record by place', async ({
  page,
  signIn,
  request,
  house,
}) => {
  const name = newSurname('abdehilmnorst');
  const keeper = await asPerson(request, house, people.keeper.name);
  const [place] = await keeper.list('locations?per=5');
  const code = String(place?.['code']);
  const family = await keeper.post('families', {
    module_id,
    family_name: name,
    family_number: `F-${name}`,
    family_members: [{ relation_name: `Old ${name}`, family_relationship: 'mother' }],
  });
  const foster = await keeper.post('registry_records', {
    module_id,
    name: `House ${name}`,
    location_current: code,
  });
  const child = await keeper.post('cases', {
    module_id,
    name_first: 'Imani',
    name_last: name,
    age: 9,
    sex: 'female',
  });
  await signIn(people.keeper);
  await page.goto(`/v2/cases/${String(child['id'])}?form=family_from_case`);
  const drawer = await openDrawer(page, 'panel.family.link');
  await drawer.getByRole('textbox', { name: say('panel.registry.name') }).fill(name);
  await page.keyboard.press('Enter');
  await drawer.getByRole('button', { name: `Details: ${name}` }).click();
  await expect(drawer.getByText(`Old ${name}`)).toBeVisible();
  await keepScreens(page, 'en', 'linked-family-details');
  await expectNoBarriers(page);
  await drawer.getByRole('button', { name: say('panel.find.select'), exact: true }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByText(`F-${name}`)).toBeVisible();
  await expect(page.getByRole('heading', { name: `Old ${name}` })).toBeVisible();

  await page.goto(`/v2/cases/${String(child['id'])}?form=case_relationships`);
  const places = await openDrawer(page, 'panel.registry.link');
  await places.getByRole('radio', { name: say('panel.find.place') }).check({ force: true });
  const box = places.getByRole('combobox', { name: say('panel.find.place') });
  await box.click();
  await page.getByRole('option').first().click();
  await expectNoBarriers(page);
  await places.getByRole('button', { name: say('panel.find.search'), exact: true }).click();
  await places.getByRole('button', { name: `Details: House ${name}` }).click();
  await places.getByRole('button', { name: say('panel.find.select'), exact: true }).click();
  await expect(places).toBeHidden();
  await expect(page.getByText(`House ${name}`)).toBeVisible();

  const read = await keeper.list(`cases/${String(child['id'])}`);
  expect(read).toMatchObject({ family_id: family['id'], registry_record_id: foster['id'] });
});
