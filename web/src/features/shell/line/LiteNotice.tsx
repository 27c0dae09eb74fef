import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../shared/ui/Button';
import { wantEverything } from '../../../shared/wire/slow-line';

/** What is different on a slow line, until it is closed. */
export default function LiteNotice() {
  const [isClosed, setClosed] = useState(false);
  return isClosed ? null : (
    <div className="update" role="status">
      <p>
        <Trans id="lite.notice">
          The line is slow or data is saved: photos wait until you press them, and lists are
          shorter.
        </Trans>
      </p>
      <Button onPress={wantEverything}>
        <Trans id="lite.everything">Load everything</Trans>
      </Button>
      <Button kind="quiet" onPress={() => setClosed(true)}>
        <Trans id="lite.close">Close</Trans>
      </Button>
    </div>
  );
}
