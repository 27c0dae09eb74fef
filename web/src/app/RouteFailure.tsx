import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '../shared/ui/ErrorState';

/** What a region shows when its code failed; the rest of the page keeps working. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} onRetry={reset} />;
}
