import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { foldText } from '../text/fold';
import { CheckboxGroup } from './CheckboxGroup';
import type { Choice } from './choice';
import { SearchField } from './SearchField';
import './ManyChoices.css';

export interface ManyChoicesProps {
  label: string;
  choices: readonly Choice[];
  value: readonly string[];
  onChange: (ids: readonly string[]) => void;
}

/** More than this many at once help nobody: typing narrows them. */
const shownAtMost = 50;

/** Several of many: the chosen ones on top, the rest found by typing. */
export function ManyChoices({ label, choices, value, onChange }: ManyChoicesProps) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const wanted = foldText(text);
  const fitting = choices.filter((choice) => foldText(choice.text).includes(wanted));
  const chosen = choices.filter((choice) => value.includes(choice.id));
  const others = fitting.filter((choice) => !value.includes(choice.id));
  return (
    <div className="many">
      <SearchField
        label={label}
        placeholder={t({ id: 'many.search', message: 'Type to find' })}
        value={text}
        onChange={setText}
        onSubmit={setText}
      />
      <div className="many-list">
        <CheckboxGroup
          label={<span className="visually-hidden">{label}</span>}
          choices={[...chosen, ...others.slice(0, shownAtMost)]}
          value={[...value]}
          onChange={onChange}
        />
        {others.length > shownAtMost ? (
          <p className="soft">
            <Trans id="many.cut">There are more: type to narrow the list.</Trans>
          </p>
        ) : null}
        {fitting.length === 0 ? (
          <p className="soft">
            <Trans id="choices.none">Nothing fits what you typed.</Trans>
          </p>
        ) : null}
      </div>
    </div>
  );
}
