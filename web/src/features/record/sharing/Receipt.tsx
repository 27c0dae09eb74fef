import { Trans } from '@lingui/react/macro';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { Transition } from '../casework/casework.wire';

/** Whether it has arrived and was looked at; or what names it on paper. */
export function Receipt({ transition }: { transition: Transition }) {
  const language = useLanguage();
  const { received_at: received, opened_at: opened, hand_over_code: code } = transition;
  if (code) {
    return (
      <p>
        <Trans id="sharing.code" comment="{code} is a code like K7PD-92MX that people read out.">
          Hand-over code: <bdi>{code}</bdi>
        </Trans>
      </p>
    );
  }
  if (transition.type !== 'Referral' && transition.type !== 'Transfer') return null;
  const isRunning = transition.status === 'in_progress' || transition.status === 'accepted';
  const at = formatDateTime(opened ?? received ?? '', language);
  if (opened) {
    return (
      <p className="soft">
        <Trans id="sharing.receipt.opened" comment="{at} is a moment.">
          Opened on <bdi>{at}</bdi>
        </Trans>
      </p>
    );
  }
  if (received) {
    return (
      <p className="soft">
        <Trans id="sharing.receipt.received" comment="{at} is a moment.">
          Received on <bdi>{at}</bdi>, not opened yet
        </Trans>
      </p>
    );
  }
  return isRunning && !transition.remote ? (
    <p className="soft">
      <Trans id="sharing.receipt.none">Not received yet</Trans>
    </p>
  ) : null;
}
