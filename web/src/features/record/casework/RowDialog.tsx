import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { FieldDefinition } from '../../../shared/forms/definition';
import { checkAll } from '../../../shared/forms/engine/checking';
import { StoreContext } from '../../../shared/forms/engine/hooks';
import { FormStore } from '../../../shared/forms/engine/store';
import { FormBody } from '../../../shared/forms/fields/FormBody';
import { FormViewContext, useFormView } from '../../../shared/forms/fields/form-view';
import { ProblemCount } from '../../../shared/forms/fields/ProblemCount';
import { newId } from '../../../shared/forms/new-id';
import { asValues } from '../as-values';
import { clockOf } from '../form-view';
import type { CaseworkProps } from './casework-props';
import { row_actions, type RowAction, rowField } from './row-fields';
import { useCaseworkTexts } from './useCaseworkTexts';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

interface RowDialogProps extends CaseworkProps {
  action: RowAction;
}

/** What is written here is new. */
const no_entry = {};

/** Adds a note, a service or details of an incident, with the questions the deployment asks. */
export function RowDialog(props: RowDialogProps) {
  const field = rowField(props.deployment, props.action);
  return field === undefined ? null : <RowForm {...props} field={field} />;
}

function RowForm(props: RowDialogProps & { field: FieldDefinition }) {
  const { action, type, record, deployment, field, onClose } = props;
  const view = useFormView();
  const { EntryNote } = view;
  const { subform } = field;
  const { names } = useCaseworkTexts();
  const [store] = useState(
    () =>
      new FormStore({
        forms: subform === undefined ? [] : [subform],
        values: {},
        clock: clockOf(deployment),
        entry: { parent: field, record: asValues(record) },
      }),
  );
  const [isEmpty, setEmpty] = useState(false);
  const { isPending, error, start } = useDeed(type, record.id, onClose);
  const submit = () => {
    if (!checkAll(store, view.findInEntry)) return;
    const hasText = Object.values(store.values).some((one) => one !== null && one !== '');
    setEmpty(!hasText);
    if (!hasText) return;
    const { field: key, recordAction } = row_actions[action];
    const entry = action === 'note' ? store.values : { unique_id: newId(), ...store.values };
    start({ method: 'PATCH', path: '', data: { [key]: [entry] }, recordAction });
  };
  if (subform === undefined) return null;
  return (
    <WorkDialog
      title={names[action]}
      confirm={
        action === 'note' ? <Trans id="record.work.note_send">Keep the note</Trans> : names[action]
      }
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <StoreContext value={store}>
        <FormViewContext
          value={{ ...view, mode: 'new', isReadOnly: () => false, protection: undefined }}
        >
          <ProblemCount store={store} />
          {EntryNote ? <EntryNote field={field.name} entry={no_entry} canChange /> : null}
          <FormBody form={subform} />
        </FormViewContext>
      </StoreContext>
      {isEmpty ? (
        <p role="alert">
          <Trans id="record.work.note_missing">Write something first.</Trans>
        </p>
      ) : null}
    </WorkDialog>
  );
}
