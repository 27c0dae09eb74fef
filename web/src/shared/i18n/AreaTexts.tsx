import { type ReactNode, Suspense, use } from 'react';
import { Skeleton } from '../ui/Skeleton';

interface AreaTextsProps {
  /** What `addCatalogue` gave for the area. */
  ready: Promise<void>;
  children: ReactNode;
}

/** Waits for the words of an area before anything of it is drawn. */
export function AreaTexts(props: AreaTextsProps) {
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Ready {...props} />
    </Suspense>
  );
}

function Ready({ ready, children }: AreaTextsProps) {
  use(ready);
  return children;
}
