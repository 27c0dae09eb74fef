import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { use, useState } from 'react';
import { mayPrint } from '../../../shared/print/print-rights';
import { pathTo } from '../../../shared/records/record-type';
import type { RowMenuProps } from '../../../shared/records/row-menu';
import { useUser } from '../../../shared/session/useSession';
import { MenuItem, MenuPopover } from '../../../shared/ui/Menu';
import { useCaseworkTexts } from '../casework/useCaseworkTexts';
import { mayEdit } from '../record-actions';
import { recordTexts } from '../../../shared/text/record-texts';
import { listActions, type RowCommand } from './list-actions';
import { RowWork } from './RowWork';

/** What can be done with one record of a list: the same as on its page, as far as lists go. */
export default function RowMenu({ type, record, label, trigger, onClose }: RowMenuProps) {
  use(recordTexts);
  const { t } = useLingui();
  const user = useUser();
  const navigate = useNavigate();
  const { names } = useCaseworkTexts();
  const [begun, setBegun] = useState<RowCommand>();
  const actions = listActions(user, type, record);
  const choose = (id: string) => {
    if (id === 'open' || id === 'edit') {
      onClose();
      void navigate({ to: pathTo(type, record.id, ...(id === 'edit' ? [id] : [])) });
    } else {
      setBegun(id === 'print' ? id : actions.find((one) => one === id));
    }
  };
  if (begun !== undefined) {
    return <RowWork type={type} id={record.id} command={begun} onClose={onClose} />;
  }
  return (
    <MenuPopover
      label={label}
      triggerRef={trigger}
      openAt="first"
      onClose={onClose}
      onAction={choose}
    >
      <MenuItem id="open">{t({ id: 'record.row.open', message: 'Open the record' })}</MenuItem>
      {mayEdit(user, type, record) ? (
        <MenuItem id="edit">{t({ id: 'record.edit.action', message: 'Edit' })}</MenuItem>
      ) : null}
      {actions.map((action) => (
        <MenuItem key={action} id={action}>
          {names[action]}
        </MenuItem>
      ))}
      {mayPrint(user, type, record) ? (
        <MenuItem id="print">
          {t({ id: 'record.action.print', message: 'Print or save as PDF' })}
        </MenuItem>
      ) : null}
    </MenuPopover>
  );
}
