import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { RecordData } from '../../../shared/wire/records';
import { recordKey } from '../useRecord';
import type { CaseworkProps } from './casework-props';
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

function SyncState({ record }: { record: RecordData }) {
  const language = useLanguage();
  const { sync_status: status, synced_at: at } = record;
  const when = typeof at === 'string' ? formatDateTime(at, language) : '';
  switch (status) {
    case undefined:
    case null:
    case '':
    case 'not_found':
      return <Trans id="record.sync.never">It has not been sent yet.</Trans>;
    case 'sending':
      return <Trans id="record.sync.sending">It is being sent.</Trans>;
    case 'sent':
      return (
        <Trans id="record.sync.sent">It was sent. The other system has not answered yet.</Trans>
      );
    case 'failed':
      return <Trans id="record.sync.failed">The last sending failed. You can send it again.</Trans>;
    case 'synced':
      return when === '' ? (
        <Trans id="record.sync.synced">The other system has received it.</Trans>
      ) : (
        <Trans id="record.sync.synced_at">The other system received it: {when}.</Trans>
      );
    default:
      return (
        <Trans id="record.sync.other">
          The other system says: <bdi>{String(status)}</bdi>
        </Trans>
      );
  }
}
