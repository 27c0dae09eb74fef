import { Trans } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { declineInstall, install, installWay, subscribeToInstall } from '../../shared/pwa/install';
import { useAppName } from '../../shared/session/useAppName';
import { Button } from '../../shared/ui/Button';

/** Says after the first day of use why to install the app, where the browser can. */
export function InstallNotice() {
  const app = useAppName();
  const way = useSyncExternalStore(subscribeToInstall, installWay);
  return way === undefined ? null : (
    <div className="update" role="status">
      <p>
        <Trans id="install.why">
          You can install {app} on this device: it opens with one touch and fills the whole screen.
        </Trans>
      </p>
      {way === 'asked' ? (
        <Button onPress={() => void install()}>
          <Trans id="install.now">Install</Trans>
        </Button>
      ) : (
        <p>
          <Trans id="install.by_hand">
            Press Share at the edge of the screen, then Add to Home Screen.
          </Trans>
        </p>
      )}
      <Button kind="quiet" onPress={declineInstall}>
        <Trans id="install.no">No, thank you</Trans>
      </Button>
    </div>
  );
}
