import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import type { FieldDefinition } from '../definition';
import { checkAll } from '../engine/checking';
import { StoreContext, useDirty } from '../engine/hooks';
import { FormStore } from '../engine/store';
import type { JsonObject } from '../json';
import { violation_types } from '../violation-types';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { FormBody } from './FormBody';
import { FormViewContext, useFormView } from './form-view';
import { ProblemCount } from './ProblemCount';
import { useLabel } from './useFieldTexts';

const families = ['family_details_section', 'family_members'];

/** Violations and members of a family are read beside the others of their list. */
function opensBeside({ name }: FieldDefinition): boolean {
  return families.includes(name) || violation_types.some((type) => type === name);
}

interface EntryDialogProps {
  field: FieldDefinition;
  entry: JsonObject;
  record: JsonObject;
  isNew: boolean;
  canChange: boolean;
  /** Puts the entry into the form; nothing is sent yet. */
  onSave: (entry: JsonObject) => void;
  onAddAnother: () => void;
  /** Begins another entry with these answers; undefined where none may be added. */
  onCopy: ((entry: JsonObject) => void) | undefined;
  onClose: () => void;
}

/** One entry of a subform, with its own checks; saving it changes the form, not the record. */
export default function EntryDialog(props: EntryDialogProps) {
  const { field, entry, record, isNew, canChange, onSave, onAddAnother, onCopy, onClose } = props;
  const view = useFormView();
  const { EntryNote } = view;
  const label = useLabel()(field);
  const { subform } = field;
  const [store] = useState(
    () =>
      new FormStore({
        forms: subform === undefined ? [] : [subform],
        values: entry,
        clock: view.clock,
        entry: { parent: field, record },
      }),
  );
  const [entryView] = useState(() => ({
    ...view,
    mode: canChange ? (isNew ? ('new' as const) : ('edit' as const)) : ('view' as const),
    isReadOnly: () => false,
    protection: undefined,
    // What is noted beside questions is about those of the record.
    FieldNote: undefined,
  }));
  const isDirty = useDirty(store);
  const [isLeaving, setLeaving] = useState(false);
  const leave = () => (isDirty && canChange ? setLeaving(true) : onClose());
  const save = (then: () => void) => {
    if (!checkAll(store, view.findInEntry)) return;
    onSave(store.values);
    then();
  };
  if (subform === undefined) return null;
  return (
    <Dialog
      isOpen
      onClose={leave}
      title={label}
      shape={opensBeside(field) ? 'side-form' : 'form'}
      actions={
        canChange ? (
          <EntryActions
            isNew={isNew}
            onCancel={leave}
            onSave={() => save(onClose)}
            onSaveAndAdd={() => save(onAddAnother)}
            onSaveAndCopy={onCopy && (() => save(() => onCopy(store.values)))}
          />
        ) : (
          <Button onPress={onClose}>
            <Trans id="form.entry.close">Close</Trans>
          </Button>
        )
      }
    >
      <StoreContext value={store}>
        <FormViewContext value={entryView}>
          <ProblemCount store={store} />
          {EntryNote ? (
            <EntryNote field={field.name} entry={entry} canChange={canChange} onClose={onClose} />
          ) : null}
          <FormBody form={subform} />
        </FormViewContext>
      </StoreContext>
      {isLeaving ? (
        <ConfirmDialog
          title={<Trans id="form.entry.leave_title">Close without keeping your changes?</Trans>}
          confirm={<Trans id="form.entry.discard">Discard the changes</Trans>}
          onConfirm={onClose}
          onClose={() => setLeaving(false)}
          isDanger
        />
      ) : null}
    </Dialog>
  );
}

interface EntryActionsProps {
  isNew: boolean;
  onCancel: () => void;
  onSave: () => void;
  onSaveAndAdd: () => void;
  onSaveAndCopy: (() => void) | undefined;
}

function EntryActions(props: EntryActionsProps) {
  const { isNew, onCancel, onSave, onSaveAndAdd, onSaveAndCopy } = props;
  return (
    <>
      <Button onPress={onCancel}>
        <Trans id="form.confirm.cancel">Cancel</Trans>
      </Button>
      {isNew ? (
        <Button onPress={onSaveAndAdd}>
          <Trans id="form.entry.save_and_add">Keep and add another</Trans>
        </Button>
      ) : null}
      {isNew || onSaveAndCopy === undefined ? null : (
        <Button onPress={onSaveAndCopy}>
          <Trans id="form.entry.copy">Copy as a new entry</Trans>
        </Button>
      )}
      <Button kind="primary" onPress={onSave}>
        <Trans
          id="form.entry.save"
          comment="Puts the entry into the form; it is sent with the whole form."
        >
          Keep this entry
        </Trans>
      </Button>
    </>
  );
}
