/** A referral in two people's hands: thought over, sent, seen, and talked about. */
import type { Locator, Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname } from '../support/case';
import { chooseTyped } from '../support/forms';
import { begin, confirm, type Seat, sendNow } from '../support/seats';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { worker, frenchWorker: recipient } = people;

/** The words of a text up to what is filled in. */
const start = (seat: Seat, id: string) => text(seat.language, id).split(/[<{]/)[0] ?? '';

async function openThread(seat: Seat, address: string): Promise<Locator> {
  const { page } = seat;
  await page.goto(`${address}?form=transfers_assignments`);
  const name = start(seat, 'sharing.messages');
  await page.getByRole('button', { name }).click();
  const list = page.getByRole('list', { name });
  await expect(list).toBeAttached();
  return list;
}

async function say({ page, language }: Seat, words: string): Promise<void> {
  await page.getByRole('textbox', { name: text(language, 'sharing.messages.write') }).fill(words);
  const send = text(language, 'sharing.messages.send');
  await page.getByRole('button', { name: send, exact: true }).click();
  await expect(page.getByText(words)).toBeVisible();
}

async function fillReferral(page: Page, dialog: Locator): Promise<void> {
  const to = dialog.getByRole('combobox', { name: text('en', 'record.work.recipient') });
  await chooseTyped(to, recipient.name, page.getByRole('option', { name: recipient.name }));
  await dialog
    .getByRole('textbox', { name: text('en', 'record.work.notes') })
    .fill('She needs a doctor.');
}

test('a referral is taken back, sent, opened and talked about', async ({
  page,
  signIn,
  browser,
  house,
  request,
}) => {
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
  const a: Seat = { page, language: 'en' };
  await signIn(worker);
  await page.goto(address);
  const first = await begin(a, 'record.work.refer');
  await fillReferral(page, first);
  await expect(
    first.getByRole('heading', { name: text('en', 'sharing.consent.title') }),
  ).toBeVisible();
  await confirm(first, text('en', 'record.work.refer'));
  await expectNoBarriers(page);
  await page.getByRole('button', { name: text('en', 'sharing.hold.undo') }).click();
  await expect(page.getByText(text('en', 'sharing.hold.kept'))).toBeVisible();
  const again = await begin(a, 'record.work.refer');
  await expect(again.getByRole('textbox', { name: text('en', 'record.work.notes') })).toHaveValue(
    'She needs a doctor.',
  );
  await confirm(again, text('en', 'record.work.refer'));
  await sendNow(a);
  await page.goto(`${address}?form=transfers_assignments`);
  await expect(page.getByText(text('en', 'sharing.receipt.none'))).toHaveCount(1);

  const context = await browser.newContext({
    locale: 'fr',
    baseURL: house.url,
    viewport: { width: 360, height: 740 },
  });
  const b: Seat = { page: await context.newPage(), language: 'fr' };
  await signIn(recipient, b.page);
  await openThread(b, address);
  await say(b, 'Quand peut-elle venir ?');
  await expectNoBarriers(b.page);

  const thread = await openThread(a, address);
  await expect(thread).toContainText('Quand peut-elle venir ?');
  await expect(page.getByText(start(a, 'sharing.receipt.opened'))).toBeVisible();
  await say(a, 'On Monday at nine.');
  await expectNoBarriers(page);

  const answer = await openThread(b, address);
  await expect(answer).toContainText('On Monday at nine.');
  await expect(answer).toContainText(text('fr', 'sharing.messages.read'));
  await context.close();
});

test('a referral goes out when the page is left', async ({ page, signIn, house, request }) => {
  const caller = await asPerson(request, house, worker.name);
  const made = await caller.post('cases', {
    name_first: 'Salma',
    name_last: newSurname('bdfgklmnst'),
    age: 8,
    sex: 'female',
    module_id: 'primeromodule-cp',
    consent_for_services: true,
    disclosure_other_orgs: true,
  });
  const address = `/v2/cases/${String(made['id'])}`;
  const a: Seat = { page, language: 'en' };
  await signIn(worker);
  await page.goto(address);
  const dialog = await begin(a, 'record.work.refer');
  await fillReferral(page, dialog);
  await confirm(dialog, text('en', 'record.work.refer'));
  await expect(page.getByRole('button', { name: text('en', 'sharing.hold.now') })).toBeVisible();
  await page.reload();
  await page.goto(`${address}?form=transfers_assignments`);
  await expect(page.getByText('She needs a doctor.')).toBeVisible();
});
