import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { SessionWatch } from '../features/session-watch/SessionWatch';
import { activateLanguage, hasChosenLanguage } from '../shared/i18n/language';
import { shippedLanguage } from '../shared/i18n/languages';
import { areScreensDown, startLock, subscribeToScreens } from '../shared/lock/lock';
import { addSealable } from '../shared/lock/sealing';
import { sealableDrafts } from '../shared/records/seal-drafts';
import { renewSession, sessionState } from '../shared/session/session';
import { useUser } from '../shared/session/useSession';
import { Splash } from '../shared/ui/Splash';
import { useBackOnline } from '../shared/ui/useOnline';
import { isFailure } from '../shared/wire/failure';
import { createQueryClient } from './query-client';
import { createAppRouter } from './router';
import { sealableQueries } from './seal-queries';

/** Everything behind sign-in. A new sign-in starts with an empty cache. */
export default function App() {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(queryClient));
  useLanguageOfUser();
  const isDown = useSealing(queryClient);
  useBackOnline(() => void readAgain(queryClient));
  return (
    <QueryClientProvider client={queryClient}>
      {isDown ? <Splash /> : <RouterProvider router={router} />}
      <SessionWatch />
    </QueryClientProvider>
  );
}

/** Seals what is in memory while the app is locked; true while the screens are taken down. */
function useSealing(queries: QueryClient): boolean {
  useEffect(() => {
    const stops = [
      addSealable('drafts', sealableDrafts),
      addSealable('queries', sealableQueries(queries)),
      startLock(),
    ];
    return () => stops.forEach((stop) => stop());
  }, [queries]);
  return useSyncExternalStore(subscribeToScreens, areScreensDown);
}

/** The line is back: the session goes on, and what failed meanwhile is read. */
async function readAgain(queries: QueryClient): Promise<void> {
  const session = sessionState();
  if (session.phase !== 'signed-in' || session.locked) return;
  try {
    await renewSession();
    await queries.refetchQueries({
      type: 'active',
      predicate: ({ state }) => state.status === 'error',
    });
  } catch (failure) {
    if (!isFailure(failure)) throw failure;
  }
}

/** The user's own language, unless somebody chose one on this device. */
function useLanguageOfUser(): void {
  const language = shippedLanguage(useUser().locale);
  useEffect(() => {
    if (language !== undefined && !hasChosenLanguage()) {
      void activateLanguage(language);
    }
  }, [language]);
}
