import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import type { FormDefinition } from '../../shared/forms/definition';
import { askIn, useQuestionLanguage } from '../../shared/forms/fields/question-language';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Select } from '../../shared/ui/Select';

/**
 * In which language a child is asked: the questions change, the app around them stays. Offered
 * where the forms speak more than one.
 */
export default function QuestionLanguage({ forms }: { forms: readonly FormDefinition[] }) {
  const { t } = useLingui();
  const language = useLanguage();
  const asked = useQuestionLanguage();
  // Reading goes on in the language of the app.
  useEffect(() => () => askIn(undefined), []);
  const locales = localesOf(forms);
  if (locales.length < 2) return null;
  return (
    <div className="question-language" translate="no">
      <Select
        label={t({ id: 'record.question_language', message: 'Ask the questions in' })}
        choices={locales.map((locale) => ({ id: locale, text: nameOf(locale) }))}
        value={locales.includes(asked) ? asked : null}
        onChange={(locale) => askIn(locale === null || locale === language ? undefined : locale)}
      />
    </div>
  );
}

/** The languages in which the forms have words. */
function localesOf(forms: readonly FormDefinition[]): readonly string[] {
  const spoken = forms
    .flatMap((form) => form.fields)
    .flatMap((field) => Object.entries(field.label))
    .filter(([, words]) => Boolean(words))
    .map(([locale]) => locale);
  return [...new Set(spoken)];
}

/** A language in its own words. */
function nameOf(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}
