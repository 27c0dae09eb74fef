import { useEffect, useState } from 'react';

/**
 * A value as it was before the last picture: what only goes with something more urgent, such as
 * the key that was pressed, is drawn once that is seen.
 */
export function useAfterPaint<T>(value: T): T {
  const [seen, setSeen] = useState(value);
  useEffect(() => {
    if (Object.is(value, seen)) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The frame begins before it is painted; what waits behind it runs afterwards.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setSeen(value));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value, seen]);
  return seen;
}
