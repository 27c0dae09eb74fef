import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from '../forms/new-id';
import { useReturn } from '../session/useReturn';
import { FailureKind, isFailure } from '../wire/failure';
import { tracingKey } from './traces';

interface Attempt {
  readonly words: string;
  readonly key: string;
  readonly isUnderWay: boolean;
}

interface StoringSpec<Said> {
  readonly send: (said: Said, key: string) => Promise<void>;
  /** Told after everything that shows it was read again. */
  readonly onStored: () => void;
  readonly onClose: () => void;
}

/**
 * Stores what somebody decided, once: a second press sends nothing, and what is sent again because
 * its answer was lost goes out under its key.
 */
export function useStoring<Said>({ send, onStored, onClose }: StoringSpec<Said>) {
  const queries = useQueryClient();
  // Pictures come later than presses, so that the state of the mutation would not do.
  const attempt = useRef<Attempt>(undefined);
  const { isPending, error, mutate, variables } = useMutation({
    mutationFn: ({ said, key }: { said: Said; key: string }) => send(said, key),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [tracingKey] });
      void queries.invalidateQueries({ queryKey: ['cases'] });
      void queries.invalidateQueries({ queryKey: ['tracing_requests'] });
      onStored();
    },
    onSettled: (_, failure) => {
      const isLost = isFailure(failure, FailureKind.unreachable, FailureKind.offline);
      const last = attempt.current;
      attempt.current = isLost && last ? { ...last, isUnderWay: false } : undefined;
    },
  });
  /** Somebody else decided first; whoever goes on has to see what. */
  const isLate = isFailure(error, FailureKind.conflict);
  const store = (said: Said) => {
    const last = attempt.current;
    if (last?.isUnderWay) return;
    const words = JSON.stringify(said);
    const key = last?.words === words ? last.key : newId();
    attempt.current = { words, key, isUnderWay: true };
    mutate({ said, key });
  };
  const hasSessionEnded = isFailure(error, FailureKind.unauthenticated);
  useReturn(hasSessionEnded, () => (variables === undefined ? undefined : store(variables.said)));
  return {
    isPending,
    error,
    isLate,
    store,
    close: () => {
      if (isLate) void queries.invalidateQueries({ queryKey: [tracingKey] });
      onClose();
    },
  };
}
