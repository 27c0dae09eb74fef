import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui/Button';
import { CheckboxGroup } from '../../shared/ui/CheckboxGroup';
import { Dialog } from '../../shared/ui/Dialog';
import type { Column } from './columns';

interface ColumnsDialogProps {
  isOpen: boolean;
  columns: readonly Column[];
  shownFields: readonly string[];
  onClose: () => void;
  onShow: (fields: readonly string[]) => void;
}

/** Which columns the list shows; at least one stays. */
export default function ColumnsDialog({
  isOpen,
  columns,
  shownFields,
  onClose,
  onShow,
}: ColumnsDialogProps) {
  const { t } = useLingui();
  const inOrder = (fields: readonly string[]) =>
    columns.map((column) => column.field).filter((field) => fields.includes(field));
  return (
    <Dialog
      shape="side"
      isOpen={isOpen}
      onClose={onClose}
      title={t({ id: 'columns.title', message: 'Columns' })}
      actions={
        <>
          <Button onPress={() => onShow(columns.map((column) => column.field))}>
            <Trans id="columns.all">Show all</Trans>
          </Button>
          <Button kind="primary" onPress={onClose}>
            <Trans id="columns.done">Done</Trans>
          </Button>
        </>
      }
    >
      <CheckboxGroup
        label={t({ id: 'columns.shown', message: 'Shown in the list' })}
        description={
          <Trans id="columns.note">
            Until you choose, columns without any value on the page are left out. Your choice is
            remembered on this device. On phones the first five with a value are shown.
          </Trans>
        }
        choices={columns.map((column) => ({
          id: column.field,
          text: column.title,
          isDisabled: shownFields.length === 1 && shownFields.includes(column.field),
        }))}
        value={[...shownFields]}
        onChange={(fields) => onShow(inOrder(fields))}
      />
    </Dialog>
  );
}
