import * as v from 'valibot';
import { call } from '../wire/client';

const everyMs = 15 * 60 * 1000;

/**
 * Says every quarter of an hour that somebody is at this device: messages pause where nobody has
 * been for days. Returns the clean-up; does nothing where no messages come.
 */
export function startPushPings(): () => void {
  void ping();
  const timer = setInterval(() => void ping(), everyMs);
  return () => clearInterval(timer);
}

async function ping(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return;
  // A ping that is lost is made good by the next.
  await call('/webpush/subscriptions/current', v.unknown(), {
    method: 'PATCH',
    body: {
      data: { notification_url: subscription.endpoint, updated_at: new Date().toISOString() },
    },
  }).catch(() => undefined);
}
