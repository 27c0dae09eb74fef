import { QueryClient } from '@tanstack/react-query';
import { FailureKind, isFailure } from '../shared/wire/failure';

const transient = [FailureKind.unreachable, FailureKind.busy, FailureKind.server] as const;

/** Reads are tried twice more when the ground gave way, never when the server said no. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 2 && isFailure(error, ...transient),
        refetchOnWindowFocus: false,
        staleTime: 30_000,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
