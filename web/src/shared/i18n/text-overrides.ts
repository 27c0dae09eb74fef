import type { Messages } from '@lingui/core';
import { subscribeToSession, sessionState } from '../session/session';
import type { SystemSettings } from '../wire/settings';
import type { Language } from './languages';
import { setOverlay } from './language';

type Compiled = Messages[string];

/**
 * Which of our texts a deployment may say otherwise: the beginnings of keys that it knows, and what
 * our ids begin with. No other text can be replaced.
 */
const areas: Readonly<Record<string, (rest: string) => readonly string[]>> = {
  filter: (rest) => [`filter.${rest}`, `filters.${rest}`, `sort.${rest}`],
  listHeader: (rest) => [`header.${rest}`, `columns.${rest}`],
  dashboard: (rest) => ['home', 'day', 'cockpit', 'number', 'section'].map((a) => `${a}.${rest}`),
  navigation: (rest) => [`nav.${rest}`],
  page: (rest) => [`${rest}.title`],
  action: (rest) => [`action.${rest}`, `list.${rest}`, `bulk.${rest}`, `record.action.${rest}`],
  form: (rest) => [`form.${rest}`],
};
const shortLetters = 4;

/** The ids of our texts that a key may mean. */
export function idsOf(key: string): readonly string[] {
  const dot = key.indexOf('.');
  const area = dot < 0 ? '' : key.slice(0, dot);
  return Object.hasOwn(areas, area) ? (areas[area]?.(key.slice(dot + 1)) ?? []) : [];
}

/** "Cases of {name}" as the catalogues hold it; undefined for what is more than names in braces. */
export function compile(text: string): Compiled | undefined {
  const parts = text.split(/(\{\w+\})/).filter((part) => part !== '');
  const tokens = parts.map((part): string | [string] =>
    /^\{\w+\}$/.test(part) ? [part.slice(1, -1)] : part,
  );
  const isPlain = tokens.every((token) => typeof token !== 'string' || !/[{}]/.test(token));
  return isPlain ? tokens : undefined;
}

function namesIn(message: Compiled | undefined): ReadonlySet<string> {
  if (!Array.isArray(message)) return new Set();
  return new Set(message.flatMap((token) => (Array.isArray(token) ? [String(token[0])] : [])));
}

/** Whether the text can stand for ours: it asks for nothing that is not given there. */
export function fits(text: Compiled, ours: Compiled | undefined): boolean {
  const given = namesIn(ours);
  return [...namesIn(text)].every((name) => given.has(name));
}

/** The name of a text in the build (scripts/vite/short-message-ids.ts). */
async function shortId(id: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id));
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return text.replaceAll('+', '-').replaceAll('/', '_').slice(0, shortLetters);
}

/** Where the build keeps the texts that the key may mean. */
async function namesOf(key: string): Promise<readonly string[]> {
  const ids = idsOf(key);
  return import.meta.env.PROD ? Promise.all(ids.map(shortId)) : ids;
}

type Texts = Readonly<Record<string, string>>;

/** Those of the deployment; for people of one module those of the module before them. */
export function textsFor(
  settings: SystemSettings,
  modules: readonly string[],
): Readonly<Partial<Record<string, Texts>>> {
  const only = modules.length === 1 ? modules[0] : undefined;
  const module = settings.modules.find(({ unique_id: id }) => id === only);
  const general = settings.interface_texts_i18n ?? {};
  const own = module?.module_options.interface_texts_i18n ?? {};
  const locales = new Set([...Object.keys(general), ...Object.keys(own)]);
  return Object.fromEntries(
    [...locales].map((locale) => [locale, { ...general[locale], ...own[locale] }]),
  );
}

type Named = readonly (readonly [string, Compiled])[];

async function namedTexts(texts: Texts): Promise<Named> {
  const named = await Promise.all(
    Object.entries(texts).map(async ([key, text]) => {
      const message = compile(text);
      const names = message === undefined ? [] : await namesOf(key);
      return names.map((name) => [name, message ?? text] as const);
    }),
  );
  return named.flat();
}

/** Puts the texts of the deployment in place of ours, until somebody else signs in. */
export async function sayAsDeployment(settings: SystemSettings): Promise<void> {
  const session = sessionState();
  if (session.phase !== 'signed-in') return;
  const texts = textsFor(settings, session.user.module_unique_ids ?? []);
  const byLocale = new Map<string, Named>();
  for (const [locale, wanted] of Object.entries(texts)) {
    byLocale.set(locale, await namedTexts(wanted ?? {}));
  }
  await setOverlay((language: Language, messages: Messages) => {
    const known = (byLocale.get(language) ?? []).filter(
      ([name, text]) => name in messages && fits(text, messages[name]),
    );
    return { ...messages, ...Object.fromEntries(known) };
  });
  const stop = subscribeToSession(() => {
    if (sessionState().phase !== 'signed-out') return;
    stop();
    void setOverlay(undefined);
  });
}
