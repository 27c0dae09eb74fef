import { i18n, type Messages } from '@lingui/core';
import { languages, shippedLanguage, type Language } from './languages';

const storageKey = 'amparo.language';

type Catalogue = () => Promise<{ messages: Messages }>;

/** What is said otherwise than in our catalogues. */
type Overlay = (language: Language, messages: Messages) => Messages;
let overlay: Overlay | undefined;

/** Says texts otherwise from now on, or as the catalogues do again. */
export async function setOverlay(next: Overlay | undefined): Promise<void> {
  overlay = next;
  await activateLanguage(currentLanguage());
}

/** Further catalogues (for example the record form's) that must follow a change of language. */
const extraCatalogues = new Map<string, Record<Language, Catalogue>>();

const coreCatalogue: Record<Language, Catalogue> = {
  en: () => import('../../locales/en/core.po'),
  fr: () => import('../../locales/fr/core.po'),
  ar: () => import('../../locales/ar/core.po'),
  es: () => import('../../locales/es/core.po'),
};

/** The language in use: a shipped one once `startLanguage` has run. */
export function currentLanguage(): Language {
  return shippedLanguage(i18n.locale) ?? 'en';
}

/** Chosen before on this device, else the browser's wish, else English. */
export function preferredLanguage(): Language {
  const stored = shippedLanguage(localStorage.getItem(storageKey));
  return stored ?? navigator.languages.map(shippedLanguage).find(Boolean) ?? 'en';
}

/** True when a person chose a language on this device before. */
export function hasChosenLanguage(): boolean {
  return shippedLanguage(localStorage.getItem(storageKey)) !== undefined;
}

/** Loads the texts, then turns the page: no reload, no half-translated moment. */
export async function activateLanguage(language: Language): Promise<void> {
  const sources = [coreCatalogue, ...extraCatalogues.values()];
  const parts = await Promise.all(sources.map((source) => source[language]()));
  const messages: Messages = Object.assign({}, ...parts.map((part) => part.messages));
  i18n.loadAndActivate({ locale: language, messages: overlay?.(language, messages) ?? messages });
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
  document
    .querySelector('link[rel="manifest"]')
    ?.setAttribute('href', `/api/v2/app_manifest?locale=${language}`);
}

/** As `activateLanguage`, and remembers the choice for this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  await activateLanguage(language);
  localStorage.setItem(storageKey, language);
}

/**
 * Adds an area's catalogue, for example from the loader of a lazy route:
 * `await addCatalogue('record', { en: () => import('…/en/record.po'), … })`.
 */
export async function addCatalogue(
  area: string,
  source: Record<Language, Catalogue>,
): Promise<void> {
  if (extraCatalogues.has(area)) {
    return;
  }
  extraCatalogues.set(area, source);
  const language = currentLanguage();
  const { messages } = await source[language]();
  i18n.load(language, overlay?.(language, messages) ?? messages);
}
