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

test('a document is read page by page in the app, on a phone too', async ({ page, signIn }) => {
  await signIn(people.worker);
  const child = { firstName: 'Sami', surname: newSurname('bdfgklmnst'), age: 7 };
  await registerCase(page, 'en', child);
  const writer = await page.context().newPage();
  const sheet = '<p style="break-after: page">School report</p>';
  await writer.setContent(`${sheet}<p>Of the second year</p>`);
  const buffer = await writer.pdf({ format: 'A4' });
  await writer.close();

  await openEdit(page, 'en');
  await openForm(page, 'en', formName('en', 'other_documents'));
  const papers = page.getByRole('group', {
    name: label('en', 'other_documents', 'other_documents'),
  });
  await papers
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer });
  await expect(papers.getByText('report.pdf')).toBeVisible();
  await expect(papers.getByRole('button', { name: 'Read: report.pdf' })).toHaveCount(0);
  await save(page, 'en');

  await page.setViewportSize({ width: 360, height: 700 });
  await papers.getByRole('button', { name: 'Read: report.pdf' }).click();
  const dialog = page.getByRole('dialog', { name: 'report.pdf' });
  const width = () =>
    dialog
      .getByRole('img', { name: /^Page \d of 2$/ })
      .evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth);
  await expect(dialog.getByRole('status')).toHaveText('Page 1 of 2');
  await expect.poll(width).toBeGreaterThan(1000);
  await expectNoBarriers(page);
  await page.screenshot({ path: 'output/screens/document-phone.png' });
  await dialog.getByRole('button', { name: 'Next page' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Page 2 of 2');
  await expect.poll(width).toBeGreaterThan(1000);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
