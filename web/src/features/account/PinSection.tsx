import { Trans } from '@lingui/react/macro';
import { lazy, useState, useSyncExternalStore } from 'react';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { forgetPin, hasPin, subscribeToKeys } from '../../shared/lock/keys';
import { Button } from '../../shared/ui/Button';
import { Fetched } from '../../shared/ui/Fetched';

const PinDialog = lazy(() => import('./PinDialog'));

/** A PIN for the lock of this window, where the deployment allows one. */
export function PinSection() {
  const isAllowed = useSettings()?.system_options['lock_pin'] !== false;
  const isSet = useSyncExternalStore(subscribeToKeys, hasPin);
  const [isSetting, setSetting] = useState(false);
  const close = () => setSetting(false);
  if (!isAllowed) return null;
  return (
    <div className="stack">
      <p className="soft">
        <Trans id="account.pin.explain">
          A PIN opens the lock of this window in place of your password, also without a connection,
          until you close the window or sign out. It is stored nowhere.
        </Trans>
      </p>
      <div className="row">
        <Button onPress={() => setSetting(true)}>
          {isSet ? (
            <Trans id="account.pin.change">Set another PIN</Trans>
          ) : (
            <Trans id="account.pin.set">Set a PIN for the lock</Trans>
          )}
        </Button>
        {isSet ? (
          <Button kind="quiet" onPress={forgetPin}>
            <Trans id="account.pin.remove">Remove the PIN</Trans>
          </Button>
        ) : null}
      </div>
      {isSetting ? (
        <Fetched onFailed={close}>
          <PinDialog onClose={close} />
        </Fetched>
      ) : null}
    </div>
  );
}
