import { expectNoBarriers } from '../support/axe';
import { newSurname, openEdit, openForm, registerCase } from '../support/case';
import { expect, people, test } from '../support/test';
import { formName, label } from '../support/texts';

/** No form that comes with the app asks for a place: one of its lines of text is named so. */
const line = 'name_nickname';

test('a place on the map is taken from the device, and nothing is sent before it is saved', async ({
  page,
  context,
  signIn,
}) => {
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: -1.28333, longitude: 36.81667, accuracy: 8 });
  await page.route('**/api/v2/forms*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(`"${line}"`, '"home_coordinates"');
    await route.fulfill({ response: answer, body });
  });
  await signIn(people.worker);
  const child = { firstName: 'Omar', surname: newSurname('bdfgklmnst'), age: 8 };
  await registerCase(page, 'en', child);
  await openEdit(page, 'en');
  await openForm(page, 'en', formName('en', 'basic_identity'));
  const name = label('en', 'basic_identity', line);
  const box = page.getByRole('textbox', { name });
  const sent: string[] = [];
  const hosts: string[] = [];
  page.on('request', (request) => {
    sent.push(request.postData() ?? '');
    const { host } = new URL(request.url());
    if (host !== '') hosts.push(host);
  });
  await page.getByRole('button', { name: `Use my position: ${name}` }).click();
  await expect(box).toHaveValue('-1.28333, 36.81667');
  await expect(page.getByText('Accurate to 8 m.')).toBeVisible();
  expect(sent.join(' ')).not.toContain('36.81');
  await box.fill(`4°42'30"N 74°4'18"O`);
  await box.blur();
  await expect(box).toHaveValue('4.70833, -74.07167');

  await page.getByRole('button', { name: `Choose on a map: ${name}` }).click();
  const dialog = page.getByRole('dialog', { name });
  const map = dialog.getByRole('application');
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  await expect(dialog.getByRole('status')).toHaveText(/^4\.7\d*° north, 7[12]\.\d+° west$/);
  await expectNoBarriers(page);
  await page.screenshot({ path: 'output/screens/en-map.png' });
  await dialog.getByRole('button', { name: 'Use this place' }).click();
  await expect(box).toHaveValue(/^4\.708\d+, -7[12]\./);
  const strangers = hosts.filter((host) => host !== new URL(page.url()).host);
  expect(strangers).toEqual([]);

  await box.fill('near the well');
  await box.blur();
  await expect(page.getByText('This is no place on the map.')).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: `Use my position: ${name}` }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'output/screens/en-360-place.png' });
  await expectNoBarriers(page);
});
