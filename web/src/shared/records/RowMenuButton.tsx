import { useLingui } from '@lingui/react/macro';
import { displayId } from './record-type';
import { Icon } from '../ui/Icon';
import type { RecordData, RecordType } from '../wire/records';
import type { RowMenuState } from './useRowMenu';
import '../ui/mark-button.css';

interface RowMenuButtonProps {
  type: RecordType;
  record: RecordData;
  menu: RowMenuState;
}

/** Opens what can be done with the record of a row: a plain button, for there are many. */
export function RowMenuButton({ type, record, menu }: RowMenuButtonProps) {
  const { t } = useLingui();
  const number = displayId(type, record);
  const label = t({ id: 'list.row.menu', message: `Actions: ${number}` });
  if (record.record_in_scope === false) return null;
  return (
    <button
      type="button"
      className="mark-button row-menu"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={menu.opened?.record.id === record.id}
      onClick={({ currentTarget }) => menu.open(record, label, currentTarget)}
    >
      <Icon name="more" />
    </button>
  );
}
