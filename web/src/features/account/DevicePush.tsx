import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import { PushExplanation, PushPause } from './PushExplanation';
import { deviceState, switchOff, switchOn, type PushConfig } from '../../shared/push/push';
import { useAppName } from '../../shared/session/useAppName';

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
  const [isExplaining, setExplaining] = useState(false);
  const days = Math.round((config.pause_after ?? 0) / minutesOfDay);
  if (state === undefined || state === 'impossible') {
    return null;
  }
  if (state === 'blocked') {
    return <Blocked />;
  }
  const press = () => (state === 'on' ? change.mutate() : setExplaining(true));
  return (
    <div className="stack">
      {days > 0 ? <PushPause days={days} /> : null}
      <div>
        <Button onPress={press} isPending={change.isPending}>
          {state === 'on' ? (
            <Trans id="push.off">Stop messages on this device</Trans>
          ) : (
            <Trans id="push.on">Send messages to this device</Trans>
          )}
        </Button>
      </div>
      {isExplaining ? (
        <PushExplanation
          days={days}
          onAgree={() => {
            setExplaining(false);
            change.mutate();
          }}
          onClose={() => setExplaining(false)}
        />
      ) : null}
      {change.isError ? (
        <div role="alert">
          <FailureText error={change.error} />
        </div>
      ) : null}
    </div>
  );
}

/** Where to allow what was forbidden: nothing in a page can ask again. */
function Blocked() {
  const app = useAppName();
  return (
    <div className="stack">
      <p>
        <Trans id="push.blocked">
          This browser blocks messages from {app}. Allow them in its settings for this site, then
          load this page again.
        </Trans>
      </p>
      <ul>
        <li>
          <Trans id="push.blocked.android">
            Android: press the symbol before the address, then Permissions and Notifications. If it
            is installed: hold its icon, then App info and Notifications.
          </Trans>
        </li>
        <li>
          <Trans id="push.blocked.ios">
            iPhone and iPad: messages come only to the installed app. Add it to the home screen,
            then open Settings, Notifications, {app}.
          </Trans>
        </li>
      </ul>
    </div>
  );
}
