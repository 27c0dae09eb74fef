import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { newId } from '../../shared/forms/new-id';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import { Icon } from '../../shared/ui/Icon';
import { Menu, MenuItem } from '../../shared/ui/Menu';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import type { RecordData, RecordType } from '../../shared/wire/records';
import { type CaseworkAction, caseworkActions } from './casework/casework-actions';
import { isRowAction, rowField } from './casework/row-fields';
import { useCaseworkTexts } from './casework/useCaseworkTexts';
import type { Deployment } from './deployment';
import { updateRecord } from './record.wire';
import { mayPrint } from './print/print-rights';
import { action_changes, possibleActions, type RecordAction } from './record-actions';
import { recordKey } from './useRecord';

const CaseworkDialog = lazy(() => import('./casework/CaseworkDialog'));
const PrintDialog = lazy(() => import('./print/PrintDialog'));
const CloseDialog = lazy(() => import('./panels/closing/CloseDialog'));

const print_action = 'print';

interface RecordActionsProps {
  type: RecordType;
  record: RecordData;
  deployment: Deployment;
}

function useAction(type: RecordType, id: string, onDone: () => void) {
  const queries = useQueryClient();
  const { t } = useLingui();
  return useMutation({
    mutationFn: ({ action, key }: { action: RecordAction; key: string }) => {
      const { data, recordAction } = action_changes[action];
      return updateRecord({
        type,
        id,
        data,
        key,
        ...(recordAction === undefined ? {} : { recordAction }),
      });
    },
    onSuccess: async () => {
      await queries.refetchQueries({ queryKey: recordKey(type, id) });
      void queries.invalidateQueries({ queryKey: [type, 'list'] });
      const text = t({ id: 'record.action.done', message: 'The change is saved.' });
      notify({ key: 'record.action', kind: NoticeKind.success, text });
      onDone();
    },
  });
}

/** The menu of what can be done to the record as a whole; each asks first. */
export function RecordActions({ type, record, deployment }: RecordActionsProps) {
  const { t } = useLingui();
  const user = useUser();
  const names = useActionNames();
  const work = useCaseworkTexts();
  const [begun, setBegun] = useState<CaseworkAction>();
  const [asked, setAsked] = useState<{ action: RecordAction; key: string }>();
  const mutation = useAction(type, record.id, () => setAsked(undefined));
  const actions = possibleActions(user, type, record);
  const offered = caseworkActions(user, type, record).filter(
    ({ action }) => !isRowAction(action) || rowField(deployment, action) !== undefined,
  );
  const isPrintable = mayPrint(user, type, record);
  const [isPrinting, setPrinting] = useState(false);
  if (actions.length === 0 && offered.length === 0 && !isPrintable) return null;
  const ask = (id: string) => {
    const action = actions.find((one) => one === id);
    mutation.reset();
    setPrinting(id === print_action);
    setBegun(offered.find((one) => one.action === id)?.action);
    if (action !== undefined) setAsked({ action, key: newId() });
  };
  const label = t({ id: 'record.actions.menu', message: 'More actions' });
  return (
    <>
      <Menu
        label={label}
        onAction={ask}
        trigger={
          <Button aria-label={label}>
            <Icon name="more" />
          </Button>
        }
      >
        {offered.map(({ action, hindrance }) => (
          <MenuItem key={action} id={action} isDisabled={hindrance !== undefined}>
            {hindrance === undefined
              ? work.names[action]
              : `${work.names[action]} – ${work.reasons[hindrance]}`}
          </MenuItem>
        ))}
        {isPrintable ? (
          <MenuItem id={print_action}>
            {t({ id: 'record.action.print', message: 'Print or save as PDF' })}
          </MenuItem>
        ) : null}
        {actions.map((action) => (
          <MenuItem key={action} id={action}>
            {names[action]}
          </MenuItem>
        ))}
      </Menu>
      {begun === undefined ? null : (
        <Suspense fallback={null}>
          <CaseworkDialog
            action={begun}
            type={type}
            record={record}
            deployment={deployment}
            onClose={() => setBegun(undefined)}
          />
        </Suspense>
      )}
      {isPrinting ? (
        <Suspense fallback={null}>
          <PrintDialog
            type={type}
            record={record}
            deployment={deployment}
            onClose={() => setPrinting(false)}
          />
        </Suspense>
      ) : null}
      {asked?.action === 'close' ? (
        <Suspense fallback={null}>
          <CloseDialog
            type={type}
            record={record}
            deployment={deployment}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      ) : null}
      {asked === undefined || asked.action === 'close' ? null : (
        <ConfirmDialog
          title={names[asked.action]}
          confirm={names[asked.action]}
          isPending={mutation.isPending}
          isDanger={asked.action === 'disable'}
          onConfirm={() => mutation.mutate(asked)}
          onClose={() => setAsked(undefined)}
        >
          <ActionText action={asked.action} />
          {mutation.isError ? <FailureText error={mutation.error} /> : null}
        </ConfirmDialog>
      )}
    </>
  );
}

function useActionNames(): Readonly<Record<RecordAction, string>> {
  const { t } = useLingui();
  return {
    close: t({ id: 'record.action.close', message: 'Close the record' }),
    reopen: t({ id: 'record.action.reopen', message: 'Reopen the record' }),
    enable: t({ id: 'record.action.enable', message: 'Take the record back into use' }),
    disable: t({ id: 'record.action.disable', message: 'Take the record out of use' }),
    protect: t({ id: 'form.name.protect', message: 'Protect the name' }),
    unprotect: t({ id: 'form.name.show', message: 'Show the name again' }),
  };
}

function ActionText({ action }: { action: RecordAction }) {
  switch (action) {
    case 'close':
      return null; // asked in a dialog of its own
    case 'reopen':
      return (
        <p>
          <Trans id="record.action.reopen_text">
            The record becomes open again, and the change log notes who reopened it.
          </Trans>
        </p>
      );
    case 'enable':
      return (
        <p>
          <Trans id="record.action.enable_text">
            The record can be changed again and appears in the lists.
          </Trans>
        </p>
      );
    case 'protect':
      return (
        <p>
          <Trans id="record.action.protect_text">
            Everybody, you included, sees asterisks instead of the name, until somebody shows it
            again.
          </Trans>
        </p>
      );
    case 'unprotect':
      return (
        <p>
          <Trans id="record.action.unprotect_text">
            Whoever may read this record sees the name again.
          </Trans>
        </p>
      );
    case 'disable':
      return (
        <p>
          <Trans id="record.action.disable_text">
            The record disappears from the usual lists and can no longer be changed. Nothing is
            deleted.
          </Trans>
        </p>
      );
  }
}
