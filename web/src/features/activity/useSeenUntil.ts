import { useState } from 'react';
import { useUser } from '../../shared/session/useSession';

/** Until when this person has seen the log on this device before; what came later is new. */
export function useSeenUntil(): string {
  const { id } = useUser();
  const [until] = useState(() => {
    const key = `amparo.activity-seen.${id}`;
    const before = localStorage.getItem(key);
    const now = new Date().toISOString();
    localStorage.setItem(key, now);
    // The first time nothing is new: everything would be.
    return before ?? now;
  });
  return until;
}
