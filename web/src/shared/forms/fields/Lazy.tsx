import { type ReactNode, Suspense } from 'react';
import { Skeleton } from '../../ui/Skeleton';

/** Holds the place of a part that is still on its way. */
export function Lazy({ children }: { children: ReactNode }) {
  return <Suspense fallback={<Skeleton lines={2} />}>{children}</Suspense>;
}
