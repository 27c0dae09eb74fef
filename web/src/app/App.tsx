import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { SessionWatch } from '../features/session-watch/SessionWatch';
import { activateLanguage, hasChosenLanguage } from '../shared/i18n/language';
import { shippedLanguage } from '../shared/i18n/languages';
import { useUser } from '../shared/session/useSession';
import { createQueryClient } from './query-client';
import { createAppRouter } from './router';

/** Everything behind sign-in. A new sign-in starts with an empty cache. */
export default function App() {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(queryClient));
  useLanguageOfUser();
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <SessionWatch />
    </QueryClientProvider>
  );
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
