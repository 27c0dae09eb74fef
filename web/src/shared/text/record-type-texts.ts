import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { RecordType } from '../wire/records';

/** The names of the record types, as titles of their lists and places of the navigation. */
export const recordTypeTexts: Readonly<Record<RecordType, MessageDescriptor>> = {
  cases: msg({ id: 'cases.title', message: 'Cases' }),
  incidents: msg({ id: 'incidents.title', message: 'Incidents' }),
  tracing_requests: msg({ id: 'tracing_requests.title', message: 'Tracing requests' }),
  registry_records: msg({ id: 'registry_records.title', message: 'Registry' }),
  families: msg({ id: 'families.title', message: 'Families' }),
};

/** What begins a record of each type. */
export const newRecordTexts: Readonly<Record<RecordType, MessageDescriptor>> = {
  cases: msg({ id: 'cases.new', message: 'New case' }),
  incidents: msg({ id: 'incidents.new', message: 'New incident' }),
  tracing_requests: msg({ id: 'tracing_requests.new', message: 'New tracing request' }),
  registry_records: msg({ id: 'registry_records.new', message: 'New registry record' }),
  families: msg({ id: 'families.new', message: 'New family' }),
};
