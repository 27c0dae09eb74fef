import { useEffect, useRef, type ReactNode } from 'react';

/**
 * What a step is about. The step before took its focus away with it, so this gets it: whoever
 * listens hears what is next, and no keyboard of a phone covers what is to be seen.
 */
export function Explanation({ children }: { children: ReactNode }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <p ref={place} tabIndex={-1} className="factor-explanation">
      {children}
    </p>
  );
}
