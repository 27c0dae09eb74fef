import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { newId } from '../../../shared/forms/new-id';
import { useSession } from '../../../shared/session/useSession';
import type { RecordType } from '../../../shared/wire/records';
import { type Person, type PresenceMode, tellGone, tellPresence } from './presence.wire';

/** Three of these may be lost before the server forgets the page. */
const beat_ms = 20_000;
/** The record itself comes first, on a slow line too. */
const first_ms = 2000;

/**
 * Who else has the record open. Says so of this page while it is in sight and unlocked, so that it
 * never keeps a session alive that nobody uses.
 */
export function usePresence(type: RecordType, id: string, mode: PresenceMode): readonly Person[] {
  const [page] = useState(newId);
  const session = useSession();
  const isHere = session.phase === 'signed-in' && !session.locked && !session.ended;
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), first_ms);
    return () => clearTimeout(timer);
  }, []);
  // The first key in a form makes it one that is changed: that key is shown first.
  const told = useDeferredValue(mode);
  const { data } = useQuery({
    queryKey: ['presence', type, id, told, page],
    queryFn: ({ signal }) => tellPresence({ type, id, page }, told, signal),
    enabled: isHere && isDue,
    refetchInterval: beat_ms,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  useEffect(() => {
    if (!isHere || !isDue) return undefined;
    const leave = () => void tellGone({ type, id, page });
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [isHere, isDue, type, id, page]);
  return data ?? [];
}
