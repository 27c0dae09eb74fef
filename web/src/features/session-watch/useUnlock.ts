import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forgetPin, hasPin, openByPassword, openByPin, windowKey } from '../../shared/lock/keys';
import { lockSettled } from '../../shared/lock/lock';
import { forgetSealedPart } from '../../shared/lock/sealing';
import { factorAsked, type FactorProof, type FactorWays } from '../../shared/session/second-factor';
import { signIn, unlockHere } from '../../shared/session/session';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import { forgetWrongPasswords, guessesMost, noteWrongPassword, secondsToWait } from './guesses';

/** Why the lock stays closed. */
export type Refusal =
  | { readonly why: 'password' | 'pin' | 'wait' | 'changed' }
  | { readonly why: 'factor'; readonly ways: FactorWays; readonly failure: unknown }
  | { readonly why: 'failure'; readonly failure: unknown };

interface Try {
  readonly password: string;
  readonly proof?: FactorProof | undefined;
  /** This window has found the password right already. */
  readonly isKnownRight: boolean;
}

const unreached = [
  FailureKind.offline,
  FailureKind.unreachable,
  FailureKind.stranger,
  FailureKind.fieldMode,
  FailureKind.busy,
] as const;

/** Opens the lock, with the server where it can be reached and without it where it cannot. */
export function useUnlock(userName: string) {
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal>();
  const [isPending, setPending] = useState(false);
  /** Signs in anew, as the server's session ended with the lock. */
  const comeBack = async ({ password, proof, isKnownRight }: Try): Promise<Refusal | undefined> => {
    try {
      await signIn({ userName, password, proof });
      await queries.invalidateQueries();
    } catch (failure) {
      const ways = factorAsked(failure);
      if (isKnownRight && isFailure(failure, ...unreached)) unlockHere();
      else if (ways !== undefined) {
        return { why: 'factor', ways, failure: proof === undefined ? undefined : failure };
      } else if (!isFailure(failure, FailureKind.unauthenticated)) {
        return { why: 'failure', failure };
      } else {
        // The server knows better, also than the one who was right before.
        return isKnownRight ? { why: 'changed' } : wrongPassword();
      }
    }
    forgetWrongPasswords();
    return undefined;
  };
  const attempt = async (how: () => Promise<Refusal | undefined>) => {
    setPending(true);
    // What was asked for besides stays in sight meanwhile.
    setRefusal((now) => (now?.why === 'factor' ? now : undefined));
    await lockSettled();
    setRefusal(await how());
    setPending(false);
  };
  return {
    refusal,
    isPending,
    byPassword: (password: string, proof?: FactorProof) =>
      attempt(async () => {
        if (secondsToWait() > 0) return { why: 'wait' };
        const isRight = await openByPassword(password);
        // With the key in hand only the server's word is missing: it has another password now.
        if (isRight === false && windowKey() === undefined) return wrongPassword();
        return comeBack({ password, proof, isKnownRight: isRight === true });
      }),
    byPin: (pin: string) =>
      attempt(async () => {
        const password = await openByPin(pin);
        if (password === undefined) return { why: 'pin' };
        const refused = await comeBack({ password, isKnownRight: true });
        // Whatever else the server asks for, it asks beside the password.
        if (refused?.why === 'changed' || refused?.why === 'factor') forgetPin();
        return refused;
      }),
    hasPin: hasPin(),
  };
}

function wrongPassword(): Refusal {
  if (noteWrongPassword() >= guessesMost) forgetSealedPart('queries');
  return { why: 'password' };
}
