import { expect, type Browser, type Locator, type Page } from '@playwright/test';

import { expectNoBarriers } from './axe';
import { openEdit, openForm, save } from './case';
import type { House } from './house';
import { submitSignIn } from './test';
import { formName, text, type Language } from './texts';

/** Somebody at their own screen. */
export interface Seat {
  page: Page;
  language: Language;
}

export async function begin({ page, language }: Seat, name: string): Promise<Locator> {
  await page.getByRole('button', { name: text(language, 'record.actions.menu') }).click();
  await page.getByRole('menuitem', { name: text(language, name), exact: true }).click();
  return page.getByRole('dialog', { name: text(language, name) });
}

export async function confirm(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** What leaves the team is held back for half a minute, unless somebody says so. */
export async function sendNow({ page, language }: Seat): Promise<void> {
  await page.getByRole('button', { name: text(language, 'sharing.hold.now') }).click();
  await expect(page.getByText(text(language, 'record.action.done'))).toBeVisible();
}

/** Changes a form of the case and saves it. */
export async function change(seat: Seat, form: string, fill: () => Promise<void>): Promise<void> {
  const { page, language } = seat;
  await openForm(page, language, formName(language, form));
  await openEdit(page, language);
  await fill();
  await save(page, language);
  await expect(
    page.getByRole('link', { name: text(language, 'record.edit.action') }),
  ).toBeVisible();
}

export async function requestApproval(seat: Seat, approval: string): Promise<void> {
  const dialog = await begin(seat, 'record.work.request');
  await dialog.getByRole('radio', { name: approval, exact: true }).check({ force: true });
  await confirm(dialog, text(seat.language, 'record.work.request_send'));
}

export interface Answer {
  approval: string;
  answer: 'approved' | 'rejected';
  comment?: string;
}

export async function answerApproval(
  seat: Seat,
  { approval, answer, comment }: Answer,
): Promise<void> {
  const { language } = seat;
  const dialog = await begin(seat, 'record.work.answer');
  await dialog.getByRole('radio', { name: approval, exact: true }).check({ force: true });
  const name = text(language, `record.work.${answer}`);
  await dialog.getByRole('radio', { name, exact: true }).check({ force: true });
  if (comment !== undefined) {
    await dialog
      .getByRole('textbox', { name: text(language, 'record.work.comment') })
      .fill(comment);
  }
  await expectNoBarriers(seat.page);
  await confirm(dialog, text(language, 'record.work.answer_send'));
}

export async function answerHandOver(seat: Seat, address: string, answer: string, note?: string) {
  const { page, language } = seat;
  await page.goto(`${address}?form=transfers_assignments`);
  const name = text(language, `record.hand_over.${answer}`);
  await page.getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name });
  if (note !== undefined) await dialog.getByRole('textbox').fill(note);
  await confirm(dialog, name);
}

/** Somebody new at their own screen: whoever was given a password chooses another one first. */
export async function newcomer(browser: Browser, house: House, name: string): Promise<Seat> {
  const context = await browser.newContext({ locale: 'en', baseURL: house.url });
  const page = await context.newPage();
  await page.goto('/');
  await submitSignIn(page, { name, language: 'en' }, house.password);
  const own = `${house.password}-own`;
  await page.getByLabel(text('en', 'password.new'), { exact: true }).fill(own);
  await page.getByLabel(text('en', 'password.repeat'), { exact: true }).fill(own);
  await page.getByRole('button', { name: text('en', 'password.action') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'home.title'));
  return { page, language: 'en' };
}
