import { type DayHours, isTimeOfDay } from '../../shared/text/day-hours';
import type { ExtendedUser } from '../../shared/wire/user';

/** Times of day where the deployment is. */
export type QuietHours = DayHours;

/** What is offered to somebody who switches them on. */
export const usual_hours: QuietHours = { from: '20:00', to: '07:00' };

type Change = Readonly<Record<string, unknown>>;

/** Undefined when there are none, or when the server could not read them either. */
export function quietHoursOf(user: ExtendedUser): QuietHours | undefined {
  const kept = user.settings?.notifications?.quiet_hours;
  return kept && isTimeOfDay(kept.from) && isTimeOfDay(kept.to) ? kept : undefined;
}

export function withQuietHours(user: ExtendedUser, hours: QuietHours | null): Change {
  return withNotifications(user, { quiet_hours: hours });
}

export function withDigest(user: ExtendedUser, isOn: boolean): Change {
  return withNotifications(user, { digest: isOn });
}

/** Everything else in the settings means what it meant. */
function withNotifications(user: ExtendedUser, changes: Change): Change {
  const notifications = { ...user.settings?.notifications, ...changes };
  return { settings: { ...user.settings, notifications } };
}
