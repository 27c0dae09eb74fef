import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname, openForm, registerCase } from '../support/case';
import { chooseTyped } from '../support/forms';
import { sendNow } from '../support/seats';
import { expect, people, test } from '../support/test';
import { text, type Language } from '../support/texts';
import type { Page } from '@playwright/test';

/** Opens the dialog of an action from the menu of the record. */
async function begin(page: Page, language: Language, name: string) {
  await page.getByRole('button', { name: text(language, 'record.actions.menu') }).click();
  // Flags are counted behind the name.
  const item = new RegExp(`^${text(language, name)}( \\(\\d+\\))?$`);
  await page.getByRole('menuitem', { name: item }).click();
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

test('a case is referred, and the recipient accepts it and is done', async ({
  page,
  signIn,
  browser,
  house,
  request,
}) => {
  const { worker, frenchWorker: recipient } = people;
  const made = await (
    await asPerson(request, house, worker.name)
  ).post('cases', {
    name_first: 'Salma',
    name_last: newSurname('bdfgklmnst'),
    age: 8,
    sex: 'female',
    module_id: 'primeromodule-cp',
    consent_for_services: true,
    disclosure_other_orgs: true,
  });
  const address = `/v2/cases/${String(made['id'])}`;
  await signIn(worker);
  await page.goto(address);
  const dialog = await begin(page, 'en', 'record.work.refer');
  await expectNoBarriers(page);
  const to = dialog.getByRole('combobox', { name: text('en', 'record.work.recipient') });
  await chooseTyped(to, recipient.name, page.getByRole('option', { name: recipient.name }));
  await dialog.getByRole('button', { name: text('en', 'record.work.refer') }).click();
  await sendNow({ page, language: 'en' });
  await expect(dialog).toHaveCount(0);
  await openForm(page, 'en', text('en', 'record.panel.hand_overs'));
  await expect(page.getByText(text('en', 'record.hand_over.in_progress'))).toBeVisible();
  await expectNoBarriers(page);

  const context = await browser.newContext({ locale: 'fr', baseURL: house.url });
  const other = await context.newPage();
  await signIn(recipient, other);
  await other.goto(`${address}?form=transfers_assignments`);
  for (const answer of ['accept', 'finish']) {
    const name = text('fr', `record.hand_over.${answer}`);
    await other.getByRole('button', { name, exact: true }).click();
    const asked = other.getByRole('dialog', { name });
    await expectNoBarriers(other);
    await asked.getByRole('button', { name, exact: true }).click();
    await expect(asked).toHaveCount(0);
  }
  // The referral is over: the case is out of the recipient's reach.
  await expect(other).toHaveURL(/\/v2\/cases(\?|$)/);
  await context.close();
});
