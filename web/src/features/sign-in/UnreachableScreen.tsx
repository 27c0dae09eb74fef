import { ErrorState } from '../../shared/ui/ErrorState';
import type { WireFailure } from '../../shared/wire/failure';

interface UnreachableScreenProps {
  failure: WireFailure;
  onRetry: () => void;
}

/** The server did not answer at the start. */
export function UnreachableScreen({ failure, onRetry }: UnreachableScreenProps) {
  return (
    <main>
      <ErrorState error={failure} onRetry={onRetry} />
    </main>
  );
}
