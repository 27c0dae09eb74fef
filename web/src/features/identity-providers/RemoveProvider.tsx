import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Refusal } from '../../shared/ui/Refusal';
import { useHeadingAfter } from '../../shared/ui/useHeadingAfter';
import { type Provider, providersKey, removeProvider } from './providers.wire';

/** Takes a provider away, after a question. */
export function RemoveProvider({ provider: { id, name } }: { provider: Provider }) {
  const queries = useQueryClient();
  useHeadingAfter(true);
  const [isAsking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => removeProvider(id),
    onSuccess: () => {
      setAsking(false);
      void queries.invalidateQueries({ queryKey: [providersKey, 'list'] });
    },
  });
  return (
    <>
      <Button kind="quiet" onPress={() => setAsking(true)}>
        <Trans id="identity.remove">Delete</Trans>
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={<Trans id="identity.remove.ask">Delete this provider?</Trans>}
          confirm={<Trans id="identity.remove">Delete</Trans>}
          isPending={removing.isPending}
          onConfirm={() => removing.mutate()}
          onClose={() => setAsking(false)}
          isDanger
        >
          <p>
            <Trans id="identity.remove.text">
              Nobody can sign in at <bdi>{name}</bdi> any more. While users are linked to it, it
              stays; switch it off instead.
            </Trans>
          </p>
          {removing.error ? <Refusal error={removing.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
