import { useSyncExternalStore } from 'react';

/** The breakpoints of the layout rules. */
export const media = {
  phone: '(max-width: 599px)',
  narrow: '(max-width: 899px)',
} as const;

/** Does the media query match now? Use styles where they suffice. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}
