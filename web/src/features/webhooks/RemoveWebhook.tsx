import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Refusal } from '../../shared/ui/Refusal';
import { useHeadingAfter } from '../../shared/ui/useHeadingAfter';
import { removeWebhook, type Webhook, webhooksKey } from './webhooks.wire';

/** Takes a receiver away, after a question. */
export function RemoveWebhook({ webhook: { id, url } }: { webhook: Webhook }) {
  const queries = useQueryClient();
  useHeadingAfter(true);
  const [isAsking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => removeWebhook(id),
    onSuccess: () => {
      setAsking(false);
      void queries.invalidateQueries({ queryKey: [webhooksKey, 'list'] });
    },
  });
  return (
    <>
      <Button kind="quiet" onPress={() => setAsking(true)}>
        <Trans id="webhooks.remove">Delete</Trans>
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={<Trans id="webhooks.remove.ask">Delete this receiver?</Trans>}
          confirm={<Trans id="webhooks.remove">Delete</Trans>}
          isPending={removing.isPending}
          onConfirm={() => removing.mutate()}
          onClose={() => setAsking(false)}
          isDanger
        >
          <p>
            <Trans id="webhooks.remove.text">
              <bdi dir="ltr">{url}</bdi> is told of nothing any more, and what waits for it is not
              sent.
            </Trans>
          </p>
          {removing.error ? <Refusal error={removing.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
