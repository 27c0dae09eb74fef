import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import type { Task } from '../../shared/records/tasks';
import { Button } from '../../shared/ui/Button';
import { Fetched } from '../../shared/ui/Fetched';

const GiveDialog = lazy(() => import('./giving/GiveDialog'));
const FinishDialog = lazy(() => import('./giving/FinishDialog'));

interface TaskHandlingProps {
  task: Task;
  id: string;
  what: string;
}

/** Gives a task to somebody else, and ends one that somebody has set themselves. */
export function TaskHandling({ task, id, what }: TaskHandlingProps) {
  const { t } = useLingui();
  const [asked, setAsked] = useState<'give' | 'finish'>();
  const close = () => setAsked(undefined);
  const Asked = asked === 'give' ? GiveDialog : FinishDialog;
  if (!task.can_be_given) return null;
  return (
    <>
      <Button
        kind="quiet"
        aria-label={t({ id: 'tasks.give_what', message: `Give away: ${what}` })}
        onPress={() => setAsked('give')}
      >
        <Trans id="tasks.give">Give away</Trans>
      </Button>
      {task.type === 'own' ? (
        <Button
          kind="quiet"
          aria-label={t({ id: 'tasks.finish_what', message: `Done: ${what}` })}
          onPress={() => setAsked('finish')}
        >
          <Trans id="tasks.finish">Done</Trans>
        </Button>
      ) : null}
      {asked === undefined ? null : (
        <Fetched onFailed={close}>
          <Asked id={id} what={what} onClose={close} />
        </Fetched>
      )}
    </>
  );
}
