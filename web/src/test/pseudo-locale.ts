import { i18n, type Messages } from '@lingui/core';
import { act } from '@testing-library/react';
import { vi } from 'vitest';

const [open, close] = ['⟦', '⟧'];

/** Every text of the catalogues in brackets: what stands outside of them was never translated. */
export function bracketed(messages: Messages): Messages {
  const wrapped = Object.entries(messages).map(([id, message]) => [
    id,
    typeof message === 'string' ? `${open}${message}${close}` : [open, ...message, close],
  ]);
  return Object.fromEntries(wrapped);
}

/** Names of people, numbers, languages and keys are not translated, and say so. */
const untranslated = 'bdi, kbd, [translate="no"], [lang]:not(html), svg, [data-live-announcer]';
const attributes = ['aria-label', 'placeholder', 'alt'] as const;
const letters = /\p{L}/u;

/** Words that the library of controls brings in our four languages by itself. */
const ofTheControls: ReadonlySet<string> = new Set([
  'Dismiss',
  'Show suggestions',
  'mm',
  'dd',
  'yyyy',
  'month,',
  'day,',
  'year,',
]);

function isStrange(text: string): boolean {
  const isOfControls = ofTheControls.has(text.trim()) || text.startsWith('Selected Date: ');
  return letters.test(text) && !isOfControls;
}

/** Texts outside the brackets, in the order of the page. */
export function strangers(): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    const isExempt = node.parentElement?.closest(untranslated) !== null;
    let outside = '';
    for (const letter of text) {
      if (letter === open) depth += 1;
      else if (letter === close) depth -= 1;
      else if (depth === 0) outside += letter;
    }
    if (!isExempt && isStrange(outside)) found.push(outside);
  }
  return [...found, ...strangeAttributes()];
}

function strangeAttributes(): readonly string[] {
  return attributes.flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)]
      .filter((element) => element.closest(untranslated) === null)
      .map((element) => element.getAttribute(name) ?? '')
      .filter((value) => isStrange(value) && !value.includes(open)),
  );
}

/** Texts of a deployment (forms, options) in brackets, too: `{ en: 'Age' }` → `{ en: '⟦Age⟧' }`. */
export function wordsInBrackets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wordsInBrackets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [
      key,
      key === 'en' && typeof inner === 'string'
        ? `${open}${inner}${close}`
        : wordsInBrackets(inner),
    ]),
  );
}

const load = i18n.load.bind(i18n);

/** From now on every catalogue that arrives comes in brackets. */
export function bracketWhatArrives(): void {
  vi.spyOn(i18n, 'load').mockImplementation((locale: unknown, messages?: unknown) => {
    if (typeof locale === 'string' && isMessages(messages)) load(locale, bracketed(messages));
  });
}

function isMessages(value: unknown): value is Messages {
  return typeof value === 'object' && value !== null;
}

/** Puts what is loaded already in brackets, and draws the page anew. */
export async function bracketWhatIsThere(): Promise<void> {
  bracketNamesOfTheBrowser();
  await act(async () => {
    load('en', bracketed(i18n.messages));
    i18n.activate('en');
    await Promise.resolve();
  });
}

/** Names of calendars, regions and languages come from the browser, in the language of the app. */
function bracketNamesOfTheBrowser(): void {
  const nameOf = Intl.DisplayNames.prototype.of;
  vi.spyOn(Intl.DisplayNames.prototype, 'of').mockImplementation(function inBrackets(
    this: Intl.DisplayNames,
    code,
  ) {
    return `${open}${nameOf.call(this, code) ?? code}${close}`;
  });
}

export const opening = open;
