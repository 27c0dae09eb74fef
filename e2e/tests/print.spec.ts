import { execFileSync } from 'node:child_process';

import type { Page } from '@playwright/test';

import { expectNoBarriers } from '../support/axe';
import { newSurname, registerCase } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { formName, label, text, type Language } from '../support/texts';

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

    test('a consent is printed to be signed', async ({ page, signIn }) => {
      await signIn(person);
      const child = { firstName: 'Hana', surname: newSurname('bdfgklmnst'), age: 5 };
      await registerCase(page, language, child);
      await openPrint(page, language);
      const dialog = page.getByRole('dialog', { name: text(language, 'print.title') });
      await dialog
        .getByRole('button', { name: new RegExp(text(language, 'print.template')) })
        .click();
      await page.getByRole('option', { name: text(language, 'print.template_consent') }).click();
      await dialog
        .getByRole('textbox', { name: new RegExp(text(language, 'print.password')) })
        .fill(password);
      await expectNoBarriers(page);
      await keepScreens(page, language, 'print-template');
      const downloading = page.waitForEvent('download');
      await dialog.getByRole('button', { name: text(language, 'print.make') }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/^consent-[0-9a-z]+\.pdf$/);
      const words = wordsOf(await download.path());
      expect(words).toContain(child.surname);
      expect(words).toContain(formName(language, 'consent'));
      expect(words).toContain(text(language, 'print.signer.child'));
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

test('without a connection the browser prints what is loaded', async ({ page, signIn }) => {
  await signIn(people.worker);
  const child = { firstName: 'Omar', surname: newSurname('bdfgkl'), age: 7 };
  await registerCase(page, 'en', child);
  await expect(page.getByRole('button', { name: text('en', 'record.actions.menu') })).toBeVisible();
  await openPrint(page, 'en');
  await page.getByRole('button', { name: text('en', 'print.paper.title') }).click();
  const dialog = page.getByRole('dialog', { name: text('en', 'print.paper.title') });
  await dialog.getByText(formName('en', 'basic_identity'), { exact: true }).click();
  await dialog.getByText(text('en', 'print.signer.client'), { exact: true }).click();
  await expectNoBarriers(page);
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-asked', '');
  });
  await page.context().setOffline(true);
  await dialog.getByRole('button', { name: text('en', 'print.paper.print') }).click();
  await expect(page.locator('html[data-asked]')).toHaveCount(1);
  const file = test.info().outputPath('paper.pdf');
  await page.pdf({ path: file, format: 'A4' });
  await page.context().setOffline(false);
  const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  expect(words).toContain(child.surname);
  expect(words).toContain(formName('en', 'basic_identity'));
  expect(words).toContain(text('en', 'print.paper.sign'));
  // Nothing of the page behind it.
  expect(words).not.toContain(text('en', 'record.panel.changes'));
});

for (const person of [people.worker, people.arabicWorker]) {
  const { language } = person;
  test.describe(`from a list in ${language}`, () => {
    test.use({ locale: language });

    /** Makes the document of the dialog in sight. */
    async function made(page: Page) {
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: text(language, 'print.make') }).click();
      const download = await downloading;
      await expect(page.getByRole('dialog')).toHaveCount(0);
      return { name: download.suggestedFilename(), words: wordsOf(await download.path()) };
    }

    async function typePassword(page: Page) {
      await page
        .getByRole('textbox', { name: new RegExp(text(language, 'print.password')) })
        .fill(password);
    }

    test('the list, chosen records and blank forms are printed', async ({ page, signIn }) => {
      test.slow();
      await signIn(person);
      await page.goto('/v2/cases');
      const numbers = page.getByRole('rowheader');
      await expect(numbers.first()).toBeVisible();
      const [first = '', second = ''] = await numbers.allTextContents();

      const print = page.getByRole('button', { name: text(language, 'list.print'), exact: true });
      await print.click();
      await expectNoBarriers(page);
      await typePassword(page);
      const list = await made(page);
      expect(list.name).toBe('case-list.pdf');
      expect(list.words).toContain(first);
      expect(list.words).toContain(second);

      await print.click();
      await page.getByText(text(language, 'print.what_blank'), { exact: true }).click();
      await page.getByText(formName(language, 'basic_identity'), { exact: true }).click();
      await expectNoBarriers(page);
      const blank = await made(page);
      expect(blank.name).toBe('forms.pdf');
      expect(blank.words).toContain(label(language, 'basic_identity', 'sex'));

      for (const number of [first, second]) {
        await page.getByRole('row').filter({ hasText: number }).locator('.choice').click();
      }
      await page.locator('.selection-bar').getByText(text(language, 'list.print')).click();
      await page.getByText(formName(language, 'basic_identity'), { exact: true }).click();
      await typePassword(page);
      await expectNoBarriers(page);
      const records = await made(page);
      expect(records.name).toBe('cases.pdf');
      for (const number of [first, second]) expect(records.words).toContain(number);
    });
  });

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
