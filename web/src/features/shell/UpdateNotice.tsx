import { Trans } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import {
  applyUpdate,
  isUpdateReady,
  postponeUpdate,
  subscribeToUpdate,
} from '../../shared/pwa/update';
import { useAppName } from '../../shared/session/useAppName';
import { isBusy } from '../../shared/pwa/busy';
import { isTooOld, loadNewVersion } from '../../shared/pwa/versions';
import { knownPublicInfo } from '../../shared/session/session';
import { Button } from '../../shared/ui/Button';

/** A new version is ready: a quiet line that waits, and is not there while somebody types. */
export function UpdateNotice() {
  const app = useAppName();
  const isReady = useSyncExternalStore(subscribeToUpdate, isUpdateReady);
  if (isTooOld(knownPublicInfo()?.client_version_min)) return <TooOld />;
  return isReady ? (
    <div className="update" role="status">
      <p>
        <Trans id="update.ready">A new version of {app} is ready.</Trans>
      </p>
      <Button onPress={() => applyUpdate()}>
        <Trans id="update.now">Use it now</Trans>
      </Button>
      <Button kind="quiet" onPress={postponeUpdate}>
        <Trans id="update.later">Later</Trans>
      </Button>
    </div>
  ) : null;
}

/** Said before something fails; the button waits until what is being typed is saved. */
function TooOld() {
  const app = useAppName();
  const isTyping = useSyncExternalStore(subscribeToUpdate, isBusy);
  return (
    <div className="update" role="status">
      <p>
        <Trans id="update.too_old">
          This version of {app} is too old for the server. Save what you are doing and load the new
          one.
        </Trans>
      </p>
      <Button isDisabled={isTyping} onPress={() => void loadNewVersion()}>
        <Trans id="update.load">Load it now</Trans>
      </Button>
    </div>
  );
}
