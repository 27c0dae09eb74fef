import { expectNoBarriers } from '../support/axe';
import { newSurname, openEdit, openForm, registerCase, save } from '../support/case';
import { expect, people, test } from '../support/test';
import { formName, label } from '../support/texts';

test('a photo is added to a case, shown again, and kept from others', async ({
  page,
  signIn,
  browser,
  house,
}) => {
  await signIn(people.worker);
  const child = { firstName: 'Hana', surname: newSurname('bdfgklmnst'), age: 5 };
  const address = await registerCase(page, 'en', child);
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } });

  await openEdit(page, 'en');
  await openForm(page, 'en', formName('en', 'photos_and_audio'));
  const photos = page.getByRole('group', { name: label('en', 'photos_and_audio', 'photos') });
  await photos
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'portrait.png', mimeType: 'image/png', buffer: picture });
  await expect(photos.getByRole('img')).toHaveCount(1);
  await expectNoBarriers(page);
  await save(page, 'en');
  await expect(page).toHaveURL(`${address}?form=photos_and_audio`);

  await page.reload();
  const shown = photos.getByRole('img');
  await expect(shown).toHaveCount(1);
  await expect
    .poll(() => shown.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBeGreaterThan(0);
  await expectNoBarriers(page);

  const source = await shown.getAttribute('src');
  // Case workers may see photos of others' cases when they search, to recognise a child; the
  // recipient of referrals may not.
  const context = await browser.newContext({ locale: 'es', baseURL: house.url });
  const other = await context.newPage();
  await signIn(people.recipient, other);
  const refused = await other.request.get(new URL(source ?? '', house.url).href);
  expect([403, 404]).toContain(refused.status());
  await context.close();
});
