import type { Locator, Page } from '@playwright/test';

import { expectNoBarriers } from '../support/axe';
import { newSurname, openEdit, openForm, registerCase, save } from '../support/case';
import { expect, people, test } from '../support/test';
import { formName, label, text } from '../support/texts';

const form = 'photos_and_audio';
const group = (page: Page, name: string) =>
  page.getByRole('group', { name: label('en', form, name), exact: true });
const button = (page: Page | Locator, id: string) =>
  page.getByRole('button', { name: text('en', id), exact: true });

/** Drags over the middle of the photo. */
async function blurTheMiddle(page: Page, picture: Locator): Promise<void> {
  const box = await picture.boundingBox();
  if (box === null) throw new Error('the photo is not in sight');
  const at = (part: number) => [box.x + box.width * part, box.y + box.height * part] as const;
  await page.mouse.move(...at(0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.5));
  await page.mouse.move(...at(0.7));
  await page.mouse.up();
}

/** The sharpest step between neighbours in the middle of a picture, 0 to 255. */
async function sharpestStep(picture: Locator): Promise<number> {
  return picture.evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) throw new Error('no picture');
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const width = Math.floor(canvas.width * 0.3);
    const height = Math.floor(canvas.height * 0.3);
    const left = Math.floor(canvas.width * 0.35);
    const { data } = context.getImageData(left, Math.floor(canvas.height * 0.35), width, height);
    let most = 0;
    for (let at = 4; at < data.length; at += 4) {
      const step = Math.abs((data[at] ?? 0) - (data[at - 4] ?? 0));
      if ((at / 4) % width !== 0) most = Math.max(most, step);
    }
    return most;
  });
}

/** The same without dragging: a second area, moved by keys and taken away again. */
async function blurByKeys(page: Page): Promise<void> {
  await button(page, 'capture.area.add').click();
  const second = page.getByRole('button', { name: 'Blurred area 2', exact: true });
  const before = await second.boundingBox();
  await second.press('ArrowRight');
  await expect.poll(async () => (await second.boundingBox())?.x).toBeGreaterThan(before?.x ?? 0);
  await second.press('Delete');
  await expect(second).toHaveCount(0);
}

test('a photo is taken and blurred, sound is recorded, and both stand on the record', async ({
  page,
  signIn,
}) => {
  await signIn(people.worker);
  const child = { firstName: 'Lina', surname: newSurname('bdfgklmnst'), age: 6 };
  const address = await registerCase(page, 'en', child);
  await openEdit(page, 'en');
  await openForm(page, 'en', formName('en', form));

  const photos = group(page, 'photos');
  await button(photos, 'form.file.camera').click();
  const seen = page.getByLabel(text('en', 'capture.seen'));
  await expect
    .poll(() => seen.evaluate((video) => video instanceof HTMLVideoElement && video.readyState))
    .toBe(4);
  await expectNoBarriers(page);
  await button(page, 'capture.shutter').click();
  const picture = page.getByRole('img', { name: text('en', 'capture.picture') });
  await expect(picture).toBeVisible();
  await blurTheMiddle(page, picture);
  const area = page.getByRole('button', { name: 'Blurred area 1', exact: true });
  await expect(area).toBeVisible();
  await expectNoBarriers(page);

  await blurByKeys(page);
  await button(page, 'capture.use').click();
  await expect(photos.getByRole('img')).toHaveCount(1);

  const sounds = group(page, 'recorded_audio');
  await button(sounds, 'form.file.record').click();
  await button(page, 'capture.sound.start').click();
  await expect(page.getByRole('meter')).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText('0:02');
  await expectNoBarriers(page);
  await button(page, 'capture.sound.stop').click();
  await button(page, 'capture.sound.use').click();
  await expect(sounds.locator('audio')).toHaveCount(1);
  await save(page, 'en');
  await expect(page).toHaveURL(`${address}?form=${form}`);

  await page.reload();
  const photo = photos.getByRole('img');
  await expect(photo).toHaveCount(1);
  const source = ((await photo.getAttribute('src')) ?? '').replace('?size=thumb', '');
  const bytes = await (await page.request.get(source)).body();
  expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
  expect(bytes.includes('Exif')).toBe(false);
  await photo.evaluate((image, address) => image.setAttribute('src', address), source);
  expect(await sharpestStep(photo)).toBeLessThan(30);

  const sound = sounds.locator('audio');
  await expect(sound).toHaveCount(1);
  await sound.evaluate(async (audio) => {
    if (!(audio instanceof HTMLAudioElement)) throw new Error('no sound');
    audio.load();
    await audio.play();
  });
  await expect
    .poll(() => sound.evaluate((audio) => audio instanceof HTMLAudioElement && audio.currentTime))
    .toBeGreaterThan(0.2);
  const served = await page.request.get((await sound.getAttribute('src')) ?? '');
  expect(served.headers()['content-type']).toBe('audio/webm');
});
