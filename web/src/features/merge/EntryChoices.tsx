import { Trans, useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import { Checkbox } from '../../shared/ui/Checkbox';
import { Select } from '../../shared/ui/Select';
import type { MergeField } from '../../shared/merge/merge.wire';
import { entriesOf, type Entry, type PickAction, type Picked } from './choices';
import { useAnswerTexts } from './useAnswerTexts';

interface EntryChoicesProps {
  field: MergeField;
  picked: Picked;
  onChange: (action: PickAction) => void;
}

/** Entry by entry, whether it stays, and which of the other case are the same as one that stays. */
export function EntryChoices({ field, picked, onChange }: EntryChoicesProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { name } = field;
  const label = pickText(field.display_name, language) || name;
  return (
    <div
      role="group"
      className="merge-entries"
      aria-label={t({ id: 'merge.entries', message: `Entries that stay: ${label}` })}
    >
      {entriesOf(field).map((entry) => (
        <EntryChoice key={entry.key} {...{ field, picked, onChange, entry }} />
      ))}
    </div>
  );
}

function EntryChoice({ field, picked, onChange, entry }: EntryChoicesProps & { entry: Entry }) {
  const { rowText } = useAnswerTexts();
  const { name } = field;
  const isKept = !(picked.dropped[name] ?? []).includes(entry.key);
  return (
    <div className="merge-entry">
      <Checkbox
        isSelected={isKept}
        onChange={(keeps) => onChange({ kind: 'drop', name, entry: entry.key, isDropped: !keeps })}
      >
        <span className="merge-part">
          {entry.side === 'this' ? (
            <Trans id="merge.choice.this">Case that stays</Trans>
          ) : (
            <Trans id="merge.choice.other">Other case</Trans>
          )}
        </span>{' '}
        <bdi>{rowText(name, entry.row)}</bdi>
      </Checkbox>
      {entry.side === 'other' && isKept ? (
        <JoinWith {...{ field, picked, onChange, entry }} />
      ) : null}
    </div>
  );
}

const alone = 'alone';

/** Which entry of the case that stays is the same as this one; joined they fill their gaps. */
function JoinWith({ field, picked, onChange, entry }: EntryChoicesProps & { entry: Entry }) {
  const { t } = useLingui();
  const { rowText } = useAnswerTexts();
  const { name } = field;
  const own = entriesOf(field).filter(({ side }) => side === 'this');
  if (own.length === 0) return null;
  const choices = [
    { id: alone, text: t({ id: 'merge.join.alone', message: 'An entry of its own' }) },
    ...own.map(({ key, row }) => ({ id: key, text: rowText(name, row) })),
  ];
  return (
    <Select
      label={t({ id: 'merge.join', message: 'Same as' })}
      choices={choices}
      value={picked.joined[name]?.[entry.key] ?? alone}
      onChange={(id) =>
        onChange({
          kind: 'join',
          name,
          entry: entry.key,
          to: id === null || id === alone ? undefined : id,
        })
      }
    />
  );
}
