import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { RecordPicker } from '../../../shared/picker/RecordPicker';
import type { ListQuery } from '../../../shared/records/list-query';
import { recordTexts } from '../../../shared/text/record-texts';
import { WorkTexts } from '../../../shared/text/WorkTexts';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { RecordType } from '../../../shared/wire/records';
import type { Selection } from '../useSelection';
import { BulkResults } from './BulkResults';
import { linkMax } from './link';
import { useLinkRun } from './useLinkRun';

interface LinkManyDialogProps {
  title: string;
  query: ListQuery;
  count: number;
  selection: Selection;
  /** True when something was done. */
  onClose: (isDone: boolean) => void;
}

/** Finds the case to which the chosen incidents belong, links them, and says how it went. */
export default function LinkManyDialog(props: LinkManyDialogProps) {
  return (
    <WorkTexts>
      <AreaTexts ready={recordTexts}>
        {props.count > linkMax ? <TooMany {...props} /> : <LinkSteps {...props} />}
      </AreaTexts>
    </WorkTexts>
  );
}

function LinkSteps({ title, query, count: chosen, selection, onClose }: LinkManyDialogProps) {
  const { state, numbers, start } = useLinkRun(query, selection);
  // The list changes while they are linked; what was begun with stays.
  const [count] = useState(chosen);
  const { phase } = state;
  if (phase === 'asking' || phase === 'sending' || phase === 'refused') {
    return (
      <RecordPicker
        type={RecordType.case}
        title={title}
        isPending={phase === 'sending'}
        error={phase === 'refused' ? state.failure : undefined}
        onPick={({ id }) => void start(id)}
        onClose={() => onClose(false)}
      >
        <p>
          <Trans id="bulk.count">
            <Plural value={count} one="This is for # record." other="This is for # records." />
          </Trans>
        </p>
      </RecordPicker>
    );
  }
  return (
    <Dialog
      isOpen
      shape="form"
      title={title}
      isDismissable={phase === 'done'}
      onClose={() => onClose(true)}
      actions={phase === 'done' ? <Close onPress={() => onClose(true)} /> : null}
    >
      <BulkResults state={state} type={RecordType.incident} numbers={numbers} />
    </Dialog>
  );
}

function TooMany({ title, onClose }: LinkManyDialogProps) {
  return (
    <Dialog
      isOpen
      shape="form"
      title={title}
      onClose={() => onClose(false)}
      actions={<Close onPress={() => onClose(false)} />}
    >
      <p>
        <Trans id="bulk.link.too_many">Choose at most {linkMax} incidents.</Trans>
      </p>
    </Dialog>
  );
}

function Close({ onPress }: { onPress: () => void }) {
  return (
    <Button kind="primary" onPress={onPress}>
      <Trans id="bulk.close">Close</Trans>
    </Button>
  );
}
