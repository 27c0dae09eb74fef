import { expect, type Locator, type Page } from '@playwright/test';

import { takeOption } from './forms';
import { formName, label, option, text, type Language } from './texts';

const identity = 'basic_identity';

/** A child that exists only in these tests. */
export interface Child {
  firstName: string;
  surname: string;
  age: number;
}

/** A surname that no other test uses. */
export function newSurname(letters: string): string {
  const chosen = Array.from(
    { length: 8 },
    () => letters[Math.floor(Math.random() * letters.length)],
  );
  return chosen.join('');
}

/** The form in sight. */
function basicForm(page: Page, language: Language): Locator {
  return page.getByRole('region', { name: formName(language, identity) });
}

const startsWith = (words: string) => new RegExp(`^${escape(words)}`);

/** The input of a field of the basic form. */
export function field(page: Page, language: Language, name: string): Locator {
  const shown = startsWith(label(language, identity, name));
  return basicForm(page, language).getByRole('textbox', { name: shown });
}

/** From "new case" over the search to the empty form. */
export async function beginCase(page: Page, language: Language, child: Child): Promise<void> {
  await page.goto('/v2/cases/new');
  const box = page.getByRole('searchbox', { name: text(language, 'intake.search_label') });
  await box.fill(`${child.firstName} ${child.surname}`);
  await box.press('Enter');
  // A name made up here may still sound like that of another child.
  const none = page.getByRole('button', { name: text(language, 'intake.continue'), exact: true });
  const noneOfThese = page.getByRole('button', { name: text(language, 'intake.none_of_these') });
  await none.or(noneOfThese).click();
  await expect(field(page, language, 'name_first')).toBeVisible();
}

/** Fills the answers without which a case cannot be saved. */
export async function fillIdentity(page: Page, language: Language, child: Child): Promise<void> {
  await field(page, language, 'name_first').fill(child.firstName);
  await field(page, language, 'name_last').fill(child.surname);
  await field(page, language, 'age').fill(String(child.age));
  const sex = label(language, identity, 'sex');
  const choice = basicForm(page, language).getByRole('button', {
    name: new RegExp(`${escape(sex)} ${escape(text(language, 'field.required'))}$`),
  });
  await choice.click();
  const female = option(language, 'lookup-gender', 'female');
  await takeOption(page.getByRole('option', { name: female, exact: true }));
}

/** Saves; where the record is made for a case, the button says that it leads back there. */
export async function save(page: Page, language: Language): Promise<void> {
  const names = ['record.save.action', 'record.save.return'].map((id) => text(language, id));
  const name = new RegExp(`^(${names.map(escape).join('|')})$`);
  await page.getByRole('button', { name }).click();
}

/** From the case to its form, ready to be changed. */
export async function openEdit(page: Page, language: Language): Promise<void> {
  await page.getByRole('link', { name: text(language, 'record.edit.action') }).click();
  const action = text(language, 'record.save.action');
  await expect(page.getByRole('button', { name: action, exact: true })).toBeVisible();
}

/** Registers the child and gives the address of the case. */
export async function registerCase(page: Page, language: Language, child: Child): Promise<string> {
  await beginCase(page, language, child);
  await fillIdentity(page, language, child);
  await save(page, language);
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
  return page.url();
}

/** Searches the list of cases by name. */
export async function searchCases(page: Page, language: Language, words: string): Promise<void> {
  await page.goto('/v2/cases');
  const box = page.getByRole('searchbox', { name: text(language, 'cases.search') });
  await box.fill(words);
  await box.press('Enter');
  await expect(page.getByText(text(language, 'cases.searched'))).toBeVisible();
}

/** Goes to a form or panel of the record; on a phone the forms are behind a button. */
export async function openForm(page: Page, language: Language, name: string): Promise<void> {
  const [before = '', after = ''] = text(language, 'record.nav.open').split('{current}');
  const drawer = page.getByRole('button', {
    name: new RegExp(`${escape(before)}.*${escape(after)}`),
  });
  const forms = page.getByRole('navigation', { name: text(language, 'record.nav.label') });
  await expect(drawer.or(forms).first()).toBeVisible();
  if (await drawer.isVisible()) await drawer.click();
  await expect(forms).toBeVisible();
  const entry = forms.getByRole('button', { name, exact: true });
  if (!(await entry.isVisible())) await openGroupOf(forms, name);
  await entry.click();
  await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
}

async function openGroupOf(forms: Locator, name: string): Promise<void> {
  const group = forms.locator('details').filter({ hasText: name });
  await group.locator('summary').click();
}

const escape = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
