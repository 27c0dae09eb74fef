import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { mayPrint } from '../../../shared/print/print-rights';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import { Fetched } from '../../../shared/ui/Fetched';
import type { RecordData } from '../../../shared/wire/records';
import type { Transition } from '../casework/casework.wire';

const HandOverPrintDialog = lazy(() => import('../print/HandOverPrintDialog'));

interface HandOverOnPaperProps {
  transition: Transition;
  record: RecordData;
}

/** The locked document for a recipient without an account, as far as their role allows. */
export function HandOverOnPaper({ transition, record }: HandOverOnPaperProps) {
  const user = useUser();
  const [isOpen, setOpen] = useState(false);
  const { type, remote, authorized_role_unique_id: role, status } = transition;
  const isOutside = type === 'Referral' && remote && Boolean(role) && status !== 'revoked';
  if (!isOutside || !mayPrint(user, 'cases', record)) return null;
  const title = <Trans id="sharing.paper">Hand-over document</Trans>;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{title}</Button>
      {isOpen ? (
        <Fetched fallback={null}>
          <HandOverPrintDialog
            title={title}
            record={record}
            transition={transition}
            onClose={() => setOpen(false)}
          />
        </Fetched>
      ) : null}
    </>
  );
}
