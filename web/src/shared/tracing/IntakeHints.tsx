import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useVocabulary } from '../records/useVocabulary';
import { latinDigits } from '../text/digits';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import DuplicateHints from './DuplicateHints';
import type { KnownOfChild } from './duplicates';
import { TracingTexts } from './TracingTexts';
import './hints.css';

interface IntakeHintsProps {
  /** The parts of the name that was typed. */
  named: KnownOfChild;
  /** Age and sex, as soon as they are known. */
  onKnown: (known: KnownOfChild) => void;
  /** Told how many children are found who may be the same. */
  onFound: (count: number) => void;
}

const age_max = 130;
const not_known = 'not_known';

/** Age and sex beside the name: with them, children of a similar name are told apart. */
export default function IntakeHints(props: IntakeHintsProps) {
  return (
    <TracingTexts>
      <Asked {...props} />
    </TracingTexts>
  );
}

function Asked({ named, onKnown, onFound }: IntakeHintsProps) {
  const { t } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: false });
  const [age, setAge] = useState('');
  const [sex, setSex] = useState<string | null>(null);
  const known = (years: string, chosen: string | null): KnownOfChild => ({
    ...(years === '' ? {} : { age: Number(years) }),
    ...(chosen === null ? {} : { sex: chosen }),
  });
  const changeAge = (typed: string) => {
    const years = latinDigits(typed).replace(/\D/g, '');
    if (Number(years) > age_max) return;
    setAge(years);
    onKnown(known(years, sex));
  };
  const changeSex = (chosen: string | null) => {
    setSex(chosen);
    onKnown(known(age, chosen));
  };
  const unknown = {
    id: not_known,
    text: t({ id: 'duplicates.sex_unknown', message: 'Not known' }),
  };
  const sexes = vocabulary.choices('lookup-gender', 'sex').filter((one) => !one.isDisabled);
  return (
    <>
      <div className="about-child" role="group" aria-labelledby="about-child">
        <p id="about-child">
          <Trans id="duplicates.about">
            With an age or the sex, similar names are compared while you type.
          </Trans>
        </p>
        <TextField
          label={t({ id: 'duplicates.age', message: 'Age, if known' })}
          inputMode="numeric"
          textDirection="ltr"
          autoComplete="off"
          value={age}
          onChange={changeAge}
        />
        <Select
          label={t({ id: 'duplicates.sex', message: 'Sex, if known' })}
          choices={[unknown, ...sexes]}
          value={sex ?? not_known}
          onChange={(chosen) => changeSex(chosen === not_known ? null : chosen)}
        />
      </div>
      <DuplicateHints known={JSON.stringify({ ...named, ...known(age, sex) })} onFound={onFound} />
    </>
  );
}
