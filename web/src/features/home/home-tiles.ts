import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { defaultListQuery, type ListQuery } from '../../shared/records/list-query';
import type { IconName } from '../../shared/ui/icons';
import type { ExtendedUser } from '../../shared/wire/user';

/** A number on the home page; pressing it opens exactly the cases it counts. */
export interface Tile {
  id: string;
  icon: IconName;
  title: MessageDescriptor;
  query: ListQuery;
}

const open = { status: ['open'], record_state: ['true'] } as const;
const newSinceDays = 7;
const inactiveMonths = 3;

/** The numbers that fit the role: whoever has no such filter is not shown its number. */
export function tilesFor(user: ExtendedUser, now: Date): readonly Tile[] {
  const granted = new Set((user.filters['cases'] ?? []).map((filter) => filter.field_name));
  const mine = { 'or[owned_by]': [user.user_name], 'or[assigned_user_names]': [user.user_name] };
  const all: readonly (Tile & { needs?: string })[] = [
    tile('mine', 'person', msg({ id: 'home.mine', message: 'My open cases' }), {
      ...open,
      ...mine,
    }),
    ...(seesOnlyOwn(user) ? [] : [everyOpenCase()]),
    tile('new', 'plus', msg({ id: 'home.new', message: 'Registered in the last 7 days' }), {
      record_state: ['true'],
      created_at: [`${dayBefore(now, newSinceDays)}..`],
    }),
    {
      ...tile('high', 'warning', msg({ id: 'home.high_risk', message: 'Open, high risk' }), {
        ...open,
        risk_level: ['high'],
      }),
      needs: 'risk_level',
    },
    {
      ...tile('flagged', 'flag', msg({ id: 'home.flagged', message: 'Open, with flags' }), {
        ...open,
        flagged: ['true'],
      }),
      needs: 'flagged',
    },
    {
      ...tile(
        'inactive',
        'calendar',
        msg({ id: 'home.inactive', message: 'Open, unchanged for 3 months or more' }),
        { ...open, last_updated_at: [`0000-01-01T00:00:00Z..${monthsBefore(now)}T23:59:59Z`] },
      ),
      needs: 'last_updated_at',
    },
    tile('closed', 'lock', msg({ id: 'home.closed', message: 'Closed cases' }), {
      status: ['closed'],
      record_state: ['true'],
    }),
  ];
  return all.filter(({ needs }) => needs === undefined || granted.has(needs));
}

/** For a role that sees only its own cases, all open cases are its own. */
function seesOnlyOwn(user: ExtendedUser): boolean {
  return user.role_group_permission === 'self';
}

function everyOpenCase(): Tile {
  return tile('open', 'cases', msg({ id: 'home.open', message: 'All open cases I may see' }), open);
}

function tile(
  id: string,
  icon: IconName,
  title: MessageDescriptor,
  filters: ListQuery['filters'],
): Tile {
  return { id, icon, title, query: { ...defaultListQuery, filters } };
}

function dayBefore(now: Date, days: number): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}

function monthsBefore(now: Date): string {
  const day = new Date(now);
  day.setUTCMonth(day.getUTCMonth() - inactiveMonths);
  return day.toISOString().slice(0, 10);
}
