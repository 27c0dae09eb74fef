import { currentSubscription, readPushConfig, switchOn } from './push';
import { arePaused, forgetPaused, notePaused } from './paused';

/**
 * No message wakes the device any more. Only the browser gives its address up: nothing is sent in
 * field mode, and the server learns of it when the next message does not get through.
 */
export async function pausePush(userId: number): Promise<void> {
  const subscription = await currentSubscription();
  if (subscription === null) return;
  notePaused(userId);
  await subscription.unsubscribe();
}

/** Messages come again, to a new address, for whom they were stopped. */
export async function resumePush(userId: number): Promise<void> {
  if (!arePaused(userId)) return;
  const config = await readPushConfig();
  if (config.enabled) await switchOn(config);
  forgetPaused();
}
