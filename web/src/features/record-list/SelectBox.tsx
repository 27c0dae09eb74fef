import { useLingui } from '@lingui/react/macro';
import { displayId } from '../../shared/records/record-type';
import { Checkbox } from '../../shared/ui/Checkbox';
import type { RecordData, RecordType } from '../../shared/wire/records';
import type { Selection } from './useSelection';

interface SelectBoxProps {
  type: RecordType;
  record: RecordData;
  selection: Selection;
}

/** Chooses one record for an action on many. */
export function SelectBox({ type, record, selection }: SelectBoxProps) {
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

/** Chooses all rows in sight. */
export function SelectPageBox({ selection }: Pick<SelectBoxProps, 'selection'>) {
  const { t } = useLingui();
  return (
    <Checkbox
      aria-label={t({ id: 'list.choose_page', message: 'Choose all on this page' })}
      isSelected={selection.isPageChosen}
      isIndeterminate={!selection.isPageChosen && selection.ids.size > 0}
      onChange={selection.togglePage}
    />
  );
}
