import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { recordKey } from '../useRecord';
import type { CaseworkProps } from './casework-props';
import SyncState from './SyncState';
import { useCaseworkTexts } from './useCaseworkTexts';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

/** Sends the record to the systems that the deployment names, once the last sending is over. */
export function SyncDialog({ type, record, onClose }: CaseworkProps) {
  const { names } = useCaseworkTexts();
  const queries = useQueryClient();
  const deed = useDeed(type, record.id, onClose);
  const [isReading, setReading] = useState(false);
  const isUnderWay = ['sending', 'sent'].includes(String(record['sync_status']));
  const lookAgain = () => {
    setReading(true);
    void queries
      .refetchQueries({ queryKey: recordKey(type, record.id) })
      .finally(() => setReading(false));
  };
  return (
    <WorkDialog
      title={names.sync}
      confirm={
        isUnderWay ? (
          <Trans id="record.sync.check">Check again</Trans>
        ) : (
          <Trans id="record.sync.send">Send now</Trans>
        )
      }
      isPending={deed.isPending || isReading}
      error={deed.error}
      onConfirm={
        isUnderWay ? lookAgain : () => deed.start({ method: 'POST', path: '/sync', data: {} })
      }
      onClose={onClose}
    >
      <p>
        <Trans id="record.sync.explain">
          The systems that your organisation has named get this record as it is now.
        </Trans>
      </p>
      <p role="status">
        <SyncState record={record} />
      </p>
    </WorkDialog>
  );
}
