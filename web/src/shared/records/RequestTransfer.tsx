import { Trans } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { can } from '../session/permissions';
import { useUser } from '../session/useSession';
import { Button } from '../ui/Button';
import type { RecordData, RecordType } from '../wire/records';

const RequestTransferDialog = lazy(() => import('../transfer-request/RequestTransferDialog'));

interface RequestTransferProps {
  type: RecordType;
  record: RecordData;
}

/** Asks the owner of a case that was found by search to hand it over; nothing without the right. */
export function RequestTransfer({ type, record }: RequestTransferProps) {
  const user = useUser();
  const [isOpen, setOpen] = useState(false);
  if (type !== 'cases' || !can(user, 'cases', 'request_transfer')) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Trans id="cases.request_transfer">Request transfer</Trans>
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <RequestTransferDialog record={record} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
