import { type ReactNode, Suspense, use } from 'react';
import { Skeleton } from '../../shared/ui/Skeleton';
import { recordTexts } from './record-texts';

/** Waits for the words of this area before anything of it is drawn. */
export function TextsReady({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Ready>{children}</Ready>
    </Suspense>
  );
}

function Ready({ children }: { children: ReactNode }) {
  use(recordTexts);
  return children;
}
