import { Trans } from '@lingui/react/macro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../../../../shared/ui/Button';
import type { HandOver } from '../../casework/hand-over';
import { useCaseworkTexts } from '../../casework/useCaseworkTexts';
import type { Parcel } from './parcel';

interface HoldNoticeProps {
  parcel: Parcel;
  way: HandOver;
  recipient: string;
}

/** What is held back, for how long still, and the way to send it at once. */
export function HoldNotice({ parcel, way, recipient }: HoldNoticeProps) {
  const { names } = useCaseworkTexts();
  const phase = useSyncExternalStore(parcel.subscribe, () => parcel.phase);
  return (
    <>
      <p>
        <strong>{names[way]}</strong>: <bdi>{recipient}</bdi>
      </p>
      <p>
        {phase === 'waiting' ? (
          <Trans id="sharing.hold.waiting">Not sent yet: it is tried again.</Trans>
        ) : (
          <Trans id="sharing.hold.held">It is sent in half a minute, or when you leave.</Trans>
        )}{' '}
        {phase === 'held' ? <SecondsLeft until={parcel.until} /> : null}
      </p>
      <Button onPress={() => void parcel.sendNow()} isPending={phase === 'sending'}>
        <Trans id="sharing.hold.now">Send now</Trans>
      </Button>
    </>
  );
}

/** For the eye: a screen reader is not told every second. */
function SecondsLeft({ until }: { until: number }) {
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  });
  return (
    <strong aria-hidden="true">
      <Trans id="sharing.hold.seconds" comment="{seconds} counts down from 30.">
        {seconds} s
      </Trans>
    </strong>
  );
}
