import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeTask, type Task } from '../../../shared/records/tasks';

/** Puts a task off until a day, or brings it back with null; every list of tasks follows. */
export function useSnooze({ task_id: id }: Task, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (until: string | null) => changeTask(id ?? '', { snoozed_until: until }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tasks'] });
      onDone();
    },
  });
}
