import { expect, type Locator, type Page } from '@playwright/test';

import { option } from './texts';

const escape = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const startsWith = (words: string) => new RegExp(`^${escape(words)}`);

/** Where fields are: a page or a dialog over it. */
export type Scope = Page | Locator;

/** Ticks a box by its question: the tick itself says only yes. */
export async function tick(scope: Scope, question: string): Promise<void> {
  const box = scope.getByRole('group', { name: startsWith(question) }).getByRole('checkbox');
  const either = box.or(scope.getByRole('checkbox', { name: startsWith(question) }));
  // Forms above it may still grow while they come into view: then the click has missed.
  await expect(() => either.check({ force: true, timeout: 2000 })).toPass({ timeout: 15_000 });
}

/** Chooses an option of a short list that opens. */
export async function choose(page: Page, scope: Scope, label: string, text: string): Promise<void> {
  // The name of a closed list is its value and then its label.
  const button = scope.getByRole('button', { name: new RegExp(escape(label)) }).first();
  const box = scope.getByRole('combobox', { name: startsWith(label) }).first();
  const radio = scope
    .getByRole('radiogroup', { name: startsWith(label) })
    .getByRole('radio', { name: text, exact: true });
  await expect(button.or(box).or(radio).first()).toBeVisible();
  if (await radio.isVisible()) {
    await radio.check({ force: true });
    return;
  }
  const options = page.getByRole('option', { name: startsWith(text) });
  if (await box.isVisible()) {
    await chooseTyped(box, text, options);
    return;
  }
  await button.click();
  await takeOption(options.first());
}

/**
 * Takes the only answer of an open list, which closes. A list that still moves may miss the press:
 * then it is pressed once more, as a person does.
 */
export async function takeOption(answer: Locator): Promise<void> {
  await expect(answer).toBeVisible();
  await expect(async () => {
    if (await answer.isVisible()) await answer.click({ timeout: 2000 });
    await expect(answer).toBeHidden({ timeout: 2000 });
  }).toPass({ timeout: 15_000 });
}

/**
 * Types into a box with a list, and takes the first of the options that are meant. A page that
 * still moves closes the list: then it is typed once more, as a person does.
 */
export async function chooseTyped(box: Locator, words: string, options: Locator): Promise<void> {
  await expect(async () => {
    await box.fill('');
    await box.fill(words);
    await options.first().click({ timeout: 2000 });
  }).toPass({ timeout: 15_000 });
}

/** As choose(), by the id of the option in a lookup of the default deployment. */
export async function chooseOf(
  page: Page,
  scope: Scope,
  label: string,
  [lookup, id]: readonly [string, string],
): Promise<void> {
  await choose(page, scope, label, option('en', lookup, id));
}

/** Types a day, `YYYY-MM-DD`, into the parts of a date, whatever their order. */
export async function typeDay(scope: Scope, label: string, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  const group = scope.getByRole('group', { name: startsWith(label) }).first();
  for (const [type, digits] of [
    ['day', date],
    ['month', month],
    ['year', year],
  ] as const) {
    await group.locator(`[data-type="${type}"]`).first().click();
    await group.page().keyboard.type(digits);
  }
}
