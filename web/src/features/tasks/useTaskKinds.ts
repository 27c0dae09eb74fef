import { useQuery } from '@tanstack/react-query';
import { tasksQuery } from '../../shared/records/tasks';
import { taskTexts } from '../../shared/text/task-texts';
import type { TaskScreenWish } from './useTaskWish';

/** More at once is not a list of tasks but a call for help; the rest is one press away. */
export const perPage = 100;

/** Kinds worth asking for: those there are, or all where more tasks are than one page shows. */
export function useTaskKinds({ scope, view }: TaskScreenWish): readonly string[] {
  const isSnoozed = view === 'snoozed';
  // The first page without filters: the list shows the same one unless something narrows it.
  const all = useQuery(tasksQuery(1, perPage, view === 'given' ? view : scope, { isSnoozed })).data;
  if (all === undefined) return [];
  const isWhole = all.metadata.total <= all.data.length;
  return Object.keys(taskTexts).filter(
    (kind) => !isWhole || all.data.some((task) => task.type === kind),
  );
}
