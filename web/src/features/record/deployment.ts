import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  formsQuery,
  locationsQuery,
  lookupsQuery,
  settingsQuery,
} from '../../shared/definitions/definitions';
import { type FormDefinition, formDefinitions } from '../../shared/forms/definition';
import { dayAt } from '../../shared/forms/expression/dates';
import { isObject } from '../../shared/forms/json';
import { OptionBook } from '../../shared/forms/options';
import type { SystemSettings } from '../../shared/wire/settings';

/** Forms, options and settings of the deployment, ready for use. */
export interface Deployment {
  readonly forms: readonly FormDefinition[];
  readonly options: OptionBook;
  readonly settings: SystemSettings;
  /** The zone in which a date begins. */
  readonly zone: string;
}

const attachments_max = 100;

export interface Definitions {
  readonly deployment: Deployment | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Undefined until read. Places may arrive later: no form waits for them. */
export function useDeployment(): Definitions {
  const forms = useQuery(formsQuery);
  const lookups = useQuery(lookupsQuery);
  const settings = useQuery(settingsQuery);
  const locations = useQuery(locationsQuery);
  const definitions = useMemo(() => forms.data && formDefinitions(forms.data), [forms.data]);
  const options = useMemo(
    () =>
      lookups.data &&
      settings.data &&
      new OptionBook({
        lookups: lookups.data,
        locations: locations.data ?? [],
        agencies: settings.data.agencies,
        reportingLevel: reportingLevelOf(settings.data),
      }),
    [lookups.data, settings.data, locations.data],
  );
  const deployment = useMemo(
    () =>
      definitions && options && settings.data
        ? { forms: definitions, options, settings: settings.data, zone: zoneOf(settings.data) }
        : undefined,
    [definitions, options, settings.data],
  );
  const needed = [forms, lookups, settings];
  return {
    deployment,
    // What was read before is good enough where it cannot be read again.
    error: needed.find((query) => query.isError && query.data === undefined)?.error,
    retry: () => {
      for (const query of needed.filter((one) => one.isError)) void query.refetch();
    },
  };
}

function reportingLevelOf(settings: SystemSettings): number {
  const config = settings['reporting_location_config'];
  const level = isObject(config) ? config['admin_level'] : 0;
  return typeof level === 'number' ? level : 0;
}

/** The organisation's zone where it is set, else the device's. */
function zoneOf(settings: SystemSettings): string {
  const set = settings.system_options['time_zone'];
  return typeof set === 'string' && set !== ''
    ? set
    : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function attachmentsMax(settings: SystemSettings): number {
  const set = settings.system_options['maximum_attachments_per_record'];
  return typeof set === 'number' ? set : attachments_max;
}

/** Countries whose telephone numbers are offered; the usual one first. */
export function phoneCountries(settings: SystemSettings): readonly string[] {
  const { phone_formats: formats, default_phone_format: usual } = settings.system_options;
  const codes = Array.isArray(formats) ? formats.filter((one) => typeof one === 'string') : [];
  const first = typeof usual === 'string' && codes.includes(usual) ? [usual] : [];
  return [...new Set([...first, ...codes])].map((code) => code.toUpperCase());
}

/** Today on the calendar of the zone. */
export function todayIn(zone: string): string {
  return dayAt(Date.now(), zone);
}
