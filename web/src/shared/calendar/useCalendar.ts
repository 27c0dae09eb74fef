import { useSyncExternalStore } from 'react';
import { type Calendar, currentCalendar, subscribeToCalendar } from './calendar';

/** The calendar of the deployment; a component that calls this follows it. */
export function useCalendar(): Calendar {
  return useSyncExternalStore(subscribeToCalendar, currentCalendar);
}
