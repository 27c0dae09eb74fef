import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode } from 'react';
import { createFileBox } from '../../../shared/forms/fields/file-box';
import { FormViewContext } from '../../../shared/forms/fields/form-view';
import { singularOf } from '../../../shared/records/record-type';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Fetched } from '../../../shared/ui/Fetched';
import { Skeleton } from '../../../shared/ui/Skeleton';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import { isRowAction, rowField } from '../casework/row-fields';
import { useCaseworkTexts } from '../casework/useCaseworkTexts';
import { type Deployment, useDeployment } from '../deployment';
import { formView } from '../form-view';
import { PrintWork } from '../print/PrintWork';
import { useRecord } from '../useRecord';
import { listActions, type RowCommand } from './list-actions';

const CaseworkDialog = lazy(() => import('../casework/CaseworkDialog'));

interface RowWorkProps {
  type: RecordType;
  id: string;
  command: RowCommand;
  onClose: () => void;
}

/** Reads the whole record, which a list does not show, and does with it what its page would. */
export function RowWork({ type, id, command, onClose }: RowWorkProps) {
  const { t } = useLingui();
  const { names } = useCaseworkTexts();
  const record = useRecord(type, id);
  const { deployment, error, retry } = useDeployment();
  const title =
    command === 'print'
      ? t({ id: 'record.action.print', message: 'Print or save as PDF' })
      : names[command];
  const wait = (children: ReactNode) => (
    <Waiting title={title} onClose={onClose}>
      {children}
    </Waiting>
  );
  if (error) return wait(<ErrorState error={error} onRetry={retry} />);
  if (record.isError && record.data === undefined) {
    return wait(<ErrorState error={record.error} onRetry={() => void record.refetch()} />);
  }
  // What was kept from before may be old: who may do what is decided on what is true now.
  if (deployment === undefined || record.data === undefined || !record.isFetchedAfterMount) {
    return wait(<Skeleton lines={4} />);
  }
  return (
    <Fetched fallback={wait(<Skeleton lines={4} />)} onFailed={onClose}>
      <Begun
        {...{ type, command, deployment, onClose }}
        record={record.data.data}
        wait={wait(<Skeleton lines={4} />)}
        refusal={wait(
          <p>
            <Trans id="record.row.not_possible">This is not possible with this record.</Trans>
          </p>,
        )}
      />
    </Fetched>
  );
}

interface WaitingProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

function Waiting({ title, onClose, children }: WaitingProps) {
  return (
    <Dialog
      isOpen
      shape="form"
      title={title}
      onClose={onClose}
      actions={
        <Button onPress={onClose}>
          <Trans id="form.confirm.cancel">Cancel</Trans>
        </Button>
      }
    >
      {children}
    </Dialog>
  );
}

interface BegunProps {
  type: RecordType;
  command: RowCommand;
  record: RecordData;
  deployment: Deployment;
  /** Until the dialog is there. */
  wait: ReactNode;
  /** Shown when the whole record does not allow what its row seemed to. */
  refusal: ReactNode;
  onClose: () => void;
}

function Begun({ type, command, record, deployment, onClose, ...shown }: BegunProps) {
  const { wait, refusal } = shown;
  const user = useUser();
  const shared = { type, record, deployment, onClose };
  if (command === 'print') return <PrintWork {...shared} wait={wait} />;
  const isAsked = !isRowAction(command) || rowField(deployment, command) !== undefined;
  if (!isAsked || !listActions(user, type, record).includes(command)) return refusal;
  const view = formView({
    mode: 'view',
    deployment,
    permitted: user.permitted_form,
    recordType: singularOf(type),
    module: record.module_id ?? undefined,
    files: createFileBox(),
  });
  return (
    <FormViewContext value={view}>
      <CaseworkDialog action={command} {...shared} />
    </FormViewContext>
  );
}
