import * as v from 'valibot';
import { refreshUser } from '../../shared/session/session';
import { call } from '../../shared/wire/client';
import type { ExtendedUser } from '../../shared/wire/user';

/** Changes what users may change about themselves, and takes the change over at once. */
export async function changeOwnUser(
  user: ExtendedUser,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await call(`/users/${user.id}`, v.unknown(), { method: 'PATCH', body: { data } });
  await refreshUser();
}

/** The two ways in which news reach somebody who is not looking. */
export const Channel = { mail: 'send_mail', push: 'receive_webpush' } as const;
export type Channel = (typeof Channel)[keyof typeof Channel];

/** Events with a preference of their own; the first four are those of Primero v2. */
export const newsEvents = [
  'approval_request',
  'approval_response',
  'transition_notification',
  'transfer_request',
  'approval_reminder',
  'referral_response',
  'transfer_response',
  'transfer_request_response',
  'assign_bulk',
  'consent_withdrawn',
  'flag_added',
  'task_due',
  'task_given',
  'potential_match',
  'match_confirmed',
  'match_withdrawn',
  'possible_duplicate',
  'match_access_request',
] as const;
export type NewsEvent = (typeof newsEvents)[number];

const ofPrimero: ReadonlySet<NewsEvent> = new Set(newsEvents.slice(0, 4));

/**
 * As the server reads it: who never chose anything is told of everything; in a choice that was
 * made, the events of Primero v2 are off unless named, and those that came later are on.
 */
export function isWanted(user: ExtendedUser, channel: Channel, event: NewsEvent): boolean {
  const chosen = user.settings?.notifications?.[channel];
  return chosen ? (chosen[event] ?? !ofPrimero.has(event)) : true;
}

/** The settings with one event of one channel switched; everything else means what it meant. */
export function withEvent(
  user: ExtendedUser,
  channel: Channel,
  event: { name: NewsEvent; isWanted: boolean },
): Readonly<Record<string, unknown>> {
  const notifications = user.settings?.notifications ?? {};
  const ofChannel = {
    ...notifications[channel],
    ...Object.fromEntries(newsEvents.map((one) => [one, isWanted(user, channel, one)])),
    [event.name]: event.isWanted,
  };
  return {
    settings: { ...user.settings, notifications: { ...notifications, [channel]: ofChannel } },
  };
}
