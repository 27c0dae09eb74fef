import type { CodeOfConduct } from '../../shared/wire/settings';

/** A title with its text. */
export interface CodeText {
  readonly title: string;
  readonly content: string;
}
/** The texts by language. */
export type Draft = Readonly<Record<string, CodeText>>;

/** What is in force, in every language of the deployment. */
export function draftOf(code: CodeOfConduct | undefined, locales: readonly string[]): Draft {
  return Object.fromEntries(
    locales.map((locale) => [
      locale,
      { title: code?.title_i18n[locale] ?? '', content: code?.content_i18n[locale] ?? '' },
    ]),
  );
}

export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Parts that are missing, as `locale.part`: all of the main language, halves of the others. */
export function missingOf(draft: Draft, mainLocale: string): readonly string[] {
  return Object.entries(draft).flatMap(([locale, text]) => {
    const hasTitle = text.title.trim() !== '';
    const hasContent = text.content.trim() !== '';
    const isNeeded = locale === mainLocale || hasTitle || hasContent;
    return isNeeded
      ? [...(hasTitle ? [] : [`${locale}.title`]), ...(hasContent ? [] : [`${locale}.content`])]
      : [];
  });
}
