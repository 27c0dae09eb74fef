import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../wire/client';
import { FailureKind, isFailure } from '../wire/failure';

const pushConfig = v.looseObject({
  enabled: v.optional(v.boolean(), false),
  vapid_public: v.optional(v.nullable(v.string())),
  pause_after: v.optional(v.nullable(v.number())),
});
export type PushConfig = v.InferOutput<typeof pushConfig>;

/** Whether this deployment sends push messages at all. */
export const pushConfigQuery = queryOptions({
  queryKey: ['webpush', 'config'],
  queryFn: ({ signal }) => readPushConfig(signal),
  staleTime: Infinity,
});

export async function readPushConfig(signal?: AbortSignal): Promise<PushConfig> {
  try {
    return (await call('/webpush/config', v.object({ data: pushConfig }), { signal })).data;
  } catch (failure) {
    // A deployment without push has no such address.
    if (isFailure(failure, FailureKind.notFound)) return { enabled: false };
    throw failure;
  }
}

/** Is this device told? `blocked`: the person or the browser forbids it. */
export type DeviceState = 'on' | 'off' | 'blocked' | 'impossible';

export async function deviceState(): Promise<DeviceState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'impossible';
  if (Notification.permission === 'denied') return 'blocked';
  const subscription = await currentSubscription();
  return subscription === null ? 'off' : 'on';
}

/** Null where this device is not told. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return registration === undefined ? null : registration.pushManager.getSubscription();
}

/** Asks the browser, then tells the server where to send. */
export async function switchOn({ vapid_public: key }: PushConfig): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  const subscription = await subscribe(registration.pushManager, key ?? null);
  const { endpoint, keys } = subscription.toJSON();
  await call('/webpush/subscriptions', v.unknown(), {
    method: 'POST',
    body: { data: { notification_url: endpoint, auth: keys?.['auth'], p256dh: keys?.['p256dh'] } },
  });
}

const attempts_max = 3;

/** Services of browsers fail now and then: a few attempts, unless the person said no. */
async function subscribe(
  manager: PushManager,
  applicationServerKey: string | null,
  attempt = 1,
): Promise<PushSubscription> {
  try {
    return await manager.subscribe({ userVisibleOnly: true, applicationServerKey });
  } catch (failure) {
    if (attempt >= attempts_max || Notification.permission === 'denied') throw failure;
    return subscribe(manager, applicationServerKey, attempt + 1);
  }
}

/** Tells the server first: a message must not come once somebody said no. */
export async function switchOff(): Promise<void> {
  const subscription = await currentSubscription();
  if (subscription === null) return;
  await call('/webpush/subscriptions/current', v.unknown(), {
    method: 'PATCH',
    body: { data: { notification_url: subscription.endpoint, disabled: true } },
  });
  await subscription.unsubscribe();
}
