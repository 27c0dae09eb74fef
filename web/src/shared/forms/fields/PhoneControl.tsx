import { Trans, useLingui } from '@lingui/react/macro';
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isPossiblePhoneNumber,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { useState } from 'react';
import { useLanguage } from '../../i18n/useLanguage';
import { ComboBox } from '../../ui/ComboBox';
import { Icon } from '../../ui/Icon';
import { TextField } from '../../ui/TextField';
import { useAnswer } from '../engine/hooks';
import { type ControlProps, useFormView } from './form-view';
import { asciiDigits } from './numbers';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

/** What is stored: the international form where the number can be read, else what was typed. */
export function storedPhone(typed: string, country: CountryCode): string {
  const text = asciiDigits(typed).trim();
  if (text === '') return '';
  return parsePhoneNumberFromString(text, country)?.number ?? text;
}

function allowedCountries(codes: readonly string[]): CountryCode[] {
  const wanted = codes
    .map((code) => code.toUpperCase())
    .filter((code): code is CountryCode => isSupportedCountry(code));
  return wanted.length > 0 ? wanted : getCountries();
}

/** A telephone number with its country. An impossible number is a warning, never an error. */
export default function PhoneControl({ field }: ControlProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { phoneCountries } = useFormView();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const { label } = texts;
  const countries = allowedCountries(phoneCountries);
  const stored = typeof value === 'string' ? value : '';
  const known = parsePhoneNumberFromString(stored)?.country;
  const [chosen, setChosen] = useState<CountryCode>();
  const country = known ?? chosen ?? countries[0] ?? 'US';
  const [typed, setTyped] = useState<string>();
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const type = (text: string) => {
    setTyped(text);
    set(storedPhone(text, country));
  };
  const finish = () => {
    setTyped(undefined);
    leave();
  };
  const isDoubtful = typed === undefined && stored !== '' && !isPossiblePhoneNumber(stored);
  return (
    <div className="phone">
      <ComboBox
        label={t({ id: 'form.phone.country', message: `Country of “${label}”` })}
        choices={countries.map((code) => ({
          id: code,
          text: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})`,
        }))}
        value={country}
        onChange={(code) =>
          code !== null && isSupportedCountry(code) ? setChosen(code) : undefined
        }
      />
      <TextField
        {...texts}
        type="tel"
        textDirection="ltr"
        value={typed ?? stored}
        onChange={type}
        onBlur={finish}
        autoComplete="off"
      />
      {isDoubtful ? (
        <p className="field-warning" role="status">
          <Icon name="warning" size={20} />
          <span>
            <Trans id="form.phone.doubtful">
              This number looks incomplete. It is kept as you typed it.
            </Trans>
          </span>
        </p>
      ) : null}
    </div>
  );
}
