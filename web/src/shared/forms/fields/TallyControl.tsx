import { Trans } from '@lingui/react/macro';
import { formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/useLanguage';
import { pickText } from '../../text/pick';
import { TextField } from '../../ui/TextField';
import { useAnswer } from '../engine/hooks';
import { withBox } from '../engine/tally';
import { isObject } from '../json';
import type { ControlProps } from './form-view';
import { GroupLabel, GroupNotes } from './GroupParts';
import { typedNumber } from './numbers';
import { useFieldTexts, useGroupIds } from './useFieldTexts';
import { useLeave } from './useLeave';

/** A count for each of a few groups, with their total. */
export function TallyControl({ field }: ControlProps) {
  const language = useLanguage();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const ids = useGroupIds();
  const leave = useLeave(field.name);
  const counts = isObject(value) ? value : {};
  const total = counts['total'];
  const change = (id: string, text: string) => {
    const count = typedNumber(text, 0);
    // A box takes digits only, so that the total is always right.
    if (typeof count !== 'string') set(withBox(field, value, { id, count }));
  };
  return (
    <div className="field" role="group" aria-labelledby={ids.label} aria-describedby={ids.notes}>
      <GroupLabel id={ids.label} texts={texts} />
      <div className="tally">
        {field.tally.map((box) => (
          <TextField
            key={box.id}
            label={pickText(box.display_text, language) || box.id}
            inputMode="numeric"
            textDirection="ltr"
            value={typeof counts[box.id] === 'number' ? String(counts[box.id]) : ''}
            onChange={(text) => change(box.id, text)}
            onBlur={leave}
            autoComplete="off"
          />
        ))}
        {field.autosum ? (
          <p className="tally-total">
            <span>
              <Trans id="form.tally.total">Total</Trans>
            </span>
            <output>{typeof total === 'number' ? formatNumber(total, language) : '--'}</output>
          </p>
        ) : null}
      </div>
      <GroupNotes id={ids.notes} texts={texts} />
    </div>
  );
}
