import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** Column titles the server names by key (`list_headers`). */
export const headerTexts: Readonly<Record<string, MessageDescriptor>> = {
  id: msg({ id: 'header.id', message: 'Case ID' }),
  short_id: msg({ id: 'header.short_id', message: 'ID' }),
  name: msg({ id: 'header.name', message: 'Name' }),
  complete: msg({ id: 'header.complete', message: 'Complete' }),
  client_code: msg({ id: 'header.client_code', message: 'Client code' }),
  survivor_code: msg({ id: 'header.survivor_code', message: 'Survivor code' }),
  age: msg({ id: 'header.age', message: 'Age' }),
  sex: msg({ id: 'header.sex', message: 'Sex' }),
  gender: msg({ id: 'header.gender', message: 'Gender identity' }),
  registration_date: msg({ id: 'header.registration_date', message: 'Registered on' }),
  case_opening_date: msg({ id: 'header.case_opening_date', message: 'Opened on' }),
  photo: msg({ id: 'header.photo', message: 'Photo' }),
  social_worker: msg({ id: 'header.social_worker', message: 'Case worker' }),
  location_current: msg({ id: 'header.location_current', message: 'Current location' }),
  date_of_first_report: msg({
    id: 'header.date_of_first_report',
    message: 'Reported on',
  }),
  incident_date: msg({ id: 'filter.incident_date_derived', message: 'Happened on' }),
  incident_location: msg({ id: 'filter.incident_location', message: 'Place of the incident' }),
  violation_category: msg({ id: 'filters.category.violations', message: 'Violations' }),
  cp_incident_violence_type: msg({ id: 'header.violence_type', message: 'Type of violence' }),
  gbv_sexual_violence_type: msg({ id: 'header.violence_type', message: 'Type of violence' }),
  relation_name: msg({ id: 'header.relation_name', message: 'Who asks' }),
  inquiry_date: msg({ id: 'filter.inquiry_date', message: 'Inquiry made on' }),
  tracing_names: msg({ id: 'header.tracing_names', message: 'Children sought' }),
  registry_no: msg({ id: 'header.registry_no', message: 'Registry number' }),
  family_name: msg({ id: 'header.family_name', message: 'Family name' }),
  family_registration_date: msg({ id: 'filter.registration_date', message: 'Registered on' }),
  family_location_current: msg({ id: 'filter.location_current', message: 'Current location' }),
  alert_count: msg({ id: 'header.alert_count', message: 'Alerts' }),
  flag_count: msg({ id: 'header.flag_count', message: 'Flags' }),
};

/** The merged column of alerts and flags. */
export const marksText: MessageDescriptor = msg({
  id: 'header.marks',
  message: 'Alerts and flags',
});
