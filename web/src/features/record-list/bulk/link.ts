import * as v from 'valibot';
import { newId } from '../../../shared/forms/new-id';
import { call } from '../../../shared/wire/client';
import { FailureKind, isFailure, type WireFailure } from '../../../shared/wire/failure';
import type { BulkProgress, Skipped } from './work';

/** More are hardly about one child. */
export const linkMax = 100;

/** Reasons that concern one record: the others can be linked all the same. */
const ofOne = [FailureKind.invalid, FailureKind.forbidden, FailureKind.notFound] as const;
const named: Readonly<Partial<Record<FailureKind, string>>> = {
  [FailureKind.forbidden]: 'errors.forbidden',
  [FailureKind.notFound]: 'errors.not_found',
};

/**
 * Links incidents to a case. The server takes all or none; where it takes none they are sent one
 * by one, so that those that can be linked are, and each other one has its reason.
 */
export async function linkAll(
  caseId: string,
  ids: readonly string[],
  tell: (progress: BulkProgress) => void,
): Promise<void> {
  try {
    await link(caseId, ids);
    tell({ isOver: true, hasFailed: false, lookedAt: ids.length, of: ids.length, skipped: [] });
  } catch (failure) {
    if (!isFailure(failure, ...ofOne)) throw failure;
    await oneByOne(caseId, ids, { tell, first: failure });
  }
}

interface Told {
  tell: (progress: BulkProgress) => void;
  /** Why the server did not take them together: for a single one, that is its reason. */
  first: WireFailure;
}

async function oneByOne(caseId: string, ids: readonly string[], { tell, first }: Told) {
  const skipped: Skipped[] = [];
  const progress = (lookedAt: number, hasFailed = false) => {
    const isOver = hasFailed || lookedAt === ids.length;
    tell({ isOver, hasFailed, lookedAt, of: ids.length, skipped: [...skipped] });
  };
  for (const [index, id] of ids.entries()) {
    progress(index);
    const failure = ids.length === 1 ? first : await failureOf(caseId, id);
    if (isFailure(failure, ...ofOne)) skipped.push(skippedFor(id, failure));
    else if (failure !== undefined) return progress(index, true);
  }
  progress(ids.length);
}

async function failureOf(caseId: string, id: string): Promise<unknown> {
  try {
    await link(caseId, [id]);
    return undefined;
  } catch (failure) {
    return failure;
  }
}

async function link(caseId: string, ids: readonly string[]): Promise<void> {
  await call(`/cases/${caseId}/incidents`, v.unknown(), {
    method: 'POST',
    body: { data: { incident_ids: ids } },
    headers: { 'Idempotency-Key': newId() },
  });
}

/** The server's own sentence says which link is in the way. */
function skippedFor(id: string, { kind, problems }: WireFailure): Skipped {
  const sentence = problems.flatMap(({ reasons }) => reasons)[0];
  return { id, reason: named[kind], sentence };
}
