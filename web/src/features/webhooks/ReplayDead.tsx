import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { Refusal } from '../../shared/ui/Refusal';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { replayDead, webhooksKey } from './webhooks.wire';

/** Once the receiver works again: what was given up is tried once more. */
export function ReplayDead({ id }: { id: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const mayWrite = can(useUser(), 'webhooks', 'write');
  const replay = useMutation({
    mutationFn: () => replayDead(id),
    onSuccess: (count) => {
      const text = t({
        id: 'webhooks.replay.done',
        message: plural(count, {
          one: '# message is tried again.',
          other: '# messages are tried again.',
        }),
      });
      notify({ key: 'webhooks.replay', kind: NoticeKind.success, text });
      void queries.invalidateQueries({ queryKey: [webhooksKey, 'log', id] });
    },
  });
  if (!mayWrite) return null;
  return (
    <>
      <div>
        <Button onPress={() => replay.mutate()} isPending={replay.isPending}>
          <Trans id="webhooks.replay">Send again what was given up</Trans>
        </Button>
      </div>
      {replay.error ? <Refusal error={replay.error} /> : null}
    </>
  );
}
