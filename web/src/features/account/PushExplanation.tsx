import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { useAppName } from '../../shared/session/useAppName';

interface PushExplanationProps {
  /** After how many days without use messages pause; 0: never. */
  days: number;
  onAgree: () => void;
  onClose: () => void;
}

/** What will come to the device, before the browser asks for its permission. */
export function PushExplanation({ days, onAgree, onClose }: PushExplanationProps) {
  const app = useAppName();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans id="push.explain.title">Messages to this device</Trans>}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="push.explain.no">Not now</Trans>
          </Button>
          <Button kind="primary" onPress={onAgree}>
            <Trans id="push.explain.yes">Continue</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans id="push.explain.what">
          A message says only that there is something new, such as “You have 1 new referral”. Names
          and details are shown in {app} alone, after you have signed in.
        </Trans>
      </p>
      {days > 0 ? <PushPause days={days} /> : null}
      <p>
        <Trans id="push.explain.next">
          Your browser will ask you next whether it may show messages. You can stop them here at any
          time.
        </Trans>
      </p>
    </Dialog>
  );
}

/** That messages stop by themselves where nobody works any more. */
export function PushPause({ days }: { days: number }) {
  const app = useAppName();
  return (
    <p className="soft">
      <Trans id="push.pause">
        <Plural
          value={days}
          one={`Messages pause when ${app} was not opened here for # day.`}
          other={`Messages pause when ${app} was not opened here for # days.`}
        />
      </Trans>
    </p>
  );
}
