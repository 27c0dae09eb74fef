import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { can } from '../session/permissions';
import { useUser } from '../session/useSession';
import { Button } from '../ui/Button';
import { Fetched } from '../ui/Fetched';
import type { RecordData, RecordType } from '../wire/records';

const RequestTransferDialog = lazy(() => import('../transfer-request/RequestTransferDialog'));
const PreviewDialog = lazy(() => import('../transfer-request/PreviewDialog'));

interface RequestTransferProps {
  type: RecordType;
  record: RecordData;
}

/**
 * Shows what may be known of a record that was found by search, and asks the owner of a case to
 * hand it over; nothing without the rights.
 */
export function RequestTransfer({ type, record }: RequestTransferProps) {
  const user = useUser();
  const [opened, setOpened] = useState<'preview' | 'request'>();
  const close = () => setOpened(undefined);
  const mayRequest = type === 'cases' && can(user, 'cases', 'request_transfer');
  return (
    <>
      {can(user, type, 'display_view_page') ? (
        <Button onPress={() => setOpened('preview')}>
          <Trans id="cases.preview">What is known</Trans>
        </Button>
      ) : null}
      {mayRequest ? (
        <Button onPress={() => setOpened('request')}>
          <Trans id="cases.request_transfer">Request transfer</Trans>
        </Button>
      ) : null}
      {opened === undefined ? null : (
        <Fetched onFailed={close}>
          {opened === 'request' ? (
            <RequestTransferDialog record={record} onClose={close} />
          ) : (
            <PreviewDialog
              type={type}
              record={record}
              onRequest={mayRequest ? () => setOpened('request') : undefined}
              onClose={close}
            />
          )}
        </Fetched>
      )}
    </>
  );
}
