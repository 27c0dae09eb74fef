import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ListQuery } from '../../../shared/records/list-query';
import { WorkTexts } from '../../../shared/text/WorkTexts';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { Refusal } from '../../../shared/ui/Refusal';
import type { RecordType } from '../../../shared/wire/records';
import { BulkAction, type JobAction } from '../useBulkActions';
import type { Selection } from '../useSelection';
import { AssignFields } from './AssignFields';
import { BulkResults } from './BulkResults';
import { FlagFields } from './FlagFields';
import { useBulkRun } from './useBulkRun';

interface BulkDialogProps {
  action: JobAction;
  type: RecordType;
  query: ListQuery;
  count: number;
  selection: Selection;
  /** True when something was done. */
  onClose: (isDone: boolean) => void;
}

/** Asks what an action on many records needs, does it, and says how it went. */
export default function BulkDialog(props: BulkDialogProps) {
  return (
    <WorkTexts>
      <BulkSteps {...props} />
    </WorkTexts>
  );
}

function BulkSteps({ action, type, query, count, selection, onClose }: BulkDialogProps) {
  const { t } = useLingui();
  const { state, start } = useBulkRun(query);
  // The choice is emptied at the end; the names in the results must outlive that.
  const [numbers] = useState(selection.ids);
  const ids = selection.isEverything ? undefined : [...numbers.keys()];
  // Once begun it goes on by itself: the window may be closed.
  const isWorking = state.phase === 'sending';
  const isDone = state.phase === 'done' || state.phase === 'running' || state.phase === 'unknown';
  const Fields = action === BulkAction.assign ? AssignFields : FlagFields;
  const titles: Record<JobAction, string> = {
    assign: t({ id: 'bulk.assign.title', message: 'Assign records' }),
    flag: t({ id: 'bulk.flag.title', message: 'Flag records' }),
  };
  return (
    <Dialog
      isOpen
      shape="form"
      onClose={() => onClose(isDone)}
      isDismissable={!isWorking}
      title={titles[action]}
      actions={
        isDone ? (
          <Button kind="primary" onPress={() => onClose(true)}>
            <Trans id="bulk.close">Close</Trans>
          </Button>
        ) : null
      }
    >
      {state.phase === 'refused' ? (
        <div className="bulk-refusal">
          <Refusal error={state.failure} />
        </div>
      ) : null}
      {state.phase === 'asking' || state.phase === 'refused' ? (
        <>
          <p>
            <Trans id="bulk.count">
              <Plural value={count} one="This is for # record." other="This is for # records." />
            </Trans>
          </p>
          <Fields type={type} onSubmit={(data) => void start({ action, type, data }, ids)} />
        </>
      ) : (
        <BulkResults state={state} type={type} numbers={numbers} />
      )}
    </Dialog>
  );
}
