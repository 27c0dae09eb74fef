import { newId } from '../../shared/forms/new-id';

/**
 * Idempotency keys of one open form. The same content keeps its key, so that a retry after a lost
 * answer is carried out once; changed content gets a new one.
 */
export interface AttemptKeys {
  readonly of: (content: unknown) => string;
}

export function createAttemptKeys(): AttemptKeys {
  const keys = new Map<string, string>();
  return {
    of: (content) => {
      const text = JSON.stringify(content);
      const known = keys.get(text) ?? newId();
      keys.set(text, known);
      return known;
    },
  };
}
