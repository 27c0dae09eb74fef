import { can } from '../../shared/session/permissions';
import type { ExtendedUser } from '../../shared/wire/user';
import { MatchState, type Match, type Means, standing } from './matches.wire';

/** What a person may say about a pair. */
export const Answer = {
  confirm: 'confirm',
  reject: 'reject',
  unlikely: 'unlikely',
  ask: 'ask',
  withdraw: 'withdraw',
  reopen: 'reopen',
} as const;
export type Answer = (typeof Answer)[keyof typeof Answer];

/** The state that each answer leads to. */
export const state_after: Readonly<Record<Answer, MatchState>> = {
  confirm: MatchState.confirmed,
  reject: MatchState.rejected,
  unlikely: MatchState.unlikely,
  ask: MatchState.needInformation,
  withdraw: MatchState.unlinked,
  reopen: MatchState.potential,
};

/** The answers that nobody gives without saying why. */
export function needsReason(answer: Answer): boolean {
  return answer === Answer.reject || answer === Answer.withdraw;
}

/** The answers that need no more than a link. */
const linking: readonly Answer[] = [Answer.confirm, Answer.withdraw];

/** The answers that fit the pair, that the role allows, and that the server takes. */
export function answersTo(match: Match, user: ExtendedUser, means: Means): readonly Answer[] {
  if (!can(user, 'tracing_requests', 'write')) return [];
  const answers = fitting(standing(match));
  return means === 'decision' ? answers : answers.filter((answer) => linking.includes(answer));
}

function fitting(state: MatchState): readonly Answer[] {
  switch (state) {
    case MatchState.confirmed:
    case MatchState.reunited:
      return [Answer.withdraw];
    case MatchState.rejected:
      return [Answer.reopen];
    case MatchState.superseded:
      return [];
    case MatchState.unlikely:
      return [Answer.confirm, Answer.reject, Answer.reopen];
    case MatchState.needInformation:
      return [Answer.confirm, Answer.reject, Answer.unlikely];
    case MatchState.underVerification:
      return [Answer.confirm, Answer.reject, Answer.ask];
    default:
      return [Answer.confirm, Answer.reject, Answer.ask, Answer.unlikely];
  }
}
