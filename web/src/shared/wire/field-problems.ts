import { isFailure } from './failure';

/**
 * What the server says of each of these fields, whatever stands before their names; empty when it
 * speaks of something else.
 */
export function fieldProblems<Name extends string>(
  error: unknown,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  if (!isFailure(error)) return found;
  for (const { details, reasons } of error.problems) {
    for (const detail of details) {
      const name = names.find((one) => detail === one || detail.endsWith(`/${one}`));
      if (name !== undefined) found[name] = reasons.join(' ');
    }
  }
  return found;
}
