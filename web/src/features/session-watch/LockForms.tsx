import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { Button } from '../../shared/ui/Button';
import { secondsToWait } from './guesses';
import { PinForm } from './PinForm';
import { UnlockForm } from './UnlockForm';
import { type Refusal, useUnlock } from './useUnlock';

/** The ways to open the lock: the PIN where one is set, else and always the password. */
export function LockForms({ userName }: { userName: string }) {
  const { refusal, isPending, byPassword, byPin, hasPin } = useUnlock(userName);
  const mayUsePin = useSettings()?.system_options['lock_pin'] !== false;
  const [wantsPassword, setWantsPassword] = useState(false);
  const refused = refusal === undefined ? undefined : <RefusalText refusal={refusal} />;
  const failure = refusal !== undefined && 'failure' in refusal ? refusal.failure : undefined;
  const asked = refusal?.why === 'factor' ? refusal.ways : undefined;
  const shared = { refused: failure === undefined ? refused : undefined, failure, isPending };
  if (hasPin && mayUsePin && !wantsPassword) {
    return <PinForm {...shared} onPin={byPin} onUsePassword={() => setWantsPassword(true)} />;
  }
  return (
    <UnlockForm
      userName={userName}
      way={{ ...shared, asked, comeBack: byPassword }}
      actions={(isTrying) => (
        <Button type="submit" kind="primary" isPending={isTrying}>
          <Trans id="lock.unlock">Unlock</Trans>
        </Button>
      )}
    />
  );
}

function RefusalText({ refusal }: { refusal: Refusal }) {
  switch (refusal.why) {
    case 'password':
      return <Trans id="session_ended.refused">The password is not right.</Trans>;
    case 'pin':
      return (
        <Trans id="lock.pin_refused">
          The PIN is not right. After five wrong ones only the password opens.
        </Trans>
      );
    case 'changed':
      return (
        <Trans id="lock.changed">The server knows another password of yours: enter that one.</Trans>
      );
    case 'wait':
      return <WaitText />;
    case 'factor':
    case 'failure':
      return null;
  }
}

const second = 1000;

/** How long it still takes, second by second. */
function WaitText() {
  const [seconds, setSeconds] = useState(secondsToWait);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsToWait()), second);
    return () => clearInterval(timer);
  }, []);
  return <Trans id="lock.wait">Too many wrong passwords. Seconds to wait: {seconds}</Trans>;
}
