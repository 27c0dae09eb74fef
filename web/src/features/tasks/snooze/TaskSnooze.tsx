import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { Task } from '../../../shared/records/tasks';
import { Button } from '../../../shared/ui/Button';
import { useSnooze } from './useSnooze';

const SnoozeDialog = lazy(() => import('../../../shared/snooze/SnoozeDialog'));

interface TaskSnoozeProps {
  task: Task;
  /** The task and the child in words. */
  what: string;
  today: string;
  /** Somebody else's: it is told, and not changed. */
  isOthers: boolean;
}

/** Puts a task of one's own off, or brings it back. */
export function TaskSnooze({ task, what, today, isOthers }: TaskSnoozeProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const [isAsking, setAsking] = useState(false);
  const snoozing = useSnooze(task, () => setAsking(false));
  const until = task.snoozed_until;
  const day = until ? formatDate(until, language) : '';
  const told = until ? (
    <span className="soft">
      <Trans id="tasks.snoozed_until">Put off until {day}</Trans>
    </span>
  ) : null;
  if (isOthers || task.task_id === undefined) return told;
  return (
    <>
      {told}
      {until ? (
        <Button
          kind="quiet"
          aria-label={t({ id: 'tasks.wake_what', message: `Bring back: ${what}` })}
          onPress={() => snoozing.mutate(null)}
          isPending={snoozing.isPending}
        >
          <Trans id="tasks.wake">Bring back</Trans>
        </Button>
      ) : (
        <Button
          kind="quiet"
          aria-label={t({ id: 'tasks.snooze_what', message: `Put off: ${what}` })}
          onPress={() => setAsking(true)}
        >
          <Trans id="tasks.snooze">Put off</Trans>
        </Button>
      )}
      <Suspense>
        {isAsking ? (
          <SnoozeDialog
            what={what}
            today={today}
            isPending={snoozing.isPending}
            error={snoozing.error}
            onSnooze={(wanted) => snoozing.mutate(wanted)}
            onClose={() => setAsking(false)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
