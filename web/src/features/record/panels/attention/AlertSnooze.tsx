import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { localDay } from '../../../../shared/text/days';
import { Button } from '../../../../shared/ui/Button';
import type { Alert } from './attention.wire';

const SnoozeDialog = lazy(() => import('../../../../shared/snooze/SnoozeDialog'));

interface AlertSnoozeProps {
  alert: Alert;
  /** The alert in words. */
  text: string;
  isPending: boolean;
  error: Error | null;
  /** Null brings it back. */
  onSnooze: (until: string | null) => void;
}

/** Puts an alert off, or brings it back, for whoever answers for the record. */
export function AlertSnooze({ alert, text, isPending, error, onSnooze }: AlertSnoozeProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const [today] = useState(() => localDay(new Date()));
  const [isAsking, setAsking] = useState(false);
  const until = alert.snoozed_until;
  if (until) {
    const day = formatDate(until, language);
    return (
      <>
        <span className="soft">
          {t({ id: 'panel.alert.until', message: `Put off until ${day}` })}
        </span>
        <Button
          isPending={isPending}
          aria-label={t({ id: 'panel.alert.wake_one', message: `Bring back: ${text}` })}
          onPress={() => onSnooze(null)}
        >
          {t({ id: 'panel.alert.wake', message: 'Bring back' })}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button
        aria-label={t({ id: 'panel.alert.snooze_one', message: `Put off: ${text}` })}
        onPress={() => setAsking(true)}
      >
        {t({ id: 'panel.alert.snooze', message: 'Put off' })}
      </Button>
      <Suspense>
        {isAsking ? (
          <SnoozeDialog
            what={text}
            today={today}
            isPending={isPending}
            error={error}
            onSnooze={onSnooze}
            onClose={() => setAsking(false)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
