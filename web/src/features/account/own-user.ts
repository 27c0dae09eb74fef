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

export const newsEvents = [
  'approval_request',
  'approval_response',
  'transition_notification',
  'transfer_request',
] as const;
export type NewsEvent = (typeof newsEvents)[number];

export function isWanted(user: ExtendedUser, channel: Channel, event: NewsEvent): boolean {
  return user.settings?.notifications?.[channel]?.[event] ?? false;
}

/** The settings with one event of one channel switched; everything else in them stays. */
export function withEvent(
  user: ExtendedUser,
  channel: Channel,
  event: { name: NewsEvent; isWanted: boolean },
): Readonly<Record<string, unknown>> {
  const notifications = user.settings?.notifications ?? {};
  const ofChannel = { ...notifications[channel], [event.name]: event.isWanted };
  return {
    settings: { ...user.settings, notifications: { ...notifications, [channel]: ofChannel } },
  };
}
