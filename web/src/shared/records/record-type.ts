import { RecordType } from '../wire/records';

/** How a record type is called in forms and permissions of forms. */
const singular: Readonly<Record<RecordType, string>> = {
  cases: 'case',
  incidents: 'incident',
  tracing_requests: 'tracing_request',
  registry_records: 'registry_record',
  families: 'family',
};

export function singularOf(type: RecordType): string {
  return singular[type];
}

/** The record type that an address below `/v2` speaks of; cases when it names none. */
export function recordTypeOf(pathname: string): RecordType {
  const segments = pathname.split('/');
  return Object.values(RecordType).find((type) => segments.includes(type)) ?? RecordType.case;
}

/** The key of a record's number for people, by type; the short id where there is none. */
const display_keys: Readonly<Record<RecordType, string>> = {
  cases: 'case_id_display',
  incidents: 'short_id',
  tracing_requests: 'short_id',
  registry_records: 'registry_id_display',
  families: 'family_id_display',
};

/** The number that people write on paper. */
export function displayId(type: RecordType, values: Readonly<Record<string, unknown>>): string {
  const id = values['id'];
  const candidates = [values[display_keys[type]], values['short_id']];
  const known = candidates.find((value) => typeof value === 'string' && value !== '');
  return typeof known === 'string' ? known : typeof id === 'string' ? id.slice(-7) : '';
}

/** An address of the app, below its base. */
export function pathTo(...segments: readonly string[]): string {
  return `/${segments.join('/')}`;
}
