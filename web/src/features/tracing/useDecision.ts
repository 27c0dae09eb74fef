import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newId } from '../../shared/forms/new-id';
import { tracingKey } from '../../shared/tracing/traces';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import { decide, type Decision, type Match } from './matches.wire';

/** Stores a decision, reads everything of tracing again and says that it is done. */
export function useDecision(match: Match, onDone: () => void) {
  const queries = useQueryClient();
  const { t } = useLingui();
  const mutation = useMutation({
    mutationFn: ({ decision, key }: { decision: Decision; key: string }) =>
      decide({ trace: match.trace.id, case: match.case.id }, decision, key),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [tracingKey] });
      void queries.invalidateQueries({ queryKey: ['cases'] });
      void queries.invalidateQueries({ queryKey: ['tracing_requests'] });
      const text = t({ id: 'tracing.decision.done', message: 'Your decision is stored.' });
      notify({ key: 'tracing.decision', kind: NoticeKind.success, text });
      onDone();
    },
  });
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    /** A decision whose answer was lost goes out again under its key; a changed one is new. */
    send: (decision: Decision) => {
      const last = mutation.variables;
      const isLost = isFailure(mutation.error, FailureKind.unreachable, FailureKind.offline);
      const isSame = JSON.stringify(last?.decision) === JSON.stringify(decision);
      mutation.mutate({ decision, key: isLost && isSame && last ? last.key : newId() });
    },
  };
}
