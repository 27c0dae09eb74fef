import { queryOptions } from '@tanstack/react-query';
import { takeCalendar } from '../calendar/calendar';
import { readSettings, takeSettings } from '../session/early-settings';
import { call } from '../wire/client';
import { formList } from '../wire/forms';
import { locationList, lookupList, type Location, type Lookup } from '../wire/lookups';
import type { PageMetadata } from '../wire/text';

/** Definitions change rarely: one read per start of the app. */
const forStart = { staleTime: Infinity, gcTime: Infinity } as const;
const perPage = 1000;

export const settingsQuery = queryOptions({
  queryKey: ['definitions', 'settings'],
  queryFn: async ({ signal }) => {
    const settings = await (takeSettings() ?? readSettings(signal));
    await takeCalendar(settings.system_options['calendar']);
    return settings;
  },
  ...forStart,
});

export const formsQuery = queryOptions({
  queryKey: ['definitions', 'forms'],
  queryFn: async ({ signal }) => (await call('/forms', formList, { signal })).data,
  ...forStart,
});

export const lookupsQuery = queryOptions({
  queryKey: ['definitions', 'lookups'],
  queryFn: ({ signal }) =>
    allPages<Lookup>((page) =>
      call('/lookups', lookupList, { query: { per: perPage, page }, signal }),
    ),
  ...forStart,
});

export const locationsQuery = queryOptions({
  queryKey: ['definitions', 'locations'],
  queryFn: ({ signal }) =>
    allPages<Location>((page) =>
      call('/locations', locationList, { query: { per: perPage, page, hierarchy: true }, signal }),
    ),
  ...forStart,
});

interface Page<T> {
  data: T[];
  metadata?: PageMetadata | undefined;
}

/** Every page, however many there are: lists of options are never cut. */
async function allPages<T>(fetchPage: (page: number) => Promise<Page<T>>): Promise<T[]> {
  const first = await fetchPage(1);
  const total = first.metadata?.total ?? first.data.length;
  const pageCount = Math.ceil(total / Math.max(1, first.metadata?.per ?? perPage));
  const others = await Promise.all(
    Array.from({ length: Math.max(0, pageCount - 1) }, (_, index) => fetchPage(index + 2)),
  );
  return [first, ...others].flatMap((page) => page.data);
}
