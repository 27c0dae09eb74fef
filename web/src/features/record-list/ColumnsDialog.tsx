import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui/Button';
import { CheckboxGroup } from '../../shared/ui/CheckboxGroup';
import { Dialog } from '../../shared/ui/Dialog';
import type { Column } from './columns';
import type { ShownColumns } from './useShownColumns';

interface ColumnsDialogProps {
  isOpen: boolean;
  columns: readonly Column[];
  shown: ShownColumns;
  onClose: () => void;
}

/** Which columns the list shows; at least one stays. */
export default function ColumnsDialog({ isOpen, columns, shown, onClose }: ColumnsDialogProps) {
  const { t } = useLingui();
  const { fields: shownFields, show } = shown;
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
          <Button onPress={() => show(columns.map((column) => column.field))}>
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
            Until you choose, columns without any value on the page are left out. Your choice goes
            with you to other devices. On phones the first five with a value are shown.
          </Trans>
        }
        choices={columns.map((column) => ({
          id: column.field,
          text: column.title,
          isDisabled: shownFields.length === 1 && shownFields.includes(column.field),
        }))}
        value={[...shownFields]}
        onChange={(fields) => show(inOrder(fields))}
      />
      {Object.keys(shown.widths).length === 0 ? null : (
        <div>
          <Button onPress={shown.resetWidths}>
            <Trans id="columns.usual_widths">Usual widths</Trans>
          </Button>
        </div>
      )}
    </Dialog>
  );
}
