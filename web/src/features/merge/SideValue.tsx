import { Trans } from '@lingui/react/macro';
import type { MergeField } from '../../shared/merge/merge.wire';
import { rowsOf } from './choices';
import { useAnswerTexts } from './useAnswerTexts';

/** What one of the two says in a field; the entries of a table one below the other. */
export function SideValue({ field, side }: { field: MergeField; side: 'this' | 'other' }) {
  const { valueText, rowText } = useAnswerTexts();
  const value = field[side];
  const rows = rowsOf(value);
  if (rows.length > 0) {
    return (
      <span className="merge-rows">
        {rows.map((row) => (
          <span key={String(row['unique_id'])} className="merge-row">
            <bdi>{rowText(field.name, row)}</bdi>
          </span>
        ))}
      </span>
    );
  }
  const text = valueText(field.name, value, field[`${side}_precision`]);
  return text === '' ? (
    <span className="soft">
      <Trans id="merge.value.none">no answer</Trans>
    </span>
  ) : (
    <bdi>{text}</bdi>
  );
}
