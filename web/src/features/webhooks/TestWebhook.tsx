import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../shared/ui/Button';
import { Refusal } from '../../shared/ui/Refusal';
import { testWebhook, webhooksKey } from './webhooks.wire';

/** Sends a message that says nothing, and tells at once whether it arrived. */
export function TestWebhook({ id }: { id: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => testWebhook(id),
    onSettled: () => void queries.invalidateQueries({ queryKey: [webhooksKey, 'log', id] }),
  });
  const answer = test.data;
  const status = answer?.http_status ?? 0;
  return (
    <>
      <Button onPress={() => test.mutate()} isPending={test.isPending}>
        <Trans id="webhooks.test">Send a test</Trans>
      </Button>
      <div className="webhook-answer" aria-live="polite">
        {answer?.status === 'sent' ? (
          <p>
            <Trans id="webhooks.test.arrived">The test arrived.</Trans>
          </p>
        ) : null}
        {answer !== undefined && answer.status !== 'sent' ? (
          <p className="field-error">
            {answer.error ?? t({ id: 'webhooks.test.failed', message: 'The test did not arrive.' })}
            {status === 0 ? null : (
              <>
                {' '}
                <Trans id="webhooks.test.status">It answered {status}.</Trans>
              </>
            )}
          </p>
        ) : null}
      </div>
      {test.error ? <Refusal error={test.error} /> : null}
    </>
  );
}
