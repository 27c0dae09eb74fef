import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../wire/client';

const stat = v.object({ count: v.number(), query: v.array(v.string()) });
const stats = v.record(v.string(), stat);
const indicator = v.union([stat, stats, v.record(v.string(), stats)]);
const dashboardList = v.object({
  data: v.array(v.looseObject({ name: v.string(), indicators: v.record(v.string(), indicator) })),
});

/** A number and the list filters that give exactly what it counts. */
export type Stat = v.InferOutput<typeof stat>;

/** A number, numbers by one thing, or numbers by two things. */
export type Indicator =
  | { shape: 'one'; stat: Stat }
  | { shape: 'by'; stats: ReadonlyMap<string, Stat> }
  | { shape: 'cross'; rows: ReadonlyMap<string, ReadonlyMap<string, Stat>> };

export interface Dashboard {
  /** Without its prefix: `case_risk`, `approvals_closure.primeromodule-cp`. */
  name: string;
  indicators: ReadonlyMap<string, Indicator>;
}

/** The numbers of the role, in its order. */
export const dashboardsQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: async ({ signal }) => {
    const { data } = await call('/dashboards', dashboardList, { signal });
    return data.map(({ name, indicators }): Dashboard => ({
      name: name.replace(/^dashboard\./, ''),
      indicators: new Map(
        Object.entries(indicators).map(([key, value]) => [key, indicatorOf(value)]),
      ),
    }));
  },
});

function indicatorOf(value: v.InferOutput<typeof indicator>): Indicator {
  if (v.is(stat, value)) {
    return { shape: 'one', stat: value };
  }
  if (v.is(stats, value)) {
    return { shape: 'by', stats: new Map(Object.entries(value)) };
  }
  const rows = Object.entries(value).map(
    ([key, row]) => [key, new Map(Object.entries(row))] as const,
  );
  return { shape: 'cross', rows: new Map(rows) };
}

/** The address of the list that a number counts: the server's filters as they are. */
export function addressOf({ query }: Stat): Readonly<Record<string, string>> {
  const pairs = query.map((text): [string, string] => {
    const at = text.indexOf('=');
    return [text.slice(0, at), text.slice(at + 1)];
  });
  const named = pairs.flatMap(([key, value]) => listed(key, value));
  // An address without any key would be the default list.
  return Object.fromEntries([...named, ['page', '1']]);
}

/** `a=x,y` → `a[0]=x`, `a[1]=y`; a comma that belongs to a value has a backslash before it. */
function listed(key: string, value: string): readonly (readonly [string, string])[] {
  if (key.includes('[')) return [[key, value]];
  const values = value.split(/(?<!\\),/).map((one) => one.replaceAll('\\,', ','));
  return values.map((one, index) => [`${key}[${index}]`, one] as const);
}
