import { Trans, useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import { Checkbox } from '../../shared/ui/Checkbox';
import type { MergeField } from '../../shared/merge/merge.wire';
import { entriesOf, type PickAction, type Picked } from './choices';
import { useAnswerTexts } from './useAnswerTexts';

interface EntryChoicesProps {
  field: MergeField;
  picked: Picked;
  onChange: (action: PickAction) => void;
}

/** Entry by entry, whether it stays. */
export function EntryChoices({ field, picked, onChange }: EntryChoicesProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { rowText } = useAnswerTexts();
  const { name } = field;
  const dropped = picked.dropped[name] ?? [];
  const label = pickText(field.display_name, language) || name;
  return (
    <div
      role="group"
      className="merge-entries"
      aria-label={t({ id: 'merge.entries', message: `Entries that stay: ${label}` })}
    >
      {entriesOf(field).map(({ key, side, row }) => (
        <Checkbox
          key={key}
          isSelected={!dropped.includes(key)}
          onChange={(isKept) => onChange({ kind: 'drop', name, entry: key, isDropped: !isKept })}
        >
          <span className="merge-part">
            {side === 'this' ? (
              <Trans id="merge.choice.this">Case that stays</Trans>
            ) : (
              <Trans id="merge.choice.other">Other case</Trans>
            )}
          </span>{' '}
          <bdi>{rowText(name, row)}</bdi>
        </Checkbox>
      ))}
    </div>
  );
}
