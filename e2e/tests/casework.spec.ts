import { expectNoBarriers } from '../support/axe';
import { newSurname, registerCase } from '../support/case';
import { expect, people, test } from '../support/test';
import { text, type Language } from '../support/texts';
import type { Page } from '@playwright/test';

/** Opens the dialog of an action from the menu of the record. */
async function begin(page: Page, language: Language, name: string) {
  await page.getByRole('button', { name: text(language, 'record.actions.menu') }).click();
  await page.getByRole('menuitem', { name: text(language, name), exact: true }).click();
  return page.getByRole('dialog', { name: text(language, name) });
}

const done = (page: Page, language: Language) =>
  expect(page.getByText(text(language, 'record.action.done'))).toBeVisible();

test('a worker flags a case, notes something and asks for approval', async ({ page, signIn }) => {
  const { worker } = people;
  await signIn(worker);
  const child = { firstName: 'Salma', surname: newSurname('bdfgklmnst'), age: 8 };
  const address = await registerCase(page, 'en', child);

  const flag = await begin(page, 'en', 'record.work.flags');
  await expectNoBarriers(page);
  await flag.getByRole('textbox', { name: text('en', 'record.work.reason') }).fill('Visit');
  await flag.getByRole('button', { name: text('en', 'record.work.flag_send') }).click();
  await done(page, 'en');
  await expect(flag).toHaveCount(0);

  const note = await begin(page, 'en', 'record.work.note');
  await expectNoBarriers(page);
  await note.getByRole('textbox').first().fill('Called the aunt');
  await note.getByRole('button', { name: text('en', 'record.work.note_send') }).click();
  await expect(note).toHaveCount(0);

  const request = await begin(page, 'en', 'record.work.request');
  await expectNoBarriers(page);
  await request.getByRole('button', { name: text('en', 'record.work.request_send') }).click();
  await expect(request).toHaveCount(0);

  // What was done is there after a reload: the flag can be resolved, the approval waits.
  await page.goto(address);
  const again = await begin(page, 'en', 'record.work.flags');
  await again.getByRole('radio', { name: /Visit$/ }).check({ force: true });
  await again.getByRole('textbox', { name: text('en', 'record.work.reason') }).fill('Visited');
  await again.getByRole('button', { name: text('en', 'record.work.flag_resolve') }).click();
  await expect(again).toHaveCount(0);
  const second = await begin(page, 'en', 'record.work.request');
  await expect(second.getByRole('radio')).toHaveCount(2);
});
