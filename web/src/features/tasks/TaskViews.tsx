import { Trans, useLingui } from '@lingui/react/macro';
import { Chip } from './Chip';
import type { TaskView } from './useTaskWish';

interface TaskViewsProps {
  view: TaskView;
  onChange: (view: TaskView) => void;
}

/** A list, a calendar, what was put off, or what others do. */
export function TaskViews({ view, onChange }: TaskViewsProps) {
  const { t } = useLingui();
  return (
    <div className="chips" role="group" aria-label={t({ id: 'tasks.view', message: 'View' })}>
      <Chip isOn={view === 'list'} onPress={() => onChange('list')}>
        <Trans id="tasks.view.list">List</Trans>
      </Chip>
      <Chip isOn={view === 'calendar'} onPress={() => onChange('calendar')}>
        <Trans id="tasks.view.calendar">Calendar</Trans>
      </Chip>
      <Chip isOn={view === 'snoozed'} onPress={() => onChange('snoozed')}>
        <Trans id="tasks.view.snoozed">Put off</Trans>
      </Chip>
      <Chip isOn={view === 'given'} onPress={() => onChange('given')}>
        <Trans id="tasks.view.given">Given to others</Trans>
      </Chip>
    </div>
  );
}
