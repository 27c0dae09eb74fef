import { Trans } from '@lingui/react/macro';
import { use } from 'react';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { RecordData } from '../../../shared/wire/records';
import { sharingTexts } from '../sharing/sharing-texts';

/** Whether other systems have the record as it is, in a sentence. */
export default function SyncState({ record }: { record: RecordData }) {
  use(sharingTexts);
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
