import { useMutation, useQueryClient } from '@tanstack/react-query';
import { jobsKey } from './jobs.wire';

/** Does something to one job or schedule; the screen is read anew then. */
export function useJobChange<Subject>(change: (subject: Subject) => Promise<void>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: [jobsKey] }),
  });
}
