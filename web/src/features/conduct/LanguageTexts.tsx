import { Trans, useLingui } from '@lingui/react/macro';
import { languages, shippedLanguage } from '../../shared/i18n/languages';
import { StructuredText } from '../../shared/ui/StructuredText';
import { TextField } from '../../shared/ui/TextField';
import type { CodeText } from './draft';

interface LanguageTextsProps {
  locale: string;
  /** Its text is needed, and read by whoever has no translation. */
  isMain: boolean;
  text: CodeText;
  /** Parts that are missing, as `locale.part`. */
  missing: readonly string[];
  onChange: (text: CodeText) => void;
}

/** Title and text in one language, and how it will look. */
export function LanguageTexts({ locale, isMain, text, missing, onChange }: LanguageTextsProps) {
  const { t } = useLingui();
  const language = shippedLanguage(locale);
  const name = language === undefined ? locale : languages[language].name;
  const needed = t({ id: 'conduct.needed', message: 'Please fill this in.' });
  const noteFor = (part: string) => (missing.includes(`${locale}.${part}`) ? needed : undefined);
  return (
    <fieldset className="conduct-language stack">
      <legend>
        <bdi lang={locale}>{name}</bdi>
      </legend>
      <TextField
        label={t({ id: 'conduct.field.title', message: 'Title' })}
        isRequired={isMain}
        value={text.title}
        maxLength={500}
        errorMessage={noteFor('title')}
        onChange={(title) => onChange({ ...text, title })}
      />
      <TextField
        label={t({ id: 'conduct.field.content', message: 'Text' })}
        isRequired={isMain}
        rows={10}
        value={text.content}
        maxLength={30_000}
        errorMessage={noteFor('content')}
        onChange={(content) => onChange({ ...text, content })}
      />
      {text.content.trim() === '' ? null : (
        <details>
          <summary>
            <Trans id="conduct.preview">How it will look</Trans>
          </summary>
          <StructuredText text={text.content} />
        </details>
      )}
    </fieldset>
  );
}
