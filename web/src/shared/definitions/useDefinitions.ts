import { useQuery } from '@tanstack/react-query';
import type { FormSection } from '../wire/forms';
import type { Location, Lookup } from '../wire/lookups';
import type { SystemSettings } from '../wire/settings';
import { formsQuery, locationsQuery, lookupsQuery, settingsQuery } from './definitions';

/** Undefined until read; the screens that need them show their skeleton meanwhile. */
export function useSettings(): SystemSettings | undefined {
  return useQuery(settingsQuery).data;
}

export function useForms(): readonly FormSection[] | undefined {
  return useQuery(formsQuery).data;
}

export function useLookups(): readonly Lookup[] | undefined {
  return useQuery(lookupsQuery).data;
}

export function useLocations(): readonly Location[] | undefined {
  return useQuery(locationsQuery).data;
}
