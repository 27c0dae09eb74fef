import type { Task } from '../../../shared/records/tasks';
import type { DuePlace } from '../useDuePlaces';
import type { CalendarPage, Span } from './useCalendarPage';

/** What a table and an agenda have in common. */
export interface CalendarBodyProps {
  page: CalendarPage;
  span: Span;
  /** The one that is in the address. */
  day: string;
  today: string;
  tasksOf: (day: string) => readonly Task[];
  /** Where the day of such a task is set. */
  placeOf: (task: Task) => DuePlace | undefined;
  /** In a team one wants to know whose they are. */
  showsOwner: boolean;
  isPending: boolean;
  onChange: (next: { day: string; span: Span }) => void;
}
