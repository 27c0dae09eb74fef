import type { ReactNode } from 'react';
import { Fetched } from '../../ui/Fetched';
import { Skeleton } from '../../ui/Skeleton';

/** Holds the place of a part that is still on its way. */
export function Lazy({ children }: { children: ReactNode }) {
  return <Fetched fallback={<Skeleton lines={2} />}>{children}</Fetched>;
}
