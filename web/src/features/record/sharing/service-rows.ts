import { asJson } from '../../../shared/forms/definition';
import { isObject, type JsonObject, liveRows } from '../../../shared/forms/json';
import type { RecordData } from '../../../shared/wire/records';

/** A service in the case that nobody was asked for yet. */
export interface OpenService {
  readonly id: string;
  readonly type: string | null;
  readonly agency: string | null;
  readonly person: string | null;
  readonly isExternal: boolean;
}

/** The services that can still be referred. */
export function openServices(record: RecordData): readonly OpenService[] {
  return liveRows(asJson(record['services_section']))
    .filter(isObject)
    .filter((row) => !isTrue(row['service_status_referred']) && !isDone(row))
    .flatMap((row) => {
      const id = textOf(row['unique_id']);
      return id === null ? [] : [serviceOf(id, row)];
    });
}

function serviceOf(id: string, row: JsonObject): OpenService {
  return {
    id,
    type: textOf(row['service_type']),
    agency: textOf(row['service_implementing_agency']),
    person: textOf(row['service_implementing_agency_individual']),
    isExternal: isTrue(row['service_external_referral']),
  };
}

function isDone(row: JsonObject): boolean {
  return row['service_implemented'] === 'implemented';
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
