import { isFailure } from '../../../shared/wire/failure';

/** The server's sentence on one member of what was sent, or undefined. */
export function reasonFor(error: unknown, member: string): string | undefined {
  if (!isFailure(error)) return undefined;
  return error.problems.find(({ details }) => details.includes(member))?.reasons[0];
}

/** Whether a member of what was sent is at fault, so that the field says it and nothing else. */
export function isOfField(error: unknown): boolean {
  return ['password', 'one_time_code'].some((member) => reasonFor(error, member) !== undefined);
}
