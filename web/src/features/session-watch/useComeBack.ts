import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { factorAsked, type FactorProof, type FactorWays } from '../../shared/session/second-factor';
import { signIn } from '../../shared/session/session';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import type { UnlockWay } from './UnlockForm';

/** Signs the same user in again and lets the screens read what was refused meanwhile. */
export function useComeBack(userName: string): UnlockWay {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const [asked, setAsked] = useState<FactorWays>();
  const [isPending, setPending] = useState(false);
  const comeBack = async (password: string, proof?: FactorProof) => {
    setPending(true);
    setFailure(undefined);
    try {
      await signIn({ userName, password, proof });
      await queries.invalidateQueries();
    } catch (problem) {
      const nowAsked = factorAsked(problem);
      // Asking for the second step is no failure.
      if (nowAsked === undefined || proof !== undefined) setFailure(problem);
      if (isFailure(problem, FailureKind.unauthenticated)) setAsked(nowAsked);
    } finally {
      setPending(false);
    }
  };
  const isRefused = asked === undefined && isFailure(failure, FailureKind.unauthenticated);
  const text = t({ id: 'session_ended.refused', message: 'The password is not right.' });
  return {
    refused: isRefused ? text : undefined,
    failure: isRefused ? undefined : failure,
    asked,
    isPending,
    comeBack,
  };
}
