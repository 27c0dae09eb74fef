import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { changeTask, type TaskChange } from '../../../shared/records/tasks';
import { NoticeKind, notify } from '../../../shared/ui/snackbar-store';
import { call } from '../../../shared/wire/client';

const takers = v.object({
  data: v.array(v.looseObject({ user_name: v.string(), full_name: v.optional(v.string(), '') })),
});

/** Whom the task can be given to: those who may open the case anyway. */
export function takersQuery(id: string) {
  return queryOptions({
    queryKey: ['tasks', 'takers', id],
    queryFn: async ({ signal }) =>
      (await call(`/tasks/${encodeURIComponent(id)}/recipients`, takers, { signal })).data,
    staleTime: 0,
  });
}

/** Changes the task, says that it is done, and reads every list of tasks again. */
export function useTaskChange(id: string, done: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: TaskChange) => changeTask(id, change),
    onSuccess: () => {
      notify({ key: 'tasks.change', kind: NoticeKind.success, text: done });
      onDone();
      return queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
}

export interface GivingProps {
  id: string;
  /** The task in words. */
  what: string;
  onClose: () => void;
}
