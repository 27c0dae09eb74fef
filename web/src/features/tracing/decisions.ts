import { can } from '../../shared/session/permissions';
import type { ExtendedUser } from '../../shared/wire/user';
import { MatchState, type Match, standing } from './matches.wire';

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

/** The answers that fit the pair and that the role allows. */
export function answersTo(match: Match, user: ExtendedUser): readonly Answer[] {
  if (!can(user, 'tracing_requests', 'write')) return [];
  const state = standing(match);
  // Child and family are together: whoever doubts it changes the state of the search first.
  if (state === MatchState.reunited) return [];
  const isLinked = match.trace.matched_case_id === match.case.id;
  if (isLinked || state === MatchState.confirmed) return [Answer.withdraw];
  switch (state) {
    case MatchState.rejected:
      return [Answer.reopen];
    case MatchState.superseded:
      return [];
    case MatchState.unlikely:
      return [Answer.confirm, Answer.reject, Answer.reopen];
    case MatchState.needInformation:
      return [Answer.confirm, Answer.reject, Answer.unlikely];
    case MatchState.underVerification:
      // The second confirmation is somebody else's.
      return match.decided_by === user.user_name
        ? [Answer.reject, Answer.ask]
        : [Answer.confirm, Answer.reject, Answer.ask];
    default:
      return [Answer.confirm, Answer.reject, Answer.ask, Answer.unlikely];
  }
}
