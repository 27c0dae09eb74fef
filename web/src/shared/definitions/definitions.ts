import { queryOptions } from '@tanstack/react-query';
import { takeCalendar, takeOwnCalendar } from '../calendar/calendar';
import { readSettings, takeSettings } from '../session/early-settings';
import { sessionState, subscribeToSession } from '../session/session';
import { call } from '../wire/client';
import { formList } from '../wire/forms';
import { locationList, lookupList, type Location, type Lookup } from '../wire/lookups';
import type { SystemSettings } from '../wire/settings';
import type { PageMetadata } from '../wire/text';

/** Definitions change rarely: one read per start of the app. */
const forStart = { staleTime: Infinity, gcTime: Infinity } as const;
const perPage = 1000;

/** The user's own calendar, from the beginning and whenever they or somebody else signs in. */
function followUser(): Promise<void> {
  const session = sessionState();
  const settings = session.phase === 'signed-in' ? session.user.settings : undefined;
  return takeOwnCalendar(settings?.['calendar']);
}
subscribeToSession(() => void followUser());

export const settingsQuery = queryOptions({
  queryKey: ['definitions', 'settings'],
  queryFn: async ({ signal }) => {
    const settings = await (takeSettings() ?? readSettings(signal));
    await followUser();
    await takeCalendar(settings.system_options['calendar']);
    await takeTexts(settings);
    return settings;
  },
  ...forStart,
});

/** Most deployments say nothing otherwise: they fetch nothing for it. */
async function takeTexts(settings: SystemSettings): Promise<void> {
  const all = [settings, ...settings.modules.map((module) => module.module_options)];
  if (!all.some((one) => one.interface_texts_i18n)) return;
  const { sayAsDeployment } = await import('../i18n/text-overrides');
  await sayAsDeployment(settings);
}

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
