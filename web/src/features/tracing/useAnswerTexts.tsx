import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Answer } from './decisions';

interface AnswerText {
  readonly name: string;
  /** What follows from it. */
  readonly effect: ReactNode;
}

/** The names of the answers, and what each of them does. */
export function useAnswerTexts(): Readonly<Record<Answer, AnswerText>> {
  const { t } = useLingui();
  return {
    confirm: {
      name: t({ id: 'tracing.answer.confirm', message: 'Confirm the match' }),
      effect: (
        <Trans id="tracing.answer.confirm_effect">
          The sought child and the case are linked, once a second person confirms it where that is
          asked for. Nothing is merged, and the match can be withdrawn.
        </Trans>
      ),
    },
    reject: {
      name: t({ id: 'tracing.answer.reject', message: 'Not the same child' }),
      effect: (
        <Trans id="tracing.answer.reject_effect">
          The pair is no longer proposed, unless new facts speak clearly for it.
        </Trans>
      ),
    },
    unlikely: {
      name: t({ id: 'tracing.answer.unlikely', message: 'Unlikely' }),
      effect: (
        <Trans id="tracing.answer.unlikely_effect">
          The pair stays in the list, below the others.
        </Trans>
      ),
    },
    ask: {
      name: t({ id: 'tracing.answer.ask', message: 'More information needed' }),
      effect: (
        <Trans id="tracing.answer.ask_effect">
          Whoever is responsible for the case is asked to find out more. Write what.
        </Trans>
      ),
    },
    withdraw: {
      name: t({ id: 'tracing.answer.withdraw', message: 'Withdraw the match' }),
      effect: (
        <Trans id="tracing.answer.withdraw_effect">
          The sought child and the case are no longer linked. The history of both keeps that they
          were.
        </Trans>
      ),
    },
    reopen: {
      name: t({ id: 'tracing.answer.reopen', message: 'Take the decision back' }),
      effect: (
        <Trans id="tracing.answer.reopen_effect">
          The pair is proposed again, as if nobody had decided.
        </Trans>
      ),
    },
  };
}
