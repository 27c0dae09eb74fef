import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import { deviceState, switchOff, switchOn, type PushConfig } from './push';

const key = ['webpush', 'device'];
const minutesOfDay = 24 * 60;

/** Whether messages come to this very device. */
export function DevicePush({ config }: { config: PushConfig }) {
  const queries = useQueryClient();
  const state = useQuery({ queryKey: key, queryFn: deviceState }).data;
  const change = useMutation({
    mutationFn: () => (state === 'on' ? switchOff() : switchOn(config)),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const days = Math.round((config.pause_after ?? 0) / minutesOfDay);
  if (state === undefined || state === 'impossible') {
    return null;
  }
  if (state === 'blocked') {
    return (
      <p>
        <Trans id="push.blocked">
          This browser blocks messages from Amparo. Allow them in its settings for this site, then
          load this page again.
        </Trans>
      </p>
    );
  }
  return (
    <div className="stack">
      {days > 0 ? (
        <p className="soft">
          <Trans id="push.pause">
            <Plural
              value={days}
              one="Messages pause when Amparo was not opened here for # day."
              other="Messages pause when Amparo was not opened here for # days."
            />
          </Trans>
        </p>
      ) : null}
      <div>
        <Button onPress={() => change.mutate()} isPending={change.isPending}>
          {state === 'on' ? (
            <Trans id="push.off">Stop messages on this device</Trans>
          ) : (
            <Trans id="push.on">Send messages to this device</Trans>
          )}
        </Button>
      </div>
      {change.isError ? (
        <div role="alert">
          <FailureText error={change.error} />
        </div>
      ) : null}
    </div>
  );
}
