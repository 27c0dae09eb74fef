import { useLingui } from '@lingui/react/macro';
import { displayId } from '../../shared/records/record-type';
import { Checkbox } from '../../shared/ui/Checkbox';
import type { RecordData, RecordType } from '../../shared/wire/records';
import type { Selection } from './useSelection';

export interface SelectBoxProps {
  type: RecordType;
  record: RecordData;
  selection: Selection;
}

/** Chooses one record for an action on many. */
export default function SelectBox({ type, record, selection }: SelectBoxProps) {
  const { t } = useLingui();
  const number = displayId(type, record);
  return (
    <Checkbox
      aria-label={t({ id: 'list.choose', message: `Choose ${number}` })}
      isSelected={selection.isEverything || selection.ids.has(record.id)}
      isDisabled={record.record_in_scope === false}
      onChange={() => selection.toggle(record)}
    />
  );
}
