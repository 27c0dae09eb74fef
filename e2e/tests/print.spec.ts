import { execFileSync } from 'node:child_process';

import type { Page } from '@playwright/test';

import { expectNoBarriers } from '../support/axe';
import { newSurname, registerCase } from '../support/case';
import { expect, people, test } from '../support/test';
import { formName, text, type Language } from '../support/texts';

const password = 'seven paper lanterns';

/** The words on the pages. */
function wordsOf(file: string): string {
  return execFileSync('pdftotext', ['-layout', '-upw', password, file, '-'], { encoding: 'utf8' });
}

async function openPrint(page: Page, language: Language) {
  await page.getByRole('button', { name: text(language, 'record.actions.menu') }).click();
  await page.getByRole('menuitem', { name: text(language, 'record.action.print') }).click();
}

for (const [person, language] of [
  [people.worker, 'en'],
  [people.arabicWorker, 'ar'],
] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: language });

    test('a case is printed with a password', async ({ page, signIn }) => {
      await signIn(person);
      const child = { firstName: 'Hana', surname: newSurname('bdfgklmnst'), age: 5 };
      await registerCase(page, language, child);
      await openPrint(page, language);
      const dialog = page.getByRole('dialog', { name: text(language, 'print.title') });
      for (const form of ['basic_identity', 'consent']) {
        await dialog.getByText(formName(language, form), { exact: true }).click();
      }
      await dialog.getByText(text(language, 'print.signer.client'), { exact: true }).click();
      await dialog
        .getByRole('textbox', { name: new RegExp(text(language, 'print.password')) })
        .fill(password);
      await expectNoBarriers(page);

      const downloading = page.waitForEvent('download');
      await dialog.getByRole('button', { name: text(language, 'print.make') }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/^case-[0-9a-z]+\.pdf$/);
      const words = wordsOf(await download.path());
      expect(words).toContain(child.surname);
      expect(words).toContain(formName(language, 'consent'));
      await expect(dialog).toHaveCount(0);
    });
  });
}

test('a case is not printed before a form and a password are given', async ({ page, signIn }) => {
  await signIn(people.worker);
  await registerCase(page, 'en', { firstName: 'Omar', surname: newSurname('bdfgkl'), age: 7 });
  await openPrint(page, 'en');
  await page.getByRole('button', { name: text('en', 'print.make') }).click();
  await expect(page.getByText(text('en', 'print.forms_missing'))).toBeVisible();
  await expect(page.getByText(text('en', 'print.password_missing'))).toBeVisible();
});

for (const person of [people.worker, people.arabicWorker]) {
  const { language } = person;
  test.describe(`by the browser in ${language}`, () => {
    test.use({ locale: language });

    test('paper says whose it is and bears nothing to press', async ({ page, signIn }) => {
      await signIn(person);
      await page.goto('/v2/cases');
      await expect(page.getByRole('rowheader').first()).toBeVisible();
      const note = page.locator('.print-note');
      await expect(note).toBeHidden();
      await page.emulateMedia({ media: 'print' });
      await expect(note).toBeVisible();
      await expect(note).toContainText(person.name);
      await expect(page.getByRole('rowheader').first()).toBeVisible();
      for (const gone of ['.search-bar', '.list-tools', '.skip-link', 'nav.rail']) {
        await expect(page.locator(`${gone}:visible`)).toHaveCount(0);
      }
      await expect(page.locator('.content .button:visible')).toHaveCount(0);
      const table = await page.locator('table').boundingBox();
      const paper = await page.locator('main').boundingBox();
      expect(table?.width).toBeLessThanOrEqual((paper?.width ?? 0) + 1);
    });
  });
}
