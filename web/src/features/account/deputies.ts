import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { can } from '../../shared/session/permissions';
import { call } from '../../shared/wire/client';
import type { Query } from '../../shared/wire/query';
import type { Deputy, ExtendedUser } from '../../shared/wire/user';

/** What one person's list may hold; more is a team, and has managers. */
export const deputies_max = 20;

const text = v.optional(v.nullable(v.string()));

const people = v.object({
  data: v.array(
    v.looseObject({ user_name: v.string(), full_name: text, position: text, agency: text }),
  ),
  metadata: v.optional(v.looseObject({ total: v.optional(v.number()) })),
});
export type Person = v.InferOutput<typeof people>['data'][number];

interface Source {
  readonly path: string;
  readonly query: Query;
}

/** Where this person may look colleagues up; undefined where their role lets them see none. */
function sourceFor(user: ExtendedUser): Source | undefined {
  if (can(user, 'users', 'read')) {
    return { path: '/users', query: { disabled: ['false'], per: 1000, page: 1 } };
  }
  const query = { record_type: 'case' };
  if (can(user, 'cases', 'assign', 'assign_within_agency', 'assign_within_user_group')) {
    return { path: '/users/assign-to', query };
  }
  if (can(user, 'cases', 'transfer')) return { path: '/users/transfer-to', query };
  if (can(user, 'cases', 'referral', 'referral_from_service')) {
    return { path: '/users/refer-to', query };
  }
  return undefined;
}

/** The colleagues to choose from; null when they are too many, or none may be looked up. */
export function colleaguesQuery(user: ExtendedUser) {
  const source = sourceFor(user);
  return queryOptions({
    queryKey: ['colleagues', user.id, source],
    queryFn: async ({ signal }): Promise<readonly Person[] | null> => {
      if (source === undefined) return null;
      const { data, metadata } = await call(source.path, people, { query: source.query, signal });
      if ((metadata?.total ?? 0) > data.length) return null;
      return data.filter((one) => one.user_name !== user.user_name);
    },
  });
}

/** A deputy as they are being named. */
export interface Draft {
  readonly userName: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

export const no_draft: Draft = { userName: null, from: null, until: null };

export function isUpsideDown({ from, until }: Draft): boolean {
  return from !== null && until !== null && until < from;
}

/** The list with the new one at its end, if somebody was chosen; days left open are not sent. */
export function withDraft(list: readonly Deputy[], draft: Draft): readonly Deputy[] {
  const name = draft.userName?.trim() ?? '';
  if (name === '') return list;
  const { from, until } = draft;
  return [
    ...list,
    {
      user_name: name,
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until }),
    },
  ];
}
