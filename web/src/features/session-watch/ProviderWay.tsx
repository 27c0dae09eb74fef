import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { sessionState } from '../../shared/session/session';
import { useUser } from '../../shared/session/useSession';

const ComeBackLink = lazy(() => import('../../shared/identity/ComeBackLink'));

/** The way back for who signs in at an identity provider; nothing for all others. */
export function ProviderWay() {
  const provider = useUser().identity_provider_unique_id;
  const queries = useQueryClient();
  // Gone because they are back: what was refused meanwhile is read.
  useEffect(
    () => () => {
      const session = sessionState();
      if (session.phase === 'signed-in' && !session.ended) void queries.invalidateQueries();
    },
    [queries],
  );
  if (!provider) return null;
  return (
    <Suspense fallback={null}>
      <ComeBackLink provider={provider} />
    </Suspense>
  );
}
