import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { FieldDefinition } from '../../../shared/forms/definition';
import { checkAll } from '../../../shared/forms/engine/checking';
import { StoreContext } from '../../../shared/forms/engine/hooks';
import { FormStore } from '../../../shared/forms/engine/store';
import { FormBody } from '../../../shared/forms/fields/FormBody';
import { FormViewContext, useFormView } from '../../../shared/forms/fields/form-view';
import { ProblemCount } from '../../../shared/forms/fields/ProblemCount';
import { asValues } from '../as-values';
import { clockOf } from '../form-view';
import type { CaseworkProps } from './casework-props';
import { noteField } from './note-field';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

/** Adds a note to the case, with the questions the deployment asks. */
export function NoteDialog(props: CaseworkProps) {
  const field = noteField(props.deployment);
  return field === undefined ? null : <NoteForm {...props} field={field} />;
}

function NoteForm(props: CaseworkProps & { field: FieldDefinition }) {
  const { type, record, deployment, field, onClose } = props;
  const view = useFormView();
  const { subform } = field;
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
    const data = { notes_section: [store.values] };
    start({ method: 'PATCH', path: '', data, recordAction: 'add_note' });
  };
  if (subform === undefined) return null;
  return (
    <WorkDialog
      title={<Trans id="record.work.note">Add a note</Trans>}
      confirm={<Trans id="record.work.note_send">Keep the note</Trans>}
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
