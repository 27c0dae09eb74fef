import { Trans } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import {
  applyUpdate,
  isUpdateReady,
  postponeUpdate,
  subscribeToUpdate,
} from '../../shared/pwa/update';
import { Button } from '../../shared/ui/Button';

/** A new version is ready: a quiet line that waits, and is not there while somebody types. */
export function UpdateNotice() {
  const isReady = useSyncExternalStore(subscribeToUpdate, isUpdateReady);
  return isReady ? (
    <div className="update" role="status">
      <p>
        <Trans id="update.ready">A new version of Amparo is ready.</Trans>
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
