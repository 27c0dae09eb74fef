import { useLingui } from '@lingui/react/macro';
import { chooseLanguage } from './language';
import { languageCodes, languages, type Language } from './languages';
import { useLanguage } from './useLanguage';
import './LanguageSwitch.css';

interface LanguageSwitchProps {
  /** Told after the page has turned, for example to keep the choice with the user. */
  onChosen?: (language: Language) => void;
}

/** Each language in its own words; the page turns without a reload. */
export function LanguageSwitch({ onChosen }: LanguageSwitchProps) {
  const { t } = useLingui();
  const current = useLanguage();
  const choose = async (language: Language) => {
    await chooseLanguage(language);
    onChosen?.(language);
  };
  return (
    <div
      className="languages"
      role="group"
      aria-label={t({ id: 'language.switch', message: 'Language' })}
    >
      {languageCodes.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          className="language"
          aria-pressed={code === current}
          onClick={() => void choose(code)}
        >
          {languages[code].name}
        </button>
      ))}
    </div>
  );
}
