import { Trans } from '@lingui/react/macro';
import { use } from 'react';
import { workTexts } from '../text/work-texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import type { RecordData, RecordType } from '../wire/records';
import { KnownFacts } from './KnownFacts';

interface PreviewDialogProps {
  type: RecordType;
  record: RecordData;
  /** Asks for the record; not there without the right. */
  onRequest: (() => void) | undefined;
  onClose: () => void;
}

/** What a deployment shows of a record to those who may find it and not open it. */
export default function PreviewDialog({ type, record, onRequest, onClose }: PreviewDialogProps) {
  use(workTexts);
  return (
    <Dialog
      isOpen
      title={<Trans id="preview.title">What you may see</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="searched.close">Close</Trans>
          </Button>
          {onRequest === undefined ? null : (
            <Button kind="primary" onPress={onRequest}>
              <Trans id="cases.request_transfer">Request transfer</Trans>
            </Button>
          )}
        </>
      }
    >
      <KnownFacts type={type} record={record} />
    </Dialog>
  );
}
